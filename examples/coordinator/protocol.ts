/**
 * The model of the coordinator in `server/`: a collection is created, dropped and created again while clients that have
 * its id in a cache write to its partitions, and partitions crash.
 *
 * Abstracted away, and why nothing unsafe is lost: there is one name, as two names share nothing; a request and its answer
 * are one step, as a partition answers at once and a lost answer is one that the admin asks for again. Not modelled:
 * crashes of the coordinator.
 */
import type { Id } from 'dropproof';
import {
  action,
  because,
  count,
  defineSystem,
  disabled,
  every,
  forEach,
  ids,
  Layout,
  property,
  vacuous,
} from 'dropproof';
import { Map as ImmutableMap, Set as ImmutableSet, Record } from 'immutable';

export type PartitionId = Id<'partition'>;
export type ClientId = Id<'client'>;
/** Id of a collection → the clients that have written to it. */
export type Rows = ImmutableMap<number, ImmutableSet<string>>;
const noRows: Rows = ImmutableMap();
const nobody = ImmutableSet<string>();

/** `id` is the last one that was given out; `waiting` are partitions that have not yet unloaded. */
const Catalog = Record({
  status: 'absent' as 'absent' | 'live' | 'dropping',
  id: 0,
  waiting: ImmutableSet<PartitionId>(),
});
/** `meant` is the id of the collection that it asked to drop last. */
const Admin = Record({ meant: 0, retries: 0 });
const Partition = Record({ up: true, rows: noRows });
/** `cached` is the id that it knows for the name, 0 if it has to ask. */
const Client = Record({
  cached: 0,
  last: 'none' as 'none' | 'stored' | 'found' | 'empty' | 'refused',
});

interface Bounds {
  readonly partitions: number;
  readonly clients: number;
  readonly creations: number;
  readonly retries: number;
  readonly crashes: number;
}

/** The nouns. */
function world({ partitions, clients, creations, retries, crashes }: Bounds) {
  const scope = { partitions: ids('partition', partitions), clients: ids('client', clients) };
  const layout = new Layout();
  const at = {
    catalog: layout.one('catalog', Catalog()),
    admin: layout.one('admin', Admin({ retries })),
    partition: layout.each('partition', [scope.partitions], () => Partition()),
    wal: layout.each('wal', [scope.partitions], () => noRows),
    client: layout.each('client', [scope.clients], () => Client()),
    crashes: layout.budget('crashes', crashes),
  };
  return { layout, at, ...scope, creations };
}
type World = ReturnType<typeof world>;

const admin = ({ at, partitions, creations }: World) => ({
  creates: action.environment('has the collection created, with a new id', (read) => {
    const { status, id } = read(at.catalog);
    if (status !== 'absent' || id === creations) return disabled;
    return [at.catalog.becomes(Catalog({ status: 'live', id: id + 1 }))];
  }),
  drops: action.environment('has the collection dropped', (read) => {
    const { status, id } = read(at.catalog);
    if (status !== 'live') return disabled;
    const waiting = ImmutableSet(partitions);
    return [
      at.catalog.becomes(Catalog({ status: 'dropping', id, waiting })),
      at.admin.becomes(read(at.admin).set('meant', id)),
    ];
  }),
  retries: action.environment(
    'has not heard the answer, and asks for the same drop again',
    (read) => {
      const { meant, retries } = read(at.admin);
      if (meant === 0 || retries === 0) return disabled;
      // It names the id that it meant, so whatever was created since then is not dropped.
      return [at.admin.becomes(Admin({ meant, retries: retries - 1 }))];
    },
  ),
});

const coordinator = ({ at }: World) => ({
  finishesDrop: action.system('has heard all partitions: the name is free', (read) => {
    const { status, id, waiting } = read(at.catalog);
    if (status !== 'dropping' || !waiting.isEmpty()) return disabled;
    return [at.catalog.becomes(Catalog({ status: 'absent', id }))];
  }),
});

const partition = ({ at }: World) => ({
  loads: action.system('loads the collection, without rows', (read, p: PartitionId) => {
    const { status, id } = read(at.catalog);
    const { up, rows } = read(at.partition(p));
    if (!up || status !== 'live' || rows.has(id)) return disabled;
    return [at.partition(p).becomes(Partition({ up, rows: rows.set(id, nobody) }))];
  }),
  unloads: action.system('lets go of the collection, and says so', (read, p: PartitionId) => {
    const { status, id, waiting } = read(at.catalog);
    const { up, rows } = read(at.partition(p));
    if (!up || !waiting.has(p)) return disabled;
    return [
      at.partition(p).becomes(Partition({ up, rows: rows.delete(id) })),
      at.catalog.becomes(Catalog({ status, id, waiting: waiting.delete(p) })),
    ];
  }),
  crashes: action.fault('crashes; its log stays', (read, p: PartitionId) => {
    const left = read(at.crashes);
    if (left === 0 || !read(at.partition(p)).up) return disabled;
    return [at.crashes.becomes(left - 1), at.partition(p).becomes(Partition({ up: false }))];
  }),
  restarts: action.system(
    'replays what its log has of live collections',
    (read, p: PartitionId) => {
      if (read(at.partition(p)).up) return disabled;
      const { status, id } = read(at.catalog);
      const live = status === 'live' ? [id] : [];
      const rows: Rows = ImmutableMap(live.map((at_) => [at_, read(at.wal(p)).get(at_, nobody)]));
      return [at.partition(p).becomes(Partition({ up: true, rows }))];
    },
  ),
});

