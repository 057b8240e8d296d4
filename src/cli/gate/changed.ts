/**
 * What a change can affect: the files that differ from a revision of git, and the files that a system rests on.
 */
import { execFileSync } from 'node:child_process';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { UsageError } from '../../spec/errors.ts';
import { sourceTexts } from '../matrix/sources.ts';
import type { Loaded } from './load.ts';

/** With another version of a package, anything may be different. */
const packageFiles: ReadonlySet<string> = new Set([
  'package.json',
  'package-lock.json',
  'npm-shrinkwrap.json',
  'yarn.lock',
  'pnpm-lock.yaml',
  'bun.lock',
]);

/**
 * Says of a system whether what differs from a revision can affect it. Files that its modules read otherwise than by
 * importing them are not seen; a system whose files are not known may always be affected.
 *
 * @throws UsageError where there is no git, no repository, or no such revision
 */
export function affectedSince(
  revision: string,
  { folder, path, expectedPath }: Loaded,
): (system: string) => boolean {
  const changed = new Set(changedFiles(revision, folder));
  const everything =
    changed.has(path) ||
    changed.has(expectedPath) ||
    [...changed].some((at) => packageFiles.has(basename(at)));
  if (everything) return () => true;
  return (system) => {
    const texts = sourceTexts(system, folder);
    return texts === null || [...texts.keys()].some((url) => changed.has(fileURLToPath(url)));
  };
}

/** Absolute paths of what differs from a revision, files that git does not know yet included. */
function changedFiles(revision: string, folder: string): string[] {
  const git = (...words: string[]): string => {
    try {
      const stdio: ['ignore', 'pipe', 'pipe'] = ['ignore', 'pipe', 'pipe'];
      return execFileSync('git', words, {
        cwd: folder,
        encoding: 'utf8',
        stdio,
        maxBuffer: 2 ** 28,
      });
    } catch (error) {
      const { stderr, message } = error as { stderr?: string; message: string };
      const why = (stderr || message).trim().split('\n')[0];
      throw new UsageError(`--changed ${revision}: ${why}`, { cause: error });
    }
  };
  const root = git('rev-parse', '--show-toplevel').replace(/\n$/, '');
  const commit = git('rev-parse', '--verify', '--end-of-options', `${revision}^{commit}`).trim();
  const listed = [
    git('diff', '--name-only', '-z', '--no-renames', commit, '--'),
    git('ls-files', '--others', '--exclude-standard', '--full-name', '-z', '--', root),
  ];
  const names = listed.flatMap((text) => text.split('\0')).filter((name) => name !== '');
  return names.map((name) => join(root, name));
}
