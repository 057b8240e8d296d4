/**
 * The files of a gate: the configuration, which people write, and beside it the expectations, which `--update` writes.
 */
import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { Gate } from '../../explore/gate/config.ts';
import { isGate } from '../../explore/gate/config.ts';
import type { Expected, ExpectedCell } from '../../explore/gate/expected.ts';
import { parseExpected, printExpected } from '../../explore/gate/expected.ts';
import { UsageError } from '../../spec/errors.ts';
import { readText, reasonOf } from '../files.ts';
import { importFile } from '../systems.ts';

/** A configuration, and where it lies. */
export interface Loaded {
  readonly gate: Gate;
  /** As the command line names it. */
  readonly shown: string;
  readonly path: string;
  /** Paths of systems begin here. */
  readonly folder: string;
  readonly expectedShown: string;
  readonly expectedPath: string;
}

/** @throws UsageError for a file that does not exist, does not run, or exports no gate */
export async function loadGate(shown: string, cwd: string): Promise<Loaded> {
  const path = resolve(cwd, shown);
  if (!existsSync(path)) throw new UsageError(`there is no file ${shown} (${path})`);
  const { default: gate } = await importFile(shown, path);
  if (!isGate(gate)) {
    throw new UsageError(
      `${shown} has no gate as its default export; write 'export default defineGate({ … })'`,
    );
  }
  // Types are not checked when a file is run.
  if (!Array.isArray(gate.cells) || gate.cells.length === 0) {
    throw new UsageError(`${shown}: a gate without cells lets everything through; list some`);
  }
  const name = basename(path).replace(/(?:\.config)?\.[cm]?[jt]s$/, '.expected.json');
  const expectedShown = join(dirname(shown), name);
  const folder = dirname(path);
  return { gate, shown, path, folder, expectedShown, expectedPath: join(folder, name) };
}

/** What is expected; nothing at all where there is no such file yet. @throws UsageError for a file that is wrong */
export function loadExpected({ expectedPath, expectedShown }: Loaded, cwd: string): Expected {
  if (!existsSync(expectedPath)) return new Map();
  return parseExpected(readText(expectedPath, cwd), expectedShown);
}

/** Writes the expectations, all or nothing. @throws UsageError if that fails */
export function writeExpected(loaded: Loaded, cells: readonly ExpectedCell[]): void {
  const { expectedPath, expectedShown } = loaded;
  const temporary = `${expectedPath}.${process.pid}.tmp`;
  try {
    writeFileSync(temporary, printExpected(cells));
    renameSync(temporary, expectedPath);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw new UsageError(`cannot write ${expectedShown}: ${reasonOf(error)}`, { cause: error });
  }
}
