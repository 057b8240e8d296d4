/**
 * What nodes may rely on: the assertions of the code, and that they are alone.
 */
import type { World } from '../../../model/k2/schema/cells.ts';
import { serves } from '../../../model/k2/schema/views.ts';
import type { Property } from '../../../spec/properties.ts';
import { because, every, property } from '../../../spec/properties.ts';

export const noAssertionFires = ({ at, scope }: World): Property =>
  property.always({
    id: 'P26',
    name: 'no assertion fires',
    by: 'code: finalization asserts that every key has its intent (F4)',
    appliesTo: scope.writers.length > 0,
    holds: (read) =>
      !read(at.broken()) || because('a transaction is settled whose intent is not there'),
  });

export const oneServer = (world: World): Property => {
  const { scope } = world;
  return property.always({
    id: 'P27',
    name: 'one server per partition',
    by: 'note, step 8: "considered dead and re-assigned"',
    appliesTo: scope.nodes.length > scope.partitions.length,
    holds: (read) =>
      every(scope.partitions, (p) => {
        const [one, other] = scope.nodes.filter((m) => serves(read, world, m, p));
        return (
          other === undefined ||
          because('two nodes serve the same partition', { partition: p, one, other })
        );
      }),
  });
};
