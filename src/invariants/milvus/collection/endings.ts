/**
 * What must have come about when nothing moves any more: drops have ended, requests are answered.
 */
import type { World } from '../../../model/milvus/collection/cells.ts';
import { gone, hasFlowGraph, isServed } from '../../../model/milvus/collection/views.ts';
import type { Property } from '../../../spec/properties.ts';
import { because, every, property, vacuous } from '../../../spec/properties.ts';
import { drops } from './asked.ts';

export const acceptedDropFinishes = (world: World): Property => {
  const { at, scope } = world;
  return property.quiescent({
    id: 'L1',
    name: 'an accepted drop finishes',
    by: 'step 4',
    appliesTo: drops(world),
    holds: (read) =>
      every(scope.collections, (i) => {
        const isBroadcast = read(at.broadcast(i));
        if (!gone(read, world, i) && !isBroadcast) return vacuous;
        return (
          (read(at.collection(i)) !== 'dropping' && !isBroadcast) ||
          because('a drop has been accepted and will never end', { collection: i })
        );
      }),
  });
};

export const oneStuckStopsNoOther = (world: World): Property => {
  const { at, scope } = world;
  return property.quiescent({
    id: 'L9',
    name: 'one stuck drop stops no other',
    by: 'the step executor of 2022',
    appliesTo: drops(world),
    holds: (read) =>
      every(scope.collections, (i) => {
        if (!gone(read, world, i)) return vacuous;
        return (
          read(at.collection(i)) !== 'dropping' ||
          read(at.rejected(i)) ||
          because('a drop is stuck that nobody refuses', { collection: i })
        );
      }),
  });
};

export const everyRequestIsAnswered = (world: World): Property => {
  const { at, scope } = world;
  return property.quiescent({
    id: 'L11',
    name: 'every request is answered',
    by: 'step 2: `WaitToFinish`',
    appliesTo: drops(world),
    holds: (read) =>
      every(scope.proxies, (p) => {
        const { phase } = read(at.request(p));
        return (
          (phase !== 'queued' && phase !== 'executing') ||
          because('a client waits for ever for the answer to its drop', { proxy: p, phase })
        );
      }),
  });
};

export const acknowledgedIsCompleted = (world: World): Property => {
  const { at, scope } = world;
  return property.quiescent({
    id: 'L12',
    name: 'an acknowledged drop is completed',
    by: 'steps 6 and 10',
    appliesTo: drops(world),
    holds: (read) =>
      every(scope.collections, (i) => {
        if (!read(at.acked(i))) return vacuous;
        const left = {
          flowGraph: hasFlowGraph(read, world, i),
          loaded: read(at.loaded(i)) !== 'no',
          served: isServed(read, world, i),
        };
        return (
          !(left.flowGraph || left.loaded || left.served) ||
          because('a client saw the drop succeed, and it is not done', { collection: i, ...left })
        );
      }),
  });
};
