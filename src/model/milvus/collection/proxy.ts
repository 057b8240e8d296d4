/**
 * The proxy: it caches what names mean, and takes one drop after the other from its queue to RootCoord.
 */
import { action, disabled } from '../../../spec/actions.ts';
import type { Read } from '../../../spec/cells.ts';
import type { World } from './cells.ts';
import { Answer, Request, Task } from './nouns.ts';
import type { CollectionId, ProxyId } from './scope.ts';
import { admitted, alive } from './views.ts';

export const proxy = (world: World) => ({
  fill: fill(world),
  fillLeaders: fillLeaders(world),
  executeAccepted: executeAccepted(world),
  executeUnknown: executeUnknown(world),
  postExecute: postExecute(world),
});

/** What was made stale on its way is thrown away. */
const fill = ({ at }: World) =>
  action.system('puts the answer into its cache', (read, p: ProxyId) => {
    if (read(at.proxyState(p)) !== 'up') return disabled;
    const { collection, state } = read(at.answer(p));
    if (!collection || state === 'hung') return disabled;
    return [
      at.answer(p).becomes(Answer()),
      ...(state === 'fresh' ? [at.cache(p).becomes(collection)] : []),
    ];
  });

const fillLeaders = ({ at }: World) =>
  action.system('caches the shard leaders under the name', (read, p: ProxyId) => {
    if (read(at.proxyState(p)) !== 'up') return disabled;
    const collection = read(at.leadersAnswer(p));
    if (!collection) return disabled;
    return [at.leaders(p).becomes(collection), at.leadersAnswer(p).becomes(undefined)];
  });

/** (3)(4) RootCoord takes what the name means now. What is being dropped already is waited for. */
const executeAccepted = (world: World) =>
  action.system('calls RootCoord, which begins the drop (3)(4)', (read, p: ProxyId) => {
    const { at } = world;
    if (!canExecute(read, world, p)) return disabled;
    const n = found(read, world, p);
    if (!n || !alive(read, world, n) || read(at.task(n)).list !== 'none') return disabled;
    return [
      at.request(p).becomes(read(at.request(p)).merge({ phase: 'executing', accepted: n })),
      at.task(n).becomes(Task({ list: 'root', requester: p })),
    ];
  });

const executeUnknown = (world: World) =>
  action.system('calls RootCoord, which knows no such collection (3)(4)', (read, p: ProxyId) => {
    const { at, variant } = world;
    if (!canExecute(read, world, p) || found(read, world, p)) return disabled;
    const { target } = read(at.request(p));
    const succeeds = target && variant.dropOfUnknown === 'success';
    return [
      at.request(p).becomes(Request()),
      ...(succeeds ? [at.acked(target).becomes(true)] : []),
    ];
  });

/** (3) After RootCoord's reply the proxy deletes its own meta entry, and the client is told. */
const postExecute = ({ at }: World) =>
  action.system('deletes its own entry and tells the client (3)', (read, p: ProxyId) => {
    if (read(at.proxyState(p)) !== 'up') return disabled;
    const { phase, accepted } = read(at.request(p));
    if (phase !== 'post' || !accepted) return disabled;
    return [
      at.request(p).becomes(Request()),
      at.acked(accepted).becomes(true),
      at.cache(p).becomes(undefined),
      at.dmlStream(p, accepted).becomes(false),
      at.dqlStream(p, accepted).becomes(false),
    ];
  });

function canExecute(read: Read, world: World, p: ProxyId): boolean {
  const { at } = world;
  const isUp = read(at.proxyState(p)) === 'up' && read(at.rootcoord) === 'up';
  return isUp && read(at.request(p)).phase === 'queued' && admitted(read, world);
}

/** What RootCoord finds by the request: whatever has the name, or only what the client meant. */
function found(read: Read, { at, variant }: World, p: ProxyId): CollectionId | undefined {
  const n = read(at.nameBinding);
  return variant.dropRequestBy === 'name' || n === read(at.request(p)).target ? n : undefined;
}
