/**
 * How large the world of Milvus's drop collection is: who is there, and how often clients and failures may act.
 */
import type { BoundSet, BoundsOf } from '../../../spec/choices.ts';
import { count } from '../../../spec/choices.ts';

export const bounds = {
  proxies: count('proxies', 1, { min: 1, max: 3 }),
  shards: count('shards of a collection', 1, { min: 1, max: 3 }),
  queryNodes: count('query nodes', 1, { min: 1, max: 3 }),
  drops: count('drops that clients ask for', 1),
  inserts: count('inserts', 1),
  loads: count('loads into the query nodes', 0),
  builds: count('indexes that are built', 0),
  retries: count('failed drops that are asked for again', 0),
  aliases: count('aliases that are created', 0),
  searches: count('searches that open a stream for their results', 0),
  lookups: count('look-ups of shard leaders', 0),
  compactions: count('compactions', 0),
  crashes: count('crashes of RootCoord', 0),
  timeouts: count('requests whose context runs out', 0),
  invalidateFailures: count('invalidations that fail', 0),
  releaseFailures: count('releases that fail', 0),
  deleteFailures: count('files that cannot be deleted', 0),
  proxyDeaths: count('proxies that die', 0),
  hangs: count('describe answers that never arrive', 0),
  rejections: count('collections that QueryCoord refuses to release', 0),
};

export type Bounds = BoundsOf<typeof bounds>;

/** Nobody inserts: what is asked about is names, streams and calls. */
const noRows = { inserts: 0, loads: 1 };
const calm = { loads: 1, builds: 1 };
const crashing = { ...calm, crashes: 1, retries: 1 };

export const boundSets: Readonly<Record<string, BoundSet<Bounds>>> = {
  tiny: { size: 'tiny', differs: {} },
  files: { size: 'tiny', differs: { compactions: 1, deleteFailures: 1 } },
  routes: { size: 'small', differs: { ...noRows, aliases: 1, searches: 1, lookups: 1 } },
  calls: {
    size: 'small',
    differs: { ...noRows, timeouts: 1, invalidateFailures: 1, releaseFailures: 1, rejections: 1 },
  },
  proxies: { size: 'small', differs: { inserts: 0, retries: 1, proxyDeaths: 1, hangs: 1 } },
  calm: { size: 'small', differs: calm },
  small: { size: 'small', differs: crashing },
  medium: { size: 'medium', differs: { ...crashing, proxies: 2 } },
  large: { size: 'large', differs: { ...crashing, proxies: 2, shards: 2 } },
};
