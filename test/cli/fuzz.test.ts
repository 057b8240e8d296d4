import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { stripVTControlCharacters } from 'node:util';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { fuzzProgressText } from '../../src/cli/progress.ts';
import { cli } from './harness.ts';

const schema = JSON.parse(readFileSync('schema/outcome.json', 'utf8'));
const fits = new Ajv({ strict: true, allowUnionTypes: true }).compile(schema);
const folder = () => mkdtempSync(join(tmpdir(), 'dropproof-'));

/** Interrupts as soon as somebody listens. */
const interrupted = {
  onInterrupt: (act: () => void) => {
    act();
    return () => {};
  },
};

describe('fuzz: a violation is told as any other', () => {
  it('with the seed, what was covered, and the commands that lead there again', async () => {
    const { exitCode, stdout, stderr } = await cli('fuzz mini/drop --seed 7 --runs 100');
    expect({ exitCode, stderr }).toEqual({ exitCode: 10, stderr: '' });
    expect(stdout).toMatchSnapshot();
  });

  it('and as a diagram', async () => {
    const { stdout } = await cli('fuzz mini/drop --seed 7 --runs 100 --format mermaid');
    expect(stdout.split('\n')[0]).toBe('sequenceDiagram');
    expect(stdout).toContain('P1');
  });
});

describe('fuzz: "no violation found in N runs", never "holds"', () => {
  it('exit code 0, and the report says that nothing is proved', async () => {
    const { exitCode, stdout } = await cli('fuzz mini/drop --preset repaired --seed 7 --runs 100');
    expect(exitCode).toBe(0);
    expect(stdout).not.toMatch(/holds/);
    expect(stdout).toMatchSnapshot();
  });

  it('Ctrl-C: what was tried so far, exit code 20', async () => {
    const words = 'fuzz mini/drop --preset repaired --runs 1e6 --seed 7';
    const { exitCode, stdout } = await cli(words, interrupted);
    expect(exitCode).toBe(20);
    expect(stdout).toContain('explored  a part: the search was interrupted');
    expect(stdout.split('\n').at(-2)).toEqual(
      expect.stringMatching(
        /^No violation found in .*, then cut \(interrupted\); nothing is proved\.$/,
      ),
    );
  });
});

describe('fuzz --random: another variant and other bounds are drawn for each chunk of walks', () => {
  it.each([
    [
      'broken in a variant that is not the preset: its options are told',
      10,
      'seed 2',
      '--bound losses=0',
    ],
    [
      'broken in bounds that are not those of the note: so are they',
      11,
      'seed 7',
      '--set checksId=yes',
    ],
    ['broken nowhere: how often it was drawn', 0, 'seed 3', '--set checksId=yes --bound losses=0'],
  ])('%s', async (_what, expected, seed, given) => {
    const line = `fuzz mini/drop --preset repaired --random variant,bounds --${seed} --runs 300`;
    const { exitCode, stdout, stderr } = await cli(`${line} ${given}`);
    expect({ exitCode, stderr }).toEqual({ exitCode: expected, stderr: '' });
    expect(stdout).toMatchSnapshot();
  });
});

describe('fuzz --workers: the text is that of one worker', () => {
  /** The helper has time to come before this thread has made all chunks by itself. */
  const unhurried = () => {
    let pauses = 6;
    return { pause: () => setTimeout(pauses-- > 0 ? 200 : 0) };
  };
  // Each thread remembers calls of its own, so there are more of them.
  const withoutCalls = (text: string) => text.replace(/[\d,]+ calls of the model/, 'some calls');
  // Threads know the catalogue, and files, but not the catalogue of these tests.
  const textOf = async (words: string, world = {}) => {
    const { exitCode, stdout, stderr } = await cli(`fuzz ./miniDrop.ts --seed 10 ${words}`, world);
    expect(stderr).toBe('');
    return { exitCode, text: withoutCalls(stdout) };
  };

  it.each([
    ['a violation in the first chunk', 10, '--runs 2000'],
    [
      'a violation in the fifth, in another variant',
      10,
      '--preset repaired --random variant,bounds --bound losses=0 --runs 2000',
    ],
    ['none', 0, '--preset repaired --runs 20000'],
  ])('%s', async (_what, exitCode, words) => {
    const alone = await textOf(words);
    expect(alone.exitCode).toBe(exitCode);
    expect(await textOf(`${words} --workers 2`, unhurried())).toEqual(alone);
  });

  it('only JSON tells how many there were', async () => {
    const line = 'fuzz ./miniDrop.ts --preset repaired --seed 7 --runs 2000 --format json';
    const [alone, together] = await Promise.all(
      ['', ' --workers 2'].map(async (words) => JSON.parse((await cli(`${line}${words}`)).stdout)),
    );
    expect([alone.engine.workers, together.engine.workers]).toEqual([1, 2]);
    const { engine, cache } = alone;
    expect({ ...together, engine, cache }).toEqual(alone);
  });
});

