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

describe('--help and --version', () => {
  it('the commands and the exit codes', async () => {
    const { exitCode, stdout } = await cli('--help');
    expect(exitCode).toBe(0);
    expect(stdout).toMatchInlineSnapshot(`
      "dropproof <command>

      Which variant of a protocol breaks which promise, and how.

      Commands:
        dropproof list                    systems of the catalogue, one line each
        dropproof show <system>           cells, actions with their read/write matrix, switches, presets,
                                          properties, bounds
        dropproof check <system>          explore every reachable state of a system, and report
        dropproof matrix <system>         compare design variants: which breaks which promise, and why its
                                          neighbours do not
        dropproof gate [config]           compare every expected verdict with reality; exit code 0 if all
                                          are equal, else 30
        dropproof fuzz <system>           try random schedules, at bounds too large to explore; finds
                                          violations, proves nothing
        dropproof conform <system> <log>  say whether the log of a real run is a behaviour of a system;
                                          exit code 10 if not
        dropproof tests <system>          generate few tests of every action and pair of actions
        dropproof replay <trace>          re-run a trace on today's model; exit code 0 if it agrees, 30 if
                                          it differs
        dropproof demo                    find the anomaly of the K2 drop-collection note, and check its
                                          repair

      Options:
            --debug    stack traces of errors                                                    [boolean]
        -h, --help     Show help                                                                 [boolean]
            --version  Show version number                                                       [boolean]

      Exit codes
         0  everything as expected                 (fuzz: no violation found, nothing proved;
                                                    matrix: every cell decided)
        10  a property is violated; conform:       11  unexpected deadlock
            the log is no behaviour
        12  a witness unreached, or only vacuous   13  liveness violated
        20  undecided: a limit, or Ctrl-C          30  not as expected (gate, replay, demo)
        64  wrong usage, or a broken model         70  internal error
      "
    `);
  });

  it('the options of check, each with what it means', async () => {
    expect((await cli('check --help')).stdout).toMatchInlineSnapshot(`
      "dropproof check <system>

      explore every reachable state of a system, and report

      What to choose:
            --preset  named variant to start from (first one if absent)                           [string]
            --set     switch=option, over the preset; may be repeated                             [string]
            --bounds  named set of bounds to start from (first one if absent)                     [string]
            --bound   bound=JSON, over the set of bounds; may be repeated                         [string]

      Search:
            --property    check only this property; may be repeated                               [string]
            --keep-going  explore on after a violation, until every property is decided
                                                                                [boolean] [default: false]
            --symmetry    keep one state for each orbit of the ids that the system calls interchangeable
                                                                                [boolean] [default: false]
            --workers     how many threads work, or auto for all cores; the outcome is the same (1 if
                          absent)

      Limits:
            --max-states   stop after so many states
            --max-depth    stop after so many levels; the initial states are level 1
            --max-seconds  stop after so much time
            --max-memory   stop at so many bytes; 500M and 2G are understood

      Checkpoints:
            --checkpoint        folder to keep the search in, so that it can be resumed           [string]
            --checkpoint-every  seconds between checkpoints (60 if absent); 0 writes as often as possible
            --resume            folder with the checkpoint to go on from; kept there, unless --checkpoint
                                is given                                                          [string]

      Output:
            --format    form of the report
               [choices: "text", "json", "markdown", "mermaid", "itf", "html", "junit", "sarif", "github"]
                                                                                         [default: "text"]
            --out       write the report to a file                                                [string]
            --ghosts    show ghost cells too: history that only properties read [boolean] [default: false]
            --progress  progress on stderr            [choices: "auto", "plain", "none"] [default: "auto"]
            --graph     tell how this cell, or a part of it, changes: cpo, catalog(A).status; explores
                        everything                                                                [string]
            --profile   tell where the effort went, and which cell to split     [boolean] [default: false]

      Positionals:
        system  name in the catalogue, or path of a module                             [string] [required]

      Options:
            --debug    stack traces of errors                                                    [boolean]
        -h, --help     Show help                                                                 [boolean]
            --version  Show version number                                                       [boolean]
      "
    `);
  });

  it('the version of the package', async () => {
    const { version } = JSON.parse(
      readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
    );
    expect(await cli('--version')).toEqual({ exitCode: 0, stdout: `${version}\n`, stderr: '' });
  });
});
