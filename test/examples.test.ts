import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aDay } from '../examples/coordinator/run.ts';
import { cli } from './cli/harness.ts';

const root = new URL('../', import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), 'dropproof-examples-'));
const log = join(folder, 'run.ndjson');
const readme = readFileSync(join(root, 'examples/coordinator/README.md'), 'utf8');
const lines = [...readme.matchAll(/^npx dropproof (.*)$/gm)].map(([, line]) => line as string);

beforeAll(async () => {
  const events: string[] = [];
  await aDay((event) => events.push(JSON.stringify(event)));
  writeFileSync(log, events.join('\n'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("the commands of the example's README work when they are copied", () => {
  it('three of them', () => expect(lines).toHaveLength(3));

  it.each(lines)('%s', async (line) => {
    const [words, out] = line.replace('out/run.ndjson', log).split(' --out ');
    const written = out === undefined ? '' : ` --out ${join(folder, 'generated.test.ts')}`;
    expect(await cli(`${words}${written}`, { cwd: root })).toMatchObject({ exitCode: 0 });
  });
});
