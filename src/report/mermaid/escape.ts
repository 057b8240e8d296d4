/**
 * Text inside a Mermaid diagram.
 *
 * Mermaid has no quoting: `;` ends a statement, `#` begins an entity, and angle brackets are HTML. Everything but
 * harmless characters is therefore written as the entity of its code point, which every renderer turns back.
 */

const risky = /[^A-Za-z0-9 _.,()=+*/-]/gu;

/**
 * What may stand in the middle of a note besides. It must: Mermaid measures a text before it turns entities back, so
 * that each of them makes the note wider than what is in it.
 */
const riskyInNotes = /[^A-Za-z0-9 _.,()=+*/:[\]{}'→…×⚡✗-]/gu;

/** The text as Mermaid shows it literally: names, titles, labels. Lines are separated by markup, `<br/>`. */
export function escaped(...lines: readonly string[]): string {
  return lines.map((line) => line.replace(risky, entityOf)).join('<br/>');
}

/**
 * The same for what follows the colon of a note or an arrow. It must not begin with a text of the model: `wrap:` means
 * something there.
 */
export function noted(...lines: readonly string[]): string {
  return lines.map((line) => line.replace(riskyInNotes, entityOf)).join('<br/>');
}

const likes: Readonly<Record<string, string>> = { '<': '‹', '>': '›', '&': '＆' };

/**
 * The lines that give a diagram a title where it has no statement for that. Entities are not turned back there, and what
 * looks like a tag is taken out: it is shown by signs that look alike.
 */
export function titleLines(title: string): string[] {
  const shown = title.replace(/[<>&]/g, (sign) => likes[sign] ?? sign);
  // In quotes, YAML takes JSON literally.
  return ['---', `title: ${JSON.stringify(shown)}`, '---'];
}

function entityOf(character: string): string {
  return `#${character.codePointAt(0)};`;
}

/**
 * A long text in lines of at most so many letters, about equally long: a last line of one word looks like a mistake.
 * A word that is longer stays whole.
 */
export function balanced(text: string, most: number): string[] {
  const count = Math.ceil(text.length / most);
  for (let width = Math.ceil(text.length / count); width < most; width++) {
    const lines = broken(text, width);
    if (lines.length <= count) return lines;
  }
  return broken(text, most);
}

function broken(text: string, most: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > most) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}

/** Lines one step further in. */
export function indented(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`);
}

/** A diagram of these lines. */
export function joined(lines: readonly string[]): string {
  return `${lines.join('\n')}\n`;
}
