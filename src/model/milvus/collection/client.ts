/**
 * Clients: they create, write, search, load and drop, each through some proxy, whose cache says what a name means.
 */
import { Set as SetOf } from 'immutable';
import { action, disabled } from '../../../spec/actions.ts';
import { spend } from '../../../spec/kit/budget.ts';
import { send } from '../../../spec/kit/channel.ts';
import type { World } from './cells.ts';
import { Answer, LogMessage, Request } from './nouns.ts';
import type { CollectionId, ProxyId, ShardId } from './scope.ts';
import { admitted, alive, isServed, lockIsFree } from './views.ts';

/** What clients may do about each collection. */
export const clientForCollections = (world: World) => ({ create: create(world) });

/** What clients may do through each proxy. */
export const clientForProxies = (world: World) => ({
  describe: describe(world),
  search: search(world),
  load: load(world),
  lookupLeaders: lookupLeaders(world),
  resolveAlias: resolveAlias(world),
  drop: drop(world),
  retry: retry(world),
});

/** What clients may do through each proxy with each shard. */
export const clientForShards = (world: World) => ({ insert: insert(world) });

/** What clients may do through any proxy. */
export const client = (world: World) => ({ createAlias: createAlias(world) });

/** One step: what may fail in between is another protocol. Incarnations are made in their order. */
const create = (world: World) =>
  action.environment('creates collection {collection} under the name', (read, i: CollectionId) => {
    const { at, scope } = world;
    if (read(at.rootcoord) !== 'up' || read(at.nameBinding) !== undefined) return disabled;
    const unused = scope.collections.find((j) => read(at.collection(j)) === 'none');
    if (unused !== i || !admitted(read, world) || !lockIsFree(read, world)) return disabled;
    return [
      at.collection(i).becomes('live'),
      at.nameBinding.becomes(i),
      ...scope.shards.map((k) => at.flowGraph(i, k).becomes(true)),
    ];
  });

/** The answer is under way outside of every lock, and may land after an invalidation. */
const describe = ({ at }: World) =>
  action.environment('asks RootCoord what the name is', (read, p: ProxyId) => {
    if (read(at.rootcoord) !== 'up' || read(at.proxyState(p)) !== 'up') return disabled;
    if (read(at.cache(p)) || read(at.answer(p)).collection) return disabled;
    const collection = read(at.nameBinding);
    if (!collection) return disabled;
    return [at.answer(p).becomes(Answer({ collection, state: 'fresh' }))];
  });

/** The row goes to whatever the name means here, into the log of a shard. */
const insert = ({ at, variant }: World) =>
  action.environment('inserts a row into shard {shard}', (read, p: ProxyId, k: ShardId) => {
    const spent = spend(read, at.inserts);
    if (!spent || read(at.proxyState(p)) !== 'up') return disabled;
    const c = read(at.cache(p));
    if (!c) return disabled;
    const announced = read(at.announced(c, k));
    if (variant.fence === 'yes' && announced) return disabled;
    const row = LogMessage({ verb: 'insert', collection: c, early: !announced });
    return [
      spent,
      send(read, at.log(k), row),
      at.rows(c).becomes(read(at.rows(c)) + 1),
      at.dmlStream(p, c).becomes(true),
    ];
  });

const search = ({ at, variant }: World) =>
  action.environment('searches, which opens a stream for the results', (read, p: ProxyId) => {
    const spent = spend(read, at.searches);
    if (variant.queryStreams !== 'perProxy' || !spent) return disabled;
    if (read(at.proxyState(p)) !== 'up') return disabled;
    const c = read(at.cache(p));
    if (!c || read(at.dqlStream(p, c))) return disabled;
    return [spent, at.dqlStream(p, c).becomes(true)];
  });

const load = (world: World) =>
  action.environment('asks QueryCoord to load the collection', (read, p: ProxyId) => {
    const { at, variant } = world;
    const spent = spend(read, at.loads);
    if (!spent || read(at.proxyState(p)) !== 'up') return disabled;
    const c = read(at.cache(p));
    if (!c || read(at.loaded(c)) !== 'no') return disabled;
    if (variant.loadCheck === 'atStart' && !alive(read, world, c)) return disabled;
    return [
      spent,
      at.loaded(c).becomes('loading'),
      at.touched(c).becomes(read(at.touched(c)).delete('release')),
    ];
  });

/** The answer is under way, and will be cached under the name. */
const lookupLeaders = (world: World) =>
  action.environment('asks QueryCoord for the shard leaders', (read, p: ProxyId) => {
    const { at, variant } = world;
    const spent = spend(read, at.lookups);
    if (variant.leaderCacheKey !== 'name' || !spent) return disabled;
    if (read(at.proxyState(p)) !== 'up') return disabled;
    const c = read(at.cache(p));
    if (!c || !isServed(read, world, c)) return disabled;
    if (read(at.leaders(p)) || read(at.leadersAnswer(p))) return disabled;
    return [spent, at.leadersAnswer(p).becomes(c)];
  });

const createAlias = (world: World) =>
  action.environment('creates an alias for the collection', (read) => {
    const { at } = world;
    const spent = spend(read, at.aliases);
    if (!spent || read(at.rootcoord) !== 'up' || read(at.aliasBinding)) return disabled;
    const n = read(at.nameBinding);
    if (!n || read(at.task(n)).list !== 'none' || !admitted(read, world)) return disabled;
    return [spent, at.aliasBinding.becomes(n)];
  });

const resolveAlias = ({ at }: World) =>
  action.environment('asks RootCoord what the alias is', (read, p: ProxyId) => {
    if (read(at.rootcoord) !== 'up' || read(at.proxyState(p)) !== 'up') return disabled;
    const a = read(at.aliasBinding);
    if (!a || read(at.collection(a)) !== 'live' || read(at.aliasCache(p))) return disabled;
    return [at.aliasCache(p).becomes(a)];
  });

/** (1)(2) The request has a name only; `target` is what the client means by it. */
const drop = ({ at }: World) =>
  action.environment('asks to drop the collection (1)(2)', (read, p: ProxyId) => {
    const spent = spend(read, at.drops);
    if (!spent || read(at.proxyState(p)) !== 'up') return disabled;
    const { phase } = read(at.request(p));
    const target = read(at.nameBinding);
    if ((phase !== 'idle' && phase !== 'failed') || !target) return disabled;
    return [
      spent,
      at.request(p).becomes(Request({ phase: 'queued', target })),
      at.removedBy(p).becomes(SetOf()),
    ];
  });

const retry = ({ at }: World) =>
  action.environment('got an error, and asks for the same once more', (read, p: ProxyId) => {
    const spent = spend(read, at.retries);
    if (!spent || read(at.proxyState(p)) !== 'up') return disabled;
    const { phase, target } = read(at.request(p));
    if (phase !== 'failed') return disabled;
    return [spent, at.request(p).becomes(Request({ phase: 'queued', target }))];
  });
