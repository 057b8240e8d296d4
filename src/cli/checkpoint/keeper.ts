/**
 * Keeps a running search in a folder: knows when it is time, writes, and tells the user.
 */
import type { Limit } from '../../explore/outcome.ts';
import type { Snapshot } from '../../explore/snapshot.ts';
import { counted, memoryText } from '../../report/words.ts';
import { reasonOf } from '../files.ts';
import type { Io } from '../io.ts';
import type { ProgressLine } from '../progress.ts';
import type { Folder } from './folder.ts';
import { writeCheckpoint } from './folder.ts';

/** Limits after which a search can be taken up again, if it is given more. */
const resumable: readonly (Limit | null)[] = [
  'states',
  'depth',
  'seconds',
  'memory',
  'interrupted',
];

/** What a keeper works with. */
interface Surroundings {
  readonly io: Pick<Io, 'clock' | 'stderr'>;
  readonly progress: ProgressLine;
  readonly folder: Folder;
  readonly everySeconds: number;
}

export class Keeper {
  readonly #with: Surroundings;
  /** When the last checkpoint was finished, so that a slow disk does not take all the time there is. */
  #since: number;
  #kept: string | null = null;
  #hasWarned = false;

  constructor(surroundings: Surroundings) {
    this.#with = surroundings;
    this.#since = surroundings.io.clock();
  }

  /** Is it time to ask for a snapshot? */
  isDue(): boolean {
    return this.#with.io.clock() - this.#since >= this.#with.everySeconds * 1000;
  }

  /** Writes a snapshot. A disk that fails does not end the search: the user is warned, once. */
  keep(snapshot: Snapshot, states: number): void {
    const { io, progress, folder } = this.#with;
    try {
      const bytes = writeCheckpoint(folder, snapshot);
      this.#kept = `${counted(states, 'state')}, ${memoryText(bytes)}`;
      progress.note(`checkpoint: ${this.#kept}`);
    } catch (error) {
      this.#warn(error);
    }
    this.#since = io.clock();
  }

  /** Tells how to go on with a search that was cut. `command` does it. */
  sayWhereItIs(limit: Limit | null, command: string): void {
    if (this.#kept === null || !resumable.includes(limit)) return;
    const { io, folder } = this.#with;
    io.stderr.write(`dropproof: checkpoint in ${folder.shown}: ${this.#kept}. To go on:\n`);
    io.stderr.write(`  ${command}\n`);
  }

  #warn(error: unknown): void {
    if (this.#hasWarned) return;
    this.#hasWarned = true;
    const { io, progress, folder } = this.#with;
    progress.clear();
    io.stderr.write(
      `dropproof: no checkpoint could be written to ${folder.shown}: ${reasonOf(error)}. ` +
        'The search goes on; the last checkpoint, if there is one, is kept.\n',
    );
  }
}
