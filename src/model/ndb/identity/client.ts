/**
 * The client: one transaction, and a cache of what the dictionary said about tables.
 */
import { Map as MapOf, Set as SetOf } from 'immutable';
import { action, disabled } from '../../../spec/actions.ts';
import type { World } from './cells.ts';
import type { ClientId, Handle, NameId } from './nouns.ts';
import { Operation, Txn } from './nouns.ts';
import { kindOf, turn } from './script.ts';
import { freshHandle, isScripted } from './views.ts';

/** What a client does with its transaction. */
export const client = (world: World) => ({
  starts: starts(world),
  commits: commits(world),
});

/** What it does about each name. */
export const clientForNames = (world: World) => ({ defines: defines(world) });

/** What its library does about each name. */
export const api = (world: World) => ({ forgets: forgets(world) });

/** Requirement 2: the tables that are in use now are those of the transaction. */
const starts = (world: World) =>
  action[kindOf(world)]('calls startTransaction', (read, c: ClientId) => {
    const { at, scope, variant } = world;
    if (read(at.txn(c)).state !== 'idle') return disabled;
    const taken = turn(read, world, 'start', c);
    if (!taken) return disabled;
    const handles = scope.names.flatMap((x): [NameId, Handle][] => {
      const handle = freshHandle(read, world, x);
      return handle ? [[x, handle]] : [];
    });
    const pins = MapOf(variant.bindAt === 'start' ? handles : []);
    return [
      ...taken,
      at.txn(c).becomes(Txn({ state: 'open', pins })),
      ...handles.map(([x, { inc }]) => at.startInc(c, x).becomes(inc)),
    ];
  });

/** getNdbOperation(name): the handle of the start, or the cached one, or what the dictionary says now. */
const defines = (world: World) =>
  action[kindOf(world)]('calls getNdbOperation for {name}', (read, c: ClientId, x: NameId) => {
    const { at, bounds, variant } = world;
    const txn = read(at.txn(c));
    if (txn.state !== 'open' || txn.op || txn.n >= bounds.operations) return disabled;
    const taken = turn(read, world, 'define', c, x);
    if (!taken) return disabled;
    if (variant.bindAt === 'start') {
      const handle = txn.pins.get(x);
      const op = handle && Operation({ name: x, handle });
      const after = op ? txn.set('op', op) : txn.merge({ state: 'aborted', err: '723' });
      // Nobody else lets go: an operation that is not even defined ends the transaction.
      return [...taken, at.txn(c).becomes(after), ...(op ? [] : [at.holds(c).becomes(SetOf())])];
    }
    const handle = read(at.cache(c, x)) ?? freshHandle(read, world, x);
    if (!handle) return disabled;
    return [
      ...taken,
      at.txn(c).becomes(txn.set('op', Operation({ name: x, handle }))),
      at.cache(c, x).becomes(handle),
    ];
  });

const commits = (world: World) =>
  action.system('commits', (read, c: ClientId) => {
    const { at } = world;
    const txn = read(at.txn(c));
    if (txn.state !== 'open' || txn.n === 0 || txn.op) return disabled;
    const taken = turn(read, world, 'commit', c);
    if (!taken) return disabled;
    return [
      ...taken,
      at.txn(c).becomes(txn.set('state', 'committed')),
      at.holds(c).becomes(SetOf()),
    ];
  });

/** A schema event, a drop of its own, or invalidate: the library looks the table up again the next time. */
const forgets = (world: World) =>
  action.environment('forgets the handle of {name}', (read, c: ClientId, x: NameId) => {
    const { at, variant } = world;
    if (variant.cache !== 'refresh' || variant.bindAt !== 'operation') return disabled;
    if (isScripted(world) || !read(at.cache(c, x))) return disabled;
    return [at.cache(c, x).becomes(undefined)];
  });
