/**
 * The commands that lead to an outcome again, to be pasted into a shell.
 */
import type { FuzzSummary, Outcome, PropertyOutcome } from '../explore/outcome.ts';
import type { Commands, ReportOptions } from './options.ts';

/** What a command line says. */
export interface Said {
  readonly command: string;
  /** The system, as it is given: by its name, or by the path of its module. */
  readonly argument: string;
  readonly preset: string;
  readonly set: Readonly<Record<string, string>>;
  readonly boundsName: string;
  readonly bound: Readonly<Record<string, unknown>>;
  readonly more: readonly string[];
}

/** A command line that makes a choice, to be pasted into a shell. */
export function commandLine({ command, argument, ...choice }: Said): string {
  const { preset, set, boundsName, bound, more } = choice;
  return shellCommand([
    `npx dropproof ${command}`,
    quoted(argument),
    `--preset ${quoted(preset)}`,
    ...Object.entries(set).map(([name, option]) => `--set ${quoted(`${name}=${option}`)}`),
    `--bounds ${quoted(boundsName)}`,
    ...Object.entries(bound).map(
      ([name, value]) => `--bound ${quoted(`${name}=${JSON.stringify(value)}`)}`,
    ),
    ...more,
  ]);
}

/** What led to an outcome, every switch and bound spelled out. */
export function saidIn({ system, preset, boundsName, engine, fuzz, ...values }: Outcome): Said {
  const { variant, bounds } = fuzz?.random ?? values;
  return {
    command: fuzz === null ? 'check' : 'fuzz',
    argument: system,
    preset,
    set: variant,
    boundsName,
    bound: bounds,
    more: [...(engine.symmetry ? ['--symmetry'] : []), ...fuzzWords(fuzz)],
  };
}

/** The command lines for the same system, variant and bounds. */
export function commandsFor(outcome: Outcome): Commands {
  return { check: commandLine(saidIn(outcome)), replay: 'npx dropproof replay' };
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
