import { describe, expect, it } from 'vitest';
import { usualOptions } from '../../src/report/options.ts';
import { storyLines } from '../../src/report/story/lines.ts';
import { storyOf } from '../../src/report/story/tell.ts';
import { faultySchedule, tellingOf } from './outcomes.ts';

describe('"the numbered story": one sentence for each step, only what changed', () => {
  it('says which messages were sent, taken, lost, repeated and delayed', () => {
    const { story } = tellingOf({ bounds: 'lossy', bound: { delays: 1 } }, faultySchedule);
    expect(storyLines(story, usualOptions).join('\n')).toMatchInlineSnapshot(`
      "P1 is violated after 9 steps: one incarnation per transaction
        It rests on: the last paragraph of the note

         1. client 1 reads a key [client.reads(1)]
              client(1).phase: idle → open, .readFrom: 0 → 1
         2. cpo starts to drop the collection [cpo.drops]
              sends #1 OFFLOAD {inc: 1} to node 1
              cpo.phase: live → dropping
         3. network repeats the first message in toNode(1) [network.duplicates(toNode(1))]
              repeated: #1 OFFLOAD {inc: 1} from cpo to node 1; the copy is #2
              duplicates: 1 → 0
         4. network delays the first message in toNode(1) behind all others [network.delays(toNode(1))]
              delayed: #1 OFFLOAD {inc: 1} from cpo to node 1
              reorderings: 1 → 0
         5. network loses the first message in toNode(1) [network.loses(toNode(1))]
              lost: #2 OFFLOAD {inc: 1} from cpo to node 1
              losses: 1 → 0
         6. node 1 does what it is told, at once [node.handles(1)]
              takes #1 OFFLOAD {inc: 1} from cpo
              sends #3 DONE {inc: 1} to cpo
              node(1).loaded: true → false, .inc: 1 → 0
         7. cpo creates the collection anew [cpo.recreates]
              takes #3 DONE {inc: 1} from node 1
              sends #4 ASSIGN {inc: 2} to node 1
              cpo.phase: dropping → live, .inc: 1 → 2
         8. node 1 does what it is told, at once [node.handles(1)]
              takes #4 ASSIGN {inc: 2} from cpo
              node(1).loaded: false → true, .inc: 0 → 2
         9. client 1 writes that key and commits as client 1 [client.commits(1)]
              client(1).phase: open → committed

        So P1 (one incarnation per transaction) is violated: a committed transaction touched two
        incarnations.
          client  1
          hits    {1, 2}"
    `);
  });

  it('shows ghost cells only if asked', () => {
    const { story } = tellingOf({}, ['client.reads(1)']);
    const told = (ghosts: boolean) => storyLines(story, { ...usualOptions, ghosts });
    expect(told(true).filter((line) => !told(false).includes(line))).toEqual([
      '        hits(1): {} → {1}',
    ]);
  });

  it('says where a lasso comes back to', () => {
    const { story } = tellingOf({}, ['cpo.drops', 'client.reads(1)'], 1);
    expect(storyLines(story, usualOptions).slice(2, 8)).toMatchInlineSnapshot(`
      [
        "",
        "   1. cpo starts to drop the collection [cpo.drops]",
        "        sends #1 OFFLOAD {inc: 1} to node 1",
        "        cpo.phase: live → dropping",
        "  from here on, again and again:",
        "   2. client 1 reads a key [client.reads(1)]",
      ]
    `);
  });

  it('of a state that is wrong from the start has no steps', () => {
    const { story } = tellingOf({}, []);
    expect(storyLines(story, usualOptions).join('\n')).toMatchInlineSnapshot(`
      "P1 is violated from the start: one incarnation per transaction
        It rests on: the last paragraph of the note

        So P1 (one incarnation per transaction) is violated: a committed transaction touched two
        incarnations.
          client  1
          hits    {1, 2}"
    `);
  });

  it('describes the start where there are several', () => {
    const { outcome, property } = tellingOf({}, ['cpo.drops']);
    const several = storyOf({ ...outcome, counts: { initial: 2 } }, property);
    expect(storyLines(several, usualOptions).slice(3, 14)).toMatchInlineSnapshot(`
      [
        "  At the start",
        "       cpo          {phase: live, inc: 1}",
        "       node(1)      {loaded: true, inc: 1}",
        "       toNode(1)    []",
        "       toCpo(1)     []",
        "       client(1)    {phase: idle, readFrom: 0}",
        "       config       [a]",
        "       losses       0",
        "       duplicates   0",
        "       reorderings  0",
        "   1. cpo starts to drop the collection [cpo.drops]",
      ]
    `);
  });
});
