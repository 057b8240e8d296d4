/**
 * Is it true that the ids are interchangeable? Looked at in states of the search, in the spirit of the check that
 * actions are pure: two ids are exchanged in the state, and then everything must be as before with the two exchanged:
 * which instances are enabled, where they lead, what the properties say.
 *
 * It runs the plain transition function and asks the properties themselves, so it shares nothing with what it checks
 * but value ids. All exchanges in turn; in each of the first states, then in ever fewer, so that the cost is that of
 * some hundred states each time that the states have doubled.
 */
import type { Instance } from '../../spec/actions.ts';
import { disabled } from '../../spec/actions.ts';
import { ModelError } from '../../spec/errors.ts';
import type { Property } from '../../spec/properties.ts';
import { vacuous } from '../../spec/properties.ts';
import { renamed } from '../../spec/renaming.ts';
import type { Model } from '../../spec/system.ts';
import type { State } from '../../spec/transition.ts';
import { guarded, next, readOf } from '../../spec/transition.ts';
import { encode } from '../../spec/value.ts';
import type { Programs } from '../programs.ts';
import { described } from './exchanges.ts';
import type { Orbits } from './orbits.ts';

/** So many states are looked at first, and again each time that there are twice as many. */
const densely = 128;
/** Exchanges tried in each of the first states; later it is one. */
const atFirst = 3;

/** A state and, after a step, the state that it led to; here, or there: where two ids are exchanged. */
type Behaviour = readonly [State, State?];

export class Audit {
  /** Is there nothing to look for? */
  readonly isIdle: boolean;
  readonly #model: Model;
  readonly #programs: Programs;
  readonly #orbits: Orbits;
  /** Positions of the properties that are asked, and their kinds. */
  readonly #properties: readonly (readonly [number, Property['kind']])[];
  #turn = 0;

  constructor(model: Model, programs: Programs, orbits: Orbits) {
    this.#model = model;
    this.#programs = programs;
    this.#orbits = orbits;
    this.isIdle = orbits.group.isTrivial;
    const groups = [programs.states, programs.quiescent, programs.steps];
    const asked = new Set(groups.flatMap(({ properties }) => properties.map(({ id }) => id)));
    this.#properties = [...model.properties.entries()]
      .filter(([, { id }]) => asked.has(id))
      .map(([at, { kind }]) => [at, kind]);
    if (!this.isIdle) this.#lookAtStarts();
  }

  /** What exchanged ids make of an initial state must be an initial state too. */
  #lookAtStarts(): void {
    const rows = this.#programs.starts.map(({ row }) => row);
    const known = new Set(rows.map((row) => row.join(' ')));
    for (const at of this.#orbits.group.exchanges.keys()) {
      for (const row of rows) {
        if (known.has(this.#exchanged(row, at).join(' '))) continue;
        throw this.#told('starts', at, 'where they are exchanged, an initial state is none');
      }
    }
  }

  #exchanged(row: Int32Array, at: number): Int32Array {
    const { cells } = this.#orbits.group.exchanges[at]!;
    const image = new Int32Array(row.length);
    for (const [cell, value] of row.entries()) {
      image[cells[cell]!] = this.#orbits.renaming.byExchange(at, cell, value);
    }
    return image;
  }

  /** Is a state one of those to look at? */
  isDue(state: number): boolean {
    if (this.isIdle) return false;
    return state < densely || state % 2 ** Math.floor(Math.log2(state / densely)) === 0;
  }

  /**
   * Exchanges ids in a state, given by its number and its row of value ids, and compares.
   *
   * @throws ModelError that says which action or property tells which ids apart
   */
  look(state: number, row: Int32Array): void {
    const { exchanges } = this.#orbits.group;
    const ids = row.slice();
    const here = this.#stateOf(ids);
    const times = Math.min(exchanges.length, state < densely ? atFirst : 1);
    for (let time = 0; time < times; time++) {
      const at = this.#turn++ % exchanges.length;
      this.#compare(here, this.#stateOf(this.#exchanged(ids, at)), at);
    }
  }

  #stateOf(row: Int32Array): State {
    return Array.from(row, (value, cell) => this.#programs.values.valueOf(cell, value));
  }

