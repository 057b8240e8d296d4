/**
 * Which properties are checked, and which of them end a search.
 */
import { UsageError, unknownName } from '../spec/errors.ts';
import type { Property } from '../spec/properties.ts';
import type { Model } from '../spec/system.ts';

/** The properties with these ids; without ids, all that have something to judge. */
export function choose(model: Model, ids: readonly string[] | undefined) {
  const known = [...model.properties.map(({ id }) => id), 'deadlock'];
  for (const id of ids ?? []) {
    if (!known.includes(id)) throw unknownName('property', id, known);
    refuseIdle(model, id);
  }
  const chosen = model.properties.filter(
    ({ id, appliesTo }) => appliesTo !== false && (ids === undefined || ids.includes(id)),
  );
  return { chosen, checksDeadlock: ids === undefined || ids.includes('deadlock') };
}

/** Does a violation of it end the search, unless it is to keep going? */
export function endsSearch({ kind, reportOnly }: Property): boolean {
  return kind !== 'reachable' && reportOnly !== true;
}

/** @throws UsageError for a property that has nothing to judge */
export function refuseIdle(model: Model, id: string): void {
  if (model.properties.some((at) => at.id === id && at.appliesTo === false)) {
    throw new UsageError(
      `property '${id}' has nothing to judge in this variant and these bounds; choose others`,
    );
  }
}
