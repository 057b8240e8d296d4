/**
 * States that must be reachable, or the model proves less than it seems to.
 */
import type { World } from '../../../model/milvus/collection/cells.ts';
import { gone, hasResidue } from '../../../model/milvus/collection/views.ts';
import type { Property } from '../../../spec/properties.ts';
import { property } from '../../../spec/properties.ts';
import { drops, dropsAndLoads, dropsAndRows, marksSegments } from './asked.ts';

export function witnesses(world: World): Property[] {
  return [
    acknowledged(world),
    droppedSegment(world),
    recreatedOverResidue(world),
    failedByACrash(world),
    lateAnswer(world),
    taskWithoutRequester(world),
    cleanEnd(world),
    releasedEnd(world),
  ];
}

const acknowledged = (world: World): Property =>
  property.reachable({
    id: 'R1',
    name: 'a client sees a drop succeed',
    appliesTo: drops(world),
    reached: (read) => world.scope.collections.some((i) => read(world.at.acked(i))),
  });

const droppedSegment = (world: World): Property =>
  property.reachable({
    id: 'R2',
    name: 'a segment with rows is dropped',
    appliesTo: dropsAndRows(world) && marksSegments(world),
    reached: (read) =>
      world.at.segment.all.some((cell) => {
        const { state, rows } = read(cell);
        return (state === 'dropped' || state === 'expired') && rows > 0;
      }),
  });

const recreatedOverResidue = (world: World): Property => {
  const { at, scope } = world;
  const [first, second] = scope.collections;
  return property.reachable({
    id: 'R3',
    name: 'the name is used again while something is left of the first',
    appliesTo: dropsAndRows(world),
    reached: (read) =>
      first !== undefined &&
      second !== undefined &&
      read(at.collection(second)) === 'live' &&
      hasResidue(read, world, first),
  });
};

const failedByACrash = (world: World): Property => {
  const { at, scope } = world;
  return property.reachable({
    id: 'R4',
    name: 'a crash fails a drop that a client waits for',
    appliesTo: drops(world) && at.crashes.initial > 0,
    reached: (read) =>
      read(at.rootcoord) === 'down' &&
      scope.proxies.some((p) => read(at.request(p)).phase === 'failed'),
  });
};

const lateAnswer = (world: World): Property => {
  const { at, scope } = world;
  return property.reachable({
    id: 'R5',
    name: 'an answer is in flight that names a dropped collection',
    appliesTo: drops(world),
    reached: (read) =>
      scope.proxies.some((p) => {
        const { collection } = read(at.answer(p));
        return collection !== undefined && gone(read, world, collection);
      }),
  });
};

const taskWithoutRequester = (world: World): Property => {
  const { at, scope, variant } = world;
  const redoes =
    variant.recovery === 'redoBroadcasts' ||
    (variant.recovery === 'redoTombstones' && variant.redoSteps.length > 0);
  return property.reachable({
    id: 'R6',
    name: 'a drop goes on that nobody waits for',
    appliesTo: drops(world) && (at.timeouts.initial > 0 || (at.crashes.initial > 0 && redoes)),
    reached: (read) =>
      scope.collections.some((i) => {
        const { list, requester } = read(at.task(i));
        return list !== 'none' && requester === undefined;
      }),
  });
};

const cleanEnd = (world: World): Property => {
  const { at, scope } = world;
  return property.reachable({
    id: 'R7',
    name: 'a collection that had rows is dropped without a trace',
    appliesTo: dropsAndRows(world),
    reached: (read) =>
      scope.collections.some(
        (i) =>
          read(at.acked(i)) &&
          read(at.rows(i)) > 0 &&
          read(at.collection(i)) === 'gone' &&
          !hasResidue(read, world, i),
      ),
  });
};

const releasedEnd = (world: World): Property => {
  const { at, scope } = world;
  return property.reachable({
    id: 'R8',
    name: 'a query node has released what a client saw dropped',
    appliesTo: dropsAndLoads(world),
    reached: (read) =>
      scope.collections.some(
        (i) => read(at.acked(i)) && scope.queryNodes.some((q) => read(at.nodeReleased(q, i))),
      ),
  });
};
