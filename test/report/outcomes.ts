/**
 * Real outcomes of the fixture, with times and sizes that do not change from run to run.
 */

import { explore } from '../../src/explore/explore.ts';
import type { ExploreOptions } from '../../src/explore/options.ts';
import type { Choice, Outcome, PropertyOutcome, Trace } from '../../src/index.ts';
import { instancesNamed, instantiate, traceOf } from '../../src/index.ts';
import type { Story } from '../../src/report/story/story.ts';
import { storyOf } from '../../src/report/story/tell.ts';
import { miniDrop } from '../fixtures/miniDrop.ts';

/** What the engine finds about `mini/drop`. */
export function outcomeOf(choice: Choice = {}, options: ExploreOptions = {}): Outcome {
  const outcome = explore(instantiate(miniDrop, choice), options);
  return {
    ...outcome,
    timings: { seconds: 1.5, statesPerSecond: 12_000 },
    memory: { bytesPerState: 24, peakBytes: 64e6, tables: [] },
  };
}

/** The first violated property, but with the trace of the given instances. */
export function tellingOf(
  choice: Choice,
  instances: readonly string[],
  loop: number | null = null,
): {
  readonly outcome: Outcome;
  readonly property: PropertyOutcome & { readonly trace: Trace };
  readonly story: Story;
} {
  const model = instantiate(miniDrop, choice);
  const trace = traceOf(model, { start: 0, instances: instancesNamed(model, instances) });
  const outcome = outcomeOf(choice, { keepGoing: true });
  const [first] = outcome.properties as [PropertyOutcome];
  const property = { ...first, verdict: 'violated', trace: { ...trace, loop } } as const;
  return {
    outcome: { ...outcome, properties: [property] },
    property,
    story: storyOf(outcome, property),
  };
}

/** A schedule in which messages are repeated, lost, delayed and received. */
export const faultySchedule = [
  'client.reads(1)',
  'cpo.drops',
  'network.duplicates(toNode(1))',
  'network.delays(toNode(1))',
  'network.loses(toNode(1))',
  'node.handles(1)',
  'cpo.recreates',
  'node.handles(1)',
  'client.commits(1)',
] as const;
