import { describe, expect, it } from 'vitest';
import { catalogue } from '../../src/catalogue.ts';
import { exploring } from '../../src/explore/explore.ts';
import type { Outcome } from '../../src/index.ts';
import { findingsOf } from '../fixtures/tuning.ts';
import { cli } from './harness.ts';

const asJson = ['--format', 'json', '--progress', 'none'];

/** Runs a check, and answers its outcome without what it took. */
async function checked(words: readonly string[]) {
  const { exitCode, stdout, stderr } = await cli(
    ['check', ...words, ...asJson],
    {},
    {
      catalogue,
      exploring,
    },
  );
  expect(stderr).toBe('');
  const outcome: Outcome = JSON.parse(stdout);
  return { exitCode, workers: outcome.engine.workers, findings: findingsOf(outcome) };
}

describe('--workers n|auto: several threads, the same outcome', () => {
  const protocols: readonly (readonly [string, readonly string[]])[] = [
    ['of the catalogue', ['k2/collection', '--bounds', 'medium', '--keep-going']],
    ['in a file', ['./twoPhaseCommit.ts', '--bound', 'participants=7']],
    ['with symmetry', ['./twoPhaseCommit.ts', '--bound', 'participants=7', '--symmetry']],
  ];
  it.each(protocols)('a protocol %s', async (_, words) => {
    const alone = await checked(words);
    expect(alone.workers).toBe(1);
    for (const [option, workers] of [
      ['3', 3],
      ['auto', 2],
    ] as const) {
      const together = await checked([...words, '--workers', option]);
      expect(together).toEqual({ ...alone, workers });
    }
  });

  it.each(['0', '2.5', 'all', '65', '-1'])('%s is refused', async (count) => {
    const { exitCode, stderr } = await cli(['check', 'mini/drop', `--workers=${count}`]);
    expect(exitCode).toBe(64);
    expect(stderr).toContain(`--workers ${count}: expected a whole number from 1 to 64, or auto`);
  });
});
