/**
 * Restarts: of one node while others run, and of the whole system. "The node receives the schema information from
 * the master"; it "drops all files related to the table"; "after this the schema information is updated".
 *
 * Deciding, files and schema file are separate steps, as a node may fall between any two of them.
 */
import { action, disabled } from '../../../spec/actions.ts';
import type { Assignment, Read } from '../../../spec/cells.ts';
import type { FileState, NodeId } from '../nouns.ts';
import { isKept } from '../restart.ts';
import type { World } from './cells.ts';
import type { Plan } from './nouns.ts';
import { isStarting, isUp } from './views.ts';

/** The two ways to start. */
export const restart = (world: World) => ({ system: system(world), node: node(world) });

/** What a starting node does. */
export const restartOfNodes = (world: World) => ({
  notesDecision: notesDecision(world),
  doesFiles: doesFiles(world),
  recordsState: recordsState(world),
});

/** All nodes start together, and follow the schema file of one of them. */
const system = (world: World) =>
  action.system('starts all nodes, by the schema file of node {node}', (read, m: NodeId) => {
    const { at, scope, variant } = world;
    if (scope.nodes.some((n) => read(at.up(n)) !== 'down')) return disabled;
    const died = read(at.died(m));
    const isOlder = scope.nodes.some((n) => read(at.died(n)) > died);
    if (variant.restartMaster === 'newest' && isOlder) return disabled;
    return scope.nodes.flatMap((n) => [
      at.up(n).becomes('starting'),
      at.plan(n).becomes(planOfAll(read, world, m, n)),
    ]);
  });

function planOfAll(read: Read, { at, variant }: World, m: NodeId, n: NodeId): Plan {
  const { restartRule, restartCleanup, decision } = variant;
  const file = read(at.file(m));
  if (isKept(file, restartRule, decision === 'oneStep')) {
    return read(at.frag(m)) === 'present' ? 'keep' : 'keepEmpty';
  }
  const knew = restartCleanup === 'compare' ? read(at.file(n)) : file;
  return restartCleanup !== 'off' && knew !== 'unused' ? 'clean' : 'forget';
}

/** One node starts while others run, under the DICT lock, and does as the master has it. */
const node = (world: World) =>
  action.system('starts node {node}', (read, n: NodeId) => {
    const { at, variant } = world;
    const master = read(at.master);
    if (master === 'none' || read(at.up(n)) !== 'down') return disabled;
    if (variant.nodeLock === 'on' && read(at.lock) !== 'free') return disabled;
    return [
      at.up(n).becomes('starting'),
      ...(variant.nodeLock === 'on' ? [at.lock.becomes(n)] : []),
      at.plan(n).becomes(planOfOne(read, world, master, n)),
    ];
  });

/** The master's schema file has nothing to tell any more of a drop that it has finished. */
function planOfOne(read: Read, { at, variant }: World, master: NodeId, n: NodeId): Plan {
  if (read(at.entry(master)) === 'inUse') {
    return read(at.frag(master)) === 'present' ? 'keep' : 'keepEmpty';
  }
  const knew = variant.restartCleanup === 'compare' && read(at.file(n)) !== 'unused';
  return knew ? 'clean' : 'forget';
}

/** What a restart that is cut short must not forget: that the files are being dropped, or fetched. */
const notesDecision = (world: World) =>
  action.system('notes in its schema file what is to become of the table', (read, n: NodeId) => {
    const note = toNote(read, world, n);
    return note ? [world.at.file(n).becomes(note)] : disabled;
  });

/** What a starting node has still to note; nothing unless the design asks for it. */
function toNote(read: Read, world: World, n: NodeId): FileState | undefined {
  const { at, variant } = world;
  if (variant.restartOrder !== 'decisionFirst' || !isStarting(read, world, n)) return undefined;
  const plan = read(at.plan(n));
  if (plan !== 'clean' && plan !== 'keep') return undefined;
  const kept = read(at.frag(n)) === 'present' ? 'inUse' : 'creating';
  const note = plan === 'clean' ? 'decided' : kept;
  return read(at.file(n)) === note ? undefined : note;
}

const outcomeOf = {
  keep: 'kept',
  keepEmpty: 'kept',
  clean: 'gone',
  forget: 'gone',
} as const;

const recorded = { kept: 'inUse', gone: 'unused' } as const;

/** "Drop all files related to the table", or have them copied from those that have them; what is forgotten stays where it is. */
const doesFiles = (world: World) =>
  action.system('does what is to be done to the files', (read, n: NodeId) => {
    const { at, variant } = world;
    const plan = read(at.plan(n));
    if (!isStarting(read, world, n) || toNote(read, world, n)) return disabled;
    if (plan === 'none' || plan === 'kept' || plan === 'gone') return disabled;
    const outcome = outcomeOf[plan];
    const files =
      plan === 'forget' ? [] : [at.frag(n).becomes(plan === 'keep' ? 'present' : 'absent')];
    if (variant.restartOrder !== 'schemaFirst') return [...files, at.plan(n).becomes(outcome)];
    if (read(at.file(n)) !== recorded[outcome]) return disabled;
    return [...files, ...joins(read, world, n, outcome)];
  });

/** "After this the schema information is updated with the new state"; then the node is up, unless its schema file came first. */
const recordsState = (world: World) =>
  action.system('updates its schema file', (read, n: NodeId) => {
    const { at, variant } = world;
    const plan = read(at.plan(n));
    if (!isStarting(read, world, n) || plan === 'none') return disabled;
    if (variant.restartOrder === 'schemaFirst') {
      if (plan === 'kept' || plan === 'gone') return disabled;
      const state = recorded[outcomeOf[plan]];
      return read(at.file(n)) === state ? disabled : [at.file(n).becomes(state)];
    }
    if (plan !== 'kept' && plan !== 'gone') return disabled;
    return [at.file(n).becomes(recorded[plan]), ...joins(read, world, n, plan)];
  });

/** The node is up. In a system restart there is a master only when all are. */
function joins(read: Read, world: World, n: NodeId, outcome: 'kept' | 'gone'): Assignment[] {
  const { at, scope } = world;
  const [first] = scope.nodes;
  const all = scope.nodes.every((m) => m === n || isUp(read, world, m));
  return [
    at.plan(n).becomes('none'),
    at.up(n).becomes('up'),
    at.entry(n).becomes(outcome === 'kept' ? 'inUse' : 'absent'),
    at.open(n).becomes(outcome === 'kept'),
    ...(read(at.lock) === n ? [at.lock.becomes('free')] : []),
    ...(all && first && read(at.master) === 'none' ? [at.master.becomes(first)] : []),
  ];
}
