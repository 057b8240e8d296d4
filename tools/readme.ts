// Writes into README.md what its commands print today. The test of the README says when that is needed.
import { readFileSync, writeFileSync } from 'node:fs';
import { refreshed } from '../test/readme/commands.ts';

writeFileSync('README.md', refreshed(readFileSync('README.md', 'utf8')));
