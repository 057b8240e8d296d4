/**
 * HTML from its parts. Text is escaped in one place, so that nothing of a model becomes markup.
 */

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as a page shows it literally. */
export function text(plain: string): string {
  return plain.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
}

/** An element; its content is HTML already, its attributes are not. */
export function tag(
  name: string,
  attributes: Readonly<Record<string, string>>,
  content: readonly string[],
): string {
  const list = Object.entries(attributes).map(([key, value]) => ` ${key}="${text(value)}"`);
  return `<${name}${list.join('')}>${content.join('')}</${name}>`;
}
