import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import type { GateOutcome, System } from '../../src/index.ts';
import { changes, folderWith, gate } from './gates.ts';

describe('the JSON form fits the shipped schema', () => {
  const schemaOf = (name: string) => JSON.parse(readFileSync(`schema/${name}.json`, 'utf8'));
  const ajv = new Ajv({ strict: true, allowUnionTypes: true });
  const validate = ajv
    .addSchema([schemaOf('outcome'), schemaOf('matrix')])
    .compile(schemaOf('gate'));
  const flaws = (gate: unknown) => {
    validate(gate);
    return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
  };
  const found = async (line: string, system?: System) => {
    const { stdout } = await gate(await folderWith(), `${line} --format json`, system);
    return JSON.parse(stdout) as GateOutcome;
  };

  it('where all is as expected, and some is left out', async () => {
    expect(flaws(await found(''))).toEqual([]);
    expect(flaws(await found('--shard 1/2'))).toEqual([]);
    expect(flaws(await found('--max-states 3'))).toEqual([]);
  });

  it.each(changes)('%s', async (_, system) => {
    const outcome = await found('', system);
    expect(outcome.cells.flatMap(({ differences }) => differences)).not.toEqual([]);
    expect(flaws(outcome)).toEqual([]);
  });

  it('and refuses what is missing, unknown or of another type', async () => {
    const { leftOut: _, ...without } = await found('');
    expect(flaws(without)).toEqual([" must have required property 'leftOut'"]);
    const whole = await found('');
    expect(flaws({ ...whole, extra: 1 })).toEqual([' must NOT have additional properties']);
    expect(flaws({ ...whole, exitCode: 10 })).toEqual([
      '/exitCode must be equal to one of the allowed values',
    ]);
  });
});
