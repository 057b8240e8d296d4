/**
 * Restarts: of the whole system, after the schema file of one node; of one node, after the master.
 */
import { action, disabled } from '../../../spec/actions.ts';
import type { Assignment, Read } from '../../../spec/cells.ts';
import type { NodeId } from '../nouns.ts';
import type { World } from './cells.ts';
import { Block, Entry, File, Lqh, Plan } from './nouns.ts';
import { upNodes } from './views.ts';

/** What restarts do; where there is a node, its DICT is the one that all follow, or that comes back. */
export const restart = (world: World) => ({
  system: system(world),
  node: startsNode(world),
  joins: joins(world),
});

/** All come back with what the schema file of node m says; its finer steps are those of `ndb/durable-drop`. */
const system = (world: World) =>
  action.system('brings all nodes back after the schema file of node {node}', (read, m: NodeId) => {
    const { at, scope, variant } = world;
    if (!scope.nodes.every((n) => read(at.up(n)) === 'down')) return disabled;
    const last = read(at.died(m));
    const isNewest = scope.nodes.every((n) => read(at.died(n)) <= last);
    if (variant.restartMaster === 'newest' && !isNewest) return disabled;
    const { ver, inc } = read(at.file(m));
    const plan = Plan({ table: outcome(read, world, m), ver, inc });
    const frag = read(at.frag(m));
    return [
      ...scope.nodes.flatMap((n) => comesUp(world, n, plan, frag)),
      at.master.becomes(scope.nodes[0]),
    ];
  });

/** What becomes of the table that this schema file speaks of. */
function outcome(read: Read, { at, variant }: World, m: NodeId): Plan['table'] {
  const { restartRule, protocol } = variant;
  switch (read(at.file(m)).state) {
    case 'unused':
    case 'creating':
      return 'gone';
    case 'inUse':
      return 'keep';
    case 'decided':
      return restartRule === 'rollBack' ? 'keep' : 'gone';
    case 'dropping': {
      // In the protocol of the note, what is prepared is decided.
      const isDecided = restartRule === 'byDecision' && protocol === 'note';
      return restartRule === 'complete' || isDecided ? 'gone' : 'keep';
    }
  }
}

const startsNode = (world: World) =>
  action.system('starts node {node}', (read, n: NodeId) => {
    const { at, variant } = world;
    const master = read(at.master);
    if (read(at.up(n)) !== 'down' || !master) return disabled;
    if (variant.nodeLock === 'on' && read(at.lock) !== 'free') return disabled;
    if (upNodes(read, world).some((m) => read(at.nf(m)).has(n))) return disabled;
    const { state, ver, inc } = read(at.entry(master));
    return [
      at.up(n).becomes('starting'),
      at.plan(n).becomes(Plan({ table: state === 'inUse' ? 'keep' : 'gone', ver, inc })),
      ...(variant.nodeLock === 'on' ? [at.lock.becomes(n)] : []),
    ];
  });

const joins = (world: World) =>
  action.system('lets node {node} join', (read, n: NodeId) => {
    const { at } = world;
    const plan = read(at.plan(n));
    const master = read(at.master);
    if (!plan || !master) return disabled;
    return [
      ...comesUp(world, n, plan, read(at.frag(master))),
      ...(read(at.lock) === n ? [at.lock.becomes('free')] : []),
    ];
  });

/** The node is up, with the table as planned and a copy of the fragment. */
function comesUp({ at, variant }: World, n: NodeId, plan: Plan, frag: number): Assignment[] {
  const { inc } = plan;
  const isKept = plan.table === 'keep';
  const ver = !isKept && variant.counter === 'lost' ? 0 : plan.ver;
  return [
    at.up(n).becomes('up'),
    at.plan(n).becomes(undefined),
    at.entry(n).becomes(isKept ? Entry({ state: 'inUse', ver, inc }) : Entry({ ver })),
    at.file(n).becomes(isKept ? File({ state: 'inUse', ver, inc }) : File({ ver })),
    at.frag(n).becomes(isKept ? frag : 0),
    at.tc(n).becomes(isKept ? Block({ table: 'open', ver }) : Block()),
    at.dih(n).becomes(isKept ? Block({ table: 'active' }) : Block()),
    at.lqh(n).becomes(isKept ? Lqh({ table: 'defined', ver }) : Lqh()),
  ];
}
