import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exploring } from '../../src/explore/explore.ts';
import type { System } from '../../src/index.ts';
import { defineGate } from '../../src/index.ts';
import { miniDrop } from '../fixtures/miniDrop.ts';
import { cli } from './harness.ts';

const cwd = mkdtempSync(join(tmpdir(), 'dropproof-render-'));
const twoPhase = resolve('test/fixtures/twoPhaseCommit.ts');
const run = (line: string) => cli(line, { cwd, cores: () => 1 });

await run('check mini/drop --bounds lossy --keep-going --format json --out lossy.json');
await run('check mini/drop --preset repaired --format json --out holds.json');
await run('matrix mini/drop --presets --no-cache --format json --out matrix.json');
const cells = [{ system: 'mini/drop', bounds: ['note'] }];
writeFileSync(
  join(cwd, 'dropproof.config.ts'),
  `export default ${JSON.stringify(defineGate({ cells }))};`,
);
const { today: _, repaired } = miniDrop.presets as Record<string, Record<string, string>>;
const before = { ...miniDrop, presets: { today: repaired, repaired } } as System;
const io = { cwd, cores: () => 1 };
await cli('gate --no-cache --update', io, { catalogue: { 'mini/drop': before }, exploring });
await run('gate --no-cache --format json --out gate.json');

describe('render gives a saved outcome the form that its command would have given it', () => {
  it.each(['text', 'markdown', 'mermaid', 'itf', 'junit', 'json'])('%s', async (format) => {
    const told = 'check mini/drop --bounds lossy --keep-going';
    const direct = await run(`${told} --format ${format}`);
    const { exitCode, stdout, stderr } = await run(`render lossy.json --format ${format}`);
    expect(exitCode).toBe(0);
    expect(stdout).toBe(direct.stdout);
    expect(stderr).toBe(
      format === 'mermaid'
        ? 'left out: deadlock; --property chooses one, --out FOLDER/ takes all of them\n'
        : '',
    );
  });

  it('a matrix and a gate in the formats that they have', async () => {
    const matrix = await run('matrix mini/drop --presets --no-cache --format markdown');
    const words = (text: string) => text.replace(/^\$ .*$/gm, '$ …');
    const rendered = await run('render matrix.json --format markdown');
    expect(words(rendered.stdout)).toBe(words(matrix.stdout));
    const gate = await run('gate --no-cache --format junit');
    expect((await run('render gate.json --format junit')).stdout).toBe(gate.stdout);
    expect((await run('render gate.json --format itf')).stderr).toMatchInlineSnapshot(`
      "dropproof: a gate has no --format itf; it has text, markdown, json, junit, sarif, github, mermaid, svg, png
      "
    `);
    expect((await run('render matrix.json --property P1')).stderr).toMatchInlineSnapshot(`
      "dropproof: one property of a matrix has no --format text; it has mermaid, svg, png
      "
    `);
  });

  it('with commands that find a module of the user, whose path is not saved', async () => {
    writeFileSync(join(cwd, 'own.ts'), `export { default } from '${twoPhase}';`);
    const direct = await run('check ./own.ts --bound participants=3');
    await run('check ./own.ts --bound participants=3 --format json --out own.json');
    expect((await run('render own.json --system ./own.ts')).stdout).toBe(direct.stdout);
    expect(direct.stdout).toContain('npx dropproof check ./own.ts');
    expect((await run('render own.json')).stderr).toMatchInlineSnapshot(`
      "published/two-phase-commit is not in the catalogue, so commands do not find it by its name: give the path of published/two-phase-commit with --system
      "
    `);
    expect((await run('render lossy.json --system ./own.ts')).stderr).toMatchInlineSnapshot(`
      "dropproof: lossy.json belongs to another system: to mini/drop, not to published/two-phase-commit
      "
    `);
    expect((await run('render gate.json --system ./own.ts')).stderr).toMatchInlineSnapshot(`
      "dropproof: --system goes with an outcome, and gate.json is a gate
      "
    `);
  });

  it('of one property only', async () => {
    expect(await run('render lossy.json --format svg --property P2')).toMatchInlineSnapshot(`
      {
        "exitCode": 64,
        "stderr": "dropproof: lossy.json holds no counterexample to draw
      ",
        "stdout": "",
      }
    `);
    const { stdout, stderr } = await run('render lossy.json --format mermaid --property deadlock');
    expect(stdout.split('\n')[1]).toBe('  title deadlock#58; no unexpected deadlock');
    expect(stderr).toBe('');
    const { stdout: drawn } = await run('render gate.json --format mermaid --property P1');
    expect(drawn.split('\n')[1]).toBe('  title P1#58; one incarnation per transaction');
    expect((await run('render lossy.json --property P1')).stderr).toBe(
      'dropproof: one property of an outcome has no --format text; it has itf, mermaid, svg, png\n',
    );
    expect((await run('render lossy.json --property P7')).stderr).toContain(
      "unknown property 'P7'",
    );
  });
});

