/**
 * What comes before what, and what excludes what.
 */
import type { World } from '../../../model/ndb/durableDrop/cells.ts';
import { isChanging, isStarting, isUp, upNodes } from '../../../model/ndb/durableDrop/views.ts';
import type { NodeId } from '../../../model/ndb/nouns.ts';
import type { Read } from '../../../spec/cells.ts';
import type { Property } from '../../../spec/properties.ts';
import { because, every, property, vacuous } from '../../../spec/properties.ts';
import { canAbortAdd, canDrop } from './told.ts';

/** Does the fragment of a node that is up go in this step? A starting node is not up yet. */
function goes(before: Read, after: Read, world: World, n: NodeId): boolean {
  const { frag } = world.at;
  if (before(frag(n)) === 'absent' || after(frag(n)) === 'present') return false;
  return isUp(before, world, n) && isUp(after, world, n);
}

export const durableFirst = (world: World): Property => {
  const { at, scope, variant } = world;
  return property.neverStep({
    id: 'durable-first',
    name: 'the schema file knows before the fragment goes',
    by: 'note: step 1 before step 7',
    appliesTo: canDrop(world),
    holds: (before, after) =>
      every(scope.nodes, (n) => {
        if (!goes(before, after, world, n) || before(at.trans).phase !== 'release') return vacuous;
        const file = before(at.file(n));
        const decided = file === 'dropping' && variant.decision === 'oneStep';
        return (
          file === 'decided' ||
          file === 'unused' ||
          decided ||
          because('a fragment was released before the schema file had it', { node: n, file })
        );
      }),
  });
};

export const closedBeforeRelease = (world: World): Property => {
  const { at, scope, variant } = world;
  return property.neverStep({
    id: 'closed-before-release',
    name: 'no node takes work when the first fragment goes',
    by: 'note: steps 4, 5 and 6 before step 7',
    appliesTo: canDrop(world) || (canAbortAdd(world) && variant.abortAdd === 'localDrop'),
    holds: (before, after) =>
      every(scope.nodes, (n) => {
        if (!goes(before, after, world, n)) return vacuous;
        const open = upNodes(before, world).filter((m) => before(at.open(m)));
        return (
          open.length === 0 ||
          because('a fragment went while the table took work', { node: n, open: open.join(', ') })
        );
      }),
  });
};

export const oneOutcome = ({ at }: World): Property =>
  property.always({
    id: 'one-outcome',
    name: 'nobody completes what another rolls back',
    by: 'note, restart: "no risk of different behaviour"',
    holds: (read) => {
      const outcomes = read(at.outcomes);
      if (outcomes.isEmpty()) return vacuous;
      return (
        outcomes.count() === 1 || because('one node went on with a change, another one went back')
      );
    },
  });

export const oneSchemaChange = (world: World): Property => {
  const { at } = world;
  return property.neverStep({
    id: 'one-schema-change',
    name: 'no schema change begins while another one is going on',
    by: 'errors 701 and 711',
    holds: (before, after) => {
      const begins = before(at.drops) > after(at.drops) || before(at.creates) > after(at.creates);
      if (!begins) return vacuous;
      return !isChanging(before, world) || because('a second schema change has begun');
    },
  });
};

export const startExcludesChange = (world: World): Property => {
  const { at, scope } = world;
  return property.always({
    id: 'start-excludes-change',
    name: 'no node starts during a schema change',
    by: 'the DICT lock (`dbdict/DictLock.txt`)',
    holds: (read) => {
      if (!isChanging(read, world)) return vacuous;
      const n = scope.nodes.find((each) => isStarting(read, world, each));
      return (
        n === undefined ||
        because('a node starts while the schema changes', { node: n, change: read(at.trans).kind })
      );
    },
  });
};
