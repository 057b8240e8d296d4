/**
 * Loads what conformance needs: the map, and the lines of the log.
 */
import { closeSync, existsSync, openSync, readSync } from 'node:fs';
import { resolve } from 'node:path';
import { StringDecoder } from 'node:string_decoder';
import type { ConformanceMap } from '../../explore/conform/map.ts';
import { isConformanceMap } from '../../explore/conform/map.ts';
import { UsageError } from '../../spec/errors.ts';
import { reasonOf } from '../files.ts';
import { importFile } from '../systems.ts';

/** The map that a module exports. @throws UsageError if it does not exist, does not run, or exports none */
export async function loadMap(shown: string, cwd: string): Promise<ConformanceMap> {
  const path = resolve(cwd, shown);
  if (!existsSync(path)) throw new UsageError(`there is no file ${shown} (${path})`);
  const exported = await importFile(shown, path);
  if (isConformanceMap(exported.default)) return exported.default;
  throw new UsageError(
    `${shown} has no map as its default export; ` +
      "write 'export default defineConformance(system, { … })'",
  );
}

const chunkBytes = 1 << 16;

/** The lines of a file, read as they are asked for: a log may be larger than memory. @throws UsageError */
export function* linesOf(shown: string, cwd: string): Generator<string> {
  const file = opened(shown, cwd);
  try {
    const decoder = new StringDecoder('utf8');
    const chunk = Buffer.alloc(chunkBytes);
    let rest = '';
    for (let size = read(shown, file, chunk); size > 0; size = read(shown, file, chunk)) {
      const lines = (rest + decoder.write(chunk.subarray(0, size))).split('\n');
      rest = lines.pop() ?? '';
      yield* lines;
    }
    rest += decoder.end();
    if (rest !== '') yield rest;
  } finally {
    closeSync(file);
  }
}

function opened(shown: string, cwd: string): number {
  try {
    return openSync(resolve(cwd, shown), 'r');
  } catch (error) {
    throw new UsageError(`cannot read ${shown}: ${reasonOf(error)}`, { cause: error });
  }
}

function read(shown: string, file: number, chunk: Buffer): number {
  try {
    return readSync(file, chunk);
  } catch (error) {
    throw new UsageError(`cannot read ${shown}: ${reasonOf(error)}`, { cause: error });
  }
}
