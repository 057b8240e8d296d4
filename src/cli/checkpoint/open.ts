/**
 * From the options to what is resumed and what is kept.
 */
import type { Limit } from '../../explore/outcome.ts';
import type { Snapshot } from '../../explore/snapshot.ts';
import { quoted, shellCommand } from '../../report/command.ts';
import { UsageError } from '../../spec/errors.ts';
import type { Values } from '../command.ts';
import type { Io } from '../io.ts';
import type { checkpointOptions } from '../options.ts';
import { checkOptions } from '../options.ts';
import type { ProgressLine } from '../progress.ts';
import { folderAt, hasCheckpoint, prepareFolder, readCheckpoint } from './folder.ts';
import { Keeper } from './keeper.ts';

/** Seconds between two checkpoints. */
const usualEvery = 60;

/**
 * What the options ask for; without any, nothing. Reads the checkpoint that is to be resumed and finds out whether
 * the next one can be written.
 *
 * @throws UsageError if either fails, or a checkpoint of another run would be lost
 */
export function openCheckpoints(
  { checkpoint, checkpointEvery, resume }: Values<typeof checkpointOptions>,
  { io, progress }: { readonly io: Io; readonly progress: ProgressLine },
): { readonly keeper?: Keeper; readonly resume?: Snapshot } {
  const target = checkpoint ?? resume;
  if (target === undefined) {
    if (checkpointEvery === undefined) return {};
    throw new UsageError(
      '--checkpoint-every needs --checkpoint or --resume, which name the folder',
    );
  }
  const folder = folderAt(target, io.cwd);
  const from = resume === undefined ? undefined : folderAt(resume, io.cwd);
  if (folder.path !== from?.path && hasCheckpoint(folder)) {
    throw new UsageError(
      `--checkpoint ${target}: there is a checkpoint already, which would be lost. ` +
        `Go on from it with --resume ${target}, choose another folder, or remove it`,
    );
  }
  const snapshot = from && readCheckpoint(from);
  prepareFolder(folder, checkpoint === undefined ? '--resume' : '--checkpoint');
  const everySeconds = checkpointEvery ?? usualEvery;
  return {
    keeper: new Keeper({ io, progress, folder, everySeconds }),
    ...(snapshot && { resume: snapshot }),
  };
}

type CheckValues = Values<typeof checkOptions> & { readonly system: string };

/** The command line that goes on: as it was, but for the folders, and without the limit that cut the search. */
export function resumeCommand(args: CheckValues, limit: Limit | null): string {
  const left = ['checkpoint', 'resume', `max-${limit}`];
  const options = Object.entries(checkOptions).flatMap(([name, option]) => {
    const value: unknown = args[name];
    const usual = 'default' in option ? option.default : undefined;
    if (left.includes(name) || value === undefined || value === usual) return [];
    if (value === true) return [`--${name}`];
    return [value].flat().map((each) => `--${name} ${quoted(String(each))}`);
  });
  const folder = args.checkpoint ?? args.resume ?? '';
  return shellCommand([
    'npx dropproof check',
    quoted(args.system),
    ...options,
    `--resume ${quoted(folder)}`,
  ]);
}
