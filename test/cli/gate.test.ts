import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import repository from '../../dropproof.config.ts';
import { catalogue } from '../../src/catalogue.ts';
import type { Io } from '../../src/cli/io.ts';
import { cacheFolder } from '../../src/cli/matrix/cache.ts';
import type { GateOutcome } from '../../src/index.ts';
import { defineGate } from '../../src/index.ts';
import { miniDrop } from '../fixtures/miniDrop.ts';
import { allPins, changes, folderWith, gate, note, repaired, today, usual } from './gates.ts';

describe('gate exits 0 only if every observed verdict equals the expected one', () => {
  it('as it does when nothing has changed', async () => {
    const ran = await gate(await folderWith());
    expect(ran).toMatchInlineSnapshot(`
      {
        "exitCode": 0,
        "stderr": "",
        "stdout": "mini/drop  2 cells  1 violated  as expected

      All 2 cells as expected (12 verdicts).
      ",
      }
    `);
  });

  it.each(changes)('30: %s', async (_, system, text) => {
    const { exitCode, stdout } = await gate(await folderWith(), '', system);
    expect(stdout).toContain(text);
    expect(exitCode).toBe(30);
  });

  it('30: a cell that a limit leaves undecided', async () => {
    const { exitCode, stdout } = await gate(await folderWith(), '--max-states 3');
    expect(exitCode).toBe(30);
    expect(stdout).toContain('P1           expected violated after 6 steps, found undecided');
  });

  it('30: a cell that was not run, after Ctrl-C', async () => {
    const world: Partial<Io> = {
      onInterrupt: (act) => {
        act();
        return () => {};
      },
    };
    const { exitCode, stdout } = await gate(await folderWith(), '', miniDrop, world);
    expect(exitCode).toBe(30);
    expect(stdout).toContain('search  was not run');
  });

  it('30: a system that does not load, and all others are compared', async () => {
    const cwd = await folderWith();
    const cells = [...usual, { system: './gone.ts' }, { system: 'mini/dorp' }];
    const config = JSON.stringify(defineGate({ cells, pins: allPins }));
    writeFileSync(join(cwd, 'other.config.ts'), `export default ${config};`);
    const { exitCode, stdout } = await gate(cwd, 'other.config.ts');
    expect(exitCode).toBe(30);
    expect(stdout).toContain('there is no file ./gone.ts');
    expect(stdout).toContain("unknown system 'mini/dorp'. Did you mean 'mini/drop'?");
    expect(stdout).toContain('mini/drop · today');
  });

  it('tells what differs, and the story of a new violation', async () => {
    const system = { ...miniDrop, presets: { today, repaired: today } };
    const { stdout } = await gate(await folderWith(), '', system);
    expect(stdout).toMatchSnapshot();
  });
});

describe('what is pinned beside verdicts is up to the configuration', () => {
  it('without pins, counts and lengths may move', async () => {
    const cwd = await folderWith(usual, []);
    const system = { ...miniDrop, boundSets: { note: { ...note, differs: { clients: 2 } } } };
    expect((await gate(cwd, '', system)).exitCode).toBe(0);
  });
});

describe('gate --update shows the difference, then expects what was found', () => {
  const system = { ...miniDrop, presets: { today: repaired, repaired } };

  it('in a file that differs in two lines for a verdict', async () => {
    const cwd = await folderWith(usual, ['lengths']);
    const file = join(cwd, 'dropproof.expected.json');
    const before = readFileSync(file, 'utf8').split('\n');
    const { exitCode, stdout, stderr } = await gate(cwd, '--update', system);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('P1  expected violated after 6 steps, found holds');
    expect(stderr).toBe('2 cells expected: wrote dropproof.expected.json\n');
    const after = readFileSync(file, 'utf8').split('\n');
    expect(after.filter((line) => !before.includes(line))).toEqual([]);
    expect(before.filter((line) => !after.includes(line))).toMatchInlineSnapshot(`
      [
        "     "violated": { "P1": 6 },",
        "     "holds": ["P2", "W1", "deadlock"],",
      ]
    `);
    expect((await gate(cwd, '', system)).exitCode).toBe(0);
    expect(readdirSync(cwd).sort()).toEqual(['dropproof.config.ts', 'dropproof.expected.json']);
  });

  it('but not what is undecided or broken: the file stays as it is', async () => {
    const cwd = await folderWith();
    const file = join(cwd, 'dropproof.expected.json');
    const before = readFileSync(file, 'utf8');
    const { exitCode, stderr } = await gate(cwd, '--update --max-states 3');
    expect(exitCode).toBe(30);
    expect(stderr).toContain('dropproof.expected.json is left as it was');
    expect(readFileSync(file, 'utf8')).toBe(before);
  });
});

