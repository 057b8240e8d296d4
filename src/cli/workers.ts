/**
 * Worker threads for the command line: how many, and the model that each of them builds.
 */
import { catalogue } from '../catalogue.ts';
import type { ExploreOptions } from '../explore/options.ts';
import type { Choice, Model } from '../spec/system.ts';
import type { Io } from './io.ts';
import { buildModel, findSystem } from './systems.ts';

/** What a command line says about its model, as it can be sent to a thread. */
export interface Named {
  /** Name in the catalogue, or path. */
  readonly system: string;
  readonly cwd: string;
  readonly choice: Choice;
}

/** The threads that are asked for; undefined if one is enough. */
export function workersFor(
  {
    system,
    workers = 1,
  }: { readonly system: string; readonly workers?: number | 'auto' | undefined },
  choice: Choice,
  io: Pick<Io, 'cores' | 'cwd'>,
): ExploreOptions['workers'] {
  const count = workers === 'auto' ? io.cores() : workers;
  if (count === 1) return undefined;
  const argument: Named = { system, cwd: io.cwd, choice };
  const source = { module: import.meta.url, build: buildNamed.name, clock: clock.name, argument };
  return { count, source };
}

/** What worker threads measure the model with: a thread has no other world than its process. */
export const clock = () => performance.now();

/** Builds the model of a command line. Called by every worker thread. */
export async function buildNamed({ system, cwd, choice }: Named): Promise<Model> {
  return buildModel(await findSystem(system, catalogue, cwd), choice);
}
