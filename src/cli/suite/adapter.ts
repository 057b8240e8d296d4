/**
 * Finds the adapter of the user's implementation, as far as tests are generated for it.
 */
import { resolve } from 'node:path';
import type { Undriven } from '../../explore/suite/restricted.ts';
import { UsageError } from '../../spec/errors.ts';
import { importFile } from '../systems.ts';

/** Which actions the adapter in a file leaves to the implementation. @throws UsageError if it has none */
export async function adapterIn(shown: string, cwd: string): Promise<Undriven> {
  const { adapter } = await importFile(shown, resolve(cwd, shown));
  if (typeof adapter !== 'object' || adapter === null || !('perform' in adapter)) {
    throw new UsageError(
      `${shown} exports no adapter; write 'export const adapter = defineAdapter(system, { … })'`,
    );
  }
  const { automatic = [], never = [] } = adapter as Undriven;
  return { automatic, never };
}