describe('--shard i/n runs every cell in exactly one part', () => {
  it('and says how many it leaves to others', async () => {
    const cwd = await folderWith([{ system: 'mini/drop', sizes: ['tiny', 'small'] }]);
    const parts = await Promise.all(
      [1, 2, 3].map(async (part) => {
        const { exitCode, stdout } = await gate(cwd, `--shard ${part}/3 --format json`);
        expect(exitCode).toBe(0);
        return JSON.parse(stdout) as GateOutcome;
      }),
    );
    expect(parts.map(({ leftOut }) => leftOut.otherShards)).toEqual([2, 3, 3]);
    const names = parts.flatMap(({ cells }) => cells.map((at) => `${at.variant} ${at.bounds}`));
    expect(names.sort()).toEqual(['repaired lossy', 'repaired note', 'today lossy', 'today note']);
  });
});

describe('--changed runs what a change since a revision can affect', () => {
  it('a system whose files changed, or all when packages, configuration or expectations did', async () => {
    const cwd = mkdtempSync(join(tmpdir(), 'dropproof-changed-'));
    const git = (...words: string[]) => execFileSync('git', words, { cwd, stdio: 'pipe' });
    const model = `export { default } from '${new URL('../fixtures/miniDrop.ts', import.meta.url).href}';\n`;
    for (const name of ['one.ts', 'two.ts']) writeFileSync(join(cwd, name), model);
    const cells = [{ system: './one.ts' }, { system: './two.ts' }];
    const config = JSON.stringify(defineGate({ cells }));
    writeFileSync(join(cwd, 'dropproof.config.ts'), `export default ${config};`);
    expect((await gate(cwd, '--update')).exitCode).toBe(0);
    git('init', '-q');
    git('add', '.');
    git('-c', 'user.name=a', '-c', 'user.email=a@b', 'commit', '-qm', 'all');
    const run = async () => {
      const { exitCode, stdout } = await gate(cwd, '--changed HEAD --format json');
      expect(exitCode).toBe(0);
      return new Set((JSON.parse(stdout) as GateOutcome).cells.map(({ system }) => system));
    };
    expect(await run()).toEqual(new Set());
    writeFileSync(join(cwd, 'two.ts'), `${model}// changed\n`);
    expect(await run()).toEqual(new Set(['./two.ts']));
    writeFileSync(join(cwd, 'package.json'), '{}');
    expect(await run()).toEqual(new Set(['./one.ts', './two.ts']));
  });
});

describe('wrong usage is 64, and says what to do', () => {
  it.each([
    ['gone.config.ts', 'there is no file gone.config.ts'],
    ['--shard 3/2', '--shard 3/2: expected i/n'],
    ['--update --shard 1/2', 'contradictory options: --update and --shard'],
    ['--changed no-such-revision', '--changed no-such-revision: fatal: '],
    ['--format jnuit', "unknown --format 'jnuit'. Did you mean 'junit'?"],
  ])('%s', async (line, message) => {
    const { exitCode, stderr } = await gate(await folderWith(), line);
    expect(exitCode).toBe(64);
    expect(stderr).toContain(message);
  });

  it('a file that exports no gate, or one without cells', async () => {
    const cwd = await folderWith();
    writeFileSync(join(cwd, 'no.config.ts'), 'export default 1;');
    expect((await gate(cwd, 'no.config.ts')).stderr).toContain('has no gate as its default export');
    const empty = `export default ${JSON.stringify(defineGate({ cells: [] }))};`;
    writeFileSync(join(cwd, 'empty.config.ts'), empty);
    expect((await gate(cwd, 'empty.config.ts')).stderr).toContain('lets everything through');
  });
});

describe('the workflow in examples/', () => {
  const workflow = readFileSync('examples/github-workflow.yml', 'utf8');

  it('runs commands that there are, and uploads what they write', async () => {
    const lines = [...workflow.matchAll(/npx dropproof gate (.*)$/gm)];
    const commands = lines.map(([, words = '']) => words.replace(' || true', ''));
    expect(commands).toHaveLength(3);
    const cwd = await folderWith();
    for (const words of commands) expect((await gate(cwd, words)).exitCode).toBe(0);
    const written = readdirSync(cwd).filter((name) => name.startsWith('gate.'));
    expect(written.sort()).toEqual(['gate.sarif', 'gate.xml']);
    expect(workflow).toMatch(/path: 'gate\.\*'/);
    expect(workflow).toMatch(/sarif_file: gate\.sarif/);
  });

  it('keeps what it found where the command looks for it', () => {
    const place = /path: (node_modules.*)$/m.exec(workflow)?.[1];
    expect(cacheFolder(undefined, { cwd: '.', env: {} })).toBe(resolve(place ?? ''));
  });
});

describe('the gate of this repository', () => {
  it('watches every system of the catalogue', () => {
    const watched = new Set(repository.cells.map(({ system }) => system));
    expect(watched).toEqual(new Set(Object.keys(catalogue)));
  });
});
