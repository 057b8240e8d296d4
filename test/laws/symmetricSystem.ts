/**
 * Random systems whose members are interchangeable: whatever is said of one member is said of all, in the same words.
 *
 * Guards, effects and promises speak of `self` and `other`, never of a member by name. Members lie everywhere that a
 * value can hold an id: in the names of cells (also twice), as a pointer, in sets, in lists, in maps and in records.
 */
import * as fc from 'fast-check';
import type { ActionKind, Claim, Model, Property, Protocol, Read, Step } from '../../src/index.ts';
import {
  action,
  because,
  defineSystem,
  disabled,
  every,
  forEach,
  instantiate,
  property,
  vacuous,
} from '../../src/index.ts';
import type { Deed, Member, Pair, Question, World } from './topics.ts';
import { topics, world } from './topics.ts';

type Tree<Leaf> =
  | { readonly leaf: Leaf }
  | { readonly question: number; readonly branches: readonly Tree<Leaf>[] };

/** A question, and one of its answers. */
interface Condition {
  readonly question: number;
  readonly answer: number;
}

export interface SymmetricTables {
  readonly members: number;
  /** What the system is about; questions and deeds are counted modulo what these offer. */
  readonly topics: readonly number[];
  readonly actions: readonly {
    readonly kind: ActionKind;
    /** Does it act upon somebody? */
    readonly onOther: boolean;
    readonly tree: Tree<readonly number[] | 'disabled'>;
  }[];
  readonly properties: readonly {
    readonly kind: 'always' | 'neverStep' | 'quiescent' | 'reachable';
    /** One promise about all, one for each member, or one for each two of them. */
    readonly scope: 'all' | 'each' | 'two';
    /** Violated where all of these are met; vacuous where the first one is not. */
    readonly conditions: readonly Condition[];
  }[];
  /** Every member leads in one of the initial states, or nobody does in the only one, or both. */
  readonly starts: 'none' | 'led' | 'both';
  readonly final: Tree<boolean> | null;
}

function treeOf<Leaf>(leaf: fc.Arbitrary<Leaf>, depth: number): fc.Arbitrary<Tree<Leaf>> {
  const end = leaf.map((at) => ({ leaf: at }));
  if (depth === 0) return end;
  const branches = fc.array(treeOf(leaf, depth - 1), { minLength: 1, maxLength: 3 });
  const question = fc.nat(11);
  return fc.oneof({ weight: 5, arbitrary: fc.record({ question, branches }) }, end);
}

const doing = fc.array(fc.nat(11), { minLength: 1, maxLength: 2 });
const often = <A, B>(one: fc.Arbitrary<A>, other: fc.Arbitrary<B>) =>
  fc.oneof({ weight: 4, arbitrary: one }, other);

export const symmetricTables: fc.Arbitrary<SymmetricTables> = fc.record({
  members: fc.constantFrom(2, 3, 3, 3),
  topics: fc.uniqueArray(fc.nat(topics.length - 1), { minLength: 1, maxLength: 3, size: 'max' }),
  actions: fc.array(
    fc.record({
      kind: fc.constantFrom<ActionKind[]>('system', 'system', 'environment', 'fault'),
      onOther: fc.boolean(),
      tree: treeOf(often(doing, fc.constant('disabled' as const)), 2),
    }),
    { minLength: 1, maxLength: 4, size: 'max' },
  ),
  properties: fc.array(
    fc.record({
      kind: fc.constantFrom('always', 'neverStep', 'quiescent', 'reachable'),
      scope: fc.constantFrom('all', 'each', 'two'),
      conditions: fc.array(fc.record({ question: fc.nat(11), answer: fc.constantFrom(1, 1, 2) }), {
        minLength: 1,
        maxLength: 3,
        size: 'max',
      }),
    }),
    { minLength: 1, maxLength: 4 },
  ),
  starts: fc.constantFrom('none', 'led', 'both'),
  final: fc.option(treeOf(fc.boolean(), 1)),
});

/** The model that the tables say. */
export function symmetricModel(at: SymmetricTables): Model {
  return instantiate(
    defineSystem({
      name: 'random/symmetric',
      title: 'a random system of equals',
      build: () => protocol(at),
    }),
  );
}

