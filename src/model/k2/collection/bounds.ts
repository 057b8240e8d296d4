/**
 * How large the world is: the small programs that admins and transactions run, and how many faults there may be.
 */
import type { Bound, BoundSet, BoundsOf } from '../../../spec/choices.ts';
import { count, program } from '../../../spec/choices.ts';
import { UsageError } from '../../../spec/errors.ts';

/** A transaction as text: cold or not, its client, its operations. */
export const transaction =
  /^(cold )?client ([1-9]): ((?:read|write) k[123](?:, (?:read|write) k[123])*)$/;
const script = /^(?:drop|create) A(?:, (?:drop|create) A)*$/;

export const bounds = {
  partitions: count('partitions of a collection, each on a node of its own', 1, { min: 1, max: 8 }),
  existing: texts('the collections that exist at the start', ['A'], /^A$/, '"A"'),
  admins: texts(
    'what each admin asks for, one after the other',
    ['drop A, create A'],
    script,
    '"drop A, create A"',
  ),
  transactions: eachKeyOnce(
    texts(
      'what each transaction does, in the order of their timestamps; a cold client has no map yet',
      [],
      transaction,
      '"client 1: read k1, write k2" or "cold client 1: write k3"',
    ),
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
  retries: count('requests that admins may send again', 0),
  giveUps: count('requests whose answer admins may stop waiting for', 0),
  lateAppends: count('writes that may time out with their append under way', 0),
};

export type Bounds = BoundsOf<typeof bounds>;

const note = ['client 1: read k1, write k2'];
const crossing = ['client 1: read k1, write k2', 'client 2: write k1, read k2'];
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
  lateAppend: { size: 'tiny', differs: { transactions: ['client 1: write k3'], lateAppends: 1 } },
  reload: { size: 'small', differs: { transactions: note, nodeCrashes: 1 } },
  medium: { size: 'medium', differs: { transactions: crossing, partitions: 2 } },
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
};

/** Each key has one writer: the model keeps one version of a row, and P4 speaks of that one. */
function eachKeyOnce(programs: Bound<readonly string[]>): Bound<readonly string[]> {
  const parse = (json: unknown) => {
    const list = programs.parse(json);
    const written = list.flatMap((text) => text.match(/write k[123]/g) ?? []);
    const twice = written.find((write, at) => written.indexOf(write) !== at);
    if (twice === undefined) return list;
    throw new UsageError(`'${twice}' stands twice; every key may be written once, by one program`);
  };
  return { ...programs, parse };
}

/** A list of texts of one form. */
function texts(
  meaning: string,
  usual: readonly string[],
  form: RegExp,
  example: string,
): Bound<readonly string[]> {
  return program<readonly string[]>(meaning, usual, (json) => {
    const fits = (text: unknown): text is string => typeof text === 'string' && form.test(text);
    if (Array.isArray(json) && json.every(fits)) return json;
    throw new UsageError(`expected a list of texts like ${example}, got ${JSON.stringify(json)}`);
  });
}
