/**
 * What the user reads when something is wrong with the command or with the model, and the exit code that goes with
 * it. A broken promise of a protocol is not among these: that is an outcome.
 */

import { exitCodes } from '../explore/outcome.ts';
import { quoted } from '../report/command.ts';
import { columns, wrap } from '../report/layout.ts';
import { printValue } from '../report/values.ts';
import { ModelError, UsageError } from '../spec/errors.ts';
import type { Json } from '../spec/value.ts';
import { EncodingError } from '../spec/value.ts';

/** What to print on stderr, and how to exit. */
export interface Failure {
  readonly text: string;
  readonly exitCode: number;
}

/** What the engine adds to an error of the model: how it came to the state, and the state. */
interface Scene {
  readonly instances?: readonly string[] | undefined;
  readonly state?: Readonly<Record<string, Json>> | undefined;
  readonly drawn?: ModelError['drawn'];
}

const width = 100;

/** The message for an error. A stack trace only where the user asked for it, or where it is our fault. */
export function failureOf(error: unknown, debug: boolean): Failure {
  const { lines, exitCode } = describe(error);
  const stack = debug && error instanceof Error ? ['', ...stacksOf(error)] : [];
  return { text: `${[...lines, ...stack].join('\n')}\n`, exitCode };
}

function describe(error: unknown): { readonly lines: string[]; readonly exitCode: number } {
  if (error instanceof UsageError) {
    return { lines: [`dropproof: ${error.message}`], exitCode: exitCodes.usage };
  }
  if (error instanceof ModelError || error instanceof EncodingError) {
    return {
      lines: [
        ...wrap(`dropproof: the model is broken. ${error.message}`, width),
        ...sceneLines(error as Scene),
      ],
      exitCode: exitCodes.usage,
    };
  }
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return {
    lines: [
      `dropproof: internal error: ${message}`,
      'This is a fault of dropproof, not of your model. --debug shows where it happened.',
    ],
    exitCode: exitCodes.internal,
  };
}

/** What was drawn, as the options that choose the same. */
function drawnWords({ set, bound }: NonNullable<ModelError['drawn']>): string[] {
  return [
    ...Object.entries(set).map(([name, text]) => `--set ${quoted(`${name}=${text}`)}`),
    ...Object.entries(bound).map(
      ([name, value]) => `--bound ${quoted(`${name}=${JSON.stringify(value)}`)}`,
    ),
  ];
}

function sceneLines({ instances, state, drawn }: Scene): string[] {
  const way = (instances ?? []).map((name, at) => `${String(at + 1).padStart(4)}. ${name}`);
  const words = drawn ? drawnWords(drawn).map((word) => `  ${word}`) : [];
  const cells = Object.entries(state ?? {}).map(([cell, value]) => [cell, printValue(value)]);
  return [
    ...(words.length > 0 ? ['', 'With what was drawn at random:', ...words] : []),
    ...(instances
      ? [
          '',
          way.length > 0 ? 'It happens after these steps:' : 'It happens in the initial state.',
          ...way,
        ]
      : []),
    ...(state ? ['', 'In this state:', ...columns(cells, width, '  ')] : []),
  ];
}

function stacksOf(error: Error): string[] {
  const cause = error.cause instanceof Error ? ['caused by', ...stacksOf(error.cause)] : [];
  return [error.stack ?? String(error), ...cause];
}