describe('several counterexamples are several files in a folder', () => {
  it.each([
    ['lossy.json', ['P1.mmd', 'deadlock.mmd']],
    ['matrix.json', ['P1-1.mmd']],
    ['gate.json', ['mini-drop-today-note-P1.mmd']],
    ['holds.json', ['verdicts.mmd']],
  ])('%s', async (file, names) => {
    const { exitCode, stderr } = await run(`render ${file} --format mermaid --out of-${file}/`);
    expect(exitCode).toBe(0);
    const folder = join(cwd, `of-${file}`);
    expect(readdirSync(folder).sort()).toEqual(names);
    expect(stderr).toBe(`wrote ${names.map((name) => `of-${file}/${name}`).join(', ')}\n`);
    for (const name of names) {
      expect(readFileSync(join(folder, name), 'utf8')).toMatch(/^sequenceDiagram\n/);
    }
  });

  it('whatever a property is called, each has a file of its own in that folder', async () => {
    const outcome = JSON.parse(readFileSync(join(cwd, 'lossy.json'), 'utf8'));
    const [first] = outcome.properties;
    const ids = ['../../up', 'p1', 'P1', 'con:', '/', 'a\0b', ' ', 'x'.repeat(300)];
    const properties = ids.map((id) => ({ ...first, id }));
    writeFileSync(join(cwd, 'nasty.json'), JSON.stringify({ ...outcome, properties }));
    const { exitCode } = await run('render nasty.json --format mermaid --out nasty/');
    expect(exitCode).toBe(0);
    expect(readdirSync(join(cwd, 'nasty')).sort()).toEqual([
      'P1-2.mmd',
      'a-b.mmd',
      'con.mmd',
      'diagram-2.mmd',
      'diagram.mmd',
      'p1.mmd',
      'up.mmd',
      `${'x'.repeat(100)}.mmd`,
    ]);
  });
});

describe('wrong usage is 64, and says what to do', () => {
  it.each([
    'lossy.json --format png',
    'lossy.json --format svg --out P1.png',
    'lossy.json --format svg --out /proc/pictures/',
    'lossy.json --format svg --browser ./none',
    'lossy.json --format text --out gone/P1.txt',
    'dropproof.config.ts',
    'dropproof.expected.json',
    'gone.json',
  ])('render %s', async (line) => {
    const { exitCode, stdout, stderr } = await run(`render ${line}`);
    expect([exitCode, stdout]).toEqual([64, '']);
    expect(stderr).toMatchSnapshot();
  });

  it('a file that is damaged', async () => {
    const { cells: all, ...rest } = JSON.parse(readFileSync(join(cwd, 'gate.json'), 'utf8'));
    writeFileSync(
      join(cwd, 'damaged.json'),
      JSON.stringify({ ...rest, cells: [{ ...all[0], system: 1 }] }),
    );
    expect((await run('render damaged.json')).stderr).toMatchInlineSnapshot(`
      "dropproof: damaged.json is damaged: /cells/0/system must be string
      "
    `);
  });

  it('where the packages for pictures are not installed', () => {
    const hook =
      "import { registerHooks } from 'node:module'; registerHooks({ resolve: (name, at, next) => {" +
      "if (name !== 'puppeteer') return next(name, at);" +
      "throw Object.assign(new Error('gone'), { code: 'ERR_MODULE_NOT_FOUND' }); } });";
    const words = ['--import', `data:text/javascript,${hook}`, resolve('bin/dropproof.js')];
    const line = [...words, 'render', join(cwd, 'lossy.json'), '--format', 'svg'];
    try {
      execFileSync(process.execPath, line, { stdio: 'pipe', encoding: 'utf8' });
      expect.unreachable();
    } catch (error) {
      const { status, stderr } = error as { status: number; stderr: string };
      expect(status).toBe(64);
      expect(stderr).toMatchInlineSnapshot(`
        "dropproof: pictures take two more packages:
          npm install --save-dev @mermaid-js/mermaid-cli puppeteer
        PUPPETEER_SKIP_DOWNLOAD=1 before it keeps it from downloading a browser, if you have one
        "
      `);
    }
  });
});
