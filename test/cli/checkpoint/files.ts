/**
 * Checkpoints to try things on, and folders and disks to try them in.
 */
import fs, { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Disk } from '../../../src/cli/checkpoint/folder.ts';
import type { Snapshot } from '../../../src/explore/snapshot.ts';

/** A folder that is empty. */
export const emptyFolder = () => mkdtempSync(join(tmpdir(), 'dropproof-checkpoint-'));

/** A disk that fails with the code that `fault` gives for the n-th call, from 1. */
export function diskWith(fault: (name: string, call: number) => string | false): Disk {
  let calls = 0;
  const functions = Object.entries(fs).filter(([name]) => name.endsWith('Sync'));
  const faulty = functions.map(([name, real]) => [
    name,
    (...given: unknown[]) => {
      const code = fault(name, ++calls);
      if (code !== false) throw Object.assign(new Error(`${code} in ${name}`), { code });
      return (real as (...given: unknown[]) => unknown)(...given);
    },
  ]);
  return Object.fromEntries(faulty) as Disk;
}

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

/** A snapshot of eight megabytes, which takes a while to write; every word of it is `mark`. */
export function largeSnapshotOf(mark: number): Snapshot {
  const piece = new Int32Array(1 << 19).fill(mark);
  return {
    about: { state: { mark } },
    tables: ['root', 'queue'].map((name) => ({ name, pieces: [piece, piece] })),
  };
}

/** What a snapshot was marked with. */
export const markOf = ({ about }: Snapshot) => (about.state as { readonly mark: number }).mark;

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
