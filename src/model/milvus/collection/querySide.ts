/**
 * QueryCoord, which loads and releases collections one after the other, and the query nodes.
 */
import { action, disabled } from '../../../spec/actions.ts';
import { spend } from '../../../spec/kit/budget.ts';
import { head, receive, send } from '../../../spec/kit/channel.ts';
import type { World } from './cells.ts';
import { Order, ReleaseTask, Task } from './nouns.ts';
import type { CollectionId, QueryNodeId } from './scope.ts';
import { fail, retriesRelease } from './tasks.ts';
import { alive } from './views.ts';

export const querycoord = (world: World) => ({
  start: start(world),
  closeStreams: closeStreams(world),
  releaseNodes: releaseNodes(world),
  finish: finish(world),
});

export const querycoordForCollections = (world: World) => ({ buildTarget: buildTarget(world) });

export const querynode = (world: World) => ({ take: take(world) });

export const releaseFaults = (world: World) => ({ releaseFails: releaseFails(world) });

/** What is left for QueryCoord to do first: without streams, the nodes. */
const firstPhase = ({ variant }: World) =>
  variant.queryStreams === 'none' ? ('nodes' as const) : ('streams' as const);

/** (12)(13) One release at a time. Nothing is to be released that is not loaded, and that is a success. */
const start = (world: World) =>
  action.system('takes up a release (12)(13)', (read) => {
    const { at, variant } = world;
    const asked = head(read, at.toQueryCoord);
    if (!asked || read(at.releaseTask).collection) return disabled;
    const { collection: i } = asked;
    const taken = receive(read, at.toQueryCoord);
    if (read(at.loaded(i)) === 'no') return [taken];
    return [
      taken,
      at.releaseTask.becomes(ReleaseTask({ collection: i, phase: firstPhase(world) })),
      at.touched(i).becomes(read(at.touched(i)).add('release')),
      ...(variant.queryCoordMeta === 'removedFirst' ? [at.loaded(i).becomes('no')] : []),
    ];
  });

/** (14a) `ReleaseDQLMessageStream` goes through RootCoord to each proxy. */
const closeStreams = ({ at, scope }: World) =>
  action.system('has every proxy close its stream of results (14a)', (read) => {
    const task = read(at.releaseTask);
    const { collection: i, phase } = task;
    if (!i || phase !== 'streams') return disabled;
    return [
      at.releaseTask.becomes(task.set('phase', 'nodes')),
      at.streamsClosed(i).becomes(true),
      ...scope.proxies.map((p) => at.dqlStream(p, i).becomes(false)),
    ];
  });

/** (14b) */
const releaseNodes = ({ at, scope }: World) =>
  action.system('asks every query node to release (14b)', (read) => {
    const task = read(at.releaseTask);
    const { collection: i, phase } = task;
    if (!i || phase !== 'nodes') return disabled;
    const order = Order({ verb: 'release', collection: i });
    return [
      at.releaseTask.becomes(task.set('phase', 'waiting')),
      ...scope.queryNodes.map((q) => send(read, at.toQueryNode(q), order)),
    ];
  });

/** (15) */
const finish = ({ at, scope, variant }: World) =>
  action.system('has released on all query nodes (15)', (read) => {
    const { collection: i, phase } = read(at.releaseTask);
    if (!i || phase !== 'waiting') return disabled;
    const isAsked = (q: QueryNodeId) =>
      read(at.toQueryNode(q)).some(
        ({ verb, collection }) => verb === 'release' && collection === i,
      );
    if (scope.queryNodes.some(isAsked)) return disabled;
    return [
      at.releaseTask.becomes(ReleaseTask()),
      ...(variant.queryCoordMeta === 'removedLast' ? [at.loaded(i).becomes('no')] : []),
    ];
  });

const buildTarget = (world: World) =>
  action.system('decides what to load of {collection}', (read, i: CollectionId) => {
    const { at, scope, variant } = world;
    if (read(at.loaded(i)) !== 'loading' || read(at.releaseTask).collection) return disabled;
    if (variant.loadCheck === 'atTarget' && !alive(read, world, i)) {
      return [at.loaded(i).becomes('no')];
    }
    const order = Order({ verb: 'load', collection: i });
    return [
      at.loaded(i).becomes('loaded'),
      ...scope.queryNodes.map((q) => send(read, at.toQueryNode(q), order)),
    ];
  });

/** (14b) */
const take = ({ at }: World) =>
  action.system('does what QueryCoord asks (14b)', (read, q: QueryNodeId) => {
    const order = head(read, at.toQueryNode(q));
    if (!order) return disabled;
    const { verb, collection: i } = order;
    const taken = receive(read, at.toQueryNode(q));
    if (verb === 'load') return [taken, at.serving(q, i).becomes(true)];
    return [taken, at.serving(q, i).becomes(false), at.nodeReleased(q, i).becomes(true)];
  });

/** In its first phase. Whoever waits for it gets an error; a release that was spawned is just lost. */
const releaseFails = (world: World) =>
  action.fault('makes a release fail in QueryCoord', (read) => {
    const { at } = world;
    const spent = spend(read, at.releaseFailures);
    if (!spent) return disabled;
    const { collection: i, phase } = read(at.releaseTask);
    if (!i || phase !== firstPhase(world)) return disabled;
    const failed = [spent, at.releaseTask.becomes(ReleaseTask())];
    const task = read(at.task(i));
    if (!task.waiting) return failed;
    if (!retriesRelease(world, task)) return [...failed, ...fail(read, world, i)];
    return [...failed, at.task(i).becomes(Task({ ...task.toObject(), waiting: false }))];
  });
