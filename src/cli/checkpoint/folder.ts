/**
 * The folder of a checkpoint. It has one file, which is only ever replaced as a whole: what is new is written beside
 * it, brought to the disk and then renamed over it. So whoever is killed, at whatever moment, leaves the old checkpoint
 * or the new one.
 */
import fs from 'node:fs';
import { join, resolve } from 'node:path';
import type { Snapshot } from '../../explore/snapshot.ts';
import { UsageError } from '../../spec/errors.ts';
import { reasonOf } from '../files.ts';
import { version } from '../version.ts';
import type { Source } from './format.ts';
import { decoded, encoded } from './format.ts';

const fileName = 'checkpoint.dropproof';
/** What is not yet a checkpoint; the process is in the name, so that two never write into one file. */
const temporaryName = `${fileName}.${process.pid}.tmp`;
const isTemporary = (name: string) => name.startsWith(`${fileName}.`) && name.endsWith('.tmp');

/** What is asked of the file system. */
export type Disk = Pick<
  typeof fs,
  | 'closeSync'
  | 'existsSync'
  | 'fstatSync'
  | 'fsyncSync'
  | 'mkdirSync'
  | 'openSync'
  | 'readSync'
  | 'readdirSync'
  | 'renameSync'
  | 'unlinkSync'
  | 'writeSync'
>;

/** A folder that has a checkpoint, or will have one. */
export interface Folder {
  /** As the user wrote it. */
  readonly shown: string;
  readonly path: string;
  readonly disk: Disk;
}

/** The folder that a user means. */
export function folderAt(shown: string, cwd: string, disk: Disk = fs): Folder {
  return { shown, path: resolve(cwd, shown), disk };
}

/** Is there a checkpoint, whole or not? */
export function hasCheckpoint({ path, disk }: Folder): boolean {
  return disk.existsSync(join(path, fileName));
}

/**
 * Makes the folder ready to be written to: creates it, clears away what a killed run has left half-written.
 *
 * @throws UsageError if it cannot be written to; `option` is what the message complains about
 */
export function prepareFolder({ shown, path, disk }: Folder, option: string): void {
  try {
    disk.mkdirSync(path, { recursive: true });
    for (const name of disk.readdirSync(path)) {
      if (isTemporary(name)) disk.unlinkSync(join(path, name));
    }
    // Permissions lie (to root, on shared disks); a file that was made does not.
    disk.closeSync(disk.openSync(join(path, temporaryName), 'w'));
    disk.unlinkSync(join(path, temporaryName));
  } catch (error) {
    throw new UsageError(
      `${option} ${shown}: no checkpoint can be written there: ${reasonOf(error)}. ` +
        'Choose a folder with --checkpoint that can be written to',
      { cause: error },
    );
  }
}

/**
 * Replaces the checkpoint in a folder, and answers its size in bytes. Cost: little more than the disk takes, and no
 * memory to speak of.
 *
 * @throws the file system's error; the old checkpoint is kept
 */
export function writeCheckpoint({ path, disk }: Folder, snapshot: Snapshot): number {
  const temporary = join(path, temporaryName);
  let bytes = 0;
  try {
    withFile(disk, temporary, 'w', (file) => {
      for (const piece of encoded(snapshot, version)) {
        writeWhole(disk, file, piece);
        bytes += piece.length;
      }
      // Before the rename: else the name could reach the disk before what it names.
      disk.fsyncSync(file);
    });
    disk.renameSync(temporary, join(path, fileName));
  } catch (error) {
    tidy(disk, temporary);
    throw error;
  }
  // Windows has no files for folders; there, a power cut may bring the old checkpoint back.
  if (process.platform !== 'win32') withFile(disk, path, 'r', (file) => disk.fsyncSync(file));
  return bytes;
}

/**
 * The checkpoint in a folder.
 *
 * @throws UsageError if there is none that can be resumed; it says why and what to do
 */
export function readCheckpoint({ shown, path, disk }: Folder): Snapshot {
  const file = join(path, fileName);
  try {
    return withFile(disk, file, 'r', (opened) =>
      decoded(sourceOf(disk, opened, join(shown, fileName)), version),
    );
  } catch (error) {
    if (error instanceof UsageError) throw error;
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      throw new UsageError(
        `no checkpoint in ${shown}: there is no file ${fileName}. ` +
          `Start with --checkpoint ${shown} instead of --resume`,
        { cause: error },
      );
    }
    throw new UsageError(
      `--resume ${shown}: cannot be read: ${reasonOf(error)}. Name the folder of a checkpoint`,
      { cause: error },
    );
  }
}

function sourceOf(disk: Disk, file: number, name: string): Source {
  return {
    name,
    bytes: disk.fstatSync(file).size,
    read: (into) => {
      let at = 0;
      for (let got = -1; got !== 0 && at < into.length; at += got) {
        got = disk.readSync(file, into, at, into.length - at, null);
      }
      return at;
    },
  };
}

/** A call may write less than it was asked to. */
function writeWhole(disk: Disk, file: number, piece: Uint8Array): void {
  for (let at = 0; at < piece.length; ) {
    at += disk.writeSync(file, piece, at, piece.length - at);
  }
}

function withFile<T>(disk: Disk, path: string, flags: 'r' | 'w', use: (file: number) => T): T {
  const file = disk.openSync(path, flags);
  try {
    return use(file);
  } finally {
    disk.closeSync(file);
  }
}

function tidy(disk: Disk, temporary: string): void {
  try {
    disk.unlinkSync(temporary);
  } catch {
    // It is not there, or the disk is in trouble; the next run clears it away.
  }
}
