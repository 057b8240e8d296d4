/**
 * What was chosen, in words that every report shares: the preset and the set of bounds by name, with what differs from
 * them. A name alone would be a lie about a variant that was drawn at random, or changed on the command line.
 */
import type { Outcome } from '../explore/outcome.ts';
import type { ReportOptions } from './options.ts';
import type { Json } from './values.ts';
import { printValue } from './values.ts';

/** How names and values are set off. */
type Literal = (text: string) => string;

/** `documented with unload=refuseThenDrain`, and the like of the bounds; the name alone where nothing differs. */
export function chosenWords(
  { preset, boundsName }: Pick<Outcome, 'preset' | 'boundsName'>,
  { unlike }: Pick<ReportOptions, 'unlike'>,
  literal: Literal = (text) => text,
): { readonly preset: string; readonly bounds: string } {
  const words = (name: string, differing: string) =>
    [name, differing]
      .filter((text) => text !== '')
      .map(literal)
      .join(' with ');
  return {
    preset: words(preset, optionsText(unlike?.set ?? {})),
    bounds: words(boundsName, sizesText(unlike?.bound ?? {})),
  };
}

/** `unload=refuseThenDrain resume=no`. */
export function optionsText(variant: Readonly<Record<string, string>>): string {
  return assignments(Object.entries(variant));
}

/** `partitions=2 admins=["drop A"]`. */
export function sizesText(bounds: Readonly<Record<string, Json>>): string {
  return assignments(Object.entries(bounds).map(([name, value]) => [name, printValue(value)]));
}

function assignments(pairs: readonly (readonly [string, string])[]): string {
  return pairs.map(([name, text]) => `${name}=${text}`).join(' ');
}
