/**
 * Nodes fall: one that is up, one that is starting, or all at once.
 */
import { action, disabled } from '../../../spec/actions.ts';
import type { Assignment, Read } from '../../../spec/cells.ts';
import { loseVolatile } from '../../../spec/kit/crash.ts';
import type { NodeId } from '../nouns.ts';
import type { World } from './cells.ts';
import { Trans } from './nouns.ts';
import { isStarting, isUp, upNodes } from './views.ts';

export const fault = (world: World) => ({ powerFails: powerFails(world) });

export const faultOfNodes = (world: World) => ({ crashes: crashes(world) });

const crashes = (world: World) =>
  action.fault('makes node {node} fall', (read, n: NodeId) => {
    const { at, scope } = world;
    const master = read(at.master);
    if (master !== 'none' && isUp(read, world, n)) return crashOfOneThatIsUp(read, world, n);
    const left = read(at.restartCrashes);
    if (left === 0 || read(at.up(n)) === 'down') return disabled;
    const spent = at.restartCrashes.becomes(left - 1);
    // A system restart in which one node falls begins again with all of them.
    if (master === 'none') return [spent, ...scope.nodes.flatMap((m) => falls(world, m))];
    return [spent, ...falls(world, n), ...(read(at.lock) === n ? [at.lock.becomes('free')] : [])];
  });

function crashOfOneThatIsUp(read: Read, world: World, n: NodeId) {
  const { at, scope } = world;
  const left = read(at.crashes);
  if (left === 0) return disabled;
  const now = read(at.clock);
  const others = upNodes(read, world).filter((m) => m !== n);
  const fallen = [
    at.crashes.becomes(left - 1),
    at.died(n).becomes(now),
    at.clock.becomes(now + 1),
    ...falls(world, n),
  ];
  const [heir] = others;
  if (heir) return [...fallen, ...loses(read, world, n, heir)];
  const starting = scope.nodes.filter((m) => isStarting(read, world, m));
  return [...fallen, ...starting.flatMap((m) => falls(world, m)), ...nobodyLeft(world)];
}

/** The cluster goes on without n: the master's change has to be taken over, any other may have to do without n. */
function loses(read: Read, world: World, n: NodeId, heir: NodeId): Assignment[] {
  const { at, variant } = world;
  const trans = read(at.trans);
  if (read(at.master) !== n) {
    return variant.nfInDict === 'counted'
      ? [at.trans.becomes(trans.set('waiting', trans.waiting.remove(n)))]
      : [];
  }
  const phase = variant.takeover === 'none' ? 'orphaned' : 'takeover';
  return [
    at.master.becomes(heir),
    ...(trans.kind === 'none' ? [] : [at.trans.becomes(Trans({ kind: trans.kind, phase }))]),
  ];
}

const powerFails = (world: World) =>
  action.fault('cuts the power: all nodes fall', (read) => {
    const { at, scope } = world;
    const left = read(at.powers);
    if (left === 0 || read(at.master) === 'none') return disabled;
    const now = read(at.clock);
    return [
      at.powers.becomes(left - 1),
      ...upNodes(read, world).map((n) => at.died(n).becomes(now)),
      at.clock.becomes(now + 1),
      ...scope.nodes.flatMap((n) => falls(world, n)),
      ...nobodyLeft(world),
    ];
  });

/** What a node had in memory is lost; `died` is left to who knows whether it was up. */
function falls({ at }: World, n: NodeId): Assignment[] {
  return loseVolatile([at.up(n), at.done(n), at.entry(n), at.open(n), at.plan(n)]);
}

function nobodyLeft({ at }: World): Assignment[] {
  return [at.master.becomes('none'), at.trans.becomes(Trans()), at.lock.becomes('free')];
}
