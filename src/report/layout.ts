/**
 * Text on a page of a given width: wrapping and columns. Emphasis takes no room.
 */

/** What terminals take as colours: ESC [ … m. */
const emphasis = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g');

/** Fewer columns than this are treated as this many: no page is narrower. */
const leastWidth = 24;

/** How many columns a text takes. */
export function widthOf(text: string): number {
  return Array.from(text.replace(emphasis, '')).length;
}

/** The text, filled up with spaces to a width. */
export function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)));
}

/**
 * Breaks a text at spaces. The first line begins with `first`, the others with as many spaces.
 *
 * A word that is wider than the page stays whole: it may be something to copy.
 *
 * @example
 * wrap('a long sentence', 12, '1. '); // ['1. a long', '   sentence']
 */
export function wrap(text: string, width: number, first = ''): string[] {
  const indent = ' '.repeat(widthOf(first));
  const room = Math.max(leastWidth, width) - indent.length;
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && widthOf(line) + 1 + widthOf(word) > room) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  lines.push(line);
  return lines.map((part, at) => `${at === 0 ? first : indent}${part}`.trimEnd());
}

/**
 * Rows as aligned columns, two spaces apart. The last column is wrapped if the page is too narrow for it.
 *
 * @example
 * columns([['P1', 'holds'], ['P12', 'violated']], 100); // ['P1   holds', 'P12  violated']
 */
export function columns(
  rows: readonly (readonly string[])[],
  width: number,
  indent = '',
): string[] {
  const count = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: Math.max(0, count - 1) }, (_, at) =>
    Math.max(...rows.map((row) => widthOf(row[at] ?? ''))),
  );
  return rows.flatMap((row) => {
    const fixed = widths.map((size, at) => pad(row[at] ?? '', size)).join('  ');
    return wrap(row[count - 1] ?? '', width, `${indent}${fixed}${count > 1 ? '  ' : ''}`);
  });
}
