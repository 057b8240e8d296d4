/**
 * Small programs as texts: what transactions, admins or clients do, in bounds that a user can type.
 */
import type { Bound } from '../choices.ts';
import { program } from '../choices.ts';
import { UsageError } from '../errors.ts';

/**
 * A bound that is a list of texts of one form.
 *
 * @param example what a text may look like, for whoever gave another
 *
 * @example
 * texts('what each admin asks for', ['drop A'], /^(?:drop|create) [AB]$/, '"drop A"')
 */
export function texts(
  meaning: string,
  usual: readonly string[],
  form: RegExp,
  example: string,
): Bound<readonly string[]> {
  return program<readonly string[]>(meaning, usual, (json) => {
    const fits = (item: unknown): item is string => typeof item === 'string' && form.test(item);
    if (Array.isArray(json) && json.every(fits)) return json;
    throw new UsageError(`expected a list of texts like ${example}, got ${JSON.stringify(json)}`);
  });
}

/**
 * The id of a domain that a program names.
 *
 * @throws RangeError if there is none; the form of the bound should not have let that happen
 */
export function named<I extends { readonly label: string }>(
  domain: readonly I[],
  label: string,
): I {
  const id = domain.find((known) => known.label === label);
  if (id) return id;
  throw new RangeError(`${label} is none of ${domain.map((known) => known.label).join(', ')}`);
}

/** What a list has for an id: the first for the first id of its domain. */
export function nth<T>(list: readonly T[], { ordinal }: { readonly ordinal: number }): T {
  const item = list[ordinal - 1];
  if (item === undefined) throw new RangeError(`there is no number ${ordinal}`);
  return item;
}
