/**
 * The questions of the note about recovery, logs, dead partitions and standbys.
 */
import type { Question } from '../../../spec/questions.ts';
import type { presets, Variant } from './switches.ts';

/** A question of this note. */
export type Asked = Question<keyof typeof presets, Variant>;

const note = 'note on truncating data and dropping schemas';
const truncates = { admins: ['truncate'], transactions: ['client 1: write k'] };
const twoTruncations = {
  ...truncates,
  admins: ['truncate, truncate'],
  duplicates: 1,
  faultyChannels: ['toNode'],
};

export const recoveryQuestions: readonly Asked[] = [
  {
    title: 'Is the list when recovery starts the right one?',
    quote: '“Partitions get the list of valid schemas when recovery starts.”',
    where: `${note}, recovery`,
    matrices: [
      {
        preset: 'documented',
        switches: ['recovery', 'dropTargets'],
        properties: ['P6', 'P7', 'P12'],
        bounds: ['crash', 'move', 'latePushCrash'],
      },
      {
        preset: 'repaired',
        switches: ['recovery', 'dropTargets'],
        properties: ['P6', 'P7', 'P12'],
        bounds: ['crash', 'move', 'latePushCrash'],
      },
    ],
    recommendation:
      'No: a drop that comes during recovery is answered by a partition that then opens ' +
      'with the old list, and the schema is back after the user was told. Take the list ' +
      'when recovery ends (`listAtEnd`) if nothing can come between taking it and opening, ' +
      'as in this model, where both are one step; otherwise let the CPO look again before ' +
      'it ends a drop (`recheckAtEnd`), which repairs crashes and moves alike, while ' +
      'deferring operations until the partition is open (`opsDeferred`) repairs crashes ' +
      'only.',
    price:
      'For `listAtEnd` a hold on drops, however short, from taking the list until the ' +
      'partition is open: a list that is older than that is the one of the start again. For' +
      ' `recheckAtEnd` one more comparison with the present map at the end of each drop, ' +
      'and a drop that waits for recoveries.',
    grounds: [
      ['documented', {}, 'crash', 'P7', 'violated'],
      ['documented', { recovery: 'opsDeferred' }, 'crash', 'P7', 'holds'],
      ['documented', { recovery: 'opsDeferred' }, 'move', 'P7', 'violated'],
      ['documented', { recovery: 'listAtEnd' }, 'crash', 'P7', 'holds'],
      ['documented', { recovery: 'listAtEnd' }, 'move', 'P7', 'holds'],
      ['documented', { recovery: 'listAtEnd' }, 'latePushCrash', 'P7', 'holds'],
      ['documented', { dropTargets: 'recheckAtEnd' }, 'crash', 'P7', 'holds'],
      ['documented', { dropTargets: 'recheckAtEnd' }, 'move', 'P7', 'holds'],
    ],
  },
  {
    title: 'Are only the records of the log to be ignored?',
    quote: '“WAL records that do not match a valid schema are ignored.”',
    where: `${note}, recovery`,
    matrices: [
      {
        preset: 'repaired',
        switches: ['snapshotFilter', 'schemaId'],
        pairs: true,
        properties: ['P6', 'P12', 'P21'],
        bounds: ['snapshot'],
      },
    ],
    recommendation:
      'Those of snapshots too (`walAndSnapshot`). With ids, what a snapshot brings back of ' +
      'a dropped schema cannot be read (P6), but it is there for ever and takes the room ' +
      'that the drop was to give back; with names it is read under the new schema, and no ' +
      'filter tells the one from the other.',
    price: 'A look at the list of valid schemas for each record of a snapshot that is loaded.',
    grounds: [
      ['repaired', {}, 'snapshot', 'P12', 'holds'],
      ['repaired', {}, 'snapshot', 'P21', 'holds'],
      ['repaired', { snapshotFilter: 'walOnly' }, 'snapshot', 'P21', 'violated'],
      ['repaired', { snapshotFilter: 'walOnly' }, 'snapshot', 'P6', 'holds'],
      ['repaired', { schemaId: 'name' }, 'snapshot', 'P6', 'violated'],
    ],
  },
  {
    title: 'Are no tombstones needed for truncateData too?',
    quote:
      '“No persistence or tombstones”; and truncateData is the same “except that it skips ' +
      'steps 4 and 6”.',
    where: `${note}, step 9 and truncateData`,
    matrices: [
      {
        preset: 'documented',
        switches: ['truncateData', 'recovery'],
        pairs: true,
        properties: ['P4', 'P6i', 'P6t'],
        bounds: ['truncate', 'truncateCrash', 'truncateDrop'],
      },
      {
        preset: 'repaired',
        switches: ['truncateData', 'recovery', 'dropTargets'],
        properties: ['P4', 'P6i', 'P6t'],
        bounds: ['move'],
        bound: truncates,
      },
      {
        preset: 'repaired',
        switches: ['truncateData', 'standby'],
        properties: ['P4', 'P6i', 'P6t'],
        bounds: ['standbyLag'],
        bound: truncates,
      },
      {
        preset: 'repaired',
        switches: ['truncateData'],
        properties: ['P4', 'P6i', 'P6t'],
        bounds: ['truncate'],
        bound: twoTruncations,
      },
    ],
    recommendation:
      'Something like them is needed: as the schema stays valid, nothing tells a record of ' +
      'before from one of after, so the scan deletes new writes and a replay brings back ' +
      'old ones. Count truncations and keep the count with the list of valid schemas ' +
      '(`epochInList`), together with a recovery that does not open with an old list: ' +
      '`opsDeferred` does where partitions only crash, and where they move only ' +
      '`listAtEnd` does.',
    price:
      'An epoch in each record, one number for each schema in the list, and a write of the ' +
      'list for each truncation. Two holes stay open in every variant here: a standby that is ' +
      'promoted does not learn the count, and a copy of the order of one truncation is ' +
      'answered as if it were the next one.',
    grounds: [
      ['documented', {}, 'truncate', 'P4', 'violated'],
      ['documented', {}, 'truncateCrash', 'P6t', 'violated'],
      ['documented', { truncateData: 'epochInList' }, 'truncate', 'P4', 'holds'],
      ['documented', { truncateData: 'epochInList' }, 'truncateCrash', 'P6t', 'violated'],
      ['repaired', {}, 'truncateCrash', 'P6t', 'holds'],
      ['repaired', {}, 'truncateDrop', 'P4', 'holds'],
      ['repaired', {}, 'move', 'P6t', 'violated', truncates],
      ['repaired', { recovery: 'listAtEnd' }, 'move', 'P6t', 'holds', truncates],
      ['repaired', {}, 'standbyLag', 'P6t', 'violated', truncates],
      ['repaired', { recovery: 'listAtEnd' }, 'standbyLag', 'P6t', 'violated', truncates],
      ['repaired', {}, 'truncate', 'P6t', 'violated', twoTruncations],
    ],
  },
  {
    title: 'What does it take to consider a partition dead?',
    quote: 'It “must be considered dead and re-assigned which will remove the schema”.',
    where: `${note}, step 8`,
    matrices: [
      {
        preset: 'documented',
        switches: ['deadPartition', 'fence'],
        properties: ['P3', 'P6', 'P7', 'P16', 'P27', 'deadlock'],
        bounds: ['deadNode'],
      },
    ],
    recommendation:
      'A lease that has run out before another node takes over. Without a fence the cut ' +
      'node goes on serving and committing, and a sealed log stops its commits but not its ' +
      'reads.',
    price:
      'Leases between nodes and the CPO, and a drop that waits for the end of one where a ' +
      'node is cut off. It repairs drops only: a CREATE that waits for the cut node waits for ' +
      'ever (deadlock), as the note declares nodes dead for the sake of a drop; with `wait` ' +
      'the drop does so too.',
    grounds: [
      ['documented', {}, 'deadNode', 'P7', 'holds'],
      ['documented', {}, 'deadNode', 'deadlock', 'violated'],
      ['repaired', {}, 'deadNode', 'deadlock', 'violated'],
      ['documented', { deadPartition: 'wait' }, 'deadNode', 'deadlock', 'violated'],
      ['documented', {}, 'deadNode', 'P27', 'holds'],
      ['documented', { fence: 'none' }, 'deadNode', 'P3', 'violated'],
      ['documented', { fence: 'seal' }, 'deadNode', 'P3', 'holds'],
      ['documented', { fence: 'seal' }, 'deadNode', 'P7', 'violated'],
      ['documented', { deadPartition: 'wait' }, 'deadNode', 'P16', 'violated'],
    ],
  },
  {
    title: 'Is garbage collection delegated, or the normal one?',
    quote:
      'The normal one “should have the list of currently valid schemas”, or the CPO ' +
      'delegates it.',
    where: `${note}, step 10`,
    matrices: [
      {
        preset: 'documented',
        switches: ['walGc'],
        properties: ['P4', 'P15', 'P25'],
        bounds: ['base', 'crash', 'snapshot', 'plog'],
      },
      {
        preset: 'documented',
        set: { memFormat: 'plogFormat' },
        switches: ['walGc'],
        properties: ['P15', 'P25'],
        bounds: ['plog'],
      },
    ],
    recommendation:
      'The normal one, with the list as it is at the moment of cleaning (`allowListNow`) or' +
      ' with a list of what was dropped (`denyList`), between which nothing here tells; a ' +
      'list of what is valid that is older than a create deletes committed data (P4). ' +
      'Delegation frees space that snapshots still refer to, which is its use (P15) and, ' +
      'with memory in PLOG format, its danger (P25).',
    price:
      'The question to the CPO for each cleaning, or a list of dropped schemas that grows ' +
      'until all logs are clean.',
    grounds: [
      ['documented', { walGc: 'allowListStale' }, 'crash', 'P4', 'violated'],
      ['documented', {}, 'crash', 'P4', 'holds'],
      ['documented', { walGc: 'denyList' }, 'crash', 'P4', 'holds'],
      ['documented', { walGc: 'denyList' }, 'base', 'P15', 'holds'],
      ['documented', {}, 'snapshot', 'P15', 'violated'],
      ['documented', { walGc: 'delegate' }, 'snapshot', 'P15', 'holds'],
      ['documented', { memFormat: 'plogFormat' }, 'plog', 'P25', 'holds'],
      ['documented', { memFormat: 'plogFormat', walGc: 'delegate' }, 'plog', 'P25', 'violated'],
      ['documented', { walGc: 'never' }, 'base', 'P15', 'violated'],
    ],
  },
  {
    title: 'Do memory in PLOG format and quick capacity go together?',
    quote: 'With memory in PLOG format, “the truncation must wait until WAL cleanup”.',
    where: `${note}, step 9`,
    matrices: [
      {
        preset: 'documented',
        switches: ['memFormat', 'walGc'],
        pairs: true,
        properties: ['P15', 'P21', 'P25'],
        bounds: ['plog', 'base'],
      },
    ],
    recommendation:
      'Not where snapshots are taken: the truncation waits for the clean-up, the clean-up ' +
      'for a snapshot without the records, and the snapshot for the truncation. Keep copies' +
      ' in memory (`copied`): a clean-up that does not wait for the truncation leaves ' +
      'memory that points to a log which is gone (P25).',
    price: 'Copies cost memory and time for each record that is loaded.',
    grounds: [
      ['documented', { memFormat: 'plogFormat' }, 'plog', 'P21', 'violated'],
      ['documented', { memFormat: 'plogFormat' }, 'plog', 'P15', 'violated'],
      ['documented', {}, 'plog', 'P21', 'holds'],
      ['documented', { memFormat: 'plogFormat' }, 'base', 'P25', 'violated'],
    ],
  },
  {
    title: 'How does the hot standby stay consistent?',
    quote: 'How does a hot standby, which replays the log, learn of a drop?',
    where: `${note}, left open`,
    matrices: [
      {
        preset: 'documented',
        switches: ['standby'],
        properties: ['P4', 'P6', 'P7', 'P12'],
        bounds: ['standby', 'standbyLag'],
      },
    ],
    recommendation:
      'Give it the list of valid schemas when it is promoted (`filterAtPromotion`), or let ' +
      'it skip what it knows to be dropped (`filtersDropped`). A standby that only replays ' +
      'brings the schema back, one that skips what it does not know yet loses new writes, ' +
      'and one that is only told keeps orphans from a log that lags behind.',
    price:
      'One question to the CPO at each promotion, or a message to each standby for each ' + 'drop.',
    grounds: [
      ['documented', { standby: 'walReplayOnly' }, 'standby', 'P6', 'violated'],
      ['documented', { standby: 'filtersUnknown' }, 'standbyLag', 'P4', 'violated'],
      ['documented', { standby: 'cpoTruncates' }, 'standbyLag', 'P12', 'violated'],
      ['documented', {}, 'standbyLag', 'P6', 'holds'],
      ['documented', {}, 'standbyLag', 'P12', 'holds'],
      ['documented', { standby: 'filtersDropped' }, 'standbyLag', 'P12', 'holds'],
    ],
  },
];
