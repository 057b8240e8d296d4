/**
 * How large the world is: the small programs that admins and transactions run, and how many faults there may be.
 */
import type { Bound, BoundSet, BoundsOf } from '../../../spec/choices.ts';
import { count, program } from '../../../spec/choices.ts';
import { UsageError } from '../../../spec/errors.ts';
import { texts } from '../../../spec/kit/programs.ts';
import { transactionsBound } from '../programs.ts';

const request = '(?:drop|truncate|create)';
const script = new RegExp(`^${request}(?:, ${request})*$`);

export const bounds = {
  partitions: count('partitions of the collection, each on a node of its own', 1, {
    min: 1,
    max: 2,
  }),
  extraNode: text(
    'a node more: a spare, or a standby of partition 1, which may lag behind the log',
    'none',
    /^(?:none|spare|standby|laggingStandby)$/,
    '"none", "spare", "standby" or "laggingStandby"',
  ),
  exists: text(
    'is the schema there at the start?',
    'seeded',
    /^(?:no|empty|seeded)$/,
    '"no", "empty" or "seeded", with one record',
  ),
  admins: texts(
    'what each admin asks for, one after the other',
    ['drop, create'],
    script,
    '"drop, create" or "truncate"',
  ),
  transactions: transactionsBound(
    'k2?',
    'knows no id yet',
    '"client 1: read k, write k2" or "cold client 1: write k"',
  ),
  faultyChannels: texts(
    'the channels that may lose, repeat or delay messages',
    [],
    /^(?:toCpo|toNode|fromNode)$/,
    '"toCpo", "toNode" or "fromNode"',
  ),
  snapshots: count('may snapshots be taken? 1: yes', 0, { max: 1 }),
  losses: count('messages that may get lost', 0),
  duplicates: count('messages that may be repeated', 0),
  reorderings: count('messages that may be delayed behind all others', 0),
  nodeCrashes: count('crashes of nodes', 0),
  cpoCrashes: count('crashes of the CPO', 0),
  cuts: count('nodes that the CPO may lose touch with for good', 0),
  moves: count('partitions that may be moved to a spare node', 0),
  retries: count('requests that admins may send again', 0),
  giveUps: count('requests whose answer admins may stop waiting for', 0),
};

export type Bounds = BoundsOf<typeof bounds>;

const cold = ['cold client 1: write k'];
const warm = ['client 1: write k'];
const reader = ['client 1: read k, write k2'];
const slowNodes = { duplicates: 1, reorderings: 1, faultyChannels: ['toNode'] };
const late = { transactions: cold, exists: 'no', admins: ['create, drop, create'], ...slowNodes };

export const boundSets: Readonly<Record<string, BoundSet<Bounds>>> = {
  base: { size: 'tiny', differs: { transactions: cold } },
  stale: { size: 'tiny', differs: { transactions: warm } },
  readWrite: { size: 'small', differs: { transactions: reader } },
  readWrite2: { size: 'small', differs: { transactions: reader, partitions: 2 } },
  marks: {
    size: 'small',
    differs: { exists: 'empty', transactions: [...cold, 'client 2: read k, read k'] },
  },
  crash: { size: 'small', differs: { transactions: cold, nodeCrashes: 1 } },
  snapshot: { size: 'small', differs: { transactions: cold, nodeCrashes: 1, snapshots: 1 } },
  latePush: { size: 'small', differs: late },
  latePushCrash: { size: 'small', differs: { ...late, nodeCrashes: 1 } },
  truncate: { size: 'tiny', differs: { transactions: warm, admins: ['truncate'] } },
  truncateCrash: {
    size: 'tiny',
    differs: { transactions: warm, admins: ['truncate'], nodeCrashes: 1 },
  },
  truncateDrop: {
    size: 'small',
    differs: { transactions: warm, admins: ['truncate, drop, create'], nodeCrashes: 1 },
  },
  cpo: { size: 'small', differs: { transactions: cold, cpoCrashes: 1 } },
  cpo2: { size: 'small', differs: { partitions: 2, cpoCrashes: 1, retries: 1 } },
  deadNode: { size: 'small', differs: { transactions: reader, extraNode: 'spare', cuts: 1 } },
  move: { size: 'small', differs: { transactions: cold, extraNode: 'spare', moves: 1 } },
  standby: { size: 'tiny', differs: { admins: ['drop'], extraNode: 'standby', nodeCrashes: 1 } },
  standbyLag: {
    size: 'small',
    differs: { transactions: cold, extraNode: 'laggingStandby', nodeCrashes: 1 },
  },
  twoAdmins: { size: 'tiny', differs: { admins: ['drop, create', 'drop'] } },
  gate: { size: 'tiny', differs: { transactions: cold, admins: ['drop', 'create'] } },
  // Not in the reference, and the only bounds in which an admin stops waiting.
  hasty: { size: 'tiny', differs: { retries: 1, giveUps: 1 } },
  partial: {
    size: 'tiny',
    differs: {
      partitions: 2,
      exists: 'no',
      admins: ['create, create'],
      losses: 1,
      faultyChannels: ['toNode', 'fromNode'],
    },
  },
  plog: { size: 'tiny', differs: { snapshots: 1, admins: ['drop'] } },
  medium: {
    size: 'medium',
    differs: { partitions: 2, transactions: [...reader, 'cold client 2: write k'] },
  },
  mediumCrash: {
    size: 'medium',
    differs: { partitions: 2, transactions: cold, nodeCrashes: 1, cpoCrashes: 1 },
  },
  large: {
    size: 'large',
    differs: {
      partitions: 2,
      transactions: cold,
      losses: 1,
      duplicates: 1,
      reorderings: 1,
      faultyChannels: ['toCpo', 'toNode', 'fromNode'],
    },
  },
  // For the benchmark: 7 675 236 states in `documented`, 5 265 983 in `repaired`.
  huge: {
    size: 'huge',
    differs: {
      partitions: 2,
      transactions: [...reader, 'cold client 2: write k'],
      nodeCrashes: 1,
      duplicates: 1,
      faultyChannels: ['toNode'],
    },
  },
};

/** One text of some form. */
function text(meaning: string, usual: string, form: RegExp, expected: string): Bound<string> {
  return program<string>(meaning, usual, (json) => {
    if (typeof json === 'string' && form.test(json)) return json;
    throw new UsageError(`expected ${expected}, got ${JSON.stringify(json)}`);
  });
}