const client = ({ at }: World) => ({
  opens: action.environment('asks for the id of the name, and caches it', (read, c: ClientId) => {
    const { status, id } = read(at.catalog);
    if (status !== 'live' || read(at.client(c)).cached !== 0) return disabled;
    return [at.client(c).becomes(Client({ cached: id }))];
  }),
  writes: action.environment(
    'writes to partition {partition}',
    (read, c: ClientId, p: PartitionId) => {
      const { cached } = read(at.client(c));
      const { up, rows } = read(at.partition(p));
      if (cached === 0 || !up) return disabled;
      if (!rows.has(cached)) return [at.client(c).becomes(Client({ last: 'refused' }))];
      const written = (known: Rows) => known.update(cached, nobody, (row) => row.add(c.label));
      return [
        at.wal(p).becomes(written(read(at.wal(p)))),
        at.partition(p).becomes(Partition({ up, rows: written(rows) })),
        at.client(c).becomes(Client({ cached, last: 'stored' })),
      ];
    },
  ),
  reads: action.environment(
    'reads from partition {partition}',
    (read, c: ClientId, p: PartitionId) => {
      const { cached } = read(at.client(c));
      const { up, rows } = read(at.partition(p));
      if (cached === 0 || !up) return disabled;
      if (!rows.has(cached)) return [at.client(c).becomes(Client({ last: 'refused' }))];
      const last = rows.get(cached, nobody).has(c.label) ? 'found' : 'empty';
      return [at.client(c).becomes(Client({ cached, last }))];
    },
  ),
});

const properties = ({ at, partitions, clients }: World) => [
  property.always({
    id: 'P1',
    name: 'nothing comes back',
    by: 'a partition holds rows of the present collection only',
    holds: (read) => {
      const { id, status } = read(at.catalog);
      return every(partitions, (p) => {
        const held = [...read(at.partition(p)).rows.keys()];
        if (held.length === 0) return vacuous;
        const isThere = status !== 'absent' && held.every((one) => one === id);
        return isThere || because('a partition holds a collection that is gone', { p, held, id });
      });
    },
  }),
  property.quiescent({
    id: 'P2',
    name: 'a drop ends',
    holds: (read) => {
      const { status, id } = read(at.catalog);
      if (id === 0) return vacuous;
      return status !== 'dropping' || because('the drop waits for ever', { id });
    },
  }),
  property.reachable({
    id: 'R1',
    name: 'a client with an old id is refused',
    reached: (read) => clients.some((c) => read(at.client(c)).last === 'refused'),
  }),
  property.reachable({
    id: 'R2',
    name: 'a collection that was created again is written to',
    reached: (read) => partitions.some((p) => read(at.wal(p)).size > 1),
  }),
];

export default defineSystem({
  name: 'example/coordinator',
  title: 'a small coordinator that drops a collection and creates it again',
  bounds: {
    partitions: count('partitions', 2, { min: 1 }),
    clients: count('clients', 1, { min: 1 }),
    creations: count('how often the collection is created', 2, { min: 1 }),
    retries: count('drops that the admin asks for again', 1),
    crashes: count('crashes of partitions', 1),
  },
  boundSets: {
    small: { size: 'tiny', differs: {} },
    long: { size: 'medium', differs: { partitions: 1, creations: 9, retries: 9, crashes: 9 } },
  },
  build: (_variant, bounds: Bounds) => {
    const at = world(bounds);
    const { layout, partitions, clients } = at;
    return {
      layout,
      nouns: at.at,
      actions: [
        ...forEach('admin', [], admin(at)),
        ...forEach('coordinator', [], coordinator(at)),
        ...forEach('partition', [partitions], partition(at)),
        ...forEach('client', [clients], { opens: client(at).opens }),
        ...forEach('client', [clients, partitions], {
          writes: client(at).writes,
          reads: client(at).reads,
        }),
      ],
      properties: properties(at),
      final: () => true,
    };
  },
});
