/**
 * The engine as the command line drives it: step by step, so that progress is shown and Ctrl-C is heard.
 */

import type { ExploreOptions, exploring } from '../explore/explore.ts';
import type { Outcome } from '../explore/outcome.ts';
import type { Model } from '../spec/system.ts';
import type { Io } from './io.ts';
import type { ProgressLine } from './progress.ts';

export type { Progress } from '../explore/explore.ts';

/** The engine's generator. */
export type Exploring = typeof exploring;

/** Explores a model to the end, or until the user interrupts. */
export async function exploreWith(
  engine: Exploring,
  model: Model,
  options: ExploreOptions,
  { io, progress }: { readonly io: Io; readonly progress: ProgressLine },
): Promise<Outcome> {
  return drive(engine(model, { ...options, clock: io.clock, memory: io.memory }), io, progress);
}

/** Runs a search to the end, or until the user interrupts. */
export async function drive<P>(
  search: Generator<P, Outcome, 'stop' | undefined>,
  io: Io,
  progress: ProgressLine<P>,
): Promise<Outcome> {
  let interrupted = false;
  const release = io.onInterrupt(() => {
    interrupted = true;
  });
  try {
    let step = search.next();
    while (!step.done) {
      progress.update(step.value);
      await io.pause();
      step = search.next(interrupted ? 'stop' : undefined);
    }
    return step.value;
  } finally {
    progress.done();
    release();
  }
}
