// Writes what is generated: the outputs in README.md, and the gallery in reports/. Tests say when that is needed.
import { readFileSync, writeFileSync } from 'node:fs';
import { refreshed } from '../test/readme/commands.ts';
import { gallery } from '../test/readme/gallery.ts';

writeFileSync('README.md', refreshed(readFileSync('README.md', 'utf8')));
for (const [path, text] of Object.entries(gallery())) writeFileSync(path, text);
