import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderAt, readCheckpoint } from '../../../src/cli/checkpoint/folder.ts';
import { Keeper } from '../../../src/cli/checkpoint/keeper.ts';
import type { Exploring } from '../../../src/cli/engine.ts';
import type { Io } from '../../../src/cli/io.ts';
import type { Signal } from '../../../src/explore/options.ts';
import type { Limit } from '../../../src/explore/outcome.ts';
import { explore } from '../../../src/index.ts';
import { miniDrop } from '../../fixtures/miniDrop.ts';
import { cli } from '../harness.ts';
import { diskWith, emptyFolder, markOf, snapshotOf } from './files.ts';

/**
 * An engine that only counts, to ten: a state a step, a snapshot where one was asked for, and one before a limit ends
 * it. A resumed one goes on counting.
 */
const counting: Exploring = function* (model, options) {
  const progress = { transitions: 0, depth: 1, frontier: 1, seconds: 0, bytes: 0 };
  let states = options?.resume === undefined ? 0 : markOf(options.resume);
  let limit: Limit | null = null;
  let signal: Signal;
  while (states < 10 && limit === null) {
    states++;
    const snapshot = signal === 'save' ? snapshotOf(states) : null;
    signal = yield { ...progress, states, snapshot };
    if (states === options?.maxStates) limit = 'states';
    if (signal === 'stop') limit = 'interrupted';
  }
  if (limit !== null && options?.checkpoints) {
    yield { ...progress, states, snapshot: snapshotOf(states) };
  }
  const outcome = explore(model);
  return { ...outcome, limit, exitCode: 20, counts: { ...outcome.counts, states } };
};

const parts = { catalogue: { 'mini/drop': miniDrop }, exploring: counting };

/** A world in a folder, in which every look around takes ten seconds; interrupted in that moment, if at all. */
function worldIn(cwd: string, interruptedAt = Number.NaN): Partial<Io> {
  let now = 0;
  let interrupt = () => {};
  return {
    cwd,
    clock: () => now,
    pause: async () => {
      now += 10_000;
      if (now === interruptedAt * 1000) interrupt();
    },
    onInterrupt: (act) => {
      interrupt = act;
      return () => {};
    },
  };
}

async function check(words: string, cwd: string, interruptedAt?: number) {
  const quietly = words.includes('--progress') ? words : `${words} --progress none`;
  const line = `check mini/drop --preset repaired ${quietly}`;
  const { exitCode, stdout, stderr } = await cli(line, worldIn(cwd, interruptedAt), parts);
  const states = /(\d+) states, /.exec(stdout)?.[1];
  return { exitCode, stderr, states: states === undefined ? null : Number(states) };
}

const keptIn = (cwd: string, shown = 'ckpt') => markOf(readCheckpoint(folderAt(shown, cwd)));

describe('--checkpoint DIR keeps the search there from time to time', () => {
  it('every sixty seconds, and says so where progress is shown', async () => {
    const cwd = emptyFolder();
    const { stderr } = await check('--checkpoint ckpt --progress plain', cwd);
    const notes = stderr.split('\n').filter((line) => line.startsWith('checkpoint'));
    expect(notes).toEqual(['checkpoint: 7 states, 0 kB']);
    expect(keptIn(cwd)).toBe(7);
    expect(readdirSync(join(cwd, 'ckpt'))).toEqual(['checkpoint.dropproof']);
  });

  it('at the pace that is asked for; 0 is whenever it can', async () => {
    for (const [every, last] of [
      [20, 9],
      [35, 9],
      [90, 10],
      [1e3, null],
      [0, 10],
    ] as const) {
      const cwd = emptyFolder();
      const words = `--checkpoint ckpt --checkpoint-every ${every}`;
      expect(await check(words, cwd)).toEqual({ exitCode: 20, stderr: '', states: 10 });
      expect(readdirSync(join(cwd, 'ckpt')).length === 0 ? null : keptIn(cwd)).toBe(last);
    }
  });
});

