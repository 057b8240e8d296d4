import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { afterAll, describe, expect, it } from 'vitest';
import type { TestSuite } from '../../src/index.ts';
import { readItf } from '../report/itf/reader.ts';
import { cli } from './harness.ts';

const root = new URL('../../', import.meta.url).pathname;
const example = join(root, 'examples/coordinator');
const folder = mkdtempSync(join(tmpdir(), 'dropproof-tests-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('dropproof tests generates few tests that come by every goal', () => {
  it('as text: what is a goal, what became of it, and the tests', async () => {
    const { exitCode, stdout } = await cli('tests mini/drop');
    expect(exitCode).toBe(0);
    expect(stdout).toMatchSnapshot();
  });

  it('where a limit cuts, the rest is undecided: exit code 20', async () => {
    const { exitCode, stdout } = await cli('tests mini/drop --max-depth 3');
    expect(exitCode).toBe(20);
    expect(stdout).toMatchSnapshot();
  });

  it('as JSON, whose goals say which tests come by them', async () => {
    const { stdout } = await cli('tests mini/drop --format json');
    const { format, goals, tests } = JSON.parse(stdout) as TestSuite;
    expect(format).toBe('dropproof/tests');
    const numbers = tests.map(({ number }) => number);
    expect([...new Set(goals.flatMap((goal) => goal.tests))].sort((a, b) => a - b)).toEqual(
      numbers,
    );
  });

  it('as traces for the tools that read ITF, one file for each test', async () => {
    const out = join(folder, 'itf');
    const { stderr } = await cli(['tests', 'mini/drop', '--format', 'itf', '--out', out]);
    expect(stderr).toBe(
      `wrote ${out}: 5 tests (21 steps) come by all 20 goals that are possible.\n`,
    );
    const texts = readdirSync(out).map((name) => readFileSync(join(out, name), 'utf8'));
    const { stdout } = await cli('tests mini/drop --format json');
    const { tests } = JSON.parse(stdout) as TestSuite;
    expect(texts.map((text) => readItf(text).states.length)).toEqual(
      tests.map(({ trace }) => trace.steps.length + 1),
    );
  });

  it('as a file for vitest that drives an adapter: that of the example is as it would be written today', async () => {
    const written = readFileSync(join(example, 'generated.test.ts'), 'utf8');
    const line = 'tests ./protocol.ts --adapter ./adapter.ts --format vitest';
    const { stdout } = await cli(line, { cwd: example });
    const withoutHead = (text: string) => text.slice(text.indexOf('import '));
    expect(withoutHead(stdout)).toBe(withoutHead(written));
  });
});

describe('the JSON form fits the shipped schema', () => {
  const schemaOf = (name: string) => JSON.parse(readFileSync(`schema/${name}.json`, 'utf8'));
  const ajv = new Ajv({ strict: true, allowUnionTypes: true });
  const validate = ajv.addSchema(schemaOf('outcome')).compile(schemaOf('tests'));
  const flaws = (suite: unknown) => {
    validate(suite);
    return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
  };
  const suiteOf = async (line: string, cwd?: string) => {
    const { stdout } = await cli(`${line} --format json`, cwd === undefined ? {} : { cwd });
    return JSON.parse(stdout) as TestSuite;
  };

  it('where all was explored, where a limit cut, and as an adapter drives it', async () => {
    expect(flaws(await suiteOf('tests mini/drop'))).toEqual([]);
    expect(flaws(await suiteOf('tests mini/drop --max-depth 3'))).toEqual([]);
    const driven = await suiteOf('tests ./protocol.ts --adapter ./adapter.ts', example);
    expect(driven.automatic).toHaveLength(3);
    expect(flaws(driven)).toEqual([]);
  });

  it('and refuses what is missing, unknown or of another type', async () => {
    const whole = await suiteOf('tests mini/drop');
    const { otherPairs: _, ...without } = whole;
    expect(flaws(without)).toEqual([" must have required property 'otherPairs'"]);
    expect(flaws({ ...whole, extra: 1 })).toEqual([' must NOT have additional properties']);
    expect(flaws({ ...whole, states: 'many' })).toEqual(['/states must be integer']);
  });
});

describe('what is missing or wrong is said before the search', () => {
  it.each([
    'tests mini/drop --format vitest',
    'tests mini/drop --format itf',
    'tests mini/drop --adapter ./paths.ts',
    'tests mini/drop --adapter ./nowhere.ts',
    'tests mini/drop --adapter ../../examples/coordinator/adapter.ts',
    'tests mini/drop --out no/such/folder.ts',
    'tests mini/drop --format mermaid',
  ])('%s', async (line) => {
    const { exitCode, stdout, stderr } = await cli(line);
    expect({ exitCode, stdout }).toEqual({ exitCode: 64, stdout: '' });
    expect(stderr.replaceAll(root, '…/')).toMatchSnapshot();
  });

  it('of an adapter, that it does not fit the model, and that the tests need its system', async () => {
    const bare = join(folder, 'bare.ts');
    writeFileSync(bare, 'export const adapter = { start() {}, perform: {}, observe: {} };\n');
    const line = ['tests', 'mini/drop', '--adapter', bare];
    const misfit = await cli(line);
    expect(misfit).toMatchObject({ exitCode: 64, stdout: '' });
    expect(misfit.stderr).toMatch('the adapter says nothing of cpo.drops: perform it, or name');
    const without = await cli([...line, '--format', 'vitest']);
    expect(without).toMatchObject({ exitCode: 64, stdout: '' });
    expect(without.stderr).toMatch(`${bare} exports no system, which the tests import from it`);
  });
});
