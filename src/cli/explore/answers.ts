/**
 * What a walk through a protocol is answered: a pure function of the model and the question.
 */
import type { Progress, Signal } from '../../explore/options.ts';
import { look } from '../../explore/stepping/look.ts';
import { searchOn } from '../../explore/stepping/onward.ts';
import type { Found, Loaded, View, Way } from '../../explore/stepping/view.ts';
import { UsageError, unknownName } from '../../spec/errors.ts';
import type { Model } from '../../spec/system.ts';
import { load } from './load.ts';

/** So many states are explored at most in order to answer a question: a walker waits for it. */
const mostStates = 200_000;

type Question = Readonly<Record<string, unknown>>;

/**
 * Answers a question, in small pieces where it takes its time.
 *
 * @throws UsageError for one that cannot be answered as it is asked
 */
export async function* answerOf(
  model: Model,
  question: string,
  asked: unknown,
): AsyncGenerator<Progress, View | Loaded | Found, Signal> {
  if (typeof asked !== 'object' || asked === null) {
    throw new UsageError(`a question is a JSON object, not ${JSON.stringify(asked)}`);
  }
  const about = asked as Question;
  switch (question) {
    case 'look':
      return look(model, wayIn(about), numberIn(about, 'step'));
    case 'load':
      return await load(model, textIn(about, 'text'));
    case 'search':
      return yield* searchOn(model, wayIn(about), textIn(about, 'property'), mostStates);
    default:
      throw unknownName('question', question, ['look', 'load', 'search']);
  }
}

function wayIn(asked: Question): Way {
  const { instances } = asked;
  if (!Array.isArray(instances) || !instances.every((name) => typeof name === 'string')) {
    throw new UsageError(`'instances' must be a list of names, not ${JSON.stringify(instances)}`);
  }
  const loop = asked.loop === null ? null : numberIn(asked, 'loop');
  return { start: numberIn(asked, 'start'), instances, loop };
}

function numberIn(asked: Question, name: string): number {
  const value = asked[name];
  if (Number.isSafeInteger(value) && (value as number) >= 0) return value as number;
  throw new UsageError(`'${name}' must be a whole number from 0 on, not ${JSON.stringify(value)}`);
}

function textIn(asked: Question, name: string): string {
  const value = asked[name];
  if (typeof value === 'string') return value;
  throw new UsageError(`'${name}' must be a text, not ${JSON.stringify(value)}`);
}