describe('--resume DIR goes on', () => {
  it('after Ctrl-C, with the command that is printed', async () => {
    const cwd = emptyFolder();
    const words = '--set checksId=yes --property P1 --property P2 --keep-going --checkpoint ckpt';
    const cut = await check(`${words} --max-states 9`, cwd, 40);
    expect(cut).toMatchInlineSnapshot(`
      {
        "exitCode": 20,
        "states": 4,
        "stderr": "dropproof: checkpoint in ckpt: 4 states, 0 kB. To go on:
        npx dropproof check mini/drop --preset repaired --set checksId=yes --property P1 --property P2 --keep-going --max-states 9 --progress none --resume ckpt
      ",
      }
    `);
    expect(keptIn(cwd)).toBe(4);

    const command = cut.stderr.trim().split('\n').at(-1)?.trim().split(' ').slice(2) ?? [];
    const resumed = await cli(command, worldIn(cwd), parts);
    expect(resumed.stderr).toContain('checkpoint in ckpt: 9 states');
  });

  it('after a limit, with a larger one or none', async () => {
    const cwd = emptyFolder();
    const cut = await check('--max-states 3 --max-seconds 5e3 --checkpoint ckpt', cwd);
    expect(cut).toMatchInlineSnapshot(`
      {
        "exitCode": 20,
        "states": 3,
        "stderr": "dropproof: checkpoint in ckpt: 3 states, 0 kB. To go on:
        npx dropproof check mini/drop --preset repaired --max-seconds 5000 --progress none --resume ckpt
      ",
      }
    `);
    expect(await check('--max-states 6 --resume ckpt', cwd)).toMatchObject({ states: 6 });
    expect(await check('--resume ckpt', cwd)).toEqual({ exitCode: 20, stderr: '', states: 10 });
    expect(keptIn(cwd)).toBe(6);
  });

  it('and keeps in another folder, if it is named', async () => {
    const cwd = emptyFolder();
    await check('--max-states 3 --checkpoint ckpt', cwd);
    const { stderr } = await check('--max-states 6 --resume ckpt --checkpoint b', cwd);
    expect(stderr).toMatchInlineSnapshot(`
      "dropproof: checkpoint in b: 6 states, 0 kB. To go on:
        npx dropproof check mini/drop --preset repaired --progress none --resume b
      "
    `);
    expect([keptIn(cwd), keptIn(cwd, 'b')]).toEqual([3, 6]);
  });

  it('and clears away what a killed run has left half-written', async () => {
    const cwd = emptyFolder();
    await check('--max-states 3 --checkpoint ckpt', cwd);
    writeFileSync(join(cwd, 'ckpt', 'checkpoint.dropproof.123.tmp'), 'half');
    await check('--resume ckpt', cwd);
    expect(readdirSync(join(cwd, 'ckpt'))).toEqual(['checkpoint.dropproof']);
  });
});

describe('what would lose or damage something is refused before the search', () => {
  it.each([
    ['no folder for the pace', '--checkpoint-every 5'],
    ['a pace below zero', '--checkpoint c --checkpoint-every=-1'],
    ['nothing to resume', '--resume none'],
    ['a file instead of a folder', '--checkpoint file'],
    ['a checkpoint that would be lost', '--checkpoint ckpt'],
    ['the same, of another run than the resumed one', '--resume other --checkpoint ckpt'],
    ['two folders', '--resume ckpt --resume other'],
    ['a damaged checkpoint', '--resume damaged'],
  ])('%s', async (_what, words) => {
    const cwd = emptyFolder();
    for (const name of ['ckpt', 'other', 'damaged']) {
      await check(`--max-states 3 --checkpoint ${name}`, cwd);
    }
    writeFileSync(join(cwd, 'file'), '');
    writeFileSync(join(cwd, 'damaged/checkpoint.dropproof'), 'dropproof checkpoint');
    const refused = await check(words, cwd);
    expect(refused).toMatchObject({ exitCode: 64, states: null });
    expect(refused.stderr).toMatchSnapshot();
    expect(keptIn(cwd)).toBe(3);
  });
});

describe('a disk that fails does not end the search', () => {
  it('a folder that is taken away: one warning, and the outcome', async () => {
    const cwd = emptyFolder();
    const world = worldIn(cwd);
    const pause = async () => {
      rmSync(join(cwd, 'ckpt'), { recursive: true, force: true });
      await world.pause?.();
    };
    const line =
      'check mini/drop --checkpoint ckpt --checkpoint-every 20 --format json --progress none';
    const { stdout, stderr } = await cli(line, { ...world, pause }, parts);
    expect(JSON.parse(stdout)).toMatchObject({ limit: null, counts: { states: 10 } });
    expect(stderr).toMatchInlineSnapshot(`
      "dropproof: no checkpoint could be written to ckpt: there is no such file or folder. The search goes on; the last checkpoint, if there is one, is kept.
      "
    `);
  });

  it('a full disk: the old checkpoint is kept, and the next one may succeed', () => {
    let isFull = false;
    const path = emptyFolder();
    const said: string[] = [];
    const progress = {
      update: () => {},
      clear: () => void said.push('(cleared)'),
      note: (text: string) => void said.push(text),
    };
    const stderr = { write: (text: string) => void said.push(text), isTTY: false, columns: 80 };
    const disk = diskWith((name) => isFull && name === 'writeSync' && 'ENOSPC');
    const folder = folderAt('.', path, disk);
    const keeper = new Keeper({
      io: { stderr, clock: () => 0 },
      progress,
      folder,
      everySeconds: 0,
    });
    keeper.keep(snapshotOf(1), 1);
    isFull = true;
    keeper.keep(snapshotOf(2), 2);
    keeper.keep(snapshotOf(3), 3);
    expect(markOf(readCheckpoint(folder))).toBe(1);
    keeper.sayWhereItIs('memory', 'the command');
    isFull = false;
    keeper.keep(snapshotOf(4), 4);
    expect(markOf(readCheckpoint(folder))).toBe(4);
    expect(said).toMatchInlineSnapshot(`
      [
        "checkpoint: 1 state, 0 kB",
        "(cleared)",
        "dropproof: no checkpoint could be written to .: the disk is full. The search goes on; the last checkpoint, if there is one, is kept.
      ",
        "dropproof: checkpoint in .: 1 state, 0 kB. To go on:
      ",
        "  the command
      ",
        "checkpoint: 4 states, 0 kB",
      ]
    `);
  });
});
