/**
 * Rows, and the segments, logs and files that hold them.
 */
import type { World } from '../../../model/milvus/collection/cells.ts';
import { stored } from '../../../model/milvus/collection/views.ts';
import type { Read } from '../../../spec/cells.ts';
import type { Claim, Property } from '../../../spec/properties.ts';
import { because, every, property, vacuous } from '../../../spec/properties.ts';
import { drops, dropsAndRows, marksSegments } from './asked.ts';

export const liveKeepsItsRows = (world: World): Property => {
  const { at, scope } = world;
  return property.quiescent({
    id: 'S5',
    name: 'a live collection keeps its rows',
    by: 'step 6: nothing goes before the meta',
    appliesTo: dropsAndRows(world),
    holds: (read) =>
      every(scope.collections, (i) => {
        if (read(at.collection(i)) !== 'live') return vacuous;
        const [accepted, kept] = [read(at.rows(i)), stored(read, world, i)];
        return (
          kept === accepted ||
          because('a collection is live, and rows of it are lost', {
            collection: i,
            accepted,
            kept,
          })
        );
      }),
  });
};

export const dropIsTheLastMessage = (world: World): Property => {
  const { at, scope } = world;
  return property.neverStep({
    id: 'S7a',
    name: 'drop is the last message',
    by: 'steps 7 and 8; later a written promise of the log',
    appliesTo: dropsAndRows(world),
    holds: (before, after) =>
      every(scope.shards, (k) => {
        const [old, log] = [before(at.log(k)), after(at.log(k))];
        const last = log.last();
        if (log.count() <= old.count() || last?.verb !== 'insert') return vacuous;
        const { collection: i } = last;
        return (
          !before(at.announced(i, k)) ||
          because('a row is appended behind the drop of its collection', {
            collection: i,
            shard: k,
          })
        );
      }),
  });
};

export const nothingBeforeTheDropIsSkipped = (world: World): Property => {
  const { at, scope } = world;
  return property.neverStep({
    id: 'S7b',
    name: 'nothing before the drop is skipped',
    by: 'steps 8 and 16',
    appliesTo: dropsAndRows(world),
    holds: (before, after) =>
      every(scope.shards, (k) => {
        const [old, log] = [before(at.log(k)), after(at.log(k))];
        const first = old.first();
        if (log.count() >= old.count() || first?.verb !== 'insert' || !first.early) return vacuous;
        const { collection: i } = first;
        return (
          before(at.flowGraph(i, k)) ||
          because('a row that was there before the drop finds no flow graph', {
            collection: i,
            shard: k,
          })
        );
      }),
  });
};

export const onlyWhatMayGo = (world: World): Property => {
  const { at, scope, variant } = world;
  const collects =
    variant.segmentGc === 'on' || (at.builds.initial > 0 && variant.indexGc !== 'off');
  return property.neverStep({
    id: 'S10',
    name: 'GC takes only what may go',
    by: 'note 1',
    appliesTo: dropsAndRows(world) && collects,
    holds: (before, after) =>
      every(scope.collections, (i) => {
        if (before(at.indexFile(i)) && !after(at.indexFile(i))) {
          return (
            before(at.indexMeta(i)) !== 'built' ||
            because('the file of an index goes that is in use', { collection: i })
          );
        }
        return every(scope.shards, (k) =>
          every(scope.generations, (g) => {
            if (!before(at.binlog(i, k, g)) || after(at.binlog(i, k, g))) return vacuous;
            const { state } = before(at.segment(i, k, g));
            return (
              (state !== 'healthy' && state !== 'dropped') ||
              because('a binlog goes before its time', { collection: i, shard: k, segment: state })
            );
          }),
        );
      }),
  });
};

export const pointerGoesLast = (world: World): Property => {
  const { at, scope } = world;
  return property.always({
    id: 'S11',
    name: 'the pointer goes last',
    by: 'notes 1 and 2',
    appliesTo: dropsAndRows(world),
    holds: (read) =>
      every(scope.collections, (i) => {
        if (read(at.indexFile(i)) && read(at.indexMeta(i)) === 'no') {
          return because('nothing points to an index file', { collection: i });
        }
        return every(scope.shards, (k) =>
          every(scope.generations, (g) => {
            if (!read(at.binlog(i, k, g))) return vacuous;
            return (
              read(at.segment(i, k, g)).state !== 'none' ||
              because('nothing points to a binlog', { collection: i, shard: k, generation: g })
            );
          }),
        );
      }),
  });
};

export const droppedStaysDropped = (world: World): Property => {
  const { at, scope } = world;
  return property.neverStep({
    id: 'S12',
    name: 'dropped stays dropped',
    by: 'step 5 and note 1',
    appliesTo: dropsAndRows(world) && marksSegments(world),
    holds: (before, after) =>
      every(scope.collections, (i) =>
        every(scope.shards, (k) =>
          every(scope.generations, (g) => {
            const [old, now] = [before(at.segment(i, k, g)), after(at.segment(i, k, g))];
            if (old.state === now.state || !after(at.declaredDropped(i, k))) return vacuous;
            return (
              now.state !== 'healthy' ||
              because('a shard that was marked dropped has a healthy segment again', {
                collection: i,
                shard: k,
                generation: g,
              })
            );
          }),
        ),
      ),
  });
};

export const lateDropHurtsOnlyItsOwn = (world: World): Property => {
  const { at, scope } = world;
  return property.neverStep({
    id: 'S19',
    name: 'a late drop hurts only its id',
    by: 'step 17',
    appliesTo: drops(world),
    holds: (before, after) =>
      every(scope.shards, (k) => {
        const [old, log] = [before(at.log(k)), after(at.log(k))];
        const first = old.first();
        if (log.count() >= old.count() || first?.verb !== 'drop') return vacuous;
        const others = scope.collections.filter((j) => j !== first.collection);
        return every(others, (j): Claim => {
          const same = dataOf(before, world, j) === dataOf(after, world, j);
          return (
            same ||
            because('the drop of one collection changes another', {
              dropped: first.collection,
              changed: j,
            })
          );
        });
      }),
  });
};

/** The flow graphs and segments of a collection, as one text. */
function dataOf(read: Read, { at, scope }: World, j: World['scope']['collections'][number]) {
  return scope.shards
    .flatMap((k) => [
      String(read(at.flowGraph(j, k))),
      ...scope.generations.map((g) => {
        const { state, rows } = read(at.segment(j, k, g));
        return `${state} ${rows}`;
      }),
    ])
    .join(', ');
}
