/**
 * The command line as a function: arguments in, exit code out.
 */
import type { Argv } from 'yargs';
import yargs from 'yargs';
import { exitCodes } from '../explore/outcome.ts';
import type { Command, Context } from './command.ts';
import { check } from './commands/check.ts';
import { conform } from './commands/conform.ts';
import { demo } from './commands/demo.ts';
import { explore } from './commands/explore.ts';
import { fuzz } from './commands/fuzz.ts';
import { gate } from './commands/gate.ts';
import { list } from './commands/list.ts';
import { matrix } from './commands/matrix.ts';
import { render } from './commands/render.ts';
import { replay } from './commands/replay.ts';
import { show } from './commands/show.ts';
import { tests } from './commands/tests.ts';
import type { Exploring } from './engine.ts';
import { failureOf } from './failures.ts';
import type { Io } from './io.ts';
import { styleFor, widthFor } from './style.ts';
import type { Catalogue } from './systems.ts';
import { usageError } from './usage.ts';
import { version } from './version.ts';

const commands: readonly Command[] = [
  list,
  show,
  check,
  matrix,
  gate,
  fuzz,
  conform,
  tests,
  explore,
  replay,
  render,
  demo,
];

const exitCodeHelp = `Exit codes
   0  everything as expected                 (fuzz: no violation found, nothing proved;
                                              matrix: every cell decided)
  10  a property is violated; conform:       11  unexpected deadlock
      the log is no behaviour
  12  a witness unreached, or only vacuous   13  liveness violated
  20  undecided: a limit, or Ctrl-C          30  not as expected (gate, replay, demo)
  64  wrong usage, or a broken model         70  internal error`;

/** What the command line works with: our catalogue and engine, or a test's. */
export interface Parts {
  readonly catalogue: Catalogue;
  readonly exploring: Exploring;
}

/** Runs one command line. Never throws: whatever goes wrong becomes a message and an exit code. */
export async function run(argv: readonly string[], io: Io, parts: Parts): Promise<number> {
  const context: Context = {
    io,
    ...parts,
    style: styleFor(io.stdout, io.env),
    width: widthFor(io.stdout),
  };
  try {
    return await dispatch(argv, context);
  } catch (error) {
    const { text, exitCode } = failureOf(error, argv.includes('--debug'));
    io.stderr.write(text);
    return exitCode;
  }
}

async function dispatch(argv: readonly string[], context: Context): Promise<number> {
  // yargs answers by itself only for --help and --version.
  let exitCode: number = exitCodes.asExpected;
  const frame: Argv = yargs([])
    .scriptName('dropproof')
    .usage('$0 <command>\n\nWhich variant of a protocol breaks which promise, and how.')
    .locale('en')
    .parserConfiguration({ 'parse-numbers': false, 'parse-positional-numbers': false })
    .option('debug', { type: 'boolean', describe: 'stack traces of errors', global: true })
    .demandCommand(1, 'a command is missing. Try dropproof --help')
    .strict()
    .help()
    .alias('help', 'h')
    .version(version)
    .epilogue(exitCodeHelp)
    .wrap(Math.min(context.width, 100))
    .exitProcess(false)
    .fail((message, error) => {
      // What an option's `coerce` throws arrives here as an error of yargs; a command's own error as itself.
      throw error && error.name !== 'YError'
        ? error
        : usageError(message || error.message, argv, commands);
    });
  const finish = (code: number) => {
    exitCode = code;
  };
  const parser = commands.reduce((at, command) => command.addTo(at, context, finish), frame);
  await parser.parseAsync([...argv], {}, (_error, _args, output) => {
    if (output) context.io.stdout.write(`${output}\n`);
  });
  return exitCode;
}
