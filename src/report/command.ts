/**
 * The commands that lead to an outcome again, to be pasted into a shell.
 */
import type { FuzzSummary, Outcome } from '../explore/outcome.ts';
import type { Commands } from './options.ts';

/** The command lines for the same system, variant and bounds, every switch and bound spelled out. */
export function commandsFor(outcome: Outcome): Commands {
  const { system, preset, variant, boundsName, bounds, engine, fuzz } = outcome;
  const switches = Object.entries(variant).map(([name, option]) => `--set ${name}=${option}`);
  const sizes = Object.entries(bounds).map(
    ([name, value]) => `--bound ${name}=${JSON.stringify(value)}`,
  );
  const check = shellCommand([
    `npx dropproof ${fuzz === null ? 'check' : 'fuzz'}`,
    quoted(system),
    `--preset ${quoted(preset)}`,
    ...switches.map(quotedOption),
    `--bounds ${quoted(boundsName)}`,
    ...sizes.map(quotedOption),
    engine.symmetry ? '--symmetry' : '',
    ...fuzzWords(fuzz),
  ]);
  return { check, replay: 'npx dropproof replay' };
}

/** The options that draw the same walks. */
export function fuzzWords(
  fuzz: Pick<FuzzSummary, 'seed' | 'maxRuns' | 'maxSteps'> | null,
): string[] {
  if (fuzz === null) return [];
  return [`--seed ${fuzz.seed}`, `--runs ${fuzz.maxRuns}`, `--max-steps ${fuzz.maxSteps}`];
}

/** A command line from its parts, those left out that are empty. */
export function shellCommand(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' ');
}

/** A word as a POSIX shell takes it literally. */
export function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

function quotedOption(option: string): string {
  const space = option.indexOf(' ');
  return `${option.slice(0, space)} ${quoted(option.slice(space + 1))}`;
}
