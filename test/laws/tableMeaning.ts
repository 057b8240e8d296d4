/**
 * What the tables of a random system mean: trees that are walked, and values in two forms.
 */
import { Map as ImmutableMap, Set as ImmutableSet, is, List, Record } from 'immutable';
import type { Assignment, Cell, Claim, Instance, Property, Read, Step } from '../../src/index.ts';
import {
  action,
  because,
  disabled,
  forEach,
  ids,
  property,
  some,
  vacuous,
} from '../../src/index.ts';
import type { Effect, Tables, Tree } from './randomSystem.ts';

const Message = Record({ verb: 'drop', to: ImmutableSet<number>() });
const [someId, otherId] = ids('thing', ['x', 'y']);
/** Roles have two members, so that instances of one role may lie on different lanes. */
const members = ids('member', 2);
const choices = ids('choice', 2);

/** Values of every sort, no two alike in JSON, each built in two ways that must come to the same. */
export const pool: readonly (readonly [unknown, unknown])[] = [
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
export const build = (at: number, builder: number) => pool[at]?.[builder % 2];

/** The instances of one row of the table of actions. */
export function instancesOf(
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

/** The cells, and the positions in the pool that each may have. */
export interface World {
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

/** The leaf that a tree comes to in a state. */
export function decide<Leaf>(world: World, tree: Tree<Leaf>, read: Read): Leaf {
  if ('leaf' in tree) return tree.leaf;
  const position = look(world, tree.cell, read).position();
  const branch = tree.branches[position % tree.branches.length] as Tree<Leaf>;
  return decide(world, branch, read);
}

/** What some effects assign; `builder` says in which form. */
export function assignments(
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

/** The property of one row of the table of properties. */
export function propertyOf(
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
