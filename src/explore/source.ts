/**
 * Where a model comes from, so that another thread can build the same: functions cannot be sent.
 */
import type { Model } from '../spec/system.ts';

/** The module of a model. */
export interface ModelSource {
  /** The URL of a module. */
  readonly module: string;
  /** The name of the function that it exports; it is called with the argument and answers the model. */
  readonly build: string;
  /** The name of another one: a clock in milliseconds. Without it, a profile has no times of this thread's calls. */
  readonly clock?: string;
  /** Anything that can be sent between threads. */
  readonly argument: unknown;
}

/** Builds the model of a source, in whichever thread. */
export async function buildFrom({ module, build, argument, clock }: ModelSource): Promise<{
  readonly model: Model;
  readonly clock: (() => number) | undefined;
}> {
  const exported = await import(module);
  return { model: await exported[build](argument), clock: clock && exported[clock] };
}
