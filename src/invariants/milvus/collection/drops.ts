/**
 * A drop as RootCoord sees it: the name, the meta, the journal, and whoever asked for it.
 */
import type { World } from '../../../model/milvus/collection/cells.ts';
import {
  gone,
  hasFlowGraph,
  hasMessages,
  hasSegments,
  known,
} from '../../../model/milvus/collection/views.ts';
import type { Read } from '../../../spec/cells.ts';
import type { Claim, Property } from '../../../spec/properties.ts';
import { because, every, property, vacuous } from '../../../spec/properties.ts';
import { drops } from './asked.ts';

/** A collection of which a part is dropped. */
const isWhole =
  (world: World) =>
  (read: Read): Claim =>
    every(world.scope.collections, (i) => {
      if (!gone(read, world, i)) return vacuous;
      return (
        read(world.at.collection(i)) !== 'half' ||
        because('one of two transactions is committed', { collection: i })
      );
    });

export const allOrNothing = (world: World): Property =>
  property.always({
    id: 'S6',
    name: 'all or nothing',
    by: 'step 5: "committed in one transaction"',
    appliesTo: drops(world),
    holds: isWhole(world),
  });

export const notHalfForEver = (world: World): Property =>
  property.quiescent({
    id: 'S6q',
    name: 'not half for ever',
    by: 'step 5: "committed in one transaction"',
    appliesTo: drops(world),
    holds: isWhole(world),
  });

export const liveHasTheName = (world: World): Property => {
  const { at, scope } = world;
  return property.always({
    id: 'S9',
    name: 'the live one has the name, alone',
    by: 'step 6',
    appliesTo: drops(world),
    holds: (read) => {
      const live = scope.collections.filter((i) => read(at.collection(i)) === 'live');
      if (live.length > 1) return because('two collections of one name are live');
      return every(live, (i) => {
        return (
          read(at.nameBinding) === i ||
          because('a collection is live, and its name does not lead to it', { collection: i })
        );
      });
    },
  });
};

export const metaOutlivesDependants = (world: World): Property => {
  const { scope } = world;
  return property.neverStep({
    id: 'S13',
    name: 'meta outlives its dependants',
    by: 'a later rule: confirm that all is collected',
    appliesTo: drops(world),
    holds: (before, after) =>
      every(scope.collections, (i) => {
        if (!known(before, world, i) || known(after, world, i)) return vacuous;
        const left = {
          segments: hasSegments(after, world, i),
          messages: hasMessages(after, world, i),
          flowGraphs: hasFlowGraph(after, world, i),
        };
        return (
          !(left.segments || left.messages || left.flowGraphs) ||
          because('the meta of a collection goes while it has dependants', {
            collection: i,
            ...left,
          })
        );
      }),
  });
};

export const rootCoordCanStart = (world: World): Property =>
  property.always({
    id: 'S14',
    name: 'RootCoord can always start',
    by: 'a comment in the code: what was not sent is sent again from etcd',
    appliesTo: drops(world) && world.at.crashes.initial > 0,
    holds: (read) =>
      read(world.at.rootcoord) !== 'panicked' ||
      because('RootCoord cannot start, as the name that it looks up is gone'),
  });

export const unannouncedIsJournalled = (world: World): Property => {
  const { at, scope } = world;
  return property.always({
    id: 'S15',
    name: 'unannounced is journalled',
    by: 'steps 5 and 8',
    appliesTo: drops(world),
    holds: (read) =>
      every(scope.collections, (i) => {
        const meta = read(at.collection(i));
        if (meta !== 'half' && meta !== 'gone') return vacuous;
        if (read(at.task(i)).list !== 'none') return vacuous;
        const { collection, sent } = read(at.journal);
        return (
          scope.shards.every((k) => read(at.announced(i, k))) ||
          (collection === i && !sent) ||
          because('a collection is gone, nobody knows that the DataNode was not told', {
            collection: i,
          })
        );
      }),
  });
};

export const failedDropLeavesNothing = (world: World): Property => {
  const { at, scope } = world;
  return property.quiescent({
    id: 'S16',
    name: 'a failed drop leaves nothing',
    by: 'step 4: an error is returned',
    appliesTo: drops(world),
    holds: (read) =>
      every(scope.collections, (i) => {
        if (read(at.collection(i)) !== 'live' || read(at.task(i)).list !== 'none') return vacuous;
        const touched = read(at.touched(i));
        return (
          touched.isEmpty() ||
          because('a collection is live after a drop that has begun to take it apart', {
            collection: i,
            touched,
          })
        );
      }),
  });
};

export const oneRequestOneVictim = (world: World): Property => {
  const { at, scope } = world;
  return property.always({
    id: 'S17',
    name: 'one request, one victim',
    by: 'step 1: the request has a name only',
    appliesTo: drops(world),
    holds: (read) =>
      every(scope.proxies, (p) => {
        const victims = read(at.removedBy(p));
        if (victims.isEmpty()) return vacuous;
        return (
          victims.count() === 1 ||
          because('one request to drop has removed two collections', { proxy: p, victims })
        );
      }),
  });
};

export const nameIsFreeAfterReply = (world: World): Property => {
  const { at, scope } = world;
  return property.always({
    id: 'L10',
    name: 'the name is free after the reply',
    by: 'step 6: "deleted successfully"',
    appliesTo: drops(world),
    holds: (read) =>
      every(scope.collections, (i) => {
        if (!read(at.acked(i))) return vacuous;
        return (
          read(at.nameBinding) !== i ||
          because('a client saw the drop succeed, and the name still leads there', {
            collection: i,
          })
        );
      }),
  });
};
