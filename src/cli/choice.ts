/**
 * From the words of a command line to the choice of a variant and of bounds, and back.
 */
import { isDeepStrictEqual } from 'node:util';
import type { Outcome } from '../explore/outcome.ts';
import { commandLine, quoted, saidIn, shellCommand } from '../report/command.ts';
import type { Commands, Unlike } from '../report/options.ts';
import { UsageError } from '../spec/errors.ts';
import type { Choice, Model, System } from '../spec/system.ts';
import { namedValues } from '../spec/system.ts';
import type { Values } from './command.ts';
import type { choiceOptions } from './options.ts';

/** The options that choose, as parsed. */
export type ChoiceValues = Pick<Values<typeof choiceOptions>, keyof typeof choiceOptions>;

/**
 * The choice that the options make.
 *
 * @throws UsageError for options that contradict each other or cannot be read
 */
export function choiceOf({ preset, set, bounds, bound }: ChoiceValues): Choice {
  const sets = assignments('--set', 'switch=option', set ?? []);
  const sizes = assignments('--bound', 'bound=JSON', bound ?? []);
  return {
    ...(preset === undefined ? {} : { preset }),
    ...(bounds === undefined ? {} : { bounds }),
    set: sets,
    bound: Object.fromEntries(
      Object.entries(sizes).map(([name, text]) => [name, json(name, text)]),
    ),
  };
}

/** The command lines that make the same choice, with the defaults spelled out; `more` is what else they say. */
export function commandsFor(
  argument: string,
  model: Model,
  choice: Choice,
  command: 'check' | 'fuzz' | 'tests' = 'check',
  more: readonly string[] = [],
): Commands {
  const { preset, boundsName, system } = model;
  const { set = {}, bound = {} } = choice;
  const check = commandLine({ command, argument, preset, set, boundsName, bound, more });
  return { check, replay: replayOf(argument, system.name) };
}

/** The command lines that lead to an outcome again, as short as they are for this system as it is today. */
export function commandsAgain(argument: string, system: System, outcome: Outcome): Commands {
  const said = saidIn(outcome);
  const named = namedValues(system, said);
  const set = unlike(said.set, named.variant);
  const bound = unlike(said.bound, named.bounds);
  const check = commandLine({ ...said, argument, set, bound });
  return { check, replay: replayOf(argument, system.name) };
}

/** In what a variant and bounds differ from the preset and the set of bounds that they are named after. */
export function unlikeNamed(system: System, chosen: Outcome): Unlike {
  const named = namedValues(system, chosen);
  return {
    set: unlike(chosen.variant, named.variant),
    bound: unlike(chosen.bounds, named.bounds),
  };
}

function replayOf(argument: string, name: string): string {
  const system = argument === name ? '' : `--system ${quoted(argument)}`;
  return shellCommand(['npx dropproof replay', system]);
}

type Named = Readonly<Record<string, unknown>>;

/** What is not as usual. */
function unlike<V>(values: Readonly<Record<string, V>>, usual: Named): Readonly<Record<string, V>> {
  const different = Object.entries(values).filter(
    ([name, value]) => !isDeepStrictEqual(value, usual[name]),
  );
  return Object.fromEntries(different);
}

function assignments(
  option: string,
  form: string,
  texts: readonly string[],
): Readonly<Record<string, string>> {
  const found = new Map<string, string>();
  for (const text of texts) {
    const at = text.indexOf('=');
    if (at <= 0) throw new UsageError(`${option} ${text}: expected ${form}`);
    const [name, value] = [text.slice(0, at), text.slice(at + 1)];
    const other = found.get(name);
    if (other !== undefined && other !== value) {
      throw new UsageError(
        `contradictory options: ${option} ${name}=${other} and ${option} ${name}=${value}`,
      );
    }
    found.set(name, value);
  }
  return Object.fromEntries(found);
}

function json(name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError(
      `--bound ${name}=${text}: expected JSON, such as ${name}=2 or '${name}=["drop A"]'`,
    );
  }
}
