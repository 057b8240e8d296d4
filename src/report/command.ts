/**
 * The commands that lead to an outcome again, to be pasted into a shell.
 */
import type { FuzzSummary, Outcome, PropertyOutcome } from '../explore/outcome.ts';
import type { Commands, ReportOptions } from './options.ts';

/** The command lines for the same system, variant and bounds, every switch and bound spelled out. */
export function commandsFor(outcome: Outcome): Commands {
  const { system, preset, boundsName, engine, fuzz } = outcome;
  const { variant, bounds } = fuzz?.random ?? outcome;
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

/** The commands at the end of a report: how to keep and replay the trace that it tells, or to see all of it again. */
export function againOf(
  outcome: Outcome,
  told: PropertyOutcome | undefined,
  options: ReportOptions,
): { readonly heading: string; readonly commands: readonly string[] } {
  const { check, replay } = options.again ?? commandsFor(outcome);
  if (!told) {
    return { heading: 'Run it again', commands: [[check, ...selection(outcome)].join(' ')] };
  }
  const file = quoted(`${told.id}.json`);
  return {
    heading: 'Keep the trace, and replay it later',
    commands: [
      `${check} --property ${quoted(told.id)} --format json --out ${file}`,
      `${replay} ${file}`,
    ],
  };
}

/** The options that select the same properties; none if all were asked. */
function selection({ properties, notChecked }: Outcome): string[] {
  const isPart = notChecked.some(({ why }) => why === 'not selected');
  return isPart ? properties.map(({ id }) => `--property ${quoted(id)}`) : [];
}

/** The options that draw the same walks. */
export function fuzzWords(fuzz: FuzzSummary | null): string[] {
  if (fuzz === null) return [];
  const { seed, maxRuns, runs, maxSteps, strategy, random } = fuzz;
  return [
    ...(random === null ? [] : [`--random ${random.what.join(',')}`]),
    `--strategy ${strategy}`,
    `--seed ${seed}`,
    `--runs ${maxRuns ?? runs}`,
    `--max-steps ${maxSteps}`,
  ];
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
