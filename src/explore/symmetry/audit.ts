/**
 * Is it true that the ids are interchangeable? Looked at in states of the search, in the spirit of the check that
 * actions are pure: two ids are exchanged in the state, and then everything must be as before with the two exchanged:
 * which instances are enabled, where they lead, what the properties say.
 *
 * It runs the plain transition function and asks the properties themselves, so it shares nothing with what it checks but
 * value ids. All exchanges in turn; often in the first states, then in ever fewer, so that the cost is that of some
 * hundred states each time that the states have doubled.
 */
import type { Instance } from '../../spec/actions.ts';
import { disabled } from '../../spec/actions.ts';
import { ModelError } from '../../spec/errors.ts';
import type { Property } from '../../spec/properties.ts';
import { vacuous } from '../../spec/properties.ts';
import type { Model } from '../../spec/system.ts';
import type { State } from '../../spec/transition.ts';
import { guarded, next, readOf } from '../../spec/transition.ts';
import type { Programs } from '../programs.ts';
import type { Exchange } from './exchanges.ts';
import { described } from './exchanges.ts';
import type { Orbits } from './orbits.ts';

/** So many states are looked at first, and again each time that there are twice as many. */
const densely = 256;
/** Exchanges tried in each of the first states; later it is one. */
const atFirst = 3;

/** A state, as values and as their ids. */
interface Twin {
  readonly row: Int32Array;
  readonly state: State;
}

export class Audit {
  readonly #model: Model;
  readonly #programs: Programs;
  readonly #orbits: Orbits;
  readonly #properties: readonly Property[];
  /** Is there nothing to look for? */
  readonly isIdle: boolean;
  #turn = 0;

  constructor(model: Model, programs: Programs, orbits: Orbits) {
    this.#model = model;
    this.#programs = programs;
    this.#orbits = orbits;
    this.isIdle = orbits.group.isTrivial;
    const { states, quiescent, steps } = programs;
    const asked = new Set(
      [states, quiescent, steps].flatMap((at) => at.properties.map(({ id }) => id)),
    );
    this.#properties = model.properties.filter(({ id }) => asked.has(id));
  }

  /** Is a state one of those to look at? */
  isDue(state: number): boolean {
    if (this.isIdle) return false;
    return state < densely || state % 2 ** Math.floor(Math.log2(state / densely)) === 0;
  }

  /**
   * Exchanges ids in a state, given by its row of value ids, and compares.
   *
   * @throws ModelError that says which action or property tells which ids apart
   */
  look(state: number, row: Int32Array): void {
    const { exchanges } = this.#orbits.group;
    const times = Math.min(exchanges.length, state < densely ? atFirst : 1);
    const here = this.#twin(row.slice());
    for (let time = 0; time < times; time++) {
      const at = this.#turn++ % exchanges.length;
      this.#compare(here, at, exchanges[at]!);
    }
  }

  #twin(row: Int32Array): Twin {
    const { values } = this.#programs;
    return { row, state: Array.from(row, (value, cell) => values.valueOf(cell, value)) };
  }

  #exchanged(row: Int32Array, at: number, { cells }: Exchange): Int32Array {
    const { renaming } = this.#orbits;
    const image = new Int32Array(row.length);
    for (const [cell, value] of row.entries()) {
      image[cells[cell]!] = renaming.byExchange(at, cell, value);
    }
    return image;
  }

  #compare(here: Twin, at: number, exchange: Exchange): void {
    const there = this.#twin(this.#exchanged(here.row, at, exchange));
    const { actions, final } = this.#model;
    let [enabled, ofSystem] = [0, 0];
    for (const [position, instance] of actions.entries()) {
      const other = actions[exchange.instances[position]!]!;
      const after = this.#next(here, instance);
      const afterThere = this.#next(there, other);
      if ((after === null) !== (afterThere === null)) {
        const [is, isNot] = after === null ? ['disabled', 'enabled'] : ['enabled', 'disabled'];
        const what = `${instance.name} is ${is}, but ${other.name} is ${isNot} where they are exchanged`;
        throw told(instance.action, exchange, what);
      }
      if (after === null || afterThere === null) continue;
      enabled++;
      if (instance.kind === 'system') ofSystem++;
      this.#compareSteps(
        instance,
        other,
        exchange,
        this.#exchanged(after.row, at, exchange),
        afterThere,
      );
      this.#ask('neverStep', exchange, [here, after], [there, afterThere]);
    }
    this.#ask('always', exchange, [here], [there]);
    this.#ask('reachable', exchange, [here], [there]);
    if (ofSystem === 0) this.#ask('quiescent', exchange, [here], [there]);
    if (enabled > 0 || !final) return;
    const isFinal = ({ state }: Twin) =>
      guarded('final', () => final(readOf(this.#model, 'final', (cell) => state[cell])));
    if (isFinal(here) !== isFinal(there)) {
      throw told('final', exchange, 'this state is final, or not, only until they are exchanged');
    }
  }

  #compareSteps(
    instance: Instance,
    other: Instance,
    exchange: Exchange,
    expected: Int32Array,
    got: Twin,
  ): void {
    const differs = expected.findIndex((value, cell) => value !== got.row[cell]);
    if (differs < 0) return;
    const { name } = this.#model.layout.cells[differs]!;
    const print = (value: number) => String(this.#programs.values.valueOf(differs, value));
    const what =
      `after ${instance.name}, with them exchanged, ${name} is ${print(expected[differs]!)}, ` +
      `but after ${other.name}, where they are exchanged, it is ${print(got.row[differs]!)}`;
    throw told(instance.action, exchange, what);
  }

  #next({ row, state }: Twin, instance: Instance): Twin | null {
    const after = next(this.#model, state, instance);
    if (after === disabled) return null;
    const { values } = this.#programs;
    const ids = Int32Array.from(after, (value, cell) =>
      value === state[cell] ? row[cell]! : values.idOf(cell, value, instance.name),
    );
    return { row: ids, state: after };
  }

  /** Asks the properties of a kind about a state (or a step), and their twins about the exchanged one. */
  #ask(
    kind: Property['kind'],
    exchange: Exchange,
    here: readonly Twin[],
    there: readonly Twin[],
  ): void {
    const { properties } = this.#model;
    for (const property of this.#properties) {
      if (property.kind !== kind) continue;
      const other = properties[exchange.properties[properties.indexOf(property)]!]!;
      const [one, two] = [this.#claim(property, here), this.#claim(other, there)];
      if (one === two) continue;
      const what = `${property.id} ${one} here, but ${other.id} ${two} where they are exchanged`;
      throw told(property.id, exchange, what);
    }
  }

  #claim(property: Property, twins: readonly Twin[]): string {
    const [read, after] = twins.map(({ state }) =>
      readOf(this.#model, property.id, (cell) => state[cell]),
    );
    return guarded(property.id, () => {
      if (property.kind === 'reachable') return property.reached(read!) ? 'is reached' : 'is not';
      if (property.kind === 'eventually' || property.kind === 'leadsTo') return 'is not asked';
      const claim =
        property.kind === 'neverStep' ? property.holds(read!, after!) : property.holds(read!);
      if (claim === vacuous) return 'holds vacuously';
      return claim === true ? 'holds' : 'is violated';
    });
  }
}

function told(where: string, { ids: [one, two] }: Exchange, what: string): ModelError {
  return new ModelError(
    where,
    `tells ${described(one)} from ${described(two)}, which are declared interchangeable: ${what}`,
  );
}
