/**
 * The cells of K2's drop collection, by owner.
 *
 * What a crash of a node loses has a `lost` value; everything else is durable. Node m holds partition m of the
 * collection, always: the CPO takes free nodes in order, so a recreated collection gets the same nodes (F2).
 */
import { List, Map as MapOf, Set as SetOf } from 'immutable';
import { Layout } from '../../../spec/cells.ts';
import type { Bounds } from './bounds.ts';
import type { Append, Done, Incarnation, Order, Report, Request, Stop } from './nouns.ts';
import { Admin, Catalog, History, Module, Row, Told, Tr, Txn, Work } from './nouns.ts';
import type { AdminId, ClientId, KeyId, NameId, NodeId, Scope, TxnId } from './scope.ts';
import { seededKey } from './scope.ts';
import type { Variant } from './switches.ts';

export function cells(scope: Scope, bounds: Bounds, variant: Variant) {
  const layout = new Layout();
  return {
    layout,
    ...cellsOfCpo(layout, scope),
    ...cellsOfNodes(layout, scope),
    ...cellsOfStorage(layout, scope, variant),
    ...cellsOfUsers(layout, scope),
    ...channels(layout, scope),
    ...budgets(layout, bounds),
    ...ghosts(layout, scope),
  };
}

/** The design, the bounds and the cells: all that a verb or a property needs. */
export interface World {
  readonly variant: Variant;
  readonly scope: Scope;
  readonly at: ReturnType<typeof cells>;
}

/** Collections that exist at the start are the first incarnation of their name. */
function firstOf({ exists }: Scope, n: NameId): Incarnation {
  return exists(n) ? 1 : 0;
}

function cellsOfCpo(layout: Layout, scope: Scope) {
  const { names, partitions, exists } = scope;
  const catalogued = (n: NameId) =>
    exists(n) ? Catalog({ status: 'live', inc: 1, assigned: SetOf(partitions) }) : Catalog();
  return {
    catalog: layout.each('catalog', [names], catalogued),
    work: layout.each('work', [names], () => Work()),
    /** The id of each incarnation that was ever created. */
    registry: layout.one('registry', List(names.filter(exists).map(() => 1))),
    /** The deleted list: incarnations whose logs are to be cleaned. */
    deleted: layout.each('deleted', [names], () => SetOf<Incarnation>()),
    /** Transactions known to have committed, as handed over by their coordinators. */
    verdicts: layout.one('verdicts', SetOf<TxnId>()),
  };
}

function cellsOfNodes(layout: Layout, scope: Scope) {
  const { nodes, keys, writers, placeOfNode, placeOf, exists } = scope;
  const loaded = (m: NodeId) =>
    exists(placeOfNode(m).name) ? Module({ phase: 'serving', inc: 1 }) : Module();
  const row = (m: NodeId, k: KeyId) =>
    placeOfNode(m).part === placeOf(k).part ? seed(scope, k) : Row();
  return {
    module: layout.each('module', [nodes], loaded, { lost: Module() }),
    row: layout.each('row', [nodes, keys], row, { lost: Row() }),
    tr: layout.each('tr', [nodes, writers], () => Tr(), { lost: Tr() }),
    stops: layout.each('stops', [nodes], () => List<Stop>(), { lost: List() }),
    /** Incarnations that this node has unloaded and must not load again. */
    gone: layout.each('gone', [nodes], () => SetOf<Incarnation>(), { lost: SetOf() }),
    restarted: layout.each('restarted', [nodes], () => false),
  };
}

/** One key has a value before anything happens. */
function seed({ exists, placeOf }: Scope, k: KeyId): Row {
  return k === seededKey && exists(placeOf(k).name) ? Row({ value: 'seed', from: 1 }) : Row();
}

/** The write-ahead log, a cell per key and per transaction record: the log of each id under that id. */
function cellsOfStorage(layout: Layout, scope: Scope, variant: Variant) {
  const { partitions, keys, writers } = scope;
  const firstLog = variant.walKey === 'byName' ? 0 : 1;
  const logged = (k: KeyId) => {
    const row = seed(scope, k);
    return row.value === 'none' ? MapOf<number, Row>() : MapOf([[firstLog, row]]);
  };
  return {
    loggedRow: layout.each('loggedRow', [keys], logged),
    loggedTr: layout.each('loggedTr', [partitions, writers], () => MapOf<number, Tr>()),
    slow: layout.each('slow', [partitions], () => List<Append>()),
  };
}

function cellsOfUsers(layout: Layout, scope: Scope) {
  const { names, txns, clients, admins, isCold } = scope;
  const known = (c: ClientId, n: NameId) => (isCold(c) ? 0 : firstOf(scope, n));
  return {
    txn: layout.each('txn', [txns], () => Txn()),
    /** The incarnation whose map and id the library of a client holds. */
    cache: layout.each('cache', [clients, names], known),
    admin: layout.each('admin', [admins], () => Admin()),
  };
}

function channels(layout: Layout, { admins, nodes }: Scope) {
  const cpo = { role: 'cpo', ids: [] };
  const admin = (a: AdminId) => ({ role: 'admin', ids: [a] });
  const node = (m: NodeId) => ({ role: 'node', ids: [m] });
  return {
    toCpo: layout.channels<[AdminId], Request>('toCpo', [admins], (a) => ({
      from: admin(a),
      to: cpo,
    })),
    toAdmin: layout.channels<[AdminId], Done>('toAdmin', [admins], (a) => ({
      from: cpo,
      to: admin(a),
    })),
    toNode: layout.channels<[NodeId], Order>('toNode', [nodes], (m) => ({
      from: cpo,
      to: node(m),
    })),
    fromNode: layout.channels<[NodeId], Report>('fromNode', [nodes], (m) => ({
      from: node(m),
      to: cpo,
    })),
  };
}

function budgets(layout: Layout, bounds: Bounds) {
  return {
    losses: layout.budget('losses', bounds.losses),
    duplicates: layout.budget('duplicates', bounds.duplicates),
    reorderings: layout.budget('reorderings', bounds.reorderings),
    nodeCrashes: layout.budget('nodeCrashes', bounds.nodeCrashes),
    retries: layout.budget('retries', bounds.retries),
    giveUps: layout.budget('giveUps', bounds.giveUps),
    lateAppends: layout.budget('lateAppends', bounds.lateAppends),
  };
}

function ghosts(layout: Layout, scope: Scope) {
  const { names, txns } = scope;
  const created = (n: NameId) => SetOf(scope.exists(n) ? [firstOf(scope, n)] : []);
  return {
    history: layout.ghosts('history', [txns], () => History()),
    /** Incarnations that were live when a user sent a DROP. */
    asked: layout.ghosts('asked', [names], () => SetOf<Incarnation>()),
    told: layout.ghosts('told', [names], (n) => Told({ created: created(n) })),
  };
}
