/**
 * A picture carries the text that it was drawn from, so that it can be told from which, and drawn again.
 */

/** The picture with the text of its diagram inside, where nobody sees it. */
export function withSource(svg: string, diagram: string): string {
  const end = svg.lastIndexOf('</svg>');
  const text = diagram.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return `${svg.slice(0, end)}<metadata>${text}</metadata>${svg.slice(end)}`;
}
