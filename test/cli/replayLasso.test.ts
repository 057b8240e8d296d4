import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exploring } from '../../src/explore/explore.ts';
import type { Outcome, Trace } from '../../src/index.ts';
import type { Paths } from '../fixtures/paths.ts';
import { walking } from '../fixtures/paths.ts';
import { cli } from './harness.ts';

const folder = mkdtempSync(join(tmpdir(), 'dropproof-'));
const file = join(folder, 'lasso.json');

const recordedPaths: Paths = {
  enters: ['weak', [0, 1]],
  turns: ['weak', [1, 2], [2, 1]],
  leaves: ['weak', [1, 3]],
};

const catalogueOf = (paths: Paths, kept: readonly number[]) => {
  const { system } = walking(paths, { due: [0], kept });
  return { catalogue: { [system.name]: system }, exploring };
};

/** Records the lasso, edits it, and replays it on what the system is today. */
async function replay(
  today: Paths,
  { kept = [3], edit = (trace: Trace) => trace as unknown } = {},
): Promise<{ readonly exitCode: number; readonly last: string | undefined }> {
  const then = catalogueOf(recordedPaths, [3]);
  const { stdout } = await cli('check test/walker --format json', {}, then);
  const outcome = JSON.parse(stdout) as Outcome;
  const properties = outcome.properties.map((at) =>
    at.trace ? { ...at, trace: edit(at.trace) } : at,
  );
  writeFileSync(file, JSON.stringify({ ...outcome, properties }));
  const now = await cli(
    ['replay', file],
    { columns: 200, env: { NO_COLOR: '1' } },
    catalogueOf(today, kept),
  );
  expect(now.stderr).toBe('');
  return { exitCode: now.exitCode, last: now.stdout.trimEnd().split('\n').at(-1) };
}

describe('replay of a lasso: the way, the loop, its fairness and the promise are all looked at again', () => {
  it('agrees', async () => {
    expect(await replay(recordedPaths)).toEqual({
      exitCode: 0,
      last: 'Agrees: all 3 steps as recorded, and L is violated.',
    });
  });

  it('the loop does not close', async () => {
    expect(await replay(recordedPaths, { edit: (trace) => ({ ...trace, loop: 0 }) })).toEqual({
      exitCode: 30,
      last:
        'Differs: after all steps as recorded, ' +
        'the last state is not the one before step 1, so it does not repeat',
    });
  });

  it('it is not fair today to go round', async () => {
    const strong: Paths = { ...recordedPaths, leaves: ['strong', [1, 3]] };
    expect((await replay(strong)).last).toBe(
      'Differs: after all steps as recorded, it is not fair: ' +
        'walker.leaves is enabled again and again, and never taken',
    );
    const open: Paths = { ...recordedPaths, leaves: ['weak', [1, 3], [2, 3]] };
    expect((await replay(open)).last).toBe(
      'Differs: after all steps as recorded, it is not fair: ' +
        'walker.leaves is enabled for ever, and never taken',
    );
  });

  it('it is not fair to stay', async () => {
    const stays = (trace: Trace) => ({ ...trace, loop: trace.steps.length });
    expect((await replay(recordedPaths, { edit: stays })).last).toBe(
      'Differs: after all steps as recorded, it is not fair: ' +
        'walker.turns is enabled for ever, and never taken',
    );
  });

  it('the promise is kept on the way today', async () => {
    expect((await replay(recordedPaths, { kept: [2] })).last).toBe(
      'Differs: after all steps as recorded, it does not violate L',
    );
  });

  it('a step of it is disabled today', async () => {
    const shut: Paths = { ...recordedPaths, turns: ['weak', [1, 2]] };
    expect(await replay(shut)).toEqual({
      exitCode: 30,
      last: 'Differs: step 3, walker.turns, is disabled today; it reads at = 2',
    });
  });
});
