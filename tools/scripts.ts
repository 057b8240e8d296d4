// Writes the scripts of our pages from src/browser. Tests say when that is needed.
import { writeFileSync } from 'node:fs';
import { bundled, scripts } from '../test/browser/bundle.ts';

for (const [file, source] of Object.entries(scripts)) writeFileSync(file, await bundled(source));