describe('fuzz: what exits 0 fails no CI job', () => {
  const line = 'fuzz mini/drop --preset repaired --seed 7 --runs 100 --property P1';

  it('nothing found: skipped for JUnit, a notice for GitHub, a note in SARIF', async () => {
    const [junit = '', github = '', sarif = ''] = await Promise.all(
      ['junit', 'github', 'sarif'].map(async (format) => {
        const { exitCode, stdout } = await cli(`${line} --format ${format}`);
        expect(exitCode).toBe(0);
        return stdout;
      }),
    );
    expect(junit).toContain('failures="0" errors="0"');
    expect(junit).toMatch(
      /<skipped message="P1, .*: undecided: no violation was found in 100 runs/,
    );
    expect(github).toMatch(/^::notice .*title=P1 /);
    expect(github).not.toContain('::error');
    expect(JSON.parse(sarif).runs[0].results).toMatchObject([{ level: 'note' }]);
  });

  it('cut short is no success, and does', async () => {
    const { exitCode, stdout } = await cli(`${line} --format junit`, interrupted);
    expect(exitCode).toBe(20);
    expect(stdout).toContain('failures="1"');
  });
});

describe('fuzz: the printed commands reproduce it', () => {
  it.each([
    'fuzz mini/drop --seed 7 --runs 100',
    'fuzz mini/drop --seed 8 --bounds lossy --bound clients=2 --max-steps 30 --property P1',
    'fuzz mini/drop',
    'fuzz mini/drop --preset repaired --random variant,bounds --seed 2 --bound losses=0',
  ])('%s', async (line) => {
    const cwd = folder();
    const { stdout } = await cli(line, { cwd });
    const story = stdout.slice(stdout.indexOf('P1 is violated'), stdout.indexOf('\nRuns\n'));
    const printed = [...stdout.matchAll(/^ {2}npx dropproof (.*)$/gm)].map(([, words]) => words);
    expect(printed).toHaveLength(2);
    const [again, replay] = printed as [string, string];
    expect(await cli(again, { cwd })).toMatchObject({
      exitCode: 10,
      stdout: '',
      stderr: 'violated: wrote P1.json\n',
    });
    const replayed = await cli(replay, { cwd });
    expect(replayed.exitCode).toBe(0);
    expect(replayed.stdout).toContain('and P1 is violated.');
    expect(replayed.stdout.slice(0, replayed.stdout.indexOf('\nAgrees'))).toBe(story);
  });

  it('also where nothing was found in a part of the properties', async () => {
    const line = 'fuzz mini/drop --preset repaired --seed 7 --runs 3 --property P1';
    const { stdout } = await cli(line);
    const [, again = ''] = /^ {2}npx dropproof (.*)$/m.exec(stdout) ?? [];
    expect(again).toBe(
      'fuzz mini/drop --preset repaired --bounds note --strategy mixed --seed 7 --runs 3 --max-steps 200 --property P1',
    );
    expect(await cli(again)).toMatchObject({ exitCode: 0, stdout });
  });

  it('a seed that nobody gave is chosen, and printed', async () => {
    const { stdout } = await cli('fuzz mini/drop', { entropy: () => 123_456 });
    expect(stdout).toContain('--seed 123456 ');
  });
});

