/**
 * What the note leaves open about failures during a drop, and what the model answers. Restarts and adds are in
 * `restartQuestions.ts`.
 *
 * The recommendations are a human's, written from verdicts that were found; what each rests on is listed, and a test
 * looks whether it still is so. Words in quotation marks are the note's own.
 */
import type { Asked } from './restartQuestions.ts';
import { restartQuestions } from './restartQuestions.ts';

const changes: readonly Asked[] = [
  {
    title: 'What depends on the order of the steps?',
    quote:
      'The schema file says DROPPING (1) and every block is told (4–6) before anything goes (7).',
    where: 'DropTable.txt, steps 1 to 7',
    matrices: [
      {
        preset: 'note',
        switches: ['flush', 'barrier', 'markPhase'],
        properties: [
          'durable-first',
          'closed-before-release',
          'in-use-is-complete',
          'in-use-is-open',
        ],
        bounds: ['small'],
      },
      {
        preset: 'repaired',
        switches: ['flush', 'barrier', 'markPhase'],
        properties: [
          'durable-first',
          'closed-before-release',
          'in-use-is-complete',
          'in-use-is-open',
          'one-outcome',
        ],
        bounds: ['small'],
      },
    ],
    recommendation:
      'Write first, or a crash leaves a table that is in use and has no files; and let ' +
      'all nodes mark before the first one releases, or one node works on a table that ' +
      'another one has given away. Where a drop can be undone, mark after the decision, ' +
      'as a mark that is set before is left on a table that is in use again.',
    price: 'One round of messages for the marks.',
    grounds: [
      ['note', {}, 'small', 'durable-first', 'holds'],
      ['note', { flush: 'last' }, 'tiny', 'in-use-is-complete', 'violated'],
      ['note', { barrier: 'off' }, 'small', 'closed-before-release', 'violated'],
      ['repaired', {}, 'small', 'in-use-is-open', 'holds'],
      ['repaired', { markPhase: 'prepare' }, 'small', 'in-use-is-open', 'violated'],
      ['note', { markPhase: 'prepare' }, 'small', 'in-use-is-open', 'holds'],
    ],
  },
  {
    title: 'May step 2 report early, and under which rules?',
    quote: '“Report Table Dropped secured but not yet completed.”',
    where: 'DropTable.txt, step 2; never implemented',
    matrices: [
      {
        preset: 'note',
        switches: ['decision', 'reportPoint', 'takeover', 'restartRule'],
        properties: ['secured-means-gone', 'aborted-means-back', 'secured-completes'],
        bounds: ['small'],
      },
      {
        preset: 'repaired',
        switches: ['decision', 'reportPoint', 'takeover', 'restartRule', 'abortDurable'],
        properties: ['secured-means-gone', 'aborted-means-back', 'secured-completes'],
        bounds: ['small'],
      },
    ],
    recommendation:
      'Yes, once every node has recorded what the takeover and the restart go by: ' +
      'DROPPING, if both complete what is prepared, and the decision, if both go by that. ' +
      'One flush too early, or a takeover and a restart that follow different rules, and ' +
      'a drop that was reported is undone, or one that was undone happens.',
    price: 'None for the later code: its commit flush is such a point.',
    grounds: [
      ['note', {}, 'small', 'secured-means-gone', 'holds'],
      ['note', {}, 'small', 'secured-completes', 'holds'],
      ['note', { takeover: 'bySurvivor' }, 'small', 'secured-means-gone', 'holds'],
      ['note', { reportPoint: 'afterOwnFlush' }, 'small', 'secured-means-gone', 'violated'],
      ['repaired', { reportPoint: 'afterDecide' }, 'small', 'secured-means-gone', 'holds'],
      ['repaired', { reportPoint: 'afterDecide' }, 'small', 'secured-completes', 'holds'],
      ['repaired', { reportPoint: 'afterPrepare' }, 'small', 'secured-means-gone', 'violated'],
      ['note', { takeover: 'byEffect' }, 'small', 'aborted-means-back', 'violated'],
      ['repaired', { takeover: 'byEffect' }, 'small', 'aborted-means-back', 'violated'],
      ['repaired', { restartRule: 'complete' }, 'small', 'aborted-means-back', 'violated'],
      ['repaired', { restartRule: 'rollBack' }, 'small', 'secured-means-gone', 'violated'],
    ],
  },
  {
    title: 'Where is NF-handling needed in DICT?',
    quote: 'The note is silent about failures of the master, and of others during a round of DICT.',
    where: 'DropTable.txt, steps 1, 7 and 8',
    matrices: [
      {
        preset: 'note',
        switches: ['nfInDict', 'takeover'],
        properties: ['drop-ends', 'nobody-shut-out', 'node-comes-back', 'nothing-half-done'],
        bounds: ['small'],
      },
    ],
    recommendation:
      'In every round, and for the master: a round that waits for a dead node waits for ' +
      'ever, and with it the dead node waits for the DICT lock that the drop holds. ' +
      'Somebody has to take over, by any rule; which rule decides what users may be told, ' +
      'not whether the drop ends.',
    price: 'A takeover that asks the survivors how far they are.',
    grounds: [
      ['note', {}, 'small', 'drop-ends', 'holds'],
      ['note', { nfInDict: 'ignored' }, 'small', 'drop-ends', 'violated'],
      ['note', { nfInDict: 'ignored' }, 'small', 'node-comes-back', 'violated'],
      ['note', { takeover: 'none' }, 'small', 'drop-ends', 'violated'],
      ['note', { takeover: 'none' }, 'small', 'node-comes-back', 'violated'],
      ['note', { takeover: 'back' }, 'small', 'drop-ends', 'holds'],
      ['repaired', {}, 'large', 'drop-ends', 'holds'],
    ],
  },
];

export const questions: readonly Asked[] = [...changes, ...restartQuestions];
