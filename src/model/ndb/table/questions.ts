/**
 * What the note leaves open about the whole, where wires, failures and handles meet, and what the model answers.
 *
 * The recommendations are a human's, written from verdicts that were found; what each rests on is listed, and a test
 * looks whether it still is so. Words in quotation marks are the note's own, as the reference of the model has them.
 */
import type { Question } from '../../../spec/questions.ts';
import type { presets, Variant } from './switches.ts';

/** A question of this note. */
type Asked = Question<keyof typeof presets, Variant>;

const requirements = 'DropTable.txt, what an API transaction may see';

export const questions: readonly Asked[] = [
  {
    title: 'Which identity and which waiting rule give requirement 1?',
    quote: 'Requirement 1: all operations of a transaction on a table hit the same table.',
    where: requirements,
    matrices: [
      {
        preset: 'repaired',
        switches: ['identity', 'txnPin', 'lqhCheck', 'waits', 'links'],
        pairs: true,
        properties: ['one-table-per-txn', 'no-stale-execution', 'op-has-fragment'],
        bounds: ['two'],
      },
      {
        preset: 'repaired',
        set: { read: 'lock' },
        switches: ['txnPin', 'waits', 'lqhMark'],
        pairs: true,
        properties: ['one-table-per-txn', 'op-has-fragment', 'release-when-idle'],
        bounds: ['two'],
      },
    ],
    recommendation:
      'Identity by version, compared at TC and at LQH, together with a pin (`txnPin=on`), ' +
      'gives it under every waiting rule; without the check at LQH a late operation lands in ' +
      'the next table as soon as links are split. Waiting gives it by itself only where reads ' +
      'lock: the drop then waits for the transaction, be it that TC and DIH ask (`asked`) or ' +
      'that LQH waits itself (`local`), and without any wait the fragment goes while it is ' +
      'used.',
    price:
      'A version in each operation and two comparisons; one version for each transaction. ' +
      'Locks cost nothing more on the wires, but a drop then takes as long as the longest ' +
      'transaction; `asked` sends a round of messages between all nodes, `local` none.',
    grounds: [
      ['repaired', {}, 'two', 'one-table-per-txn', 'holds'],
      ['repaired', {}, 'medium', 'no-stale-execution', 'holds'],
      ['note', {}, 'two', 'one-table-per-txn', 'holds'],
      ['repaired', { waits: 'off' }, 'two', 'one-table-per-txn', 'holds'],
      ['repaired', { txnPin: 'off' }, 'two', 'one-table-per-txn', 'violated'],
      ['repaired', { identity: 'id' }, 'two', 'no-stale-execution', 'violated'],
      ['repaired', { links: 'split' }, 'two', 'no-stale-execution', 'holds'],
      ['repaired', { links: 'split', lqhCheck: 'off' }, 'two', 'no-stale-execution', 'violated'],
      ['repaired', { links: 'split', lqhCheck: 'off' }, 'two', 'one-table-per-txn', 'violated'],
      ['repaired', { txnPin: 'off', read: 'lock' }, 'two', 'one-table-per-txn', 'holds'],
      ['repaired', { waits: 'off', read: 'lock' }, 'two', 'release-when-idle', 'violated'],
    ],
  },
  {
    title: 'Which identity gives requirement 2?',
    quote: 'Requirement 2: it is the table that was in use at startTransaction.',
    where: requirements,
    matrices: [
      {
        preset: 'repaired',
        switches: ['bindAt', 'txnPin', 'identity', 'cache'],
        pairs: true,
        properties: ['table-of-start', 'one-table-per-txn', 'no-stale-execution'],
        bounds: ['tiny', 'two'],
      },
    ],
    recommendation:
      'Handles of the start (`bindAt=start`) compared by version; a pin is then not needed, ' +
      'and without the version in the comparison no pin helps the first operation. No waiting ' +
      'rule gives it, as a transaction that has touched nothing yet holds nothing that a drop ' +
      'could wait for.',
    price:
      'A look at the dictionary for each table at each start of a transaction, and an abort ' +
      'where a table was recreated that the transaction had not touched.',
    grounds: [
      ['repaired', { bindAt: 'start' }, 'two', 'table-of-start', 'holds'],
      ['repaired', { bindAt: 'start', txnPin: 'off' }, 'two', 'table-of-start', 'holds'],
      ['repaired', { bindAt: 'start', txnPin: 'off' }, 'two', 'one-table-per-txn', 'holds'],
      ['repaired', { bindAt: 'start', identity: 'id' }, 'two', 'table-of-start', 'violated'],
      ['repaired', {}, 'two', 'table-of-start', 'violated'],
      ['repaired', { read: 'lock' }, 'two', 'table-of-start', 'violated'],
    ],
  },
  {
    title: 'Where is the handling of node failures needed beyond the two waits?',
    quote: '“Wait for CONF (including NF-handling).”',
    where: 'DropTable.txt, steps 5 and 6',
    matrices: [
      {
        preset: 'repaired',
        switches: ['nf', 'takeover', 'nodeLock'],
        properties: ['drop-ends', 'ddl-answered', 'nobody-shut-out', 'nodes-agree'],
        bounds: ['failures'],
      },
      {
        preset: 'repaired',
        set: { read: 'lock' },
        switches: ['tcTakeover'],
        properties: ['drop-ends', 'nobody-shut-out'],
        bounds: ['small'],
      },
    ],
    recommendation:
      'In every round of DICT (`nf=everywhere`), in the master (`takeover`), and at the LQHs ' +
      'for operations of a dead TC (`tcTakeover=on`): where any of these is missing, the drop ' +
      'waits for the dead, and the dead node, which would have to start for that, waits for ' +
      'the DICT lock of the drop. Do not get out of that circle by leaving the lock away, as a ' +
      'node that starts during a drop comes up with a table that is gone.',
    price:
      'A set of waiting nodes in each round, and a new master that asks all nodes how far ' +
      'they are.',
    grounds: [
      ['repaired', {}, 'failures', 'drop-ends', 'holds'],
      ['repaired', { nf: 'waitsOnly' }, 'failures', 'drop-ends', 'violated'],
      ['repaired', { nf: 'waitsOnly' }, 'failures', 'nobody-shut-out', 'violated'],
      ['repaired', { takeover: 'none' }, 'failures', 'ddl-answered', 'violated'],
      ['repaired', { read: 'lock', tcTakeover: 'off' }, 'small', 'drop-ends', 'violated'],
      ['repaired', { nodeLock: 'off' }, 'failures', 'nodes-agree', 'violated'],
    ],
  },
  {
    title: 'May step 2 report early?',
    quote: '“Report that the drop is secured but not yet completed.”',
    where: 'DropTable.txt, step 2',
    matrices: [
      {
        preset: 'repaired',
        switches: ['reportPoint', 'takeover', 'restartRule', 'restartMaster', 'abortDurable'],
        properties: ['secured-means-gone', 'aborted-means-back', 'secured-completes'],
        bounds: ['failures'],
      },
      {
        preset: 'note',
        switches: ['reportPoint', 'takeover', 'restartRule', 'restartMaster'],
        properties: ['secured-means-gone', 'aborted-means-back', 'secured-completes'],
        bounds: ['failures'],
      },
    ],
    recommendation:
      'Once the decision is in the schema file of every node: that is after prepare where a ' +
      'prepared drop is always completed (the note), and after decide where it may be undone. ' +
      'A restart has to follow the schema file of a node that died last, and whoever takes ' +
      'over has to go by the decision that a survivor has recorded.',
    price: 'The drop cannot be undone once it is prepared, or needs one more flush on every node.',
    grounds: [
      ['note', {}, 'failures', 'secured-means-gone', 'holds'],
      ['note', { reportPoint: 'afterOwnFlush' }, 'failures', 'secured-means-gone', 'violated'],
      ['note', { restartMaster: 'any' }, 'small', 'secured-means-gone', 'violated'],
      ['repaired', { reportPoint: 'afterDecide' }, 'failures', 'secured-means-gone', 'holds'],
      ['repaired', { reportPoint: 'afterPrepare' }, 'failures', 'secured-means-gone', 'violated'],
      ['repaired', { takeover: 'byEffect' }, 'failures', 'aborted-means-back', 'violated'],
    ],
  },
  {
    title: 'Is abort add table right without marks and waits?',
    quote: 'The sequence is also used to abort an add table.',
    where: 'DropTable.txt, its second use',
    matrices: [
      {
        preset: 'repaired',
        switches: ['enableAt'],
        properties: ['lcp-has-fragment', 'release-when-idle', 'lcp-round-ends', 'nodes-agree'],
        bounds: ['add-lcp'],
      },
    ],
    recommendation:
      'Yes, if DIH takes the table into checkpoints only once it is created ' +
      '(`enableAt=commit`). If it does so as soon as it is added, the abort frees fragments ' +
      'under a checkpoint, and the round waits for orders that nobody unlinks.',
    price: 'None: one more state of the table in DIH.',
    grounds: [
      ['repaired', {}, 'add-lcp', 'lcp-has-fragment', 'holds'],
      ['repaired', {}, 'add-lcp', 'lcp-round-ends', 'holds'],
      ['repaired', { enableAt: 'add' }, 'add-lcp', 'lcp-has-fragment', 'violated'],
      ['repaired', { enableAt: 'add' }, 'add-lcp', 'release-when-idle', 'violated'],
      ['repaired', { enableAt: 'add' }, 'add-lcp', 'lcp-round-ends', 'violated'],
    ],
  },
  {
    title: 'Are versions unique over restarts, and what may a retried drop destroy?',
    quote: 'There is “no risk of different behaviour”, as all nodes have the same information.',
    where: 'DropTable.txt, restarts',
    matrices: [
      {
        preset: 'repaired',
        switches: ['counter', 'dropRetry'],
        pairs: true,
        properties: [
          'versions-agree',
          'identity-unique',
          'no-stale-execution',
          'drop-what-you-opened',
        ],
        bounds: ['medium'],
      },
    ],
    recommendation:
      'Not if a node that restarts forgets the version of a table that is gone ' +
      '(`counter=lost`): nodes then differ after one restart, and when the forgetful one ' +
      'becomes the master, the next table gets the version of the first, so that old handles ' +
      'and a retried drop hit it. A drop whose answer was lost with its master must not look ' +
      'the name up again (`dropRetry=giveUp`), as it takes the table that was created ' +
      'meanwhile.',
    price: 'The version of an unused id is copied from the master in every restart of a node.',
    grounds: [
      ['repaired', {}, 'medium', 'versions-agree', 'holds'],
      ['repaired', { counter: 'lost' }, 'medium', 'versions-agree', 'violated'],
      ['repaired', { counter: 'lost' }, 'medium', 'identity-unique', 'violated'],
      ['repaired', { counter: 'lost' }, 'medium', 'no-stale-execution', 'violated'],
      ['repaired', { counter: 'lost' }, 'medium', 'drop-what-you-opened', 'violated'],
      ['repaired', { dropRetry: 'byName' }, 'medium', 'drop-what-you-opened', 'violated'],
      ['repaired', {}, 'medium', 'drop-what-you-opened', 'holds'],
    ],
  },
];
