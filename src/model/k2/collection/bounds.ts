/**
 * How large the world is: the small programs that admins and transactions run, and how many faults there may be.
 */
import type { BoundSet, BoundsOf } from '../../../spec/choices.ts';
import { count } from '../../../spec/choices.ts';
import { texts } from '../../../spec/kit/programs.ts';
import { transactionsBound } from '../programs.ts';

const script = /^(?:drop|create) [AB](?:, (?:drop|create) [AB])*$/;

export const bounds = {
  partitions: count('partitions of a collection, each on a node of its own', 1, { min: 1, max: 8 }),
  spares: count('nodes beyond one for each partition of each name', 0, { max: 8 }),
  existing: texts('the collections that exist at the start', ['A'], /^[AB]$/, '"A" or "B"'),
  admins: texts(
    'what each admin asks for, one after the other',
    ['drop A, create A'],
    script,
    '"drop A, create A"',
  ),
  transactions: transactionsBound(
    '(?:k[1-6]|a|b)',
    'has no map yet',
    '"client 1: read k1, write k2" or "cold client 1: write k3"',
  ),
  faultyChannels: texts(
    'the channels that may lose, repeat or delay messages',
    [],
    /^(?:toCpo|toNode|fromNode)$/,
    '"toCpo", "toNode" or "fromNode"',
  ),
  losses: count('messages that may get lost', 0),
  duplicates: count('messages that may be repeated', 0),
  reorderings: count('messages that may be delayed behind all others', 0),
  nodeCrashes: count('crashes of nodes', 0),
  cpoCrashes: count('crashes of the CPO', 0),
  cuts: count('nodes that may be cut off from the CPO, though not from clients and nodes', 0),
  retries: count('requests that admins may send again', 0),
  giveUps: count('requests whose answer admins may stop waiting for', 0),
  lateAppends: count('writes that may time out with their append under way', 0),
  finalizeGiveUps: count('commits whose finalization may be given up', 0),
};

export type Bounds = BoundsOf<typeof bounds>;

const note = ['client 1: read k1, write k2'];
const write = ['client 1: write k3'];
const acrossNames = ['client 1: write a, write b'];
const crossing = ['client 1: read k1, write k2', 'client 2: write k1, read k2'];
const both = ['A', 'B'];
const cross = { existing: both, transactions: acrossNames, admins: ['drop A'] };
const slowNodes = { duplicates: 1, reorderings: 1, faultyChannels: ['toNode'] };

export const boundSets: Readonly<Record<string, BoundSet<Bounds>>> = {
  note: { size: 'tiny', differs: { transactions: note } },
  readOnly: { size: 'tiny', differs: { transactions: ['client 1: read k1, read k2'] } },
  twoTxns: { size: 'tiny', differs: { transactions: ['client 1: read k1', 'client 1: read k1'] } },
  note2: { size: 'small', differs: { transactions: note, partitions: 2 } },
  lateUnload: { size: 'tiny', differs: slowNodes },
  lateDrop: { size: 'tiny', differs: { retries: 1, reorderings: 1, faultyChannels: ['toCpo'] } },
  lateAssign: {
    size: 'tiny',
    differs: { existing: [], admins: ['create A, drop A, create A'], ...slowNodes },
  },
  overtaking: {
    size: 'tiny',
    differs: {
      existing: [],
      admins: ['create A, create A', 'drop A'],
      reorderings: 1,
      faultyChannels: ['toNode'],
    },
  },
  doubleStop: { size: 'tiny', differs: { retries: 1 } },
  lostDrop: { size: 'tiny', differs: { reorderings: 1, giveUps: 1, faultyChannels: ['toCpo'] } },
  lossy: {
    size: 'tiny',
    differs: { partitions: 2, losses: 1, faultyChannels: ['toNode', 'fromNode'] },
  },
  log: { size: 'small', differs: { transactions: ['cold client 1: write k3'], nodeCrashes: 1 } },
  logCpo: { size: 'small', differs: { transactions: write, cpoCrashes: 1 } },
  lateAppend: { size: 'tiny', differs: { transactions: write, lateAppends: 1 } },
  cpo: { size: 'small', differs: { transactions: note, cpoCrashes: 1 } },
  cpo2: { size: 'small', differs: { partitions: 2, cpoCrashes: 1 } },
  busyNode: { size: 'tiny', differs: { admins: ['create B, drop B'], cpoCrashes: 1 } },
  cut: { size: 'small', differs: { transactions: note, spares: 1, cuts: 1 } },
  reload: { size: 'small', differs: { transactions: note, nodeCrashes: 1 } },
  cross: { size: 'tiny', differs: cross },
  crossRecreate: {
    size: 'small',
    differs: {
      ...cross,
      transactions: [...acrossNames, 'client 2: read b'],
      admins: ['drop A, create A'],
    },
  },
  crossGiveUp: { size: 'small', differs: { ...cross, finalizeGiveUps: 1 } },
  crossCrash: { size: 'small', differs: { ...cross, nodeCrashes: 1 } },
  foreignDrop: { size: 'tiny', differs: { ...cross, admins: ['drop B'] } },
  foreignRead: {
    size: 'tiny',
    differs: { existing: both, transactions: ['client 1: write b, read k1, write k2'] },
  },
  // Two collections change places: a node that had the one has the other afterwards.
  swap: {
    size: 'medium',
    differs: {
      existing: both,
      transactions: ['client 1: read k1, read k2'],
      admins: ['drop A, create A', 'drop B, create B'],
    },
  },
  medium: { size: 'medium', differs: { transactions: crossing, partitions: 2 } },
  large: {
    size: 'large',
    differs: { transactions: crossing, partitions: 2, nodeCrashes: 1, cpoCrashes: 1 },
  },
  largeLinks: {
    size: 'large',
    differs: { transactions: crossing, partitions: 2, ...slowNodes },
  },
  // For the benchmark: 5 784 217 states in `documented`, 8 041 728 in `repaired`.
  huge: {
    size: 'huge',
    differs: {
      transactions: [...crossing, 'client 3: write k3'],
      partitions: 2,
      duplicates: 1,
      nodeCrashes: 1,
      faultyChannels: ['toNode'],
    },
  },
  // For fuzzing: a search has not come to the end of it.
  fuzzing: {
    size: 'huge',
    differs: {
      admins: ['drop A, create A, drop A, create A'],
      transactions: [...crossing, 'client 3: write k3'],
      partitions: 4,
      losses: 1,
      nodeCrashes: 2,
      lateAppends: 1,
      faultyChannels: ['toNode', 'fromNode'],
    },
  },
  // For fuzzing too: four clients, six partitions, eight keys, five crashes.
  beyond: {
    size: 'huge',
    differs: {
      existing: both,
      admins: ['drop A, create A', 'drop B, create B'],
      transactions: [
        'client 1: read k1, write k2',
        'client 2: write k1, read k2, read k4',
        'client 3: write k3, write b',
        'client 4: read b, write k4, write k5, write k6, write a',
      ],
      partitions: 6,
      losses: 1,
      reorderings: 1,
      nodeCrashes: 3,
      cpoCrashes: 2,
      lateAppends: 1,
      faultyChannels: ['toNode', 'fromNode'],
    },
  },
};
