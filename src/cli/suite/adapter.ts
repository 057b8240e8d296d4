/**
 * Finds the adapter of the user's implementation, as far as tests are generated for it.
 */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { AnyAdapter } from '../../drive/adapter.ts';
import { refuseMisfit } from '../../drive/adapter.ts';
import type { Undriven } from '../../explore/suite/restricted.ts';
import { UsageError } from '../../spec/errors.ts';
import type { Model } from '../../spec/system.ts';
import { isSystem } from '../../spec/system.ts';
import { importFile } from '../systems.ts';

/**
 * Which actions the adapter in a file leaves to the implementation.
 *
 * @param needsSystem whether tests import the system from the file too
 * @throws UsageError if there is none, or it does not fit the model
 */
export async function adapterIn(
  shown: string,
  cwd: string,
  model: Model,
  needsSystem: boolean,
): Promise<Undriven> {
  const path = resolve(cwd, shown);
  if (!existsSync(path)) throw new UsageError(`there is no file ${shown} (${path})`);
  const { adapter, system } = await importFile(shown, path);
  if (!isAdapter(adapter)) {
    throw new UsageError(
      `${shown} exports no adapter; write 'export const adapter = defineAdapter(system, { … })'`,
    );
  }
  if (needsSystem && !isSystem(system)) {
    throw new UsageError(
      `${shown} exports no system, which the tests import from it; write 'export { system }'`,
    );
  }
  if (isSystem(system) && system.name !== model.system.name) {
    throw new UsageError(`${shown} is an adapter of ${system.name}, not of ${model.system.name}`);
  }
  refuseMisfit(model, adapter);
  const { automatic = [], never = [] } = adapter;
  return { automatic, never };
}

function isAdapter(value: unknown): value is AnyAdapter<unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const { start, perform, observe } = value as Partial<AnyAdapter<unknown>>;
  return typeof start === 'function' && typeof perform === 'object' && typeof observe === 'object';
}
