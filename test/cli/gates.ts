/**
 * Gates on the fixture, each in a folder of its own, and what may change so that they are no longer as expected.
 */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Io } from '../../src/cli/io.ts';
import { exploring } from '../../src/explore/explore.ts';
import type { GateCells, Pin, Protocol, System } from '../../src/index.ts';
import { defineGate, property, vacuous } from '../../src/index.ts';
import { miniDrop } from '../fixtures/miniDrop.ts';
import { cli } from './harness.ts';

export const usual: readonly GateCells[] = [{ system: 'mini/drop', bounds: ['note'] }];
export const allPins: readonly Pin[] = ['counts', 'lengths'];

/** A folder with a configuration, in which everything is as expected. */
export async function folderWith(cells = usual, pins = allPins): Promise<string> {
  const cwd = mkdtempSync(join(tmpdir(), 'dropproof-gate-'));
  const config = JSON.stringify(defineGate({ cells, pins }));
  writeFileSync(join(cwd, 'dropproof.config.ts'), `export default ${config};`);
  const { exitCode } = await gate(cwd, '--update');
  expect(exitCode).toBe(0);
  return cwd;
}

export async function gate(
  cwd: string,
  line = '',
  system: System = miniDrop,
  world: Partial<Io> = {},
) {
  const words = ['gate', ...line.split(' ').filter((word) => word !== ''), '--no-cache'];
  const io = { cwd, cores: () => 1, ...world };
  return cli(words, io, { catalogue: { 'mini/drop': system }, exploring });
}

/** The fixture with another protocol. */
function built(change: (protocol: Protocol) => Partial<Protocol>): System {
  return {
    ...miniDrop,
    build: (variant, bounds) => {
      const protocol = miniDrop.build(variant, bounds);
      return { ...protocol, ...change(protocol) };
    },
  };
}

export const { today, repaired } = miniDrop.presets as Record<
  'today' | 'repaired',
  Record<string, string>
>;
export const note = { size: 'tiny', differs: {} } as const;

/** What may change in a system, and what the gate says of it. */
export const changes: readonly [string, System, string][] = [
  [
    'an expected anomaly that disappears',
    { ...miniDrop, presets: { today: repaired, repaired } },
    'P1           expected violated after 6 steps, found holds',
  ],
  [
    'a new violation',
    { ...miniDrop, presets: { today, repaired: today } },
    'P1           expected holds, found violated after 6 steps',
  ],
  [
    'a count that moved',
    { ...miniDrop, boundSets: { note: { ...note, differs: { clients: 2 } } } },
    'states       expected 18, found 72',
  ],
  [
    'a property that became vacuous',
    built(({ properties }) => ({
      properties: properties.map((at) =>
        at.id === 'P2' ? property.always({ ...at, holds: () => vacuous }) : at,
      ),
    })),
    'P2  expected holds, found holds, with nothing to judge',
  ],
  [
    'a property that is not among the expected ones',
    built(({ properties }) => ({
      properties: [...properties, property.always({ id: 'P9', name: 'new', holds: () => true })],
    })),
    'P9  not among the expected ones, found holds',
  ],
  [
    'an expected property that does not exist',
    built(({ properties }) => ({ properties: properties.filter(({ id }) => id !== 'P2') })),
    'P2  expected holds, found no such property',
  ],
  [
    'a preset that is not expected',
    { ...miniDrop, presets: { ...miniDrop.presets, third: repaired } },
    'Nothing is expected yet of these cells',
  ],
  [
    'an expected cell that is gone',
    { ...miniDrop, presets: { today } },
    'cell  is expected, but the configuration no longer names it',
  ],
  [
    'a system that cannot be built',
    built(() => {
      throw new Error('no such luck');
    }),
    'the model is broken. mini/drop: cannot be built: Error: no such luck',
  ],
  [
    'a model that fails in the search',
    built(({ actions: [first, ...others] }) => ({
      actions: [
        {
          ...(first as Protocol['actions'][number]),
          run: () => {
            throw new Error('out of order');
          },
        },
        ...others,
      ],
    })),
    'out of order',
  ],
];
