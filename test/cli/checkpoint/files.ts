/**
 * Checkpoints to try things on, and folders to try them in.
 */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Snapshot } from '../../../src/explore/snapshot.ts';

/** A folder that is empty. */
export const emptyFolder = () => mkdtempSync(join(tmpdir(), 'dropproof-checkpoint-'));

/** A snapshot with three tables; `mark` is in all of its parts. */
export function snapshotOf(mark: number): Snapshot {
  return {
    about: { search: { system: 'mini/drop' }, state: { mark } },
    tables: [
      { name: 'root', pieces: [Int32Array.of(mark, 2, 3), Int32Array.of(4, mark)] },
      { name: 'empty', pieces: [] },
      { name: 'queue', pieces: [new Int32Array(40).fill(mark)] },
    ],
  };
}

/** A snapshot as it is read: one piece a table. */
export function inOnePiece({ about, tables }: Snapshot): Snapshot {
  return {
    about,
    tables: tables.map(({ name, pieces }) => ({
      name,
      pieces: [Int32Array.from(pieces.flatMap((piece) => [...piece]))],
    })),
  };
}
