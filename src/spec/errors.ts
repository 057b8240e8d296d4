/**
 * The two kinds of error that are somebody's to mend: the caller's input, and the model's code.
 *
 * A broken promise of a protocol is neither: that is an outcome.
 */
import { closest, distance } from 'fastest-levenshtein';
import type { Json } from './value.ts';

/** The input was wrong. The message says what was got, what was expected, and what to do. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** The model's code is broken: it throws, is impure, or breaks the contract. `where` names the action or property. */
export class ModelError extends Error {
  override readonly name = 'ModelError';
  readonly where: string;
  /** The steps that lead to the state in which it happened, if known: instance names. */
  instances: readonly string[] | undefined;
  /** That state, if known: cell name → JSON value. */
  state: Readonly<Record<string, Json>> | undefined;
  /** What was drawn at random before it happened, if anything was: switch → option, bound → JSON value. */
  drawn:
    | {
        readonly set: Readonly<Record<string, string>>;
        readonly bound: Readonly<Record<string, unknown>>;
      }
    | undefined;

  constructor(where: string, message: string, options?: ErrorOptions) {
    super(`${where}: ${message}`, options);
    this.where = where;
  }
}

/**
 * The error for a name that is not one of the known ones, with a suggestion if one is near.
 *
 * @example
 * throw unknownName('preset', 'documentd', ['documented']); // … Did you mean 'documented'?
 */
export function unknownName(what: string, got: string, known: readonly string[]): UsageError {
  const list = known.length > 0 ? `Known: ${known.join(', ')}.` : 'There are none.';
  const near = known.length > 0 ? closest(got, [...known]) : '';
  const close = near !== '' && distance(got, near) <= Math.max(2, Math.floor(got.length / 3));
  return new UsageError(
    `unknown ${what} '${got}'. ${close ? `Did you mean '${near}'? ` : ''}${list}`,
  );
}
