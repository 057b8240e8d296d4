// Writes what is generated: the outputs in README.md, the answers in docs/answers/, the gallery in reports/; or only what
// is named: `node tools/texts.ts readme answers reports`. Tests say when that is needed.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { openPainter } from '../src/cli/pictures/painter.ts';
import { answersFile, answersOf, asked } from '../test/readme/answers.ts';
import { refreshed } from '../test/readme/commands.ts';
import { diagramOf, gallery, pictures, shows } from '../test/readme/gallery.ts';

const parts = { readme: writeReadme, answers: writeAnswers, reports: writeReports } as const;

function writeReadme(): void {
  writeFileSync('README.md', refreshed(readFileSync('README.md', 'utf8')));
}

function writeAnswers(): void {
  mkdirSync('docs/answers', { recursive: true });
  for (const [system, questions] of asked) {
    writeFileSync(answersFile(system), answersOf(system, questions));
  }
}

async function writeReports(): Promise<void> {
  for (const [file, text] of Object.entries(await gallery())) writeFileSync(file, text);
  // Browsers draw differently: what shows today's diagram stays as it is.
  const stale = pictures.flatMap((picture) => {
    const { file } = picture;
    const diagram = diagramOf(picture);
    return existsSync(file) && shows(readFileSync(file, 'utf8'), diagram)
      ? []
      : [{ file, diagram }];
  });
  if (stale.length === 0) return;
  const painter = await openPainter(undefined, { ...process, cwd: process.cwd() });
  for (const { file, diagram } of stale) writeFileSync(file, await painter.draw(diagram, 'svg'));
  await painter.close();
}

const wanted = process.argv.slice(2);
for (const [name, write] of Object.entries(parts)) {
  if (wanted.length === 0 || wanted.includes(name)) await write();
}
