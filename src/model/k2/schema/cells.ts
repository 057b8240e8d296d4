/**
 * The cells of K2's drop schema, by owner.
 *
 * What a crash of a node loses has a `lost` value; everything else is durable, except that a crash of the CPO puts
 * `catalog` back to `disk` and forgets its works, and with them the garbage collection. Records in memory and in
 * the logs are a cell for each key: a log segment is the rows of one incarnation in it.
 */
import { List, Map as MapOf, Set as SetOf } from 'immutable';
import { Layout } from '../../../spec/cells.ts';
import { channels } from '../channels.ts';
import type { Bounds } from './bounds.ts';
import type {
  Asked,
  Done,
  Epoch,
  Incarnation,
  Order,
  Report,
  Scan,
  ValidList,
  Version,
  WroteAt,
} from './nouns.ts';
import {
  Admin,
  Catalog,
  DropSet,
  DropWork,
  Gc,
  Mark,
  Node,
  Notice,
  PushWork,
  Row,
  Told,
  Twim,
  Txn,
} from './nouns.ts';
import type { ClientId, KeyId, NodeId, PartitionId, Scope, TxnId } from './scope.ts';
import { seededKey } from './scope.ts';
import type { Variant } from './switches.ts';

export function cells(scope: Scope, bounds: Bounds, variant: Variant) {
  const layout = new Layout();
  return {
    layout,
    ...cellsOfCpo(layout, scope),
    ...cellsOfNodes(layout, scope, variant),
    ...cellsOfStorage(layout, scope),
    ...cellsOfUsers(layout, scope),
    ...channels<{ toCpo: Asked; toAdmin: Done; toNode: Order; fromNode: Report }>(layout, scope),
    feed: feedOf(layout, scope),
    ...layout.budgets(
      bounds,
      'losses',
      'duplicates',
      'reorderings',
      'nodeCrashes',
      'cpoCrashes',
      'cuts',
      'moves',
      'retries',
      'giveUps',
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

/** A schema that exists at the start is the first incarnation. */
function firstOf({ exists }: Scope): Incarnation {
  return exists ? 1 : 0;
}

function cellsOfCpo(layout: Layout, scope: Scope) {
  const onFile = Catalog({ live: firstOf(scope) });
  return {
    /** The id of each incarnation that was ever created. */
    registry: layout.one('registry', List(scope.exists ? [1] : [])),
    catalog: layout.one('catalog', onFile),
    disk: layout.one('disk', onFile),
    dropWork: layout.one('dropWork', DropWork()),
    pushWork: layout.one('pushWork', PushWork()),
    owner: layout.each('owner', [scope.partitions], scope.firstOwner),
    gc: layout.one('gc', Gc()),
  };
}

function cellsOfNodes(layout: Layout, scope: Scope, variant: Variant) {
  const { nodes, partitions, keys, writers, standby } = scope;
  const role = (m: NodeId) => {
    const part = partitions[m.ordinal - 1];
    if (part) return Node({ role: 'serving', part });
    return Node({ role: m === standby ? 'standby' : 'none' });
  };
  const valid = (m: NodeId) => SetOf(role(m).role === 'none' ? [] : incarnations(scope));
  const rows = (m: NodeId, k: KeyId) => {
    const { role: is, part } = role(m);
    const behind = is === 'standby' && scope.lags;
    return is === 'none' || behind || part !== scope.partOf(k) ? noRows : seed(scope, k);
  };
  // Where nothing reads it but properties, what a node knows of truncations is history, and a crash leaves it.
  const lostEpoch = variant.truncateData === 'skip4and6' ? {} : { lost: 0 };
  return {
    node: layout.each('node', [nodes], role),
    /** By the CPO; clients reach every node. */
    reachable: layout.each('reachable', [nodes], () => true),
    lease: layout.each('lease', [nodes], () => true),
    valid: layout.each('valid', [nodes], valid, { lost: SetOf() }),
    rows: layout.each('rows', [nodes, keys], rows, { lost: noRows }),
    scan: layout.each('scan', [nodes], () => List<Scan>(), { lost: List() }),
    list: layout.each('list', [nodes], () => undefined as ValidList | undefined, {
      lost: undefined,
    }),
    dropSet: layout.each('dropSet', [nodes], () => DropSet(), { lost: DropSet() }),
    mark: layout.each('mark', [nodes], () => Mark(), { lost: Mark() }),
    twim: layout.each('twim', [nodes, writers], () => Twim(), { lost: Twim() }),
    /** The epoch of what is written now. */
    epoch: layout.each('epoch', [nodes], (): Epoch => 0, lostEpoch),
  };
}

const noRows = MapOf<Incarnation, Row>();

function incarnations(scope: Scope): Incarnation[] {
  return scope.exists ? [1] : [];
}

/** One key has a record before anything happens. */
function seed({ seeded }: Scope, k: KeyId): MapOf<Incarnation, Row> {
  return k === seededKey && seeded ? noRows.set(1, Row({ by: 'seed', layout: 1 })) : noRows;
}

/** The logs, which a node of the partition writes and the next one replays, and their snapshots. */
function cellsOfStorage(layout: Layout, scope: Scope) {
  const { partitions, keys, takesSnapshots } = scope;
  return {
    logged: layout.each('logged', [keys], (k) => seed(scope, k)),
    /** The transactions whose commit is in the log. */
    committed: layout.each('committed', [partitions], () => SetOf<TxnId>()),
    marker: layout.each('marker', [partitions], (): Epoch => 0),
    /** The node that may append to the log. */
    holder: layout.each('holder', [partitions], scope.firstOwner),
    snapshot: layout.each('snapshot', [keys], (k) => (takesSnapshots ? seed(scope, k) : noRows)),
  };
}

function cellsOfUsers(layout: Layout, scope: Scope) {
  const { txns, clients, admins, partitions, isCold } = scope;
  return {
    txn: layout.each('txn', [txns], () => Txn()),
    /** The name cache of a library: the incarnation that it translates the name to. */
    cache: layout.each('cache', [clients], (c: ClientId) => (isCold(c) ? 0 : firstOf(scope))),
    /** Its partition map. */
    route: layout.each('route', [clients, partitions], (_, p: PartitionId) => scope.firstOwner(p)),
    admin: layout.each('admin', [admins], () => Admin({ cached: firstOf(scope) })),
  };
}

/** What the log of the first partition still has to tell its standby. */
function feedOf(layout: Layout, scope: Scope) {
  const { standby, lags } = scope;
  const behind = [...seed(scope, seededKey)].map(([inc, row]) => Notice({ inc, row }));
  return layout.each('feed', [standby ? [standby] : []], () => List(lags ? behind : []));
}

function ghosts(layout: Layout, { txns, admins }: Scope) {
  return {
    /** The incarnations that a transaction touched. */
    hits: layout.ghosts('hits', [txns], () => SetOf<Incarnation>()),
    wroteAt: layout.ghosts('wroteAt', [txns], () => MapOf<KeyId, WroteAt>()),
    /** What it saw of each key, one entry for each read. */
    seen: layout.ghosts('seen', [txns], () => MapOf<KeyId, List<Version>>()),
    told: layout.ghosts('told', [], () => Told()),
    /** The incarnations that a DROP named. */
    asked: layout.ghosts('asked', [], () => SetOf<Incarnation>()),
    /** The incarnation that was live when the admin asked. */
    was: layout.ghosts('was', [admins], (): Incarnation => 0),
    /** Did an assertion of the code fire? */
    broken: layout.ghosts('broken', [], () => false),
  };
}
