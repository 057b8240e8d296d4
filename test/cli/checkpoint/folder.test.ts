import fs from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Disk } from '../../../src/cli/checkpoint/folder.ts';
import {
  folderAt,
  hasCheckpoint,
  prepareFolder,
  readCheckpoint,
  writeCheckpoint,
} from '../../../src/cli/checkpoint/folder.ts';
import { diskWith, emptyFolder, inOnePiece, markOf, snapshotOf } from './files.ts';

const [old, young] = [snapshotOf(1), snapshotOf(2)];

const temporariesIn = (path: string) =>
  fs.readdirSync(path).filter((name) => name.endsWith('.tmp'));

function refusal(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    return (error as Error).message;
  }
  return 'accepted';
}

describe('a checkpoint replaces the one before it', () => {
  it('and nothing else is left in the folder', () => {
    const folder = folderAt('ckpt', emptyFolder());
    prepareFolder(folder, '--checkpoint');
    expect(hasCheckpoint(folder)).toBe(false);
    writeCheckpoint(folder, old);
    const bytes = writeCheckpoint(folder, young);
    expect(hasCheckpoint(folder)).toBe(true);
    expect(fs.readdirSync(folder.path)).toEqual(['checkpoint.dropproof']);
    expect(fs.statSync(join(folder.path, 'checkpoint.dropproof')).size).toBe(bytes);
    expect(readCheckpoint(folder)).toEqual(inOnePiece(young));
  });

  it('where a call writes or reads less than it was asked to', () => {
    const sluggish: Disk = {
      ...fs,
      writeSync: ((file: number, bytes: Uint8Array, at: number, length: number) =>
        fs.writeSync(file, bytes, at, Math.min(length, 7))) as Disk['writeSync'],
      readSync: ((file: number, into: Uint8Array, at: number, length: number) =>
        fs.readSync(file, into, at, Math.min(length, 5), null)) as Disk['readSync'],
    };
    const folder = folderAt('.', emptyFolder(), sluggish);
    writeCheckpoint(folder, young);
    expect(readCheckpoint(folder)).toEqual(inOnePiece(young));
  });
});

describe('"writes the tables atomically": the old checkpoint or the new one, never neither, never a mix', () => {
  /** The calls of the disk that a checkpoint takes. */
  const names: string[] = [];
  const watched = diskWith((name) => {
    names.push(name);
    return false;
  });
  writeCheckpoint(folderAt('.', emptyFolder(), watched), old);
  const calls = names.length;

  it('whichever call is the last that reaches the disk', () => {
    const found = Array.from({ length: calls + 1 }, (_, obeyed) => {
      const path = emptyFolder();
      writeCheckpoint(folderAt('.', path), old);
      const dying = diskWith((_name, call) => call > obeyed && 'EIO');
      const failed = refusal(() => writeCheckpoint(folderAt('.', path, dying), young));
      expect(failed === 'accepted').toBe(obeyed === calls);
      expect(temporariesIn(path).length).toBeLessThanOrEqual(1);

      const after = readCheckpoint(folderAt('.', path));
      expect([inOnePiece(old), inOnePiece(young)]).toContainEqual(after);
      prepareFolder(folderAt('.', path), '--checkpoint');
      expect(fs.readdirSync(path)).toEqual(['checkpoint.dropproof']);
      return markOf(after);
    });
    // Open, some writes, fsync, close, rename; then the folder: open, fsync, close.
    expect(found.lastIndexOf(1)).toBe(calls - 4);
    expect(found.indexOf(2)).toBe(calls - 3);
  });

  it('a single call that fails is told, and leaves no half-written file', () => {
    for (let failing = 1; failing <= calls; failing++) {
      const path = emptyFolder();
      writeCheckpoint(folderAt('.', path), old);
      const faulty = diskWith((_name, call) => call === failing && 'ENOSPC');
      expect(refusal(() => writeCheckpoint(folderAt('.', path, faulty), young))).toMatch('ENOSPC');
      expect(fs.readdirSync(path)).toEqual(['checkpoint.dropproof']);
    }
  });

  it('nothing is renamed before it is on the disk', () => {
    expect(names.filter((name) => name !== 'writeSync')).toEqual([
      'openSync',
      'fsyncSync',
      'closeSync',
      'renameSync',
      'openSync',
      'fsyncSync',
      'closeSync',
    ]);
  });
});

describe('what cannot be resumed or written to is refused, with what to do', () => {
  const path = emptyFolder();
  fs.writeFileSync(join(path, 'file'), '');
  fs.mkdirSync(join(path, 'empty'));
  const given = (shown: string, code?: string) =>
    folderAt(shown, path, code === undefined ? fs : diskWith(() => code));

  it('no such folder, and a folder without a checkpoint', () => {
    expect(refusal(() => readCheckpoint(given('none')))).toMatchInlineSnapshot(
      `"no checkpoint in none: there is no file checkpoint.dropproof. Start with --checkpoint none instead of --resume"`,
    );
    expect(refusal(() => readCheckpoint(given('empty')))).toMatchInlineSnapshot(
      `"no checkpoint in empty: there is no file checkpoint.dropproof. Start with --checkpoint empty instead of --resume"`,
    );
  });

  it('a file instead of a folder', () => {
    expect(refusal(() => readCheckpoint(given('file')))).toMatchInlineSnapshot(
      `"--resume file: cannot be read: a file is where a folder should be. Name the folder of a checkpoint"`,
    );
    expect(refusal(() => prepareFolder(given('file'), '--checkpoint'))).toMatchInlineSnapshot(
      `"--checkpoint file: no checkpoint can be written there: a file is where a folder should be. Choose a folder with --checkpoint that can be written to"`,
    );
    expect(refusal(() => prepareFolder(given('file/in'), '--checkpoint'))).toMatchInlineSnapshot(
      `"--checkpoint file/in: no checkpoint can be written there: a file is where a folder should be. Choose a folder with --checkpoint that can be written to"`,
    );
  });

  it('a folder that may not be read or written', () => {
    expect(refusal(() => readCheckpoint(given('empty', 'EACCES')))).toMatchInlineSnapshot(
      `"--resume empty: cannot be read: permission denied. Name the folder of a checkpoint"`,
    );
    expect(
      refusal(() => prepareFolder(given('empty', 'EACCES'), '--resume')),
    ).toMatchInlineSnapshot(
      `"--resume empty: no checkpoint can be written there: permission denied. Choose a folder with --checkpoint that can be written to"`,
    );
    expect(refusal(() => prepareFolder(given('empty', 'EROFS'), '--resume'))).toMatchInlineSnapshot(
      `"--resume empty: no checkpoint can be written there: the disk is read-only. Choose a folder with --checkpoint that can be written to"`,
    );
  });

  it('a folder that is created on the way is no reason to refuse', () => {
    prepareFolder(given('new/and/deep'), '--checkpoint');
    expect(fs.readdirSync(join(path, 'new/and/deep'))).toEqual([]);
  });

  it('other files in the folder are left alone', () => {
    const shared = join(emptyFolder());
    for (const name of ['notes.tmp', 'checkpoint.dropproof.77.tmp']) {
      fs.writeFileSync(join(shared, name), '');
    }
    prepareFolder(folderAt('.', shared), '--checkpoint');
    expect(fs.readdirSync(shared)).toEqual(['notes.tmp']);
  });
});
