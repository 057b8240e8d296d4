/**
 * Matchers for vitest: promises of a protocol as tests, with the story of a counterexample as the failure message.
 *
 * What is undecided, vacuous or not asked is neither kept nor broken: both matchers fail on it, and so do both with `.not`.
 *
 * @example
 * import { expect, test } from 'vitest';
 * import { instantiate } from 'dropproof';
 * import { toBeViolated, toHold } from 'dropproof/vitest';
 * import protocol from './my-protocol.ts';
 *
 * expect.extend({ toHold, toBeViolated });
 *
 * test('the remedy keeps the promise', () => {
 *   expect(instantiate(protocol, { preset: 'repaired' })).toHold('P1');
 *   expect(instantiate(protocol, { preset: 'today' })).toBeViolated('P1', { steps: 6 });
 * });
 */
import type {} from 'vitest';
import { explore } from './explore/explore.ts';
import type { Outcome, PropertyOutcome } from './explore/outcome.ts';
import { wrap } from './report/layout.ts';
import { usualOptions } from './report/options.ts';
import { storyLines } from './report/story/lines.ts';
import { storyOf } from './report/story/tell.ts';
import { counted, verdictWord } from './report/words.ts';
import { UsageError, unknownName } from './spec/errors.ts';
import type { Model } from './spec/system.ts';

/** What a matcher answers, as vitest wants it. */
interface Answer {
  readonly pass: boolean;
  readonly message: () => string;
}

/** What a matcher is called on. */
interface Matching {
  readonly isNot?: boolean;
}

/**
 * The property holds in every reachable state; a witness is reached.
 *
 * Cost: a model is explored for this property alone. To ask many, explore once and give the outcome.
 *
 * @throws UsageError for an unknown property
 */
export function toHold(this: Matching | undefined, received: unknown, id: string): Answer {
  const outcome = outcomeOf(received, id);
  return answer(this, outcome, propertyOf(outcome, id), 'holds');
}

/**
 * The property is violated; if `steps` is given, its shortest counterexample has just so many.
 *
 * @throws UsageError for an unknown property
 */
export function toBeViolated(
  this: Matching | undefined,
  received: unknown,
  id: string,
  { steps }: { readonly steps?: number } = {},
): Answer {
  const outcome = outcomeOf(received, id);
  const property = propertyOf(outcome, id);
  const length = property.trace?.steps.length;
  if (property.verdict === 'violated' && steps !== undefined && length !== steps) {
    const expected = `expected ${id} to be violated after ${counted(steps, 'step')}`;
    const found = length === undefined ? 'it has no trace' : `it is after ${length}`;
    return { pass: false, message: () => told(outcome, property, `${expected}, but ${found}`) };
  }
  return answer(this, outcome, property, 'violated');
}

type Decided = 'holds' | 'violated';

function answer(
  matching: Matching | undefined,
  outcome: Outcome,
  property: PropertyOutcome,
  wanted: Decided,
): Answer {
  const found = decided(property);
  const isNot = matching?.isNot === true;
  const be = wanted === 'holds' ? 'hold' : 'be violated';
  const expected = `expected ${property.id} ${isNot ? 'not ' : ''}to ${be}`;
  const message = () => told(outcome, property, `${expected}, but it ${wordsOf(property)}`);
  // What is not decided fails either way round.
  return { pass: found === null ? isNot : found === wanted, message };
}

/** Null for what is neither kept nor broken. */
function decided({ verdict, vacuous }: PropertyOutcome): Decided | null {
  if (verdict === 'violated') return 'violated';
  return verdict === 'holds' && !vacuous ? 'holds' : null;
}

function wordsOf(property: PropertyOutcome): string {
  const { verdict, vacuous, reason } = property;
  if (verdict === 'holds') return vacuous ? 'had nothing to judge' : verdictWord(property);
  const why = verdict === 'undecided' && reason ? `: ${reason.sentence}` : '';
  return `is ${verdictWord(property)}${why}`;
}

/** The sentence, where it is about, and the story if there is one. */
function told(outcome: Outcome, property: PropertyOutcome, sentence: string): string {
  const { system, preset, boundsName } = outcome;
  const { width } = usualOptions;
  const { trace } = property;
  const story = trace
    ? ['', ...storyLines(storyOf(outcome, { ...property, trace }), usualOptions)]
    : [];
  const where = `${system}, ${preset}, bounds ${boundsName}`;
  return [...wrap(sentence, width), `  in ${where}`, ...story].join('\n');
}

function outcomeOf(received: unknown, id: string): Outcome {
  if (isOutcome(received)) return received;
  if (isModel(received)) return explore(received, { properties: [id], keepGoing: true });
  throw new UsageError(
    'expect() needs a model or an outcome: expect(instantiate(system, { … })).toHold(…)',
  );
}

function propertyOf({ properties, notChecked }: Outcome, id: string): PropertyOutcome {
  const property = properties.find((at) => at.id === id);
  if (property) return property;
  const left = notChecked.find((at) => at.id === id);
  if (left) throw new UsageError(`${id} was not checked: ${left.why}`);
  throw unknownName(
    'property',
    id,
    properties.map((at) => at.id),
  );
}

function isOutcome(value: unknown): value is Outcome {
  return (value as Partial<Outcome> | null)?.format === 'dropproof/outcome';
}

function isModel(value: unknown): value is Model {
  const { system, actions, layout } = (value ?? {}) as Partial<Model>;
  return system !== undefined && actions !== undefined && layout !== undefined;
}

declare module 'vitest' {
  interface Matchers<R extends void | Promise<void> = void | Promise<void>, T = unknown> {
    /** The property holds in every reachable state; a witness is reached. */
    toHold: (id: string) => R;
    /** The property is violated; if `steps` is given, its shortest counterexample has just so many. */
    toBeViolated: (id: string, more?: { readonly steps?: number }) => R;
  }
}
