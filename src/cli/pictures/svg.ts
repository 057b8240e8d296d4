/**
 * A picture carries the text that it was drawn from, so that it can be told from which, and drawn again.
 */

const [opening, closing] = ['<metadata>', '</metadata>'] as const;

/** The picture with the text of its diagram inside, where nobody sees it. */
export function withSource(svg: string, diagram: string): string {
  const end = svg.lastIndexOf('</svg>');
  const text = diagram.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return `${svg.slice(0, end)}${opening}${text}${closing}${svg.slice(end)}`;
}

/** The text that a picture was drawn from; null if it carries none. */
export function sourceIn(svg: string): string | null {
  const from = svg.lastIndexOf(opening);
  if (from < 0) return null;
  const text = svg.slice(from + opening.length, svg.indexOf(closing, from));
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
