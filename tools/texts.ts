// Writes what is generated: the outputs in README.md, and the gallery in reports/. Tests say when that is needed.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { answersFile, answersOf, asked } from '../test/readme/answers.ts';
import { refreshed } from '../test/readme/commands.ts';
import { gallery } from '../test/readme/gallery.ts';

writeFileSync('README.md', refreshed(readFileSync('README.md', 'utf8')));
for (const [path, text] of Object.entries(gallery())) writeFileSync(path, text);
mkdirSync('docs/answers', { recursive: true });
for (const [system, questions] of asked) {
  writeFileSync(answersFile(system), answersOf(system, questions));
}
