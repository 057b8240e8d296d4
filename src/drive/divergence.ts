/**
 * How it is told that an implementation does not do as its model: as the story of what was done, up to the step after
 * which they differ.
 */
import type { Trace } from '../explore/outcome.ts';
import type { Schedule } from '../explore/trace.ts';
import { traceOf } from '../explore/trace.ts';
import { usualOptions } from '../report/options.ts';
import { storyLines } from '../report/story/lines.ts';
import { storyOf } from '../report/story/tell.ts';
import type { Model } from '../spec/system.ts';
import type { Json } from '../spec/value.ts';

/** The implementation does not do as the model. The message is the story. */
export class Divergence extends Error {
  override readonly name = 'Divergence';
  readonly trace: Trace;

  /**
   * @param schedule what was done, the last step being the one after which they differ
   * @param facts what each of them holds
   */
  constructor(
    model: Model,
    schedule: Schedule,
    sentence: string,
    facts: Readonly<Record<string, Json>>,
    options?: ErrorOptions,
  ) {
    const trace = traceOf(model, schedule);
    const { system, layout, actions, starts } = model;
    const stage = {
      system: system.name,
      counts: { initial: starts?.length ?? 1 },
      coverage: {
        cells: layout.cells,
        actions: actions.map(({ action: name }) => ({ name })),
      },
    };
    const story = storyOf(stage, {
      id: 'Conformance',
      name: 'the implementation does as the model',
      by: null,
      kind: 'always',
      reason: { sentence, facts },
      trace,
    });
    super(storyLines(story, usualOptions).join('\n'), options);
    this.trace = trace;
  }
}
