import { describe, expect, it } from 'vitest';
import { cli } from './harness.ts';

describe('fuzz --random --property: what was asked is told about, and asked again', () => {
  it('also where neither the preset nor anything that was drawn has something to judge', async () => {
    const line = 'fuzz mini/drop --random variant --seed 7 --runs 100 --property P3';
    const { exitCode, stdout } = await cli(line);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/\nVerdicts\n\n {2}P3 {2}undecided {2}always {2}two names never meet\n/);
    expect(stdout).toContain('! never put to the test in these runs: P3\n');
    expect(stdout).toMatch(/\n {2}npx dropproof fuzz .* --random variant .* --property P3\n/);
  });
});
