import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cli } from './harness.ts';

describe('check --symmetry: one state for each orbit', () => {
  it('says how many states they stand for, and how to see it again', async () => {
    const line = 'check mini/drop --preset repaired --bound clients=3 --symmetry --property P1';
    const { exitCode, stdout } = await cli(line);
    const told = stdout.split('\n').filter((text) => /search {4}|orbit|npx/.test(text));
    expect({ exitCode, told }).toMatchInlineSnapshot(`
      {
        "exitCode": 0,
        "told": [
          "  search    breadth-first, exact (whole states are compared, no hashes), 1 worker, one state for",
          "            each orbit of interchangeable ids",
          "  explored  75 orbits standing for 233 states, 122 transitions, depth 11, 1 initial state, 10 states",
          "  npx dropproof check mini/drop --preset repaired --bounds note --bound clients=3 --symmetry --property P1",
        ],
      }
    `);
  });

  it('tells the trace that is told without it, which replays', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'dropproof-')), 'P1.json');
    const line = 'check mini/drop --bound clients=2';
    const story = ({ stdout }: { readonly stdout: string }) =>
      stdout.slice(stdout.indexOf('P1 is violated'), stdout.indexOf('Search\n'));
    const [plain, reduced] = [await cli(line), await cli(`${line} --symmetry`)];
    expect(story(plain)).toContain('client.commits(1)');
    expect(story(reduced)).toBe(story(plain));
    await cli(`${line} --symmetry --format json --out ${file}`);
    expect((await cli(`replay ${file}`)).exitCode).toBe(0);
  });

  it('is refused where nothing is interchangeable', async () => {
    const { exitCode, stdout, stderr } = await cli('check mini/drop --symmetry');
    expect({ exitCode, stdout }).toEqual({ exitCode: 64, stdout: '' });
    expect(stderr).toMatchInlineSnapshot(`
      "dropproof: symmetry: mini/drop names no interchangeable ids in this variant and these bounds; explore it without symmetry
      "
    `);
  });
});
