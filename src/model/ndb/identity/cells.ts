/**
 * The cells, by owner, and the domains that they range over.
 */
import { List, Set as SetOf } from 'immutable';
import { Layout } from '../../../spec/cells.ts';
import { ids } from '../../../spec/ids.ts';
import type { Bounds } from './bounds.ts';
import type { ClientId, Drop, NameId, ObjectId, Touch, UserId } from './nouns.ts';
import { Handle, Table, Txn } from './nouns.ts';
import type { Variant } from './switches.ts';

/** Who and what there is. An object id for each name is enough: the lowest that is free is taken. */
export interface Scope {
  readonly names: readonly NameId[];
  readonly objects: readonly ObjectId[];
  readonly clients: readonly ClientId[];
  readonly users: readonly UserId[];
}

export function scopeOf({ names, clients, users }: Bounds): Scope {
  return {
    names: ids('name', ['A', 'B', 'C', 'D'].slice(0, names)),
    objects: ids('object', names),
    clients: ids('client', clients),
    users: ids('user', users),
  };
}

export function cells({ names, objects, clients, users }: Scope, bounds: Bounds) {
  const layout = new Layout();
  const created = ({ ordinal }: NameId) => {
    const id = objects[ordinal - 1] as ObjectId;
    return Table({ state: 'open', handle: Handle({ id, ver: 1, inc: ordinal }) });
  };
  return {
    layout,
    table: layout.each('table', [names], created),
    /** The version counter that the schema file keeps in the entry of an object id. */
    counter: layout.each('counter', [objects], () => 1),
    cache: layout.each('cache', [clients, names], () => undefined as Handle | undefined),
    txn: layout.each('txn', [clients], () => Txn()),
    /** Incarnations on which a client holds a lock in LQH. */
    holds: layout.each('holds', [clients], () => SetOf<number>()),
    drop: layout.each('drop', [users], () => undefined as Drop | undefined),
    /** The steps of the scenario that are still to come. */
    script: layout.one('script', List(bounds.script)),
    touched: layout.ghosts('touched', [clients], () => SetOf<Touch>()),
    /** The incarnation in use at startTransaction, 0 if there was none. */
    startInc: layout.ghosts('startInc', [clients, names], () => 0),
    next: layout.ghosts<[], number>('next', [], () => names.length + 1),
    drops: layout.budget('drops', bounds.creates + 1),
    ...layout.budgets(bounds, 'creates', 'renumbers'),
  };
}

/** The design, the bounds and the cells: all that a verb or a property needs. */
export interface World {
  readonly variant: Variant;
  readonly bounds: Bounds;
  readonly scope: Scope;
  readonly at: ReturnType<typeof cells>;
}
