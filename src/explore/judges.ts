/**
 * What one thread asks of states and of steps: four groups of properties, each without those that are settled.
 */
import { StateChecks } from './checks.ts';
import type { Halves } from './halves.ts';
import type { Programs } from './programs.ts';
import { StepChecks } from './steps.ts';

const groups = ['states', 'quiescent', 'final', 'steps'] as const;
type Group = (typeof groups)[number];

export class Judges {
  states: StateChecks;
  quiescent: StateChecks;
  final: StateChecks;
  steps: StepChecks;

  readonly #programs: Programs;
  readonly #halves: Halves;
  /** Group → positions of the properties that are still open. */
  readonly #open: Record<Group, readonly number[]>;
  /** Group → property → 1 once it has judged something, other than vacuously. */
  readonly #judged: Readonly<Record<Group, Uint8Array>>;

  constructor(programs: Programs, halves: Halves) {
    this.#programs = programs;
    this.#halves = halves;
    const { states, quiescent, final, steps } = programs;
    const ofEach = <T>(make: (count: number) => T): Record<Group, T> => ({
      states: make(states.properties.length),
      quiescent: make(quiescent.properties.length),
      final: make(final.properties.length),
      steps: make(steps.properties.length),
    });
    this.#open = ofEach((count) => Array.from({ length: count }, (_, position) => position));
    this.#judged = ofEach((count) => new Uint8Array(count));
    this.states = this.#checks('states');
    this.quiescent = this.#checks('quiescent');
    this.final = this.#checks('final');
    this.steps = this.#stepChecks();
  }

  /**
   * From now on the given properties are not asked any more: it is known where they are violated first. A group that
   * has none of them keeps what it remembers of halves.
   */
  settle(settled: ReadonlySet<string>): void {
    if (this.#closes('states', settled)) this.states = this.#checks('states');
    if (this.#closes('quiescent', settled)) this.quiescent = this.#checks('quiescent');
    if (this.#closes('final', settled)) this.final = this.#checks('final');
    if (this.#closes('steps', settled)) this.steps = this.#stepChecks();
  }

  /** Leaves out what is settled of a group; false if there was nothing of it. */
  #closes(group: Group, settled: ReadonlySet<string>): boolean {
    const { properties } = this.#programs[group];
    const open = this.#open[group];
    this.#open[group] = open.filter((position) => !settled.has(properties[position]!.id));
    return this.#open[group].length < open.length;
  }

  #checks(group: Exclude<Group, 'steps'>): StateChecks {
    const [open, judged] = [this.#open[group], this.#judged[group]];
    return new StateChecks(this.#programs[group], this.#halves, open, judged);
  }

  #stepChecks(): StepChecks {
    return new StepChecks(this.#programs, this.#halves, this.#open.steps, this.#judged.steps);
  }

  get bytes(): number {
    return groups.reduce((sum, group) => sum + this[group].bytes, 0);
  }

  /** Ids of the properties that have judged something. */
  get judged(): string[] {
    return groups.flatMap((group) =>
      this.#programs[group].properties
        .filter((_, position) => this.#judged[group][position] === 1)
        .map(({ id }) => id),
    );
  }
}
