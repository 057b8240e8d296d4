/**
 * Where a model declares what it consists of, for reports that point into its source.
 *
 * Whatever is made by this library's constructors carries an error that was made there and never thrown: it knows the
 * place. To make one costs a microsecond or two; to read it costs more, and only who wants the place does.
 */

/** Knows where it was made. */
export interface Declared {
  readonly stack?: string;
}

/** A place in a source file, counted from 1. */
export interface Place {
  /** A URL or an absolute path. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** The place of whoever calls a constructor of this library. */
export function declaredHere(): Declared {
  return new Error('declared here');
}

/** Files of the contract and its kit: what they call was declared by whoever called them. */
const own = new URL('.', import.meta.url);

/**
 * The first place outside of this library's constructors; null if there is none, as for what was written by hand.
 *
 * Exact as far as the platform's stacks are: in compiled files without source maps it is the compiled line.
 */
export function placeOf(declared: Declared | undefined): Place | null {
  for (const frame of (declared?.stack ?? '').split('\n')) {
    const found = /(?:\(|at (?:async )?)((?:file:|\/|[A-Za-z]:).*):(\d+):(\d+)\)?$/.exec(frame);
    if (!found) continue;
    const [, file = '', line, column] = found;
    if (file.startsWith(own.href) || file.startsWith(own.pathname)) continue;
    return { file, line: Number(line), column: Number(column) };
  }
  return null;
}
