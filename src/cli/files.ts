/**
 * Files that a command reads and writes, with complaints that name the file as the user wrote it.
 */
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, resolve } from 'node:path';
import { UsageError } from '../spec/errors.ts';

/** The text of a file. @throws UsageError if it cannot be read */
export function readText(shown: string, cwd: string): string {
  try {
    return readFileSync(resolve(cwd, shown), 'utf8');
  } catch (error) {
    throw new UsageError(`cannot read ${shown}: ${reasonOf(error)}`, { cause: error });
  }
}

/** Finds out early that a file cannot be written. @throws UsageError */
export function refuseUnwritable(shown: string, cwd: string): void {
  const path = resolve(cwd, shown);
  try {
    if (existsSync(path) && statSync(path).isDirectory()) throw new Error('it is a folder');
    if (!existsSync(dirname(path))) throw new Error(`there is no folder ${dirname(shown)}`);
    accessSync(existsSync(path) ? path : dirname(path), constants.W_OK);
  } catch (error) {
    throw new UsageError(`cannot write --out ${shown}: ${reasonOf(error)}`, { cause: error });
  }
}

/** Writes a report. @throws UsageError if that fails */
export function writeReport(shown: string, cwd: string, content: string | Uint8Array): void {
  try {
    writeFileSync(resolve(cwd, shown), content);
  } catch (error) {
    throw new UsageError(`cannot write --out ${shown}: ${reasonOf(error)}`, { cause: error });
  }
}

/** Folder by folder: where none can be made, as in /proc, Node's own `recursive` tries for ever. */
export function makeFolder(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return;
  makeFolder(dirname(path));
  try {
    mkdirSync(path);
  } catch (error) {
    // Another run may have made it meanwhile.
    if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) throw error;
  }
}

/** The path of a folder to write into, made if there is none. @throws UsageError if that fails */
export function madeFolder(shown: string, cwd: string): string {
  const path = resolve(cwd, shown);
  try {
    makeFolder(path);
    return path;
  } catch (error) {
    throw new UsageError(`cannot write --out ${shown}: ${reasonOf(error)}`, { cause: error });
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  EISDIR: 'it is a folder',
  EACCES: 'permission denied',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'a file is where a folder should be',
  EEXIST: 'a file is where a folder should be',
  EROFS: 'the disk is read-only',
};

/** Why a file cannot be read or written, in plain words where the usual ones are known. */
export function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return (code && reasons[code]) ?? message;
}
