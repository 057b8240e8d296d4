import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { cli } from './harness.ts';

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
        dropproof explore <system>        walk through a protocol in a browser: choose each step, go back,
                                          fork, ask why not
        dropproof replay <trace>          re-run a trace on today's model; exit code 0 if it agrees, 30 if
                                          it differs
        dropproof render <file>           another form of what check, matrix or gate --format json --out
                                          wrote: svg, png, …
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
