/**
 * A command as data: its options are written once, and the type of what they parse to follows from them.
 */
import type { ArgumentsCamelCase, Argv, InferredOptionTypes, Options } from 'yargs';
import type { Style } from '../report/options.ts';
import type { Exploring } from './engine.ts';
import type { Io } from './io.ts';
import type { Catalogue } from './systems.ts';

/** What a command may use. */
export interface Context {
  readonly io: Io;
  readonly catalogue: Catalogue;
  readonly exploring: Exploring;
  /** For text on stdout. */
  readonly style: Style;
  readonly width: number;
}

type OptionTable = Readonly<Record<string, Options>>;

/** The values of a table of options. */
export type Values<O extends OptionTable> = ArgumentsCamelCase<InferredOptionTypes<O>>;

/** A command that is ready to be added to a parser. `finish` is told the exit code. */
export interface Command {
  readonly name: string;
  readonly usage: string;
  /** The names of its options, for suggestions. */
  readonly optionNames: readonly string[];
  readonly addTo: (parser: Argv, context: Context, finish: (exitCode: number) => void) => Argv;
}

/** An argument that is known by its place; without a default it must be given. */
interface Positional {
  readonly type: 'string';
  readonly describe: string;
  readonly default?: string;
}

/** Makes a command. Its run answers with the exit code. */
export function command<
  const P extends Readonly<Record<string, Positional>>,
  const O extends OptionTable,
>(at: {
  /** The name, and placeholders for the positionals: `check <system>`, `gate [config]`. */
  readonly usage: string;
  readonly summary: string;
  readonly positionals: P;
  readonly options: O;
  readonly run: (
    args: Values<O> & { readonly [K in keyof P]: string },
    context: Context,
  ) => number | Promise<number>;
}): Command {
  return {
    name: at.usage.split(' ')[0] ?? at.usage,
    usage: at.usage,
    optionNames: Object.keys(at.options),
    addTo: (parser, context, finish) =>
      parser.command(
        at.usage,
        at.summary,
        (builder) => {
          const table = builder.options(at.options);
          for (const [name, positional] of Object.entries(at.positionals)) {
            const demandOption = positional.default === undefined;
            table.positional(name, { ...positional, demandOption });
          }
          return table;
        },
        async (args) => {
          // yargs has filled in the positionals that `usage` names; its types do not know them.
          finish(await at.run(args as Parameters<typeof at.run>[0], context));
        },
      ),
  };
}
