/**
 * The complaints of yargs in our words, with a suggestion where a name is nearly right.
 */
import { UsageError, unknownName } from '../spec/errors.ts';
import type { Command } from './command.ts';

/** The error for a complaint about a command line. */
export function usageError(
  complaint: string,
  argv: readonly string[],
  commands: readonly Command[],
): UsageError {
  const command = commands.find(({ name }) => name === argv[0]);
  const [, unknown] = /^Unknown (?:argument|command)s?: ([^,]+)/.exec(complaint) ?? [];
  if (unknown !== undefined) return unknownWord(unknown, argv, command, commands);
  const [, option, given, choices] =
    /Argument: (\S+), Given: "(.*)", Choices: (.*)$/.exec(complaint) ?? [];
  if (option !== undefined && given !== undefined && choices !== undefined) {
    return unknownName(`--${option}`, given, JSON.parse(`[${choices}]`));
  }
  const [, bare] = /^Not enough arguments following: (\S+)/.exec(complaint) ?? [];
  if (bare !== undefined) return new UsageError(`--${bare} needs a value`);
  if (command && complaint.startsWith('Not enough non-option arguments')) {
    return new UsageError(`'${command.usage}' is incomplete. Try dropproof ${command.name} --help`);
  }
  return new UsageError(complaint.replace(/\s*\n\s*/g, ' ').trim());
}

function unknownWord(
  word: string,
  argv: readonly string[],
  command: Command | undefined,
  commands: readonly Command[],
): UsageError {
  const isOption = argv.some((given) => given.startsWith(`--${word}`) || given === `-${word}`);
  if (isOption) {
    const options = [...(command?.optionNames ?? []), 'debug', 'help', 'version'];
    return unknownName(
      'option',
      `--${word}`,
      options.map((name) => `--${name}`),
    );
  }
  if (command) {
    return new UsageError(`unexpected argument '${word}'. Try dropproof ${command.name} --help`);
  }
  return unknownName(
    'command',
    word,
    commands.map(({ name }) => name),
  );
}
