import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { textReport } from '../../src/report/text.ts';
import { cli } from './harness.ts';

const hasColours = (text: string) => stripVTControlCharacters(text) !== text;
const folder = mkdtempSync(join(tmpdir(), 'dropproof-'));

describe('list: systems, one line each', () => {
  it('name and title', async () => {
    expect(await cli('list')).toEqual({
      exitCode: 0,
      stdout: 'mini/drop  a small drop that forgets its readers\n',
      stderr: '',
    });
  });
});

describe('show: cells, actions (read/write matrix), switches, presets, properties, bounds', () => {
  it('of a system in the catalogue', async () => {
    const { exitCode, stdout, stderr } = await cli('show mini/drop');
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toMatchSnapshot();
  });

  it('of a file without switches and bounds, which leaves those sections out', async () => {
    const { stdout } = await cli('show broken/throwingProperty.ts');
    expect(stdout).toMatchInlineSnapshot(`
      "broken/throwingProperty: a property that throws

      Properties

        P1  always  the list has an entry for each count

      Cells

        count  state  0

      Actions

        counter.ticks  system  ticks (1 instance)
      "
    `);
  });

  it('a matrix that is wider than the page is cut into several', async () => {
    const { stdout } = await cli('show mini/drop', { columns: 40 });
    expect(stdout.slice(stdout.indexOf('Reads (r)'))).toMatchInlineSnapshot(`
      "Reads (r) and writes (w), observed in
      all 18 states of preset today, bounds
      note[22m

                            ┌ cpo
                            │  ┌ node
                            │  │  ┌ toNode
                            │  │  │  ┌ toCpo
                            │  │  │  │  ┌ client
                            │  │  │  │  │  ┌ hits
        cpo.drops           rw ·  rw ·  ·  ·
        cpo.recreates       rw ·  rw rw ·  ·
        node.handles        ·  w  rw rw ·  ·
        client.reads        ·  r  ·  ·  rw rw
        client.commits      ·  r  ·  ·  rw rw
        network.loses       ·  ·  ·  ·  ·  ·
        network.duplicates  ·  ·  ·  ·  ·  ·
        network.delays      ·  ·  ·  ·  ·  ·

                            ┌ losses
                            │  ┌ duplicates
                            │  │  ┌ reorderings
        cpo.drops           ·  ·  ·
        cpo.recreates       ·  ·  ·
        node.handles        ·  ·  ·
        client.reads        ·  ·  ·
        client.commits      ·  ·  ·
        network.loses       r  ·  ·
        network.duplicates  ·  r  ·
        network.delays      ·  ·  r

        Neither read nor written: config
      "
    `);
  });
});

describe('check: the exit code is the verdict', () => {
  it.each([
    [0, 'everything as expected', 'mini/drop --preset repaired'],
    [10, 'a property is violated', 'mini/drop'],
    [11, 'an unexpected deadlock', 'mini/drop --bounds lossy --property deadlock'],
    [12, 'a witness is unreached', './suspicious.ts --property W1'],
    [12, 'a property is vacuous', './suspicious.ts --property P1'],
    [20, 'a limit on states', 'mini/drop --preset repaired --max-states 3'],
    [20, 'a limit on depth', 'mini/drop --preset repaired --max-depth 2'],
    [10, 'a violation and a limit', 'mini/drop --bounds lossy --keep-going --max-states 70'],
  ])('%i: %s', async (exitCode, _what, line) => {
    expect(await cli(`check ${line}`)).toMatchObject({ exitCode, stderr: '' });
  });
});

describe('check: success is suspicious', () => {
  it('a witness that is unreached and a property that judged nothing are named', async () => {
    const { stdout } = await cli('check ./suspicious.ts');
    expect(stdout.slice(stdout.indexOf('Verdicts'))).toMatchInlineSnapshot(`
      "Verdicts

        P1        holds (vacuous)  always     what is absent stays absent
        W1        unreached        reachable  a collection is dropped
        deadlock  holds            deadlock   no unexpected deadlock

      Search

        explored  1 state, 0 transitions, depth 1, 1 initial state, 1 state without a successor
        cost      0.00 s, 0 states/s, 64 MB, 4 calls of the model

      Worth a second look

        ! never enabled: cpo.drops
        ! cells that never changed: phase

      Run it again

        npx dropproof check ./suspicious.ts --preset only --bounds only

      Unreached: W1, P1 (vacuous)
      "
    `);
  });
});

describe('check: text goes to stdout, for people', () => {
  it('with the command as it was given, defaults spelled out', async () => {
    const words = ['check', './miniDrop.ts', '--set', 'order=readFirst', '--bound', 'keys=["a b"]'];
    const { stdout } = await cli(words);
    expect(stdout.split('\n').filter((line) => line.includes('npx'))).toEqual([
      '  npx dropproof check ./miniDrop.ts --preset today --set order=readFirst --bounds note ' +
        `--bound 'keys=["a b"]' --property P1 --format json --out P1.json`,
      '  npx dropproof replay --system ./miniDrop.ts P1.json',
    ]);
  });

  it('coloured on a terminal, plain in a pipe and under NO_COLOR', async () => {
    const stdoutOf = async (world: Parameters<typeof cli>[1]) =>
      hasColours((await cli('check mini/drop', world)).stdout);
    expect(await stdoutOf({})).toBe(false);
    expect(await stdoutOf({ columns: 80 })).toBe(true);
    expect(await stdoutOf({ columns: 80, env: { NO_COLOR: '1' } })).toBe(false);
    expect(await stdoutOf({ columns: 80, env: { TERM: 'dumb' } })).toBe(false);
    expect(await stdoutOf({ env: { FORCE_COLOR: '1' } })).toBe(true);
  });

  it('as wide as the terminal', async () => {
    const world = { columns: 60, env: { NO_COLOR: '1' } };
    const lines = (await cli('check mini/drop', world)).stdout.split('\n');
    const wide = lines.filter((line) => line.length > 60 && !line.includes('npx'));
    expect(wide).toEqual([]);
  });
});

describe('check: --format json writes only JSON on stdout', () => {
  it('the same outcome that the text tells', async () => {
    const { stdout, stderr, exitCode } = await cli('check mini/drop --format json');
    const outcome = JSON.parse(stdout);
    expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: outcome.exitCode });
    const text = (await cli('check mini/drop')).stdout;
    const story = (report: string) => report.slice(0, report.indexOf('Keep the trace'));
    expect(story(textReport(outcome))).toBe(story(text));
  });
});

describe('check: --out writes the report to a file', () => {
  it('and one line about it to stderr', async () => {
    const file = join(folder, 'P1.mmd');
    expect(await cli(['check', 'mini/drop', '--format', 'mermaid', '--out', file])).toEqual({
      exitCode: 10,
      stdout: '',
      stderr: `violated: wrote ${file}\n`,
    });
    const { stdout } = await cli('check mini/drop --format mermaid');
    expect(readFileSync(file, 'utf8')).toBe(stdout);
  });

  it('without colours, also on a terminal', async () => {
    const file = join(folder, 'P1.txt');
    await cli(['check', 'mini/drop', '--out', file], { columns: 80 });
    const { stdout } = await cli('check mini/drop');
    expect(readFileSync(file, 'utf8')).toBe(stdout);
  });
});
