/**
 * The version of the package that is running.
 */
import { readFileSync } from 'node:fs';

const packageFile = new URL('../../package.json', import.meta.url);

/** As package.json has it; it lies two folders up from `src/cli` and from `dist/cli` alike. */
export const version: string = JSON.parse(readFileSync(packageFile, 'utf8')).version;