describe('fuzz: --format json writes an outcome', () => {
  it.each([
    ['a violation', 'mini/drop --seed 7'],
    ['none', 'mini/drop --preset repaired --seed 7 --strategy pct'],
  ])('that fits the schema: %s', async (_what, line) => {
    const { stdout } = await cli(`fuzz ${line} --format json`);
    const outcome = JSON.parse(stdout);
    expect(fits(outcome), JSON.stringify(fits.errors)).toBe(true);
    expect(outcome.fuzz).toMatchObject({ seed: 7, maxRuns: 10_000, maxSteps: 200 });
  });
});

describe('fuzz: what is wrong is said in words', () => {
  it.each([
    '--run 5',
    '--seed 1.5',
    '--seed 1 --seed 2',
    '--runs 0',
    '--max-steps many',
    '--property W1',
    '--property P3',
    '--property P16',
    '--strategy best',
    '--random everything',
    '--workers 0',
    '--max-seconds soon',
    '--property P4',
    '--max-states 5',
  ])('%s', async (line) => {
    const { exitCode, stdout, stderr } = await cli(`fuzz mini/drop ${line}`);
    expect({ exitCode, stdout }).toEqual({ exitCode: 64, stdout: '' });
    expect(stderr).toMatchSnapshot();
  });

  it('a broken model, with the steps that lead there', async () => {
    const { exitCode, stderr } = await cli('fuzz broken/throwingProperty.ts');
    expect(exitCode).toBe(64);
    expect(stderr).toMatchInlineSnapshot(`
      "dropproof: the model is broken. P1: throws TypeError: no entry for 2

      It happens after these steps:
         1. counter.ticks
         2. counter.ticks

      In this state:
        count  2
      "
    `);
  });

  it('a file that cannot be written, before any walk is made', async () => {
    const { exitCode, stderr } = await cli('fuzz mini/drop --out no/such/folder.json');
    expect({ exitCode, stderr }).toEqual({
      exitCode: 64,
      stderr: 'dropproof: cannot write --out no/such/folder.json: there is no folder no/such\n',
    });
  });
});

describe('fuzz on a terminal', () => {
  it('--help names every option', async () => {
    const { stdout } = await cli('fuzz --help');
    expect(stdout).toMatchSnapshot();
  });

  it('a narrow one: no line but commands is wider', async () => {
    const { stdout } = await cli('fuzz mini/drop --seed 7', { columns: 50 });
    const lines = stripVTControlCharacters(stdout).split('\n');
    const wide = lines.filter((line) => line.length > 50 && !line.includes('npx dropproof'));
    expect(wide).toEqual([]);
  });

  it('NO_COLOR', async () => {
    const { stdout } = await cli('fuzz mini/drop --seed 7', {
      columns: 80,
      env: { NO_COLOR: '1' },
    });
    expect(stripVTControlCharacters(stdout)).toBe(stdout);
  });

  it('progress in one line', () => {
    const walking = {
      runs: 1200,
      steps: 240_000,
      seconds: 6,
      actions: { taken: 5, all: 7 },
      cells: { changed: 9, all: 9 },
      shrinking: null,
    };
    expect(fuzzProgressText(walking)).toBe(
      '1,200 runs · 240,000 steps · 5/7 actions · 9/9 cells · 6.0 s',
    );
    expect(fuzzProgressText({ ...walking, shrinking: 21 })).toBe(
      '1,200 runs · violated; making it shorter, now 21 steps · 6.0 s',
    );
  });

  it('a long one still has its time within 80 columns, of which one stays free', () => {
    const walking = {
      runs: 1_234_567,
      steps: 240_000_000,
      seconds: 3600,
      actions: { taken: 157, all: 163 },
      cells: { changed: 160, all: 180 },
      shrinking: null,
    };
    expect(fuzzProgressText(walking).length).toBeLessThan(80);
    expect(fuzzProgressText({ ...walking, shrinking: 1000 }).length).toBeLessThan(80);
  });
});
