/**
 * Which properties may be selected.
 */
import { UsageError } from '../spec/errors.ts';
import type { Model } from '../spec/system.ts';

/** @throws UsageError for a property that has nothing to judge */
export function refuseIdle(model: Model, id: string): void {
  if (model.properties.some((at) => at.id === id && at.appliesTo === false)) {
    throw new UsageError(
      `property '${id}' has nothing to judge in this variant and these bounds; choose others`,
    );
  }
}
