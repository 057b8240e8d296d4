import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { folderAt, hasCheckpoint, readCheckpoint } from '../../src/cli/checkpoint/folder.ts';
import type { Outcome } from '../../src/index.ts';
import { emptyFolder, markOf } from './checkpoint/files.ts';
import type { Life } from './kill/lives.ts';
import { live, seeded } from './kill/lives.ts';

const kills = 50;
const pathOf = (path: string) => new URL(path, import.meta.url).pathname;

describe('"also after a kill at any moment": there is always a whole checkpoint', () => {
  it('of a program that does nothing but write', async () => {
    const folder = folderAt('.', emptyFolder());
    const program = [pathOf('../fixtures/savesForEver.ts'), folder.path];
    const random = seeded(1);
    const lives: Life[] = [];
    let last = 0;
    for (let nth = 0; nth < kills / 2; nth++) {
      const inWriting = nth % 3 > 0;
      const death = { afterMs: random() * (inWriting ? 100 : 300), inWriting };
      lives.push(await live(program, folder.path, death));
      expect(readdirSync(folder.path).length).toBeLessThanOrEqual(2);
      if (last === 0 && !hasCheckpoint(folder)) continue;
      const snapshot = readCheckpoint(folder);
      const mark = markOf(snapshot);
      expect(mark).toBeGreaterThanOrEqual(last);
      const words = snapshot.tables.flatMap(({ pieces }) => pieces);
      expect(words.map((piece) => piece.every((word) => word === mark))).toEqual([true, true]);
      last = mark;
    }
    expect(last).toBeGreaterThan(5);
    expect(lives.map(({ stderr }) => stderr).filter((text) => text !== '')).toEqual([]);
    expect(lives.filter(({ diedWriting }) => diedWriting).length).toBeGreaterThan(kills / 6);
  });
});

/** What does not depend on how long it took and how often it was interrupted. */
function answer({ stdout, stderr, exitCode }: Life): unknown {
  if (stdout === '') throw new Error(`exit code ${exitCode}: ${stderr}`);
  const outcome = JSON.parse(stdout) as Outcome;
  return { ...outcome, timings: null, memory: null, cache: null, exited: exitCode };
}

describe('"ends with the same outcome as a run that was never stopped"', () => {
  const check = [
    pathOf('../../bin/dropproof.js'),
    'check',
    pathOf('../fixtures/twoPhaseCommit.ts'),
    '--format=json',
    '--progress=none',
  ];
  const seven = [...check, '--bound=participants=7'];
  const kept = (path: string) => {
    const option = hasCheckpoint(folderAt('.', path)) ? '--resume' : '--checkpoint';
    return seven.concat('--checkpoint-every=0', option, path);
  };

  it('however often it is killed: resume, kill again, resume …', async () => {
    const never = answer(await live(seven, '.', null));
    const random = seeded(2);
    let deaths = 0;
    let writing = 0;
    while (deaths < kills) {
      const path = emptyFolder();
      for (;;) {
        const inWriting = random() < 0.6;
        const death = { afterMs: random() * (inWriting ? 200 : 700), inWriting };
        const life = await live(kept(path), path, deaths < kills ? death : null);
        expect(readdirSync(path).length).toBeLessThanOrEqual(2);
        if (life.exitCode !== null) {
          expect(answer(life)).toEqual(never);
          break;
        }
        deaths++;
        if (life.diedWriting) writing++;
      }
    }
    expect(writing).toBeGreaterThan(kills / 6);
  }, 120_000);

  it('SIGTERM: it says where the checkpoint is, and the command that goes on', async () => {
    const path = emptyFolder();
    const death = { afterMs: 0, inWriting: true, signal: 'SIGTERM' } as const;
    const cut = await live(kept(path), path, death);
    expect(JSON.parse(cut.stdout)).toMatchObject({ limit: 'interrupted', exitCode: 20 });
    expect(cut.stderr).toMatch(
      /^dropproof: checkpoint in .*: [\d,]+ states, .*\. To go on:\n {2}npx /,
    );
    expect(answer(await live(kept(path), path, null))).toEqual(
      answer(await live(seven, '.', null)),
    );
  });

  it('of other bounds, it is refused with what differs', async () => {
    const path = emptyFolder();
    await live(seven.concat('--max-states=9000', '--checkpoint', path), path, null);
    const other = check.concat('--bound=participants=6', '--resume', path);
    const { exitCode, stdout, stderr } = await live(other, path, null);
    expect({ exitCode, stdout }).toEqual({ exitCode: 64, stdout: '' });
    expect(stderr).toContain('bound participants: recorded 7, now 6');
  });
});
