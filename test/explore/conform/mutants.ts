/**
 * Logs with one thing wrong: an event dropped, two swapped, one altered, or the whole log from another variant.
 */
import type { Model } from '../../../src/index.ts';
import { instantiate, toJson } from '../../../src/index.ts';
import { k2Collection } from '../../../src/model/k2/collection/system.ts';
import { ndbIdentity } from '../../../src/model/ndb/identity/system.ts';
import { simpleAllocator } from '../../published/simpleAllocator.ts';
import type { Hiding, Line } from './randomLog.ts';
import { begins, lineOf, randomFrom, randomLog, sees } from './randomLog.ts';

/** A model, what it hides, and a variant of it that behaves differently. */
export interface Subject {
  readonly model: Model;
  readonly other: Model;
  readonly hiding: Hiding;
}

const hides = (inARow: number, ...actions: readonly string[]): Hiding => ({ actions, inARow });
const k2 = { bounds: 'note' } as const;
const ndb = { bounds: 'small' } as const;
const three = { bound: { clients: 3 } } as const;

export const subjects: readonly Subject[] = [
  {
    model: instantiate(simpleAllocator, { ...three, preset: 'whenSatisfied' }),
    other: instantiate(simpleAllocator, { ...three, preset: 'always' }),
    hiding: hides(2, 'client.isAllocated'),
  },
  {
    model: instantiate(k2Collection, { ...k2, preset: 'documentedWithId' }),
    other: instantiate(k2Collection, { ...k2, preset: 'documented' }),
    hiding: hides(2, 'node.handlesOffload', 'node.completesStop', 'cpo.collects', 'cpo.cleans'),
  },
  {
    model: instantiate(ndbIdentity, { ...ndb, preset: 'note-r1' }),
    other: instantiate(ndbIdentity, { ...ndb, preset: 'code' }),
    hiding: hides(2, 'dict.finishesDrop', 'api.forgets'),
  },
];

export const mutations = ['dropped', 'swapped', 'altered', 'other variant'] as const;
export type Mutation = (typeof mutations)[number];

export interface Mutant {
  readonly mutation: Mutation;
  readonly log: readonly Line[];
  /** What it was before, and how many lines of each to look at to see what the mutation has changed. */
  readonly original: readonly Line[];
  readonly until: { readonly original: number; readonly mutant: number };
  /** The first line that is not as it was; null if the log is of another variant. */
  readonly at: number | null;
}

const length = 40;

/** A log of the model with one mutation. */
export function mutantOf(
  { model, other, hiding }: Subject,
  mutation: Mutation,
  seed: number,
): Mutant {
  if (mutation === 'other variant') {
    const log = randomLog(other, length, hiding, seed);
    const until = { original: log.length, mutant: log.length };
    return { mutation, log, original: log, until, at: null };
  }
  const log = randomLog(model, length, hiding, seed);
  const random = randomFrom(1000 + seed);
  const places = [...log.keys()].filter((at) => isSound(log, at, mutation));
  const at = places[random(places.length)] as number;
  const of = (mutant: readonly Line[], original: number, lines: number): Mutant => {
    const until = { original: at + original, mutant: at + lines };
    return { mutation, log: mutant, original: log, until, at };
  };
  if (mutation === 'dropped') return of(log.toSpliced(at, 1), 1, 0);
  const [one, next] = log.slice(at, at + 2) as [Line, Line];
  if (mutation === 'swapped') return of(log.toSpliced(at, 2, next, one), 2, 2);
  return of(log.toSpliced(at, 1, altered(model, one, random)), 1, 1);
}

/** What begins a run stays where it is, and equal lines are not swapped. */
function isSound(log: readonly Line[], at: number, mutation: Mutation): boolean {
  const [one, next] = [log[at] as Line, log[at + 1]];
  if (one.kind === begins.kind) return false;
  if (mutation !== 'swapped') return true;
  return (
    next !== undefined && next.kind !== begins.kind && JSON.stringify(next) !== JSON.stringify(one)
  );
}

/** The same action with other ids, where it has some; otherwise another action. A cell with another value. */
function altered(model: Model, line: Line, random: (below: number) => number): Line {
  if (line.kind === sees) {
    const values = [true, 0, 'nonsense', toJson(null)];
    return { ...line, value: values[random(values.length)] as string };
  }
  const others = model.actions
    .map(lineOf)
    .filter((at) => JSON.stringify(at) !== JSON.stringify(line));
  const alike = others.filter(({ kind }) => kind === line.kind);
  const among = alike.length > 0 ? alike : others;
  return among[random(among.length)] as Line;
}
