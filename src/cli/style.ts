/**
 * Colours: on a terminal, unless the user does not want them.
 */
import { styleText } from 'node:util';
import type { Style } from '../report/options.ts';
import { plain } from '../report/options.ts';
import type { Io, Out } from './io.ts';

type Colour = Parameters<typeof styleText>[0];

/** A page is not wider than this, however wide the terminal: long lines are hard to read. */
const widestPage = 120;

/** Columns of a page that goes to a file or a pipe. */
const usualWidth = 100;

/** The emphasis that an output can show. */
export function styleFor(out: Out, env: Io['env']): Style {
  return hasColours(out, env) ? coloured : plain;
}

/** The width of a page on an output. */
export function widthFor(out: Out): number {
  return out.isTTY && out.columns ? Math.min(out.columns, widestPage) : usualWidth;
}

const coloured: Style = {
  strong: painted('bold'),
  faint: painted('dim'),
  good: painted('green'),
  bad: painted(['bold', 'red']),
  doubtful: painted('yellow'),
};

function painted(colour: Colour): (text: string) => string {
  // Whether there is a terminal was decided above, for the stream that the text really goes to.
  return (text) => styleText(colour, text, { validateStream: false });
}

/** NO_COLOR and FORCE_COLOR as no-color.org and Node have them. */
function hasColours(out: Out, env: Io['env']): boolean {
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR !== undefined) return !['0', 'false'].includes(env.FORCE_COLOR);
  return out.isTTY && env.TERM !== 'dumb';
}
