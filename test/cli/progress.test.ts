import { describe, expect, it } from 'vitest';
import { progressLine, progressText } from '../../src/cli/progress.ts';
import { cli } from './harness.ts';

const progress = {
  states: 10_340_352,
  transitions: 123_558_401,
  depth: 17,
  frontier: 120_034,
  seconds: 23.2,
  bytes: 3.12e8,
  snapshot: null,
};

/** What a progress line writes if it is told of progress at these milliseconds. */
function written(mode: 'auto' | 'plain' | 'none', columns: number | undefined, times: number[]) {
  const parts: string[] = [];
  let now = 0;
  const stderr = {
    write: (text: string) => void parts.push(text),
    isTTY: columns !== undefined,
    columns,
  };
  const line = progressLine(mode, { stderr, clock: () => now });
  for (now of times) line.update(progress);
  line.clear();
  return parts;
}

describe('progress: states, transitions per second, depth, frontier, memory', () => {
  it('in one line', () => {
    expect(progressText(progress)).toBe(
      '10,340,352 states · 5.3 M transitions/s · depth 17 · frontier 120,034 · 312 MB · 23 s',
    );
  });

  it('"a single line on a TTY", at most five times a second, gone at the end', () => {
    expect(written('auto', 30, [0, 100, 199, 200])).toEqual([
      '\r\x1b[2K10,340,352 states · 5.3 M tra',
      '\r\x1b[2K10,340,352 states · 5.3 M tra',
      '\r\x1b[2K',
    ]);
  });

  it('a terminal that says it has no columns is taken for one of 80', () => {
    const [line] = written('auto', 0, [0]);
    expect(line).toContain(progressText(progress).slice(0, 79));
  });

  it('"plain lines otherwise", every five seconds, so that a short run is silent', () => {
    expect(written('auto', undefined, [0, 4999])).toEqual([]);
    expect(written('auto', undefined, [0, 5000, 6000, 10_000])).toHaveLength(2);
    expect(written('plain', 80, [0, 4999])).toEqual([`${progressText(progress)}\n`]);
  });

  it('none', () => {
    expect(written('none', 80, [0, 5000])).toEqual([]);
  });

  it('a note is a line that stays, at most every five seconds, whatever is noted', () => {
    const parts: string[] = [];
    let now = 0;
    const stderr = { write: (text: string) => void parts.push(text), isTTY: true, columns: 30 };
    const line = progressLine('auto', { stderr, clock: () => now });
    line.update(progress);
    for (now of [100, 5000, 5100]) line.note(`saved at ${now}`);
    line.clear();
    expect(parts).toEqual([
      '\r\x1b[2K10,340,352 states · 5.3 M tra',
      '\r\x1b[2K',
      'saved at 100\n',
      'saved at 5100\n',
    ]);
  });
});

describe('Ctrl-C: the partial outcome is printed, the verdict is undecided', () => {
  it('exit code 20', async () => {
    const interrupted = await cli('check mini/drop --preset repaired', {
      onInterrupt: (act) => {
        act();
        return () => {};
      },
    });
    expect({ ...interrupted, stdout: interrupted.stdout.split('\n').slice(7, 10) }).toEqual({
      exitCode: 20,
      stderr: '',
      stdout: [
        '  search    breadth-first, exact (whole states are compared, no hashes), 1 worker, no reduction,',
        '            stops at the first violation',
        '  explored  a part: the search was interrupted',
      ],
    });
    expect(interrupted.stdout.split('\n').at(-2)).toBe(
      'Undecided (interrupted): P1, P2, W1, deadlock',
    );
  });

  it('the listener is removed in the end', async () => {
    let listening = 0;
    await cli('check mini/drop', {
      onInterrupt: () => {
        listening++;
        return () => listening--;
      },
    });
    expect(listening).toBe(0);
  });
});
