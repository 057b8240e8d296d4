/**
 * Mistakes of one line that somebody may make in a model: a guard dropped, an id not compared, a reset forgotten.
 *
 * Each is looked for in a few cells only, so that all of them together take some seconds.
 */

/** A line of a file of the model, and what becomes of it. */
export interface Mutant {
  readonly what: string;
  readonly system: 'k2/collection' | 'k2/schema';
  readonly file: string;
  readonly from: string;
  readonly to: string;
  /** The cells that matter. */
  readonly presets: readonly string[];
  readonly bounds: readonly string[];
}

const inCollection = (
  file: string,
  what: string,
  from: string,
  to: string,
  bounds: readonly string[] = ['note', 'cross'],
  presets: readonly string[] = ['documented', 'repaired'],
): Mutant => ({ system: 'k2/collection', file, what, from, to, presets, bounds });

const inSchema = (
  file: string,
  what: string,
  from: string,
  to: string,
  bounds: readonly string[] = ['stale', 'truncateCrash'],
  presets: readonly string[] = ['documented', 'repaired'],
): Mutant => ({ system: 'k2/schema', file, what, from, to, presets, bounds });

export const mutants: readonly Mutant[] = [
  inCollection(
    'node.ts',
    'an OFFLOAD is handled whatever the first message is',
    "if (asked?.verb !== 'offload') return disabled;",
    'if (!asked) return disabled;',
  ),
  inCollection(
    'node.ts',
    'a stop goes on before it is drained',
    "if (phase === 'stopping' && !drained(read, world, m)) return disabled;",
    '',
    ['cross'],
    ['code2021', 'code2023'],
  ),
  inCollection(
    'node.ts',
    'a lease never runs out',
    "if (variant.fence !== 'lease' || reachable || !lease) return disabled;",
    'return disabled;',
    ['cut'],
    ['repaired'],
  ),
  inCollection(
    'cpo.ts',
    'the id of a DROP is not compared',
    "if (variant.dropMsg === 'byId' && !same(read, world, meant, inc)) {",
    "if (variant.dropMsg === 'byId' && meant < 0 && !same(read, world, meant, inc)) {",
    ['lateDrop'],
    ['repaired', 'identified'],
  ),
  inCollection(
    'cpo.ts',
    'an answer is not noted',
    "return [at.work(name).becomes(work.set('waiting', work.waiting.delete(part)))];",
    "return [at.work(name).becomes(work.set('waiting', work.waiting))];",
    ['note'],
  ),
  inCollection(
    'cpo.ts',
    'a drop ends without waiting for all',
    "if (kind !== 'drop' || !waiting.isEmpty()) return disabled;",
    "if (kind !== 'drop') return disabled;",
    ['note', 'lossy'],
  ),
  inCollection(
    'cpo.ts',
    'ids start again whatever the switch says',
    "const id = variant.idSource === 'perName' ? 1 : vended;",
    'const id = 1;',
    ['note', 'lateUnload'],
  ),
  inCollection(
    'txn.ts',
    'a commit does not wait for its operations',
    "if (now.phase !== 'open' || now.next < scope.operationsOf(t).length) return disabled;",
    "if (now.phase !== 'open') return disabled;",
  ),
  inCollection(
    'txn.ts',
    'a commit looks at its coordinator only',
    "if (variant.commitScope === 'trhOnly') return true;",
    'return true;',
    ['cross', 'crossGiveUp', 'crossCrash', 'foreignDrop'],
    ['identified', 'repaired'],
  ),
  inCollection(
    'settling.ts',
    'a finalized key stays on the list',
    'const todo = tr.todo.delete(k);',
    'const todo = tr.todo;',
    ['cross'],
  ),
  inCollection(
    'settling.ts',
    'an intent expires while its transaction runs',
    "if (!u || read(at.txn(u)).phase === 'open' || isLookedAfter(read, world, u)) return disabled;",
    'if (!u || isLookedAfter(read, world, u)) return disabled;',
    ['cross'],
  ),
  inCollection(
    'requests.ts',
    'no request compares the id',
    "if (variant.collectionId === 'perRequest' && !same(read, world, sent, module.inc)) {",
    "if (variant.collectionId === 'perRequest' && sent < 0) {",
    ['note'],
    ['documentedWithId', 'repaired'],
  ),
  inCollection(
    'pushes.ts',
    'a push does not carry the id',
    "const byId = variant.pushIdentity === 'byId';",
    'const byId = false;',
    ['crossRecreate', 'note'],
    ['identified', 'repaired'],
  ),
  inCollection(
    'recovery.ts',
    'a recovered CPO forgets its drop',
    "if (variant.resume === 'no' || read(at.work(n)).kind !== 'none') return disabled;",
    'return disabled;',
    ['cpo2'],
    ['documented'],
  ),
  inCollection(
    'admin.ts',
    'an admin asks for a DROP whatever the script says',
    "if (line?.verb !== 'drop' || line.name !== n) return disabled;",
    'if (line?.name !== n) return disabled;',
    ['note'],
    ['documented'],
  ),
  inSchema(
    'node.ts',
    'a recovering node takes a TRUNC',
    "if (role === 'recovering' && variant.recovery === 'opsDeferred') return disabled;",
    '',
    ['crash', 'truncateCrash'],
    ['repaired'],
  ),
  inSchema(
    'node.ts',
    'a late push is let in',
    "return incs.has(inc) || (variant.pushGuard === 'highWater' && inc <= upTo);",
    'return false;',
    ['latePush'],
    ['documented'],
  ),
  inSchema(
    'node.ts',
    'the index of a new schema knows no readers',
    "const floored = variant.readMark === 'fresh' ? kept.set('schema', begun) : kept;",
    'const floored = kept;',
    ['marks'],
    ['documented'],
  ),
  inSchema(
    'cpo.ts',
    'a CREATE does not wait for the drop',
    "if (variant.createGate === 'cpoEnforces' && read(at.dropWork).kind === 'drop') return disabled;",
    '',
    ['gate'],
    ['documented'],
  ),
  inSchema(
    'cpo.ts',
    'a drop ends before everybody has answered',
    "if (kind === 'none' || !waiting.isEmpty() || !unsent.isEmpty() || standby) return disabled;",
    "if (kind === 'none' || !unsent.isEmpty() || standby) return disabled;",
    ['stale'],
  ),
  inSchema(
    'cpo.ts',
    'a push ends before everybody has answered',
    'if (work.inc === 0 || !work.waiting.isEmpty()) return disabled;',
    'if (work.inc === 0) return disabled;',
    ['stale'],
  ),
  inSchema(
    'recovery.ts',
    'the snapshot is not filtered',
    "const filters = variant.snapshotFilter === 'walAndSnapshot';",
    'const filters = false;',
    ['snapshot'],
    ['repaired'],
  ),
  inSchema(
    'txn.ts',
    'a commit does not wait for its operations',
    "if (now.phase !== 'open' || now.next < scope.operationsOf(t).length) return disabled;",
    "if (now.phase !== 'open') return disabled;",
    ['stale'],
  ),
  inSchema(
    'txn.ts',
    'a foreign intent is not seen',
    'if (foreignIntent(read, world, t, access)) return disabled;',
    '',
    ['marks', 'readWrite', 'base'],
    ['documented', 'repaired'],
  ),
  inSchema(
    'admin.ts',
    'the name cache is used whatever the switch says',
    "const inc = (variant.adminResolve === 'cached' && now.cached) || live;",
    'const inc = now.cached || live;',
    ['twoAdmins', 'base'],
    ['documented'],
  ),
];
