/**
 * The questions of the Drop Collection note, and what the model answers.
 *
 * The recommendations are a human's, written from verdicts that were found; what each rests on is listed, and a test
 * looks whether it still is so. Words in quotation marks are the note's own.
 */
import type { Asked } from './identityQuestions.ts';
import { identityQuestions } from './identityQuestions.ts';

const overview = 'Drop Collection note, overview';
const refuses = { unload: 'refuseThenDrain' } as const;
const oneCut = { cuts: 1 };
const crashAndGiveUp = { nodeCrashes: 1, finalizeGiveUps: 1 };

/** About what a drop leaves behind. */
const remains: readonly Asked[] = [
  {
    title: 'Is an unload the same as a crash?',
    quote: 'A node unloads at once, which is “the same as if the partition crashed”.',
    where: `${overview}, step 4`,
    matrices: [
      {
        preset: 'documented',
        switches: ['unload', 'trhGone', 'offloadMissing'],
        properties: ['P4', 'P5', 'P20', 'P20b'],
        bounds: ['cross', 'crossRecreate', 'crossGiveUp', 'crossCrash'],
      },
      {
        preset: 'repaired',
        switches: ['unload', 'trhGone', 'offloadMissing'],
        properties: ['P4', 'P5', 'P16', 'P20', 'P22'],
        bounds: ['cross', 'crossGiveUp', 'crossCrash'],
      },
      {
        preset: 'repaired',
        switches: ['unload', 'trhGone', 'dropFailure'],
        properties: ['P4', 'P5', 'P16', 'P20', 'P20b'],
        bounds: ['crossRecreate'],
        bound: oneCut,
      },
    ],
    recommendation:
      'No: a crashed coordinator comes back with its log, an unloaded one never does, and ' +
      'with it goes the outcome of transactions that wrote to other collections. Hand the ' +
      'outcomes over to the CPO (`handOver`) and let participants ask there (`tombstone`), ' +
      'or refuse new requests and wait for commits (`refuseThenDrain`), and in both cases ' +
      'load a node that crashed before it was unloaded once more (`reloadThenDrain`); to ' +
      'wait for open transactions too (`drainAll`) keeps the drop waiting for users, and to' +
      ' wait only for what was scheduled (`drainScheduled`) loses outcomes when ' +
      'finalization is given up.',
    price:
      'With `handOver` the CPO keeps outcomes until nobody can ask any more; with ' +
      '`refuseThenDrain` transactions that are under way are refused, and the drop takes as ' +
      'long as the commits. Neither saves the outcomes of a coordinator that is declared ' +
      'dead, as a dead node hands nothing over: they are lost (P4, P5) if it is given up, ' +
      'without giving it up the drop never ends (P16), and if whoever finds no outcome leaves ' +
      'the intent (`blocked`), others wait for it (P20b).',
    grounds: [
      ['documented', {}, 'cross', 'P5', 'violated'],
      ['documented', {}, 'crossRecreate', 'P20b', 'violated'],
      ['repaired', { unload: 'immediate' }, 'cross', 'P5', 'violated'],
      ['repaired', { trhGone: 'blocked' }, 'cross', 'P20', 'violated'],
      ['repaired', { unload: 'drainAll' }, 'cross', 'P22', 'violated'],
      ['repaired', { unload: 'drainScheduled' }, 'crossGiveUp', 'P5', 'violated'],
      ['repaired', { offloadMissing: 'success' }, 'crossCrash', 'P5', 'violated'],
      ['repaired', { ...refuses, offloadMissing: 'success' }, 'crossCrash', 'P5', 'violated'],
      ['repaired', refuses, 'cross', 'P22', 'holds'],
      ['repaired', refuses, 'crossGiveUp', 'P5', 'holds'],
      ['repaired', refuses, 'crossCrash', 'P5', 'holds'],
      ['repaired', refuses, 'crossRecreate', 'P5', 'holds', crashAndGiveUp],
      ['repaired', {}, 'crossRecreate', 'P5', 'holds', crashAndGiveUp],
      ['repaired', {}, 'cross', 'P5', 'holds'],
      ['repaired', {}, 'crossGiveUp', 'P5', 'holds'],
      ['repaired', {}, 'crossCrash', 'P5', 'holds'],
      ['repaired', {}, 'crossRecreate', 'P4', 'violated', oneCut],
      ['repaired', {}, 'crossRecreate', 'P5', 'violated', oneCut],
      ['repaired', refuses, 'crossRecreate', 'P5', 'violated', oneCut],
      ['repaired', { trhGone: 'blocked' }, 'crossRecreate', 'P5', 'holds', oneCut],
      ['repaired', { trhGone: 'blocked' }, 'crossRecreate', 'P20b', 'violated', oneCut],
      ['repaired', { dropFailure: 'cpoRetries' }, 'crossRecreate', 'P5', 'holds', oneCut],
      ['repaired', { dropFailure: 'cpoRetries' }, 'crossRecreate', 'P16', 'violated', oneCut],
    ],
  },
  {
    title: 'Is no persistence needed, and may logs be cleaned later?',
    quote:
      'A node unloads “without waiting for ongoing operations and with no persistence ' +
      'needed”.',
    where: `${overview}, steps 4 and 7`,
    matrices: [
      {
        preset: 'documented',
        switches: ['walKey', 'walClean', 'lateAppend'],
        properties: ['P4', 'P6', 'P15'],
        bounds: ['log', 'logCpo', 'lateAppend', 'cpo'],
      },
    ],
    recommendation:
      'Within the dropped collection nothing need be persisted, but outcomes of ' +
      'transactions that wrote to other collections must be (P5, see above). Cleaning later' +
      ' is fine if a log is found by id (`walKey=byId`; by name, the recreated collection ' +
      'replays the log of the dropped one), if the list of what is to be cleaned is ' +
      'durable, and if the log is sealed when the drop ends (`sealed`), or an append that ' +
      'was under way lands in a log that nobody cleans again.',
    price:
      'An id in the key of each log, a durable list at the CPO, and one operation of the ' +
      'storage to seal each log.',
    grounds: [
      ['documented', {}, 'log', 'P4', 'holds'],
      ['documented', {}, 'cross', 'P5', 'violated'],
      ['repaired', {}, 'cross', 'P5', 'holds'],
      ['documented', { walKey: 'byName' }, 'log', 'P6', 'violated'],
      ['documented', {}, 'log', 'P6', 'holds'],
      ['documented', { walClean: 'asyncVolatileList' }, 'cpo', 'P15', 'violated'],
      ['documented', {}, 'cpo', 'P15', 'holds'],
      ['documented', {}, 'lateAppend', 'P15', 'violated'],
      ['documented', { lateAppend: 'sealed' }, 'lateAppend', 'P15', 'holds'],
    ],
  },
];

