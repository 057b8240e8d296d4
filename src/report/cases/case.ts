/**
 * What a CI system wants to know, whichever command found it: for each property of each variant and bounds, whether all
 * is well, and if not, why. JUnit, SARIF and GitHub's annotations are drawn from this.
 */
import { sequenceOf } from '../mermaid/sequence.ts';
import type { ReportOptions } from '../options.ts';
import { plain, usualOptions } from '../options.ts';
import { storyLines } from '../story/lines.ts';
import type { Stage, Violated } from '../story/story.ts';
import { storyOf } from '../story/tell.ts';

/**
 * `noted`: something to know that fails nothing. `broken`: the model's code fails, so that nothing is known. `skipped`:
 * there was nothing to judge. `open`: as was asked, nothing was found, and nothing is proved.
 */
export type CaseFate = 'passed' | 'noted' | 'failed' | 'broken' | 'skipped' | 'open';

/** A counterexample, and what is known of the model that it is about. */
export interface Told {
  readonly stage: Stage;
  readonly violated: Violated;
}

/** Whether all is well with one property, or with a search as a whole. */
export interface Case {
  readonly system: string;
  readonly variant: string;
  readonly bounds: string;
  /** The property's id, or what else was looked at: `counts`, `search`. */
  readonly id: string;
  readonly name: string;
  readonly by: string | null;
  readonly fate: CaseFate;
  /** A sentence without its end. */
  readonly message: string;
  readonly told: Told | null;
  /** How to see it again; empty if there is no such command. */
  readonly command: string;
}

/** So many lines of a story are told where it is one among many; the middle of a longer one is left out. */
const mostLines = 400;

/** A counterexample as text. */
export function storyText({ stage, violated }: Told, { ghosts }: ReportOptions): string {
  const lines = storyLines(storyOf(stage, violated), { ...usualOptions, style: plain, ghosts });
  return folded(lines, mostLines, (left) => `      … ${left} lines left out …`).join('\n');
}

/** A counterexample as a Mermaid diagram. */
export function diagramText({ stage, violated }: Told, { ghosts }: ReportOptions): string {
  return sequenceOf(storyOf(stage, violated), { ...usualOptions, ghosts }).trimEnd();
}

/** A list with at most so many items: of a longer one, the middle is one item that says how many there were. */
export function folded<T>(items: readonly T[], most: number, fold: (left: number) => T): T[] {
  if (items.length <= most) return [...items];
  const first = Math.floor((most - 1) / 2);
  const last = most - 1 - first;
  return [...items.slice(0, first), fold(items.length - first - last), ...items.slice(-last)];
}

/** Where a case belongs: `k2/collection, documented, note`. */
export function whereText({
  system,
  variant,
  bounds,
}: Pick<Case, 'system' | 'variant' | 'bounds'>) {
  return [system, variant, bounds].filter((part) => part !== '').join(', ');
}

/** Those that somebody has to do something about. */
export function failures(cases: readonly Case[]): Case[] {
  return cases.filter(({ fate }) => fate === 'failed' || fate === 'broken');
}
