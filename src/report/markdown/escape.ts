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
  const longest = Math.max(0, ...(line.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  // One space inside of each fence belongs to the fence.
  return longest === 0 ? `\`${line}\`` : `${fence} ${line} ${fence}`;
}

/** A block of lines that are shown as they are; no line may begin with backticks. */
export function block(language: string, text: string): string {
  return `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;
}
