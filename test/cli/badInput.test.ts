import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cli } from './harness.ts';

/** What a wrong command line is answered with, after checking that it is nothing but a usage error. */
async function complaint(line: string | readonly string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await cli(line);
  expect({ exitCode, stdout }).toEqual({ exitCode: 64, stdout: '' });
  return stderr;
}

describe('a name that is unknown is answered with a suggestion', () => {
  it.each([
    ['command', 'chek mini/drop'],
    ['system', 'check mini/dorp'],
    ['preset', 'check mini/drop --preset repared'],
    ['switch', 'check mini/drop --set checkId=yes'],
    ['option of a switch', 'check mini/drop --set checksId=yess'],
    ['set of bounds', 'check mini/drop --bounds nte'],
    ['bound', 'check mini/drop --bound client=2'],
    ['property', 'check mini/drop --property P4'],
    ['format', 'check mini/drop --format jsn'],
    ['option', 'check mini/drop --max-state 3'],
    ['option of another command', 'list --max-states 3'],
  ])('%s', async (_what, line) => {
    expect(await complaint(line)).toMatchSnapshot();
  });
});

describe('a value that does not fit is answered with what was expected', () => {
  it.each([
    ['a bound outside its range', 'check mini/drop --bound clients=9'],
    ['a bound that is no JSON', 'check mini/drop --bound keys=k1'],
    ['a program that is none', 'check mini/drop --bound keys=1'],
    ['no switch=option', 'check mini/drop --set checksId'],
    ['no bound=value', 'check mini/drop --bound =1'],
    ['a limit that is not positive', 'check mini/drop --max-states 0'],
    ['a limit below zero', 'check mini/drop --max-seconds=-1'],
    ['a limit that is no number', 'check mini/drop --max-depth many'],
    ['a limit that is not whole', 'check mini/drop --max-depth 1.5'],
    ['a limit in a strange unit', 'check mini/drop --max-memory 2T'],
    ['an option without its value', 'check mini/drop --preset'],
    ['no command', ''],
    ['no system', 'check'],
    ['too many words', 'check mini/drop mini/drop'],
    ['a folder that does not exist', 'check mini/drop --out no/such/folder.json'],
    ['a folder instead of a file', 'check mini/drop --out .'],
  ])('%s', async (_what, line) => {
    expect(await complaint(line.split(' ').filter((word) => word !== ''))).toMatchSnapshot();
  });
});

describe('options that contradict each other are named', () => {
  it.each([
    ['a switch set twice', 'check mini/drop --set checksId=no --set checksId=yes'],
    ['a bound set twice', 'check mini/drop --bound losses=1 --bound losses=2'],
    ['two presets', 'check mini/drop --preset today --preset repaired'],
    ['two sets of bounds', 'check mini/drop --bounds note --bounds lossy'],
    ['two limits', 'check mini/drop --max-states 1 --max-states 2'],
  ])('%s', async (_what, line) => {
    expect(await complaint(line)).toMatchSnapshot();
  });

  it('saying the same twice is no contradiction', async () => {
    const line = 'check mini/drop --preset repaired --preset repaired --set order=readFirst';
    expect(await cli(`${line} --set order=readFirst --property P1`)).toMatchObject({ exitCode: 0 });
  });
});

describe('a file that is no system is answered with what it is', () => {
  it('it does not exist', async () => {
    expect((await complaint('check ./nowhere.ts')).replace(/\(.*\//, '(…/')).toBe(
      'dropproof: there is no file ./nowhere.ts (…/nowhere.ts)\n',
    );
  });

  it('it exports its system under a name only', async () => {
    expect(await complaint('check broken/noSystem.ts')).toMatchInlineSnapshot(`
      "dropproof: broken/noSystem.ts has no system as its default export; it exports counter: write 'export default counter'
      "
    `);
  });

  it('it exports nothing of the kind', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'dropproof-')), 'empty.ts');
    writeFileSync(file, 'export default 1;\n');
    expect((await complaint(['check', file])).replace(file, 'empty.ts')).toMatchInlineSnapshot(`
      "dropproof: empty.ts has no system as its default export; write 'export default defineSystem({ … })'
      "
    `);
  });
});

describe('a model that is broken: which action, what is wrong, which steps, which state', () => {
  it.each([
    'throws',
    'impure',
    'readsForeignCell',
    'assignsTwice',
    'unencodable',
    'returnsNothing',
    'throwingProperty',
    'cannotBeBuilt',
  ])('%s', async (name) => {
    expect(await complaint(`check broken/${name}.ts`)).toMatchSnapshot();
  });

  it('show says it too, after all that it can say', async () => {
    const { exitCode, stderr } = await cli('show broken/throws.ts');
    expect({ exitCode, stderr }).toEqual({
      exitCode: 64,
      stderr: await complaint('check broken/throws.ts'),
    });
  });
});

describe('no stack trace unless --debug', () => {
  it('with it, the error and its cause', async () => {
    const { stderr } = await cli('check broken/throws.ts --debug');
    const frames = stderr.split('\n').filter((line) => /^\s+at |Error|caused/.test(line));
    const heads = frames.filter((line) => !/^\s+at /.test(line));
    expect(frames.length).toBeGreaterThan(heads.length);
    expect(heads).toMatchInlineSnapshot(`
      [
        "dropproof: the model is broken. counter.errs: throws RangeError: there is no partition 7",
        "ModelError: counter.errs: throws RangeError: there is no partition 7",
        "caused by",
        "RangeError: there is no partition 7",
      ]
    `);
  });

  it('an error of our own is said to be ours', async () => {
    const broken = {
      clock: () => {
        throw new RangeError('the clock stopped');
      },
    };
    expect(await cli('check mini/drop', broken)).toMatchInlineSnapshot(`
      {
        "exitCode": 70,
        "stderr": "dropproof: internal error: RangeError: the clock stopped
      This is a fault of dropproof, not of your model. --debug shows where it happened.
      ",
        "stdout": "",
      }
    `);
  });
});
