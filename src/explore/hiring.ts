/**
 * The helpers of an exploration: they start with it, go from one search to the next, and end with it.
 */
import { controlWords } from './control.ts';
import type { HelperData } from './crew.ts';
import { Crew } from './crew.ts';
import { Learned } from './learned.ts';
import type { ExploreOptions } from './options.ts';
import type { Programs } from './programs.ts';
import type { Search } from './search.ts';
import { Threads } from './threads.ts';

/** What a helper must know beside what it shares with the others. */
type Asked = Pick<HelperData, 'properties' | 'checksDeadlock' | 'tuning'>;

export class Hiring {
  /** The words by which the threads of all searches agree on what to do. */
  readonly control = controlWords();
  readonly #programs: Programs;
  readonly #options: ExploreOptions;
  readonly #asked: Asked;
  #crew: Crew | null = null;
  /** Threads that end with this exploration, if it was given none. */
  #threads: Threads | null = null;

  constructor(programs: Programs, options: ExploreOptions, asked: Asked) {
    this.#programs = programs;
    this.#options = options;
    this.#asked = asked;
    if (this.threads > 1) programs.share(new Learned());
  }

  /** How many threads may come to work, the main one included. */
  get threads(): number {
    return this.#options.workers?.count ?? 1;
  }

  /** Starts helpers, if there are to be any: they build the model, and take in what is learned of it in the pilot. */
  start(): void {
    const { workers, symmetry, profile } = this.#options;
    const { learned } = this.#programs;
    if (workers === undefined || learned === null) return;
    const { source, count, threads = new Threads() } = workers;
    if (workers.threads === undefined) this.#threads = threads;
    const data = {
      ...this.#asked,
      source,
      threads: count,
      symmetry: symmetry === true,
      profile: profile === true,
      learned: learned.words,
    };
    this.#crew = new Crew(this.control, this.#programs, data, threads);
  }

  /** From now on, whoever is ready helps a search. */
  help(search: Search): void {
    if (this.#crew) search.hire(this.#crew);
  }

  end(): void {
    this.#crew?.end();
    this.#threads?.end();
  }
}
