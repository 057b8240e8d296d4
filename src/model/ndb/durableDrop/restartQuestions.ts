/**
 * The questions of the note about restarts, and about an add that is aborted.
 */
import type { Question } from '../../../spec/questions.ts';
import type { presets, Variant } from './switches.ts';

/** A question of this note. */
export type Asked = Question<keyof typeof presets, Variant>;

export const restartQuestions: readonly Asked[] = [
  {
    title: 'When is there “no risk of different behaviour” at a restart?',
    quote:
      '“Since all nodes receive the same schema information there is no risk of different ' +
      'behaviour.”',
    where: 'DropTable.txt, restart',
    matrices: [
      {
        preset: 'repaired',
        switches: ['restartMaster', 'restartRule', 'nodeLock'],
        properties: [
          'nodes-agree',
          'secured-means-gone',
          'aborted-means-back',
          'created-means-there',
          'in-use-is-complete',
        ],
        bounds: ['small', 'lagging', 'add'],
      },
      {
        preset: 'note',
        switches: ['restartMaster', 'restartRule', 'nodeLock'],
        properties: ['nodes-agree', 'secured-means-gone', 'in-use-is-complete'],
        bounds: ['small', 'lagging'],
      },
    ],
    recommendation:
      'That all follow one schema file makes them alike; that they are right takes more: ' +
      'the file of a node that died last, and a rule that is that of the takeover. Node ' +
      'starts and schema changes must exclude each other, or a node that starts during a ' +
      'drop keeps the table that all others lose.',
    price: 'A record of who died last, and a lock that makes starts wait for schema changes.',
    grounds: [
      ['repaired', {}, 'small', 'nodes-agree', 'holds'],
      ['repaired', { restartMaster: 'any' }, 'small', 'nodes-agree', 'holds'],
      ['repaired', { restartMaster: 'any' }, 'small', 'aborted-means-back', 'violated'],
      ['note', { restartMaster: 'any' }, 'lagging', 'secured-means-gone', 'violated'],
      ['repaired', { restartMaster: 'any' }, 'add', 'created-means-there', 'violated'],
      ['repaired', { nodeLock: 'off' }, 'small', 'nodes-agree', 'violated'],
      ['repaired', { restartRule: 'rollBack' }, 'small', 'in-use-is-complete', 'violated'],
    ],
  },
  {
    title: 'What of a restart that is cut short, and of files that are left over?',
    quote:
      'All blocks are contacted “to drop all files related to the table”; “after this the ' +
      'schema information is updated with the new state”.',
    where: 'DropTable.txt, restart',
    matrices: [
      {
        preset: 'note',
        switches: ['restartOrder', 'restartCleanup'],
        pairs: true,
        properties: ['in-use-is-complete', 'no-leftovers'],
        bounds: ['small', 'medium'],
      },
      {
        preset: 'repaired',
        switches: ['restartOrder', 'restartCleanup'],
        properties: ['in-use-is-complete', 'no-leftovers'],
        bounds: ['small', 'medium'],
      },
    ],
    recommendation:
      'Neither order survives a second crash: files first leaves a schema file that says ' +
      '“in use” over files that are gone, schema first leaves files that nobody knows; ' +
      'note the decision, then do the files, then the rest (`decisionFirst`). Each node ' +
      'has to compare with its own schema file, as the one that the restart follows may ' +
      'have forgotten what others still have.',
    price: 'One more write of the schema file for each table that a restart drops or fetches.',
    grounds: [
      ['note', {}, 'small', 'in-use-is-complete', 'holds'],
      ['note', {}, 'medium', 'in-use-is-complete', 'violated'],
      ['note', { restartOrder: 'schemaFirst' }, 'medium', 'no-leftovers', 'violated'],
      ['note-repaired', {}, 'medium', 'in-use-is-complete', 'holds'],
      ['note-repaired', {}, 'medium', 'no-leftovers', 'holds'],
      ['note', { restartCleanup: 'masterState' }, 'small', 'no-leftovers', 'violated'],
      ['code-later', {}, 'small', 'no-leftovers', 'violated'],
    ],
  },
  {
    title: 'Is abort add table right without PREP and WAIT?',
    quote:
      '“Drop table is used in the following cases in some sort”: one of them is abort add table.',
    where: 'DropTable.txt, abort add table',
    matrices: [
      {
        preset: 'repaired',
        switches: ['abortAdd', 'enableAt'],
        pairs: true,
        properties: ['no-leftovers', 'closed-before-release', 'nodes-agree', 'one-outcome'],
        bounds: ['add'],
      },
    ],
    recommendation:
      'Yes, as long as nobody can work on the table before it is created: there is ' +
      'nothing to mark and nothing to wait for. If it takes work as soon as it is added, ' +
      'its fragments go under operations.',
    price: 'A phase of its own that opens the table, after all nodes have recorded it.',
    grounds: [
      ['repaired', {}, 'add', 'closed-before-release', 'holds'],
      ['repaired', {}, 'add', 'no-leftovers', 'holds'],
      ['repaired', { enableAt: 'add' }, 'add', 'closed-before-release', 'violated'],
      ['repaired', { abortAdd: 'forget' }, 'add', 'no-leftovers', 'violated'],
    ],
  },
];
