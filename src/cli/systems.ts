/**
 * Finds the system that a command speaks of: in the catalogue, or in a file of the user's.
 */
import { existsSync } from 'node:fs';
import { isAbsolute, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ModelError, UsageError, unknownName } from '../spec/errors.ts';
import type { Choice, Model, System } from '../spec/system.ts';
import { instantiate, isSystem } from '../spec/system.ts';
import { offerOurPackages } from './packages.ts';

/** System name → system. */
export type Catalogue = Readonly<Record<string, System>>;

/** Endings of files that Node can run as a module. */
const moduleFile = /\.[cm]?[jt]s$/;

/**
 * The system that an argument names.
 *
 * @throws UsageError for an unknown name, or a file that does not exist, does not run, or exports no system
 */
export async function findSystem(
  argument: string,
  catalogue: Catalogue,
  cwd: string,
): Promise<System> {
  if (isPath(argument)) return loadSystem(argument, resolve(cwd, argument));
  if (Object.hasOwn(catalogue, argument)) return catalogue[argument] as System;
  const { message } = unknownName('system', argument, Object.keys(catalogue));
  throw new UsageError(`${message} A file is given by its path: ./my-protocol.ts`);
}

function isPath(argument: string): boolean {
  return argument.startsWith('.') || isAbsolute(argument) || moduleFile.test(argument);
}

async function loadSystem(shown: string, path: string): Promise<System> {
  if (!existsSync(path)) throw new UsageError(`there is no file ${shown} (${path})`);
  const exported = await importFile(shown, path);
  if (isSystem(exported.default)) return exported.default;
  const named = Object.keys(exported).filter((name) => isSystem(exported[name]));
  const advice =
    named.length > 0
      ? `it exports ${named.join(', ')}: write 'export default ${named[0]}'`
      : `write 'export default defineSystem({ … })'`;
  throw new UsageError(`${shown} has no system as its default export; ${advice}`);
}

/** What a file of the user's exports. @throws UsageError if it does not run */
export async function importFile(
  shown: string,
  path: string,
): Promise<Readonly<Record<string, unknown>>> {
  offerOurPackages();
  try {
    return await import(pathToFileURL(path).href);
  } catch (error) {
    throw new UsageError(`${shown} cannot be loaded: ${describe(error)}`, { cause: error });
  }
}

/** Lines of source that are shown of a syntax error: the last ones, as the last one is where it is. */
const mostSource = 4;

/** What went wrong while loading, and where. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return `it throws ${String(error)}`;
  const stack = error.stack ?? '';
  // Node begins the stack of a syntax error with the place, the source and a mark under it.
  const [place = '', ...source] = stack.slice(0, stack.indexOf(error.name)).trimEnd().split('\n');
  const own = new URL('.', import.meta.url).href;
  const frame = stack.split('\n').find((line) => line.includes('file://') && !line.includes(own));
  const where = place || frame?.trim().replace(/^at /, '') || '';
  const lines = [...(where ? [where] : []), ...source.slice(-mostSource)];
  return [`${error.name}: ${error.message}`, ...lines.map((line) => `  ${line}`)].join('\n');
}

/**
 * The model of a system in one variant and one set of bounds.
 *
 * @throws UsageError for a wrong choice, ModelError if the system's own code fails
 */
export function buildModel(system: System, choice: Choice): Model {
  try {
    return instantiate(system, choice);
  } catch (error) {
    if (error instanceof UsageError || error instanceof ModelError) throw error;
    throw new ModelError(system.name, `cannot be built: ${String(error)}`, { cause: error });
  }
}
