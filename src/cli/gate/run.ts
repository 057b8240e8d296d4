/**
 * Runs the searches of a gate: systems are loaded one by one, so that one that is broken is a difference and not the
 * end of it; the searches of all of them are then shared out together.
 */
import type { GateCells } from '../../explore/gate/config.ts';
import type { BrokenSystem, Evidence, Result } from '../../explore/gate/gate.ts';
import type { PlannedCell } from '../../explore/gate/plan.ts';
import { distinct, planCells } from '../../explore/gate/plan.ts';
import type { PlannedSearch } from '../../explore/matrix/plan.ts';
import type { Context, Values } from '../command.ts';
import { failureOf } from '../failures.ts';
import type { Cache } from '../matrix/cache.ts';
import { cacheFolder, cacheIn } from '../matrix/cache.ts';
import { limitsOf } from '../matrix/options.ts';
import { sourceHash } from '../matrix/sources.ts';
import { runSearches } from '../matrix/work.ts';
import { matrixProgressLine } from '../progress.ts';
import { buildModel, findSystem } from '../systems.ts';
import { affectedSince } from './changed.ts';
import type { Loaded } from './load.ts';
import { loadExpected } from './load.ts';
import type { gateOptions } from './options.ts';

type GateValues = Values<typeof gateOptions>;

/** Everything that the gate is made of. @throws UsageError for wrong options or files */
export async function evidenceFor(
  loaded: Loaded,
  args: GateValues,
  context: Context,
): Promise<Evidence> {
  const expected = loadExpected(loaded, context.io.cwd);
  const isAffected = args.changed ? affectedSince(args.changed, loaded) : () => true;
  const { named, brokenSystems } = await plan(loaded, context);
  const affected = new Map(named.map(({ system }) => [system, false]));
  for (const system of affected.keys()) affected.set(system, isAffected(system));
  const touched = named.filter(({ system }) => affected.get(system));
  const { part, of } = args.shard ?? { part: 1, of: 1 };
  const chosen = touched.filter((_, at) => at % of === part - 1);
  const results = await search(chosen, loaded, args, context);
  return {
    config: loaded.shown,
    expected,
    named,
    chosen,
    resultOf: ({ search: at }) => results.get(at),
    brokenSystems,
    leftOut: {
      unchanged: named.length - touched.length,
      otherShards: touched.length - chosen.length,
    },
  };
}

async function plan(
  { gate, folder }: Loaded,
  { catalogue }: Context,
): Promise<Pick<Evidence, 'named' | 'brokenSystems'>> {
  const cells: PlannedCell[] = [];
  const brokenSystems: BrokenSystem[] = [];
  for (const entry of gate.cells) {
    try {
      cells.push(...(await planEntry(entry, catalogue, folder)));
    } catch (error) {
      brokenSystems.push({ system: String(entry?.system), message: messageOf(error) });
    }
  }
  return { named: distinct(cells), brokenSystems };
}

async function planEntry(
  entry: GateCells,
  catalogue: Context['catalogue'],
  folder: string,
): Promise<PlannedCell[]> {
  const system = await findSystem(String(entry.system), catalogue, folder);
  // What the system's own code throws is told as for every other command.
  buildModel(system, { ...entry.base, bound: entry.bound ?? {} });
  return planCells(system, entry);
}

function messageOf(error: unknown): string {
  return failureOf(error, false)
    .text.trim()
    .replace(/^dropproof: /, '');
}

async function search(
  chosen: readonly PlannedCell[],
  { folder }: Loaded,
  args: GateValues,
  { io, exploring }: Context,
): Promise<ReadonlyMap<PlannedSearch, Result>> {
  const { workers = 'auto', maxStates, maxDepth } = args;
  const systemOf = new Map(chosen.map(({ search: at, system }) => [at, system]));
  const argumentOf = (at: PlannedSearch) => systemOf.get(at) ?? '';
  const place = cacheFolder(args.cache, io);
  const caches = new Map<string, Cache>();
  for (const system of new Set(systemOf.values())) {
    const sources = place === null ? null : sourceHash(system, folder);
    caches.set(system, cacheIn(place, { sources, maxStates, maxDepth }));
  }
  const results = new Map<PlannedSearch, Result>();
  const found = await runSearches([...systemOf.keys()], {
    io,
    exploring,
    cache: {
      get: (at) => caches.get(argumentOf(at))?.get(at),
      put: (at, finding) => caches.get(argumentOf(at))?.put(at, finding),
    },
    argumentOf,
    folder,
    workers: workers === 'auto' ? io.cores() : workers,
    limits: limitsOf(args),
    progress: matrixProgressLine(args.progress, io),
    onBroken: (at, error) => results.set(at, { broken: messageOf(error) }),
  });
  for (const [at, finding] of found) results.set(at, finding);
  return results;
}
