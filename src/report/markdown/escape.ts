/**
 * Text inside Markdown: whatever a model calls its things, it stays text.
 */

/** What Markdown, HTML or a forge would take for its own: emphasis, links, tags, tables, people, formulas. */
const special = /[\\`*_[\]<>|~&#@$]/g;

/** Words in a sentence or in a cell of a table. */
export function words(text: string): string {
  return text
    .replace(special, (sign) => `&#${sign.codePointAt(0)};`)
    .replace(/\s+/g, ' ')
    .trim();
}

/** A text to be read literally, such as an instance or a value. Not for tables: they split at bars even here. */
export function code(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  const ticks = longestTicks(line);
  const fence = '`'.repeat(ticks + 1);
  // One space inside of each fence belongs to the fence.
  return ticks === 0 ? `\`${line}\`` : `${fence} ${line} ${fence}`;
}

/** A block of lines that are shown as they are. */
export function block(language: string, text: string): string {
  const fence = '`'.repeat(Math.max(3, longestTicks(text) + 1));
  return `${fence}${language}\n${text.trimEnd()}\n${fence}`;
}

function longestTicks(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}
