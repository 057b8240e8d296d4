/**
 * The engine as the command line drives it: step by step, so that progress is shown, Ctrl-C is heard, and the search
 * is kept from time to time.
 */

import type { exploring } from '../explore/explore.ts';
import type { ExploreOptions } from '../explore/options.ts';
import type { Outcome } from '../explore/outcome.ts';
import type { Model } from '../spec/system.ts';
import type { Keeper } from './checkpoint/keeper.ts';
import type { Io } from './io.ts';
import type { ProgressLine } from './progress.ts';

export type { Progress } from '../explore/options.ts';

/** The engine's generator. */
export type Exploring = typeof exploring;

/** What surrounds a search. */
interface Surroundings {
  readonly io: Io;
  readonly progress: ProgressLine;
  readonly keeper?: Keeper;
}

/** Explores a model to the end, or until the user interrupts. With a keeper, nothing of what was cut is lost. */
export async function exploreWith(
  engine: Exploring,
  model: Model,
  options: ExploreOptions,
  { io, progress, keeper }: Surroundings,
): Promise<Outcome> {
  let interrupted = false;
  const release = io.onInterrupt(() => {
    interrupted = true;
  });
  try {
    const search = engine(model, {
      ...options,
      clock: io.clock,
      memory: io.memory,
      checkpoints: keeper !== undefined,
    });
    let step = search.next();
    while (!step.done) {
      const { snapshot, states } = step.value;
      // Before anything else: the tables are as they are only until the search goes on.
      if (snapshot !== null) keeper?.keep(snapshot, states);
      progress.update(step.value);
      await io.pause();
      step = search.next(interrupted ? 'stop' : keeper?.isDue() ? 'save' : undefined);
    }
    return step.value;
  } finally {
    progress.clear();
    release();
  }
}
