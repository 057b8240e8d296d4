/**
 * Where properties are violated (witnesses: reached) first.
 */

/** All such states of one level; a violated step begins in one. */
export interface Sighting {
  /** The level of the states, from 0. */
  readonly level: number;
  readonly states: number[];
}

/** Notes a state in which some properties are violated; later levels than the first are of no interest. */
export function see(
  sightings: Map<string, Sighting>,
  ids: readonly string[],
  level: number,
  state: number,
): void {
  for (const id of ids) {
    const sighting = sightings.get(id);
    if (sighting === undefined) sightings.set(id, { level, states: [state] });
    else if (sighting.level === level && sighting.states.at(-1) !== state) {
      sighting.states.push(state);
    }
  }
}
