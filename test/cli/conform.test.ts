import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { conformProgressText } from '../../src/cli/progress.ts';
import { cli, fixtures } from './harness.ts';

const command = 'conform mini/drop miniDrop.ndjson --map miniDrop.map.ts';

/** The log of the fixtures with something changed, as a file. */
function changedLog(change: (lines: string[]) => readonly string[]): string {
  const lines = readFileSync(join(fixtures, 'miniDrop.ndjson'), 'utf8').trimEnd().split('\n');
  const file = join(mkdtempSync(join(tmpdir(), 'conform-')), 'log.ndjson');
  writeFileSync(file, change(lines).join('\n'));
  return file;
}

const conformTo = (preset: string, log: string) =>
  cli(['conform', 'mini/drop', log, '--map', 'miniDrop.map.ts', '--preset', preset]);

describe('is the log of a real run a behaviour of the model?', () => {
  it('it is, of the variant that the service runs', async () => {
    expect(await cli(command)).toMatchSnapshot();
  });

  it('it is not, of a variant that would have refused the commit', async () => {
    expect(await cli(`${command} --preset repaired`)).toMatchSnapshot();
  });

  it('it is not, if an event is missing', async () => {
    const log = changedLog((lines) => lines.toSpliced(1, 1));
    expect(await conformTo('today', log)).toMatchSnapshot();
  });

  it('it is not, if a value differs', async () => {
    const log = changedLog(([first = '', ...lines]) => [
      first.replace('ation":1', 'ation":2'),
      ...lines,
    ]);
    expect(await conformTo('today', log)).toMatchSnapshot();
  });

  it('it is not, if a run ends too early', async () => {
    const log = changedLog((lines) => [
      ...lines.slice(0, 2),
      '{"node":"x","kind":"restarted"}',
      ...lines.slice(4),
    ]);
    expect(await conformTo('today', log)).toMatchSnapshot();
  });

  it('the line that is named may stand above the wrong one, if it may have come after it', async () => {
    const created = '{"node":"a","kind":"created again","incarnation":2}';
    const second = (kind: string) => [created, `{"node":"b","kind":"${kind}","yes":true}`];
    const right = await conformTo(
      'today',
      changedLog(() => second('drop begins')),
    );
    expect(right.exitCode).toBe(0);
    const wrong = await conformTo(
      'today',
      changedLog(() => second('serving')),
    );
    expect(wrong.stdout).toContain('Does not conform: line 1, a: created again');
  });

  it('the answer in JSON', async () => {
    const { exitCode, stdout, stderr } = await cli(`${command} --preset repaired --format json`);
    expect({ exitCode, stderr, outcome: JSON.parse(stdout) as unknown }).toMatchSnapshot();
  });

  it('the answer in a file', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'conform-')), 'answer.txt');
    const { exitCode, stdout, stderr } = await cli([...command.split(' '), '--out', file]);
    expect({ exitCode, stdout, said: stderr.replace(file, 'FILE') }).toEqual({
      exitCode: 0,
      stdout: '',
      said: 'conforms: wrote FILE\n',
    });
    expect(readFileSync(file, 'utf8')).toBe((await cli(command)).stdout);
  });
});

describe('progress', () => {
  it('says how far the log has been followed', () => {
    expect(conformProgressText({ events: 20_000, states: 3, seconds: 2 })).toBe(
      '20,000 events accepted · 10 k events/s · in 3 states now · 2.0 s',
    );
  });
});

describe('what cannot be answered', () => {
  it('a limit that cuts is exit code 20, and never success', async () => {
    const map = 'hidden.map.ts';
    expect(
      await cli(`${command.replace('miniDrop.map.ts', map)} --max-states 1`),
    ).toMatchSnapshot();
  });

  it('Ctrl-C is too', async () => {
    const first = '{"node":"client 1","kind":"read","client":1,"incarnation":1}';
    const run = [first, '{"node":"x","kind":"restarted"}'];
    const log = changedLog(() => Array.from({ length: 400 }, () => run).flat());
    const onInterrupt = (act: () => void) => {
      act();
      return () => {};
    };
    const line = ['conform', 'mini/drop', log, '--map', 'miniDrop.map.ts'];
    expect(await cli(line, { onInterrupt })).toMatchSnapshot();
  });

  it('so is too little time', async () => {
    let now = 0;
    const clock = () => {
      now += 1000;
      return now;
    };
    const begin = '{"node":"x","kind":"restarted"}';
    const log = changedLog(([first = '']) => [first, ...Array.from({ length: 600 }, () => begin)]);
    const line = ['conform', 'mini/drop', log, '--map', 'miniDrop.map.ts', '--max-seconds', '2'];
    const { exitCode, stdout } = await cli(line, { clock });
    expect({ exitCode, last: stdout.trim().split('\n').at(-1) }).toEqual({
      exitCode: 20,
      last: 'Undecided after 256 events: --max-seconds 2.',
    });
  });

  it.each([
    ['no map', 'conform mini/drop miniDrop.ndjson'],
    ['a map that is not there', 'conform mini/drop miniDrop.ndjson --map nowhere.ts'],
    ['a module that is no map', 'conform mini/drop miniDrop.ndjson --map miniDrop.ts'],
    ['a log that is not there', 'conform mini/drop nowhere.ndjson --map miniDrop.map.ts'],
    ['a folder as a log', 'conform mini/drop . --map miniDrop.map.ts'],
    ['a log that is no log', 'conform mini/drop miniDrop.ts --map miniDrop.map.ts'],
  ])('%s', async (_, line) => {
    const { exitCode, stdout, stderr } = await cli(line);
    expect({ exitCode, stdout }).toEqual({ exitCode: 64, stdout: '' });
    expect(stderr.replaceAll(fixtures, '')).toMatchSnapshot();
  });
});
