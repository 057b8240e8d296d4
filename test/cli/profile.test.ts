import { describe, expect, it } from 'vitest';
import { cli } from './harness.ts';

describe('--profile: where the effort went, and which cell to split', () => {
  const check = 'check mini/drop --preset repaired --property P1 --profile';

  it('for people', async () => {
    const { stdout, exitCode } = await cli(check);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(
      /\nProfile\n[\s\S]*→ nothing needs doing: \d+ calls of the model for 17 /,
    );
  });

  it('for programs', async () => {
    const { stdout } = await cli(`${check} --format json`);
    const { profile, cache } = JSON.parse(stdout);
    const callers: { modelCalls: number }[] = [...profile.actions, ...profile.properties];
    expect(callers.reduce((sum, at) => sum + at.modelCalls, 0)).toBe(cache.modelCalls);
  });
});