function decide<Leaf>(about: About, at: World, tree: Tree<Leaf>, read: Read, pair: Pair): Leaf {
  if ('leaf' in tree) return tree.leaf;
  const answer = about.asks(tree.question)(at, read, pair);
  return decide(about, at, tree.branches[answer % tree.branches.length] as Tree<Leaf>, read, pair);
}

/** The questions and deeds of some topics, by number. */
function aboutTopics(chosen: readonly number[]) {
  const all = chosen.map((topic) => topics[topic] as (typeof topics)[number]);
  const questions = all.flatMap((topic) => topic.questions);
  const deeds = all.flatMap((topic) => topic.deeds);
  return {
    asks: (number: number) => questions[number % questions.length] as Question,
    does: (number: number) => deeds[number % deeds.length] as Deed,
  };
}
type About = ReturnType<typeof aboutTopics>;

function protocol(tables: SymmetricTables): Protocol {
  const at = world(tables.members);
  const about = aboutTopics(tables.topics);
  const { all, leader } = at;
  const led = all.map((m) => [leader.becomes(m)]);
  const starts = { none: [[]], led, both: [[], ...led] }[tables.starts];
  const { final } = tables;
  return {
    layout: at.layout,
    actions: tables.actions.flatMap(({ kind, onOther, tree }, index) => {
      const run = (read: Read, self: Member, other: Member): Step => {
        const leaf = decide(about, at, tree, read, { self, other });
        if (leaf === 'disabled') return disabled;
        const made = leaf.map((deed) => about.does(deed)(at, read, { self, other }));
        // A cell may be assigned once: the last deed counts.
        return [...new Map(made.map((assignment) => [assignment.cell, assignment])).values()];
      };
      return onOther
        ? forEach('member', [all, all], {
            [`does${index}`]: { ...action.system('acts', run), kind },
          })
        : forEach('member', [all], {
            [`does${index}`]: {
              ...action.system('acts', (read: Read, self: Member) => run(read, self, self)),
              kind,
            },
          });
    }),
    properties: tables.properties.flatMap((table, index) =>
      propertiesOf(about, at, table, `P${index}`),
    ),
    starts,
    symmetric: [all],
    ...(final && {
      final: (read: Read) =>
        all.some((self) => decide(about, at, final, read, { self, other: self })),
    }),
  };
}

function propertiesOf(
  about: About,
  at: World,
  { kind, scope, conditions }: SymmetricTables['properties'][number],
  base: string,
): Property[] {
  const { all } = at;
  const make = (id: string, pairs: readonly Pair[], of: readonly Member[]): Property => {
    const named = { id, name: `random property ${id}`, ...(of.length > 0 && { about: of }) };
    const unmetIn = (read: Read, pair: Pair): number =>
      conditions.findIndex(
        ({ question, answer }) => about.asks(question)(at, read, pair) !== answer,
      );
    const claim = (read: Read): Claim =>
      every(pairs, (pair) => {
        const unmet = unmetIn(read, pair);
        if (unmet < 0) return because('the table says so');
        return unmet === 0 ? vacuous : true;
      });
    if (kind === 'reachable') {
      return property.reachable({
        ...named,
        reached: (read) => pairs.some((pair) => unmetIn(read, pair) < 0),
      });
    }
    if (kind !== 'neverStep') return property[kind]({ ...named, holds: claim });
    return property.neverStep({
      ...named,
      holds: (before, after) =>
        every(pairs, (pair) => {
          const unmet = unmetIn(after, pair);
          if (unmet < 0) return unmetIn(before, pair) < 0 || because('the table says so');
          return unmet === 0 ? vacuous : true;
        }),
    });
  };
  const both = (a: Member, b: Member): Pair[] => [
    { self: a, other: b },
    { self: b, other: a },
  ];
  if (scope === 'all')
    return [
      make(
        base,
        all.flatMap((m) => all.flatMap((o) => both(m, o))),
        [],
      ),
    ];
  if (scope === 'each') return all.map((m) => make(`${base}(${m.label})`, both(m, m), [m]));
  return all.flatMap((a, place) =>
    all.slice(place + 1).map((b) => make(`${base}(${a.label}, ${b.label})`, both(a, b), [a, b])),
  );
}
