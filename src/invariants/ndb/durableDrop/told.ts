/**
 * What the user was told is so.
 */
import type { World } from '../../../model/ndb/durableDrop/cells.ts';
import type { Told } from '../../../model/ndb/durableDrop/nouns.ts';
import { isSettled, upNodes } from '../../../model/ndb/durableDrop/views.ts';
import type { Property } from '../../../spec/properties.ts';
import { because, every, property, vacuous } from '../../../spec/properties.ts';

/** Is there a drop in these bounds? */
export const canDrop = ({ bounds }: World) =>
  bounds.drops > 0 && (bounds.tables > 0 || bounds.creates > 0);

export const canCreate = ({ bounds }: World) =>
  bounds.creates > 0 && (bounds.tables === 0 || bounds.drops > 0);

/** Is there somebody left to take over when a master falls? */
export const canTakeOver = ({ bounds, variant, scope }: World) =>
  bounds.crashes > 0 && scope.nodes.length > 1 && variant.takeover !== 'none';

/** Can a drop be undone, by a refusal or by a new master? */
export const canAbortDrop = (world: World) => {
  const { decision, takeover } = world.variant;
  if (!canDrop(world)) return false;
  if (decision === 'twoStep' && world.bounds.refusals > 0) return true;
  return takeover !== 'forward' && canTakeOver(world);
};

/** Can an add be aborted, by a refusal or by a new master? */
export const canAbortAdd = (world: World) =>
  canCreate(world) && (world.bounds.refusals > 0 || canTakeOver(world));

/** Is there a point before the end at which a drop is reported? No decision is recorded where preparing is deciding. */
export const canReportEarly = (world: World) => {
  const { reportPoint, decision } = world.variant;
  if (reportPoint === 'atEnd' || !canDrop(world)) return false;
  return reportPoint !== 'afterDecide' || decision === 'twoStep';
};

export const securedMeansGone = (world: World): Property =>
  whenTold(world, {
    id: 'secured-means-gone',
    name: 'a drop that was reported stays done',
    by: 'note, 2: "Report Table Dropped secured but not yet completed"',
    appliesTo: canDrop(world),
    told: ['secured', 'done'],
    inUse: false,
  });

export const abortedMeansBack = (world: World): Property =>
  whenTold(world, {
    id: 'aborted-means-back',
    name: 'a drop that was undone stays undone',
    by: 'the reply "aborted"',
    appliesTo: canAbortDrop(world),
    told: ['aborted'],
    inUse: true,
  });

export const createdMeansThere = (world: World): Property =>
  whenTold(world, {
    id: 'created-means-there',
    name: 'a table that was created is there',
    by: 'the reply "created"',
    appliesTo: canCreate(world),
    told: ['created'],
    inUse: true,
  });

/** Once the user was told so, and nothing is going on, the table is in use at all nodes that are up, or at none. */
function whenTold(
  world: World,
  claim: Pick<Property, 'id' | 'name'> & {
    readonly by: string;
    readonly appliesTo: boolean;
    readonly told: readonly Told[];
    readonly inUse: boolean;
  },
): Property {
  const { at } = world;
  const { told, inUse, ...named } = claim;
  return property.always({
    ...named,
    holds: (read) => {
      const heard = read(at.told);
      if (!told.includes(heard) || !isSettled(read, world)) return vacuous;
      return every(upNodes(read, world), (n) => {
        const entry = read(at.entry(n));
        return (
          (entry === 'inUse') === inUse ||
          because(`the user was told "${heard}", and a node has it otherwise`, { node: n, entry })
        );
      });
    },
  });
}
