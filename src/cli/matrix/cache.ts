/**
 * What earlier runs found, by content: the same sources, variant, bounds and questions have the same answer.
 *
 * An entry is a file, only ever written as a whole. Whatever is wrong with one (damaged, of another version, half
 * there), it counts as absent, and is written anew.
 */
import { createHash } from 'node:crypto';
import {
  accessSync,
  constants,
  existsSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { Finding } from '../../explore/matrix/matrix.ts';
import type { PlannedSearch } from '../../explore/matrix/plan.ts';
import type { Limit } from '../../explore/outcome.ts';
import { UsageError } from '../../spec/errors.ts';
import { makeFolder, reasonOf } from '../files.ts';
import type { Io } from '../io.ts';

/** Raised when entries mean something else. */
const entryVersion = 1;

/** Limits that cut the same search at the same place each time. */
const repeatable: readonly (Limit | null)[] = [null, 'states', 'depth'];

/** What a search is known by, beside its model. */
export interface Origin {
  /** Of all sources; null where they are not known. */
  readonly sources: string | null;
  readonly maxStates: number | undefined;
  readonly maxDepth: number | undefined;
}

/** Remembers findings from run to run. */
export interface Cache {
  readonly get: (search: PlannedSearch) => Finding | undefined;
  readonly put: (search: PlannedSearch, finding: Finding) => void;
}

const none: Cache = { get: () => undefined, put: () => {} };

/** The cache in a folder; one that remembers nothing where there is no folder, or no certainty about sources. */
export function cacheIn(folder: string | null, origin: Origin): Cache {
  if (folder === null || origin.sources === null || whyUnusable(folder) !== null) return none;
  const pathOf = (key: string) =>
    join(folder, `${createHash('sha256').update(key).digest('hex')}.json.gz`);
  return {
    get: (search) => {
      const key = keyOf(search, origin);
      return read(pathOf(key), key);
    },
    put: (search, finding) => {
      if (!repeatable.includes(finding.limit)) return;
      const key = keyOf(search, origin);
      write(pathOf(key), { key, finding });
    },
  };
}

/**
 * Where findings are kept: as the user says, else with the packages of the project that the user is in, else in the
 * user's own cache; null for nowhere.
 *
 * @throws UsageError if findings cannot be kept where the user says
 */
export function cacheFolder(
  given: string | false | undefined,
  { cwd, env }: Pick<Io, 'cwd' | 'env'>,
): string | null {
  if (given === false) return null;
  if (given !== undefined) {
    const folder = resolve(cwd, given);
    const why = whyUnusable(folder);
    if (why !== null) throw new UsageError(`cannot use --cache ${given}: ${why}`);
    return folder;
  }
  for (let at = resolve(cwd); ; at = dirname(at)) {
    const packages = join(at, 'node_modules');
    if (existsSync(packages)) return join(packages, '.cache', 'dropproof');
    if (at === dirname(at)) break;
  }
  const own = env.XDG_CACHE_HOME ?? (env.HOME && join(env.HOME, '.cache'));
  return own ? join(own, 'dropproof') : null;
}

/** Makes a folder if need be, and says why nothing can be kept there; null if it can. */
function whyUnusable(folder: string): string | null {
  try {
    makeFolder(folder);
    accessSync(folder, constants.W_OK);
    return null;
  } catch (error) {
    return reasonOf(error);
  }
}

/** Everything that an answer depends on, as text. */
function keyOf({ model, properties }: PlannedSearch, origin: Origin): string {
  const { system, variant, bounds } = model;
  return JSON.stringify({
    entryVersion,
    ...origin,
    system: system.name,
    variant,
    bounds,
    properties,
  });
}

interface Entry {
  /** In full, so that an entry under a wrong name is not taken for another. */
  readonly key: string;
  readonly finding: Finding;
}

function read(path: string, key: string): Finding | undefined {
  try {
    // gzip has a checksum, so what is damaged does not unpack.
    const entry: Entry = JSON.parse(gunzipSync(readFileSync(path)).toString());
    return entry.key === key ? entry.finding : undefined;
  } catch {
    return undefined;
  }
}

/** A cache that cannot be written to is no reason to fail: the next run takes longer. */
function write(path: string, entry: Entry): void {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    writeFileSync(temporary, gzipSync(JSON.stringify(entry)));
    renameSync(temporary, path);
  } catch {
    rmSync(temporary, { force: true });
  }
}
