/**
 * Random systems: protocols that nobody would write.
 *
 * Guards, effects, properties and final states are decision trees, given as tables and interpreted purely. A tree
 * reads one cell after the other and may stop early, so any deterministic function of few reads can be generated,
 * and a failing one shrinks to a table that can be read.
 */

import * as fc from 'fast-check';
import type { ActionKind, Fairness, Model, PropertyKind, Protocol, Read } from '../../src/index.ts';
import { defineSystem, instantiate, Layout } from '../../src/index.ts';
import type { World } from './tableMeaning.ts';
import { assignments, build, decide, instancesOf, pool, propertyOf } from './tableMeaning.ts';

/** Reads a cell and goes on by its value, or ends. Cells and branches are counted modulo what there is. */
export type Tree<Leaf> =
  | { readonly leaf: Leaf }
  | { readonly cell: number; readonly branches: readonly Tree<Leaf>[] };

/** The value `by` of its domain, or, if relative, so many values further than now. */
export interface Effect {
  readonly cell: number;
  readonly by: number;
  readonly relative: boolean;
}

type Answer = 'holds' | 'vacuous' | 'violated';

export interface Tables {
  /** The domain of each cell, as positions in {@link pool}. */
  readonly cells: readonly (readonly number[])[];
  readonly actions: readonly {
    readonly role: string;
    readonly kind: ActionKind;
    readonly tree: Tree<readonly Effect[] | 'disabled'>;
    /** Asked of system actions. */
    readonly fairness: Fairness;
    /** What a second instance of the verb does, for a verb that leaves a choice: fairness is asked of both together. */
    readonly choice: Tree<readonly Effect[] | 'disabled'> | null;
  }[];
  readonly properties: readonly {
    readonly kind: PropertyKind;
    readonly tree: Tree<Answer>;
    /** Of liveness properties: what is promised. */
    readonly promise: Tree<boolean>;
  }[];
  readonly starts: readonly (readonly Effect[])[];
  readonly final: Tree<boolean> | null;
}

/** Mostly the one, now and then the other. */
function often<A, B>(one: fc.Arbitrary<A>, other: fc.Arbitrary<B>): fc.Arbitrary<A | B> {
  return fc.oneof({ weight: 6, arbitrary: one }, other);
}

const effect: fc.Arbitrary<Effect> = fc.record({
  cell: fc.nat(5),
  by: fc.oneof(fc.nat(3), { weight: 3, arbitrary: fc.constant(1) }),
  relative: often(fc.constant(true), fc.constant(false)),
});
const effects = often(
  fc.array(effect, { minLength: 1, maxLength: 2 }),
  fc.array(effect, { maxLength: 4 }),
);

function treeOf<Leaf>(leaf: fc.Arbitrary<Leaf>, depth = 3): fc.Arbitrary<Tree<Leaf>> {
  const end = leaf.map((at) => ({ leaf: at }));
  if (depth === 0) return end;
  const branches = fc.array(treeOf(leaf, depth - 1), { minLength: 1, maxLength: 4 });
  return often(fc.record({ cell: fc.nat(5), branches }), end);
}

const kind = fc.constantFrom<ActionKind[]>('system', 'system', 'environment', 'fault');
const answer = often(
  fc.constantFrom<Answer[]>('holds', 'vacuous'),
  fc.constant<Answer>('violated'),
);

const step = treeOf(often(effects, fc.constant('disabled' as const)));
const allKinds: readonly PropertyKind[] = [
  'always',
  'neverStep',
  'quiescent',
  'reachable',
  'eventually',
  'leadsTo',
];

/** Tables of a random system; the numbers say how many there may be. */
export function tables({
  actions = 6,
  cells = 6,
  starts = 3,
  kinds = allKinds,
} = {}): fc.Arbitrary<Tables> {
  return fc.record({
    cells: fc.array(fc.uniqueArray(fc.nat(pool.length - 1), { minLength: 2, maxLength: 4 }), {
      minLength: 1,
      maxLength: cells,
      size: 'max',
    }),
    actions: fc.array(
      fc.record({
        role: fc.constantFrom('ann', 'bob', 'cid'),
        kind,
        tree: step,
        fairness: fc.constantFrom<Fairness[]>('weak', 'weak', 'strong', 'strong', 'unfair'),
        choice: often(fc.constant(null), step),
      }),
      { minLength: 1, maxLength: actions, size: 'max' },
    ),
    properties: fc.array(
      fc.record({
        kind: fc.constantFrom(...kinds),
        tree: treeOf(answer),
        promise: treeOf(fc.constantFrom(false, false, true)),
      }),
      { minLength: 1, maxLength: 5 },
    ),
    starts: fc.array(fc.array(effect, { maxLength: 3 }), { minLength: 1, maxLength: starts }),
    final: fc.option(treeOf(fc.boolean(), 2)),
  });
}

/** The model that the tables say. */
export function modelOf(at: Tables): Model {
  return modelWith(() => protocol(at, new Layout(), ''));
}

/** Two systems that share nothing, as one: every step is a step of either. */
export function sideBySide(one: Tables, two: Tables): Model {
  return modelWith(() => {
    const layout = new Layout();
    const [left, right] = [protocol(one, layout, 'left'), protocol(two, layout, 'right')];
    return {
      layout,
      actions: [...left.actions, ...right.actions],
      properties: [...left.properties, ...right.properties],
      starts: left.starts.flatMap((a) => right.starts.map((b) => [...a, ...b])),
    };
  });
}

function modelWith(build: () => Protocol): Model {
  return instantiate(defineSystem({ name: 'random', title: 'a random system', build }));
}

function protocol(at: Tables, layout: Layout, prefix: string) {
  const cells = at.cells.map((domain, index) =>
    layout.one<unknown>(`${prefix}cell${index}`, build(domain[0] as number, 0)),
  );
  const world: World = { cells, domains: at.cells };
  const { final } = at;
  return {
    layout,
    actions: at.actions.flatMap((table, index) => instancesOf(world, table, index, prefix)),
    properties: at.properties.map((table, index) => propertyOf(world, table, `${prefix}P${index}`)),
    starts: at.starts.map((start, index) =>
      assignments(world, start, (cell) => cell.initial, index),
    ),
    ...(final && { final: (read: Read) => decide(world, final, read) }),
  };
}
