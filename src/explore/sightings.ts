/**
 * Where properties are violated (witnesses: reached) first.
 */

/** All such states of one level, in any order; a violated step begins in one. */
export interface Sighting {
  /** The level of the states, from 0. */
  readonly level: number;
  readonly states: number[];
}

/** Notes states in which a property is violated; later levels than the first are of no interest. */
export function see(
  sightings: Map<string, Sighting>,
  id: string,
  level: number,
  states: readonly number[],
): void {
  const sighting = sightings.get(id);
  if (sighting === undefined) sightings.set(id, { level, states: [...states] });
  else if (sighting.level === level) for (const state of states) sighting.states.push(state);
}
