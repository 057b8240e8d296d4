/**
 * The cells of K2's drop collection, by owner.
 *
 * What a crash of its owner loses has a `lost` value; everything else is durable. Three cells of the CPO are the one
 * or the other by the switches `nodeMap`, `idSource` and `walClean`.
 */
import { List, Map as MapOf, Set as SetOf } from 'immutable';
import { Layout } from '../../../spec/cells.ts';
import { channels } from '../channels.ts';
import type { Bounds } from './bounds.ts';
import type { Append, Done, Incarnation, Order, Report, Request, Stop, Taken } from './nouns.ts';
import {
  Admin,
  Catalog,
  Created,
  History,
  Link,
  Module,
  Row,
  Told,
  Tr,
  Txn,
  Work,
} from './nouns.ts';
import type { ClientId, KeyId, NameId, NodeId, Scope, TxnId } from './scope.ts';
import { seededKeys } from './scope.ts';
import type { Variant } from './switches.ts';

export function cells(scope: Scope, bounds: Bounds, variant: Variant) {
  const layout = new Layout();
  return {
    layout,
    ...cellsOfCpo(layout, scope, variant),
    ...cellsOfNodes(layout, scope),
    ...cellsOfStorage(layout, scope, variant),
    ...cellsOfUsers(layout, scope),
    ...channels<{ toCpo: Request; toAdmin: Done; toNode: Order; fromNode: Report }>(layout, scope),
    ...layout.budgets(
      bounds,
      'losses',
      'duplicates',
      'reorderings',
      'nodeCrashes',
      'cpoCrashes',
      'cuts',
      'retries',
      'giveUps',
      'lateAppends',
      'finalizeGiveUps',
    ),
    ...ghosts(layout, scope),
  };
}

/** The design, the bounds and the cells: all that a verb or a property needs. */
export interface World {
  readonly variant: Variant;
  readonly scope: Scope;
  readonly at: ReturnType<typeof cells>;
}

/** Collections that exist at the start have the first incarnations, in order of name. */
function firstOf({ existing }: Scope, n: NameId): Incarnation {
  return existing.findIndex(({ name }) => name === n) + 1;
}

function cellsOfCpo(layout: Layout, scope: Scope, variant: Variant) {
  const { names, partitions, nodes, existing } = scope;
  const { nodeMap, idSource, walClean } = variant;
  const catalogued = (n: NameId) => {
    const inc = firstOf(scope, n);
    return inc === 0 ? Catalog() : Catalog({ status: 'live', inc, assigned: SetOf(partitions) });
  };
  const taken = (m: NodeId): Taken => existing.find((at) => at.nodes.includes(m))?.name ?? 'free';
  const none = SetOf<Incarnation>();
  return {
    catalog: layout.each('catalog', [names], catalogued),
    work: layout.each('work', [names], () => Work(), { lost: Work() }),
    nodeMap: layout.each(
      'nodeMap',
      [nodes],
      taken,
      nodeMap === 'forgotten' ? { lost: 'free' } : {},
    ),
    /** Every creation, by incarnation. */
    registry: layout.one(
      'registry',
      List(
        existing.map(({ name, nodes: its }, at) =>
          Created({ name, id: idSource === 'perName' ? 1 : at + 1, nodes: List(its) }),
        ),
      ),
    ),
    /** The counter that ids are drawn from. */
    vended: layout.one(
      'vended',
      existing.length,
      idSource === 'volatileCounter' ? { lost: 0 } : {},
    ),
    /** The deleted list: incarnations whose logs are to be cleaned. */
    deleted: layout.each(
      'deleted',
      [names],
      () => none,
      walClean === 'asyncVolatileList' ? { lost: none } : {},
    ),
    /** Transactions known to have committed, as handed over by their coordinators. */
    verdicts: layout.one('verdicts', SetOf<TxnId>()),
  };
}

function cellsOfNodes(layout: Layout, scope: Scope) {
  const { nodes, keys, writers, existing, partitions, placeOf } = scope;
  const loaded = (m: NodeId) => {
    const at = existing.findIndex((each) => each.nodes.includes(m));
    const { name, nodes: its } = existing[at] ?? {};
    const part = partitions[its?.indexOf(m) ?? -1];
    return name && part ? Module({ phase: 'serving', name, part, inc: at + 1 }) : Module();
  };
  const row = (m: NodeId, k: KeyId) => {
    const { phase, name, part } = loaded(m);
    const place = placeOf(k);
    const here = phase !== 'none' && name === place.name && part === place.part;
    return here ? seed(scope, k) : Row();
  };
  return {
    module: layout.each('module', [nodes], loaded, { lost: Module() }),
    row: layout.each('row', [nodes, keys], row, { lost: Row() }),
    tr: layout.each('tr', [nodes, writers], () => Tr(), { lost: Tr() }),
    stops: layout.each('stops', [nodes], () => List<Stop>(), { lost: List() }),
    /** Incarnations that this node has unloaded and must not load again. */
    gone: layout.each('gone', [nodes], () => SetOf<Incarnation>(), { lost: SetOf() }),
    restarted: layout.each('restarted', [nodes], () => false),
    link: layout.each('link', [nodes], () => Link()),
  };
}

/** One key of each collection has a value before anything happens. */
function seed(scope: Scope, k: KeyId): Row {
  const from = firstOf(scope, scope.placeOf(k).name);
  return seededKeys.includes(k) && from > 0 ? Row({ value: 'seed', from }) : Row();
}

/** The write-ahead log, a cell per key and per transaction record: the log of each id under that id. */
function cellsOfStorage(layout: Layout, scope: Scope, { walKey, idSource }: Variant) {
  const { names, partitions, keys, writers } = scope;
  const logged = (k: KeyId) => {
    const row = seed(scope, k);
    const id = idSource === 'perName' ? 1 : row.from;
    const log = walKey === 'byName' ? 0 : id;
    return row.value === 'none' ? MapOf<number, Row>() : MapOf([[log, row]]);
  };
  return {
    loggedRow: layout.each('loggedRow', [keys], logged),
    loggedTr: layout.each('loggedTr', [names, partitions, writers], () => MapOf<number, Tr>()),
    /** Logs that take nothing any more. */
    sealed: layout.each('sealed', [names, partitions], () => SetOf<number>()),
    slow: layout.each('slow', [names, partitions], () => List<Append>()),
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

function ghosts(layout: Layout, scope: Scope) {
  const { names, txns } = scope;
  const created = (n: NameId) => SetOf([firstOf(scope, n)].filter((inc) => inc > 0));
  return {
    history: layout.ghosts('history', [txns], () => History()),
    /** Incarnations that were live when a user sent a DROP. */
    asked: layout.ghosts('asked', [names], () => SetOf<Incarnation>()),
    told: layout.ghosts('told', [names], (n) => Told({ created: created(n) })),
  };
}