  #compare(here: State, there: State, at: number): void {
    const { actions } = this.#model;
    const { instances } = this.#orbits.group.exchanges[at]!;
    let [enabled, ofSystem] = [0, 0];
    for (const [position, instance] of actions.entries()) {
      const other = actions[instances[position]!]!;
      const after = next(this.#model, here, instance);
      const afterThere = next(this.#model, there, other);
      if (after !== disabled && afterThere !== disabled) {
        enabled++;
        if (instance.kind === 'system') ofSystem++;
        this.#compareSteps([here, after], [there, afterThere], at, instance, other);
      } else if (after !== afterThere) {
        const [is, isNot] = after === disabled ? ['disabled', 'enabled'] : ['enabled', 'disabled'];
        const what =
          `${instance.name} is ${is}, ` + `but ${other.name} is ${isNot} where they are exchanged`;
        throw this.#told(instance.action, at, what);
      }
    }
    this.#ask(['always', 'reachable'], at, [here], [there]);
    if (ofSystem === 0) this.#ask(['quiescent'], at, [here], [there]);
    if (enabled === 0) this.#askFinal(here, there, at);
  }

  #compareSteps(
    here: readonly [State, State],
    there: readonly [State, State],
    at: number,
    instance: Instance,
    other: Instance,
  ): void {
    this.#ask(['neverStep'], at, here, there);
    const { group } = this.#orbits;
    const { cells, substitution } = group.exchanges[at]!;
    for (const [cell, value] of here[1].entries()) {
      const image = cells[cell]!;
      const got = there[1][image];
      if (value === here[0][cell] && got === there[0][image]) continue;
      const expected = renamed(value, substitution);
      if (encode(expected) === encode(got)) continue;
      const { name } = this.#model.layout.cells[image]!;
      const what =
        `with them exchanged after ${instance.name}, ${name} is ${String(expected)}, ` +
        `but with them exchanged before it, ${other.name} makes it ${String(got)}`;
      throw this.#told(instance.action, at, what);
    }
  }

  /** Asks the properties of some kinds about a state (or a step), and those in their places there. */
  #ask(kinds: readonly Property['kind'][], at: number, here: Behaviour, there: Behaviour): void {
    const { properties } = this.#model;
    for (const [position, kind] of this.#properties) {
      if (!kinds.includes(kind)) continue;
      const property = properties[position]!;
      const other = properties[this.#orbits.group.exchanges[at]!.properties[position]!]!;
      const [one, two] = [this.#answer(property, here), this.#answer(other, there)];
      if (one === two) continue;
      const what = `${property.id} ${one}, but ${other.id} ${two} where they are exchanged`;
      throw this.#told(property.id, at, what);
    }
  }

  #answer(property: Property, [state, after]: Behaviour): string {
    const { id, kind } = property;
    let changes = false;
    const reading = (from: State) =>
      readOf(this.#model, id, (cell) => {
        changes ||= after !== undefined && differs(state[cell], after[cell]);
        return from[cell];
      });
    const read = reading(state);
    return guarded(id, () => {
      if (kind === 'reachable') return property.reached(read) ? 'is reached' : 'is not reached';
      if (kind === 'eventually' || kind === 'leadsTo') return 'is not asked';
      const claim =
        kind === 'neverStep' ? property.holds(read, reading(after ?? state)) : property.holds(read);
      if (after && !changes) return 'looks at nothing that changes';
      if (claim === vacuous) return 'holds vacuously';
      return claim === true ? 'holds' : 'is violated';
    });
  }

  #askFinal(here: State, there: State, at: number): void {
    const { final } = this.#model;
    const isFinal = (state: State) =>
      guarded('final', () => final?.(readOf(this.#model, 'final', (cell) => state[cell])));
    if (isFinal(here) === isFinal(there)) return;
    const [is, isNot] = isFinal(here) ? ['is', 'is not'] : ['is not', 'is'];
    throw this.#told('final', at, `this state ${is} final, but ${isNot} where they are exchanged`);
  }

  #told(where: string, at: number, what: string): ModelError {
    const [one, two] = this.#orbits.group.exchanges[at]!.ids;
    return new ModelError(
      where,
      `tells ${described(one)} from ${described(two)}, which are declared interchangeable: ${what}`,
    );
  }
}

function differs(one: unknown, two: unknown): boolean {
  return one !== two && encode(one) !== encode(two);
}
