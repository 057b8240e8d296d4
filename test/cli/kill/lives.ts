/**
 * Lives and deaths of a process that keeps checkpoints: at a random moment, or in the midst of writing one.
 */
import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** How a life ended. */
export interface Life {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Was it killed before the checkpoint that it had begun was whole? */
  readonly diedWriting: boolean;
}

/** When to kill: so long after the start, or in the first writing so long after something was written. */
export interface Death {
  readonly afterMs: number;
  readonly inWriting: boolean;
  readonly signal?: NodeJS.Signals;
}

/** Numbers from 0 to 1 that are the same in every run. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Runs a program whose checkpoints go to `folder`, and kills it; without a death it ends by itself. */
export async function live(
  words: readonly string[],
  folder: string,
  death: Death | null,
): Promise<Life> {
  const child = spawn(process.execPath, [...words], { stdio: ['ignore', 'pipe', 'pipe'] });
  const written = { stdout: '', stderr: '' };
  child.stdout.on('data', (data) => {
    written.stdout += data;
  });
  child.stderr.on('data', (data) => {
    written.stderr += data;
  });
  const closed = once(child, 'close');
  // Its process is in the name of the file that is not yet a checkpoint.
  const isWriting = () => bytesOf(join(folder, `checkpoint.dropproof.${child.pid}.tmp`)) > 0;
  if (death !== null) await kill(child, death, isWriting);
  await closed;
  return { ...written, exitCode: child.exitCode, diedWriting: isWriting() };
}

async function kill(child: ChildProcess, death: Death, isWriting: () => boolean): Promise<void> {
  const isDead = () => child.exitCode !== null || child.signalCode !== null;
  const until = async (condition: () => boolean) => {
    while (!isDead() && !condition()) await wait(1);
  };
  if (death.inWriting) await until(isWriting);
  const from = performance.now();
  await until(() => performance.now() - from >= death.afterMs);
  if (death.inWriting) await until(isWriting);
  child.kill(death.signal ?? 'SIGKILL');
}

function bytesOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