/** About messages between the CPO and nodes, and failures. */
const control: readonly Asked[] = [
  {
    title: 'Must the id also be on control messages?',
    quote:
      'The id, “globally unique”, goes with each data request; control messages are not ' +
      'spoken of.',
    where: 'Drop Collection note, solution',
    matrices: [
      {
        preset: 'documentedWithId',
        switches: ['dropMsg', 'offloadMsg', 'assignCheck'],
        properties: ['P7', 'P8', 'P9', 'P19'],
        bounds: ['lateDrop', 'lateUnload', 'lateAssign', 'overtaking', 'doubleStop'],
      },
      {
        preset: 'identified',
        switches: ['dropMsg', 'offloadMsg', 'assignCheck'],
        properties: ['P7', 'P8', 'P9', 'P19'],
        bounds: ['lateDrop', 'lateUnload', 'lateAssign', 'overtaking'],
      },
    ],
    recommendation:
      'Yes, on DROP and OFFLOAD: a retry or a late copy by name drops or unloads the new ' +
      'collection. A late ASSIGN needs more than an id, as only the CPO knows whether it is' +
      ' still wanted: the node asks before it loads (`byIdConfirmed`).',
    price:
      'An id in two kinds of message, and a question to the CPO for each load of a ' + 'partition.',
    grounds: [
      ['documentedWithId', {}, 'lateDrop', 'P9', 'violated'],
      ['documentedWithId', { dropMsg: 'byId' }, 'lateDrop', 'P9', 'holds'],
      ['documentedWithId', {}, 'lateUnload', 'P8', 'violated'],
      ['documentedWithId', { offloadMsg: 'byId' }, 'lateUnload', 'P8', 'holds'],
      ['documentedWithId', { assignCheck: 'byId' }, 'lateAssign', 'P7', 'violated'],
      ['documentedWithId', { assignCheck: 'byIdConfirmed' }, 'lateAssign', 'P7', 'holds'],
    ],
  },
  {
    title: 'What if the CPO or a partition fails during the drop?',
    quote:
      'The CPO answers the client after all partitions have answered; failures are not ' +
      'spoken of.',
    where: `${overview}, step 5`,
    matrices: [
      {
        preset: 'documented',
        switches: ['intent', 'resume', 'catalogWrite', 'nodeMap', 'dropFailure', 'fence'],
        properties: ['P3', 'P7', 'P8', 'P16', 'P19', 'P24'],
        bounds: ['cpo', 'cpo2', 'busyNode', 'lossy', 'cut'],
      },
      {
        preset: 'repaired',
        switches: ['dropFailure', 'fence'],
        properties: ['P3', 'P7', 'P16', 'P24', 'deadlock'],
        bounds: ['lossy', 'cut'],
      },
      {
        preset: 'repaired',
        switches: ['dropFailure', 'fence'],
        properties: ['P4', 'P5', 'P7', 'P16', 'P20'],
        bounds: ['crossRecreate'],
        bound: oneCut,
      },
    ],
    recommendation:
      'Keep the intent before the first message (`beforeSend`), go on with it after a crash' +
      ' (`resume`), and let the CPO ask silent nodes again. Give up a node that cannot be ' +
      'reached only when its lease is over (`declareDead` with `lease`): a sealed log alone' +
      ' keeps it from writing, not from serving reads.',
    price:
      'A durable record and a restart routine at the CPO, leases between nodes and the CPO, ' +
      'and a drop that waits for the end of a lease where a node is cut off. And the outcomes ' +
      'of transactions across collections that the dead node coordinated: participants take ' +
      'them for aborted (P4, P5). Whoever cannot pay that lets the drop wait for the node ' +
      '(`cpoRetries`), and gives up P16; intents may stay for ever either way (P20), and a ' +
      'CREATE that waits for a node that is cut off does so too (deadlock).',
    grounds: [
      ['documented', { resume: 'no' }, 'cpo', 'P16', 'violated'],
      ['documented', { intent: 'afterAcks' }, 'cpo', 'P24', 'violated'],
      ['documented', { nodeMap: 'forgotten' }, 'busyNode', 'P8', 'violated'],
      ['documented', {}, 'lossy', 'P16', 'violated'],
      ['documented', {}, 'cut', 'P16', 'violated'],
      ['documented', { dropFailure: 'declareDead' }, 'cut', 'P7', 'violated'],
      ['repaired', { fence: 'seal' }, 'cut', 'P7', 'violated'],
      ['repaired', {}, 'cut', 'P7', 'holds'],
      ['repaired', {}, 'cut', 'P16', 'holds'],
      ['repaired', {}, 'cut', 'deadlock', 'violated'],
      ['repaired', {}, 'crossRecreate', 'P4', 'violated', oneCut],
      ['repaired', {}, 'crossRecreate', 'P5', 'violated', oneCut],
      ['repaired', {}, 'crossRecreate', 'P20', 'violated', oneCut],
      ['repaired', { dropFailure: 'cpoRetries' }, 'crossRecreate', 'P20', 'violated', oneCut],
      ['repaired', { dropFailure: 'cpoRetries' }, 'crossRecreate', 'P5', 'holds', oneCut],
      ['repaired', { dropFailure: 'cpoRetries' }, 'crossRecreate', 'P16', 'violated', oneCut],
    ],
  },
  {
    title: 'When may the name be reused?',
    quote: 'After the answer the name may be created again.',
    where: `${overview}, step 6`,
    matrices: [
      {
        preset: 'documented',
        switches: ['assignCheck', 'offloadMissing', 'createExists'],
        properties: ['P8', 'P10', 'P10f', 'P19'],
        bounds: ['lateAssign', 'overtaking', 'lateDrop', 'lateUnload', 'lostDrop'],
      },
      {
        preset: 'repaired',
        switches: ['assignCheck', 'offloadMissing', 'createExists'],
        properties: ['P8', 'P10', 'P10f', 'P19'],
        bounds: ['lateAssign', 'overtaking', 'lostDrop'],
      },
    ],
    recommendation:
      'When every partition has answered for the id that was dropped: a "nothing to unload"' +
      ' that counts as an answer lets the module come up afterwards, and the name is reused' +
      ' too early. And do not take "exists" for "created" (`asSuccess`): the user ' +
      'whose DROP got lost is then told that the old collection is a new one.',
    price:
      'A drop that finds nothing to unload makes one more round (`reloadThenDrain`), and a ' +
      'CREATE that was retried must be told apart from one that comes too early.',
    grounds: [
      ['documented', {}, 'overtaking', 'P8', 'violated'],
      ['documented', { offloadMissing: 'reloadThenDrain' }, 'overtaking', 'P8', 'holds'],
      ['documented', { createExists: 'asSuccess' }, 'lostDrop', 'P10f', 'violated'],
      ['repaired', {}, 'overtaking', 'P8', 'holds'],
    ],
  },
];

export const questions: readonly Asked[] = [...identityQuestions, ...remains, ...control];
