import { describe, expect, it } from 'vitest';
import type { Catalogue } from '../../src/cli/systems.ts';
import { exploring } from '../../src/explore/explore.ts';
import type { System } from '../../src/index.ts';
import { miniDrop } from '../fixtures/miniDrop.ts';
import { cli } from './harness.ts';

/** The fixture in the place of the K2 system, with the given presets. */
function posing(broken: object, repaired: object): Catalogue {
  const presets = { documented: broken, documentedWithId: repaired };
  const system = { ...miniDrop, name: 'k2/collection', presets } as System;
  return { 'k2/collection': system };
}

const forgets = { checksId: 'no', order: 'dropFirst' };
const checks = { checksId: 'yes', order: 'dropFirst' };

/** The sentences of a demonstration, without its reports. */
async function demo(broken: object, repaired: object) {
  const { exitCode, stdout } = await cli(
    'demo',
    {},
    { catalogue: posing(broken, repaired), exploring },
  );
  return {
    exitCode,
    verdicts: stdout.split('\n').filter((line) => /^(not )?as expected/i.test(line)),
  };
}

describe('demo: "the anomaly and the repair"', () => {
  it('exits 0 if both are as they should be', async () => {
    expect(await demo(forgets, checks)).toMatchInlineSnapshot(`
      {
        "exitCode": 0,
        "verdicts": [
          "as expected: documented violates P1",
          "as expected: documentedWithId holds in every reachable state",
        ],
      }
    `);
  });

  it('exits 30 if the anomaly is no longer found', async () => {
    expect(await demo(checks, checks)).toMatchInlineSnapshot(`
      {
        "exitCode": 30,
        "verdicts": [
          "NOT AS EXPECTED: documented violates P1",
          "as expected: documentedWithId holds in every reachable state",
        ],
      }
    `);
  });

  it('exits 30 if the repair no longer repairs', async () => {
    expect(await demo(forgets, forgets)).toMatchInlineSnapshot(`
      {
        "exitCode": 30,
        "verdicts": [
          "as expected: documented violates P1",
          "NOT AS EXPECTED: documentedWithId holds in every reachable state",
        ],
      }
    `);
  });

  it('tells the story, draws it, and then checks the repair', async () => {
    const catalogue = posing(forgets, { ...checks });
    const { stdout, stderr } = await cli('demo', {}, { catalogue, exploring });
    expect(stderr).toBe('');
    expect(stdout).toMatchSnapshot();
  });
});
