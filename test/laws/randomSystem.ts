/**
 * Random systems: protocols that nobody would write.
 *
 * Guards, effects, properties and final states are decision trees, given as tables and interpreted purely. A tree
 * reads one cell after the other and may stop early, so any deterministic function of few reads can be generated,
 * and a failing one shrinks to a table that can be read.
 */

import { fc } from '@fast-check/vitest';
import { Map as ImmutableMap, Set as ImmutableSet, is, List, Record } from 'immutable';
import type {
  ActionKind,
  Assignment,
  Cell,
  Claim,
  Fairness,
  Instance,
  Model,
  Property,
  PropertyKind,
  Protocol,
  Read,
  Step,
} from '../../src/index.ts';
import {
  action,
  because,
  defineSystem,
  disabled,
  forEach,
  ids,
  instantiate,
  Layout,
  property,
  some,
  vacuous,
} from '../../src/index.ts';

/** Reads a cell and goes on by its value, or ends. Cells and branches are counted modulo what there is. */
type Tree<Leaf> =
  | { readonly leaf: Leaf }
  | { readonly cell: number; readonly branches: readonly Tree<Leaf>[] };

/** The value `by` of its domain, or, if relative, so many values further than now. */
interface Effect {
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

const Message = Record({ verb: 'drop', to: ImmutableSet<number>() });
const [someId, otherId] = ids('thing', ['x', 'y']);
/** Roles have two members, so that instances of one role may lie on different lanes. */
const members = ids('member', 2);
const choices = ids('choice', 2);

/** Values of every sort, no two alike in JSON, each built in two ways that must come to the same. */
const pool: readonly (readonly [unknown, unknown])[] = [
  [0, -0],
  [1, 1],
  ['1', '1'],
  [true, true],
  [null, null],
  [2n, 2n],
  [someId, someId],
  [otherId, otherId],
  [List(), List([1]).clear()],
  [List([1, 2]), List([1]).push(2)],
  [List([2, 1]), List([1]).unshift(2)],
  [ImmutableSet([1, 2, 3]), ImmutableSet([3, 2, 1]).remove(1).add(1)],
  [ImmutableSet([List([1]), someId]), ImmutableSet<unknown>([someId]).add(List([1]))],
  [ImmutableMap([[1, 'a'], [2, 'b']]), ImmutableMap([[2, 'b']]).set(1, 'a')], // biome-ignore format: pairs
  [Message({ to: ImmutableSet([1, 2]) }), Message({ to: ImmutableSet([2]).add(1) })],
  [Message({ verb: 'create' }), Message().set('verb', 'create')],
];

/** A value of the pool; odd builders build it in the other way. */
const build = (at: number, builder: number) => pool[at]?.[builder % 2];

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

function instancesOf(
  world: World,
  { role, kind, tree, fairness, choice }: Tables['actions'][number],
  index: number,
  prefix: string,
): Instance[] {
  const run = (by: typeof tree, read: Read): Step => {
    const leaf = decide(world, by, read);
    return leaf === 'disabled' ? disabled : assignments(world, leaf, read, index);
  };
  const [name, label] = [`${prefix}does${index}`, 'does something'];
  const member = members.slice(index % 2, 1 + (index % 2));
  if (choice === null) {
    const plain = (read: Read, _member: MemberId) => run(tree, read);
    const verb =
      kind === 'system' ? action.system(label, plain, fairness) : action[kind](label, plain);
    return forEach(prefix + role, [member], { [name]: verb });
  }
  const either = (read: Read, _member: MemberId, at: ChoiceId) =>
    run(at === choices[0] ? tree : choice, read);
  const asked = fairness === 'unfair' ? fairness : some(fairness, 1);
  const verb =
    kind === 'system' ? action.system(label, either, asked) : action[kind](label, either);
  return forEach(prefix + role, [member, choices], { [name]: verb });
}

type MemberId = (typeof members)[number];
type ChoiceId = (typeof choices)[number];

interface World {
  readonly cells: readonly Cell<unknown>[];
  readonly domains: Tables['cells'];
}

/** Which cell is meant, and where in its domain it stands. */
function look(world: World, number: number, read: Read) {
  const index = number % world.cells.length;
  const cell = world.cells[index] as Cell<unknown>;
  const domain = world.domains[index] as readonly number[];
  const position = () => domain.findIndex((value) => is(build(value, 0), read(cell)));
  return { cell, domain, position };
}

function decide<Leaf>(world: World, tree: Tree<Leaf>, read: Read): Leaf {
  if ('leaf' in tree) return tree.leaf;
  const position = look(world, tree.cell, read).position();
  const branch = tree.branches[position % tree.branches.length] as Tree<Leaf>;
  return decide(world, branch, read);
}

function assignments(
  world: World,
  effects: readonly Effect[],
  read: Read,
  builder: number,
): Assignment[] {
  const byCell = new Map<Cell<unknown>, Assignment>();
  for (const { cell: number, by, relative } of effects) {
    const { cell, domain, position } = look(world, number, read);
    const to = ((relative ? position() : 0) + by) % domain.length;
    byCell.set(cell, cell.becomes(build(domain[to] as number, builder)));
  }
  return [...byCell.values()];
}

function propertyOf(
  world: World,
  { kind, tree, promise }: Tables['properties'][number],
  id: string,
): Property {
  const name = `random property ${id}`;
  const claim = (read: Read): Claim => {
    const leaf = decide(world, tree, read);
    if (leaf === 'holds') return true;
    return leaf === 'vacuous' ? vacuous : because('the table says so');
  };
  switch (kind) {
    case 'reachable':
      return property.reachable({
        id,
        name,
        reached: (read) => decide(world, tree, read) === 'violated',
      });
    case 'eventually':
      return property.eventually({ id, name, reached: (read) => decide(world, promise, read) });
    case 'leadsTo':
      return property.leadsTo({
        id,
        name,
        from: (read) => decide(world, tree, read) === 'violated',
        to: (read) => decide(world, promise, read),
      });
    case 'neverStep':
      // Even cells are read before the step, odd ones after it.
      return property.neverStep({
        id,
        name,
        holds: (before, after) =>
          claim((cell) => (world.cells.indexOf(cell) % 2 === 0 ? before(cell) : after(cell))),
      });
    default:
      return property[kind]({ id, name, holds: claim });
  }
}
