/**
 * Text inside a Mermaid diagram.
 *
 * Mermaid has no quoting: `;` ends a statement, `#` begins an entity, and angle brackets are HTML. Everything but
 * harmless characters is therefore written as the entity of its code point, which every renderer turns back.
 */

const risky = /[^A-Za-z0-9 _.,()=+*/-]/gu;

/** The text as Mermaid shows it literally. Lines are separated by `<br/>`, which is markup and not escaped. */
export function escaped(...lines: readonly string[]): string {
  return lines
    .map((line) => line.replace(risky, (character) => `#${character.codePointAt(0)};`))
    .join('<br/>');
}
