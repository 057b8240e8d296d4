/**
 * Reads the text that a picture carries: what it was drawn from.
 */

const [opening, closing] = ['<metadata>', '</metadata>'] as const;

/** The text that a picture was drawn from; null if it carries none. */
export function sourceIn(svg: string): string | null {
  const from = svg.lastIndexOf(opening);
  if (from < 0) return null;
  const text = svg.slice(from + opening.length, svg.indexOf(closing, from));
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
