import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../src/index.ts';
import { jsonReport } from '../../src/report/json.ts';
import { faultySchedule, outcomeOf, tellingOf } from './outcomes.ts';

const schema = JSON.parse(
  readFileSync(new URL('../../schema/outcome.json', import.meta.url), 'utf8'),
);
const validate = new Ajv({ strict: true, allowUnionTypes: true }).compile(schema);

function flaws(outcome: unknown): unknown {
  validate(JSON.parse(JSON.stringify(outcome)));
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

describe('the JSON report is the outcome, and fits the shipped schema', () => {
  it.each<readonly [string, () => Outcome]>([
    ['violated', () => outcomeOf()],
    ['everything decided', () => outcomeOf({ bounds: 'lossy' }, { keepGoing: true })],
    ['holds', () => outcomeOf({ preset: 'repaired' })],
    ['unreached', () => outcomeOf({}, { properties: ['W2'] })],
    ['orbits', () => outcomeOf({ bound: { clients: 2 } }, { symmetry: true })],
    ['with a profile', () => outcomeOf({}, { profile: true })],
    ['undecided', () => outcomeOf({}, { maxStates: 3 })],
    [
      'with faults',
      () => tellingOf({ bounds: 'lossy', bound: { delays: 1 } }, faultySchedule).outcome,
    ],
    ['a lasso', () => tellingOf({}, ['cpo.drops'], 0).outcome],
  ])('%s', (_name, outcome) => {
    expect(flaws(JSON.parse(jsonReport(outcome())))).toEqual([]);
  });

  it('refuses what is missing, unknown or of another type', () => {
    const outcome = outcomeOf();
    const { verdict: _gone, ...without } = outcome;
    expect(flaws(without)).toEqual([" must have required property 'verdict'"]);
    expect(flaws({ ...outcome, extra: 1 })).toEqual([' must NOT have additional properties']);
    expect(flaws({ ...outcome, exitCode: 1 })).toEqual([
      '/exitCode must be equal to one of the allowed values',
    ]);
  });
});
