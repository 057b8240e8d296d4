/**
 * What must come in the end: the drop ends at all nodes, and nobody waits for ever.
 */
import type { World } from '../../../model/ndb/prepDrop/cells.ts';
import { isRunning, isUp } from '../../../model/ndb/prepDrop/views.ts';
import type { Property } from '../../../spec/properties.ts';
import { because, every, property, vacuous } from '../../../spec/properties.ts';

export const allNodesDropped = (world: World): Property => {
  const { at, scope } = world;
  return property.quiescent({
    id: 'all-nodes-dropped',
    name: 'a drop leaves nothing at any node',
    by: 'note, 7 and 8',
    holds: (read) =>
      every(scope.nodes, (n) => {
        if (read(at.trans).phase === 'none' || !isUp(read, world, n)) return vacuous;
        const left = { file: read(at.file(n)), entry: read(at.entry(n)), frag: read(at.frag(n)) };
        const isGone = left.entry === 'absent' && left.frag === 'absent';
        return (
          (isGone && left.file === 'unused') ||
          because('a drop has begun, and the table is still there', { node: n, ...left })
        );
      }),
  });
};

export const nobodyWaits = (world: World): Property => {
  const { at, scope, variant } = world;
  return property.quiescent({
    id: 'nobody-waits',
    name: 'nobody waits for an LQH for ever',
    by: 'note: "Wait for CONF (including NF-handling) from LQH:s"',
    appliesTo: variant.waits === 'asked',
    holds: (read) =>
      every(scope.nodes, (n) => {
        if (!isUp(read, world, n)) return vacuous;
        const tc = read(at.tc(n)).asked;
        const dih = read(at.dih(n)).asked;
        const { askers } = read(at.lqh(n));
        return (
          (tc.isEmpty() && dih.isEmpty() && askers.isEmpty()) ||
          because('somebody waits, and nothing will end it', { node: n, tc, dih, askers })
        );
      }),
  });
};

export const dropEnds = (world: World): Property =>
  property.leadsTo({
    id: 'drop-ends',
    name: 'a drop ends',
    by: 'note: the sequence has an end',
    from: (read) => isRunning(read, world),
    to: (read) => !isRunning(read, world),
  });

export const lcpRoundEnds = ({ at }: World): Property =>
  property.leadsTo({
    id: 'lcp-round-ends',
    name: 'a round of checkpoints ends',
    by: 'note: orders are replied or unlinked; bug 46890',
    appliesTo: at.lcps.initial > 0,
    from: (read) => !read(at.lcp).pending.isEmpty(),
    to: (read) => read(at.lcp).pending.isEmpty(),
  });

export const opAnswered = ({ at, scope }: World): Property =>
  property.leadsTo({
    id: 'op-answered',
    name: 'an operation is refused or run',
    by: 'refused or run, never forgotten',
    appliesTo: scope.ops.length > 0,
    from: (read) => scope.ops.some((o) => read(at.op(o)).state === 'sent'),
    to: (read) => !scope.ops.some((o) => read(at.op(o)).state === 'sent'),
  });
