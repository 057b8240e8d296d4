import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../../src/catalogue.ts';
import type { Io } from '../../src/cli/io.ts';
import { cacheIn } from '../../src/cli/matrix/cache.ts';
import { sourceHash } from '../../src/cli/matrix/sources.ts';
import { matrixProgressText } from '../../src/cli/progress.ts';
import { explore, exploring } from '../../src/explore/explore.ts';
import type { PlannedSearch } from '../../src/explore/matrix/plan.ts';
import { planMatrix } from '../../src/explore/matrix/plan.ts';
import type { Matrix } from '../../src/index.ts';
import { miniDrop } from '../fixtures/miniDrop.ts';
import { cli } from './harness.ts';

const alone: Partial<Io> = { cores: () => 1 };
const folder = () => mkdtempSync(join(tmpdir(), 'dropproof-matrix-'));

/** Runs a matrix of a fixture in this thread, without a cache unless one is named. */
async function matrix(line: string, world: Partial<Io> = {}) {
  const cache = line.includes('--cache') ? [] : ['--no-cache'];
  return cli(['matrix', ...line.split(' '), ...cache], { ...alone, ...world });
}

async function json(line: string, world: Partial<Io> = {}): Promise<Matrix> {
  const { stdout, stderr } = await matrix(`${line} --format json`, world);
  expect(stderr).toBe('');
  return JSON.parse(stdout);
}

describe('matrix: variants × properties, every cell decided', () => {
  it('as text', async () => {
    const { exitCode, stdout, stderr } = await matrix('mini/drop');
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toMatchSnapshot();
  });

  it('a cell is the verdict of check in that variant', async () => {
    const { properties, variants, tables } = await json('mini/drop --bounds note,lossy');
    for (const { boundsName, rows } of tables) {
      for (const [at, { variant }] of variants.entries()) {
        const sets = Object.entries(variant).flatMap((set) => ['--set', set.join('=')]);
        const words = ['--bounds', boundsName, '--keep-going', '--format', 'json'];
        const { stdout } = await cli(['check', 'mini/drop', ...sets, ...words]);
        const verdicts = JSON.parse(stdout).properties.map(
          ({ id, verdict }: { id: string; verdict: string }) => `${id} ${verdict}`,
        );
        const found = rows[at]?.cells.flatMap(({ verdict }, column) =>
          verdict === 'notAsked' ? [] : [`${properties[column]?.id} ${verdict}`],
        );
        expect(found).toEqual(verdicts);
      }
    }
  });

  it('--out writes the report to a file and says whether all is decided', async () => {
    const file = join(folder(), 'matrix.html');
    const { stdout, stderr } = await matrix(`mini/drop --format html --out ${file}`);
    expect([stdout, stderr]).toEqual(['', `decided: wrote ${file}\n`]);
    expect(readFileSync(file, 'utf8')).toMatch(/^<!doctype html>/);
  });

  it('the command that is printed for a story tells it', async () => {
    const { stdout } = await matrix('mini/drop --bound clients=2');
    const line = /the story: npx dropproof (.*)/.exec(stdout)?.[1] ?? '';
    const { exitCode, stdout: story } = await cli(line);
    expect(exitCode).toBe(10);
    expect(story).toContain('is violated after');
  });
});

describe('exit codes: 0 decided, 20 undecided, 64 wrong usage or a broken model', () => {
  it.each([
    [0, 'mini/drop --presets'],
    [0, 'mini/drop --pairs checksId,order --property P1'],
    [20, 'mini/drop --max-states 3'],
    [20, 'mini/drop --max-depth 2'],
    [64, './broken/throws.ts'],
    [64, './broken/throwingProperty.ts'],
  ])('%i: %s', async (exitCode, line) => {
    expect((await matrix(line)).exitCode).toBe(exitCode);
  });

  it.each([
    ['mini/drop --switch checkId', "unknown switch 'checkId'. Did you mean 'checksId'?"],
    ['mini/drop --property P9', "unknown property 'P9'. Did you mean 'P1'?"],
    ['mini/drop --bounds lossi', "unknown bounds 'lossi'. Did you mean 'lossy'?"],
    ['mini/drop --preset tody', "unknown preset 'tody'. Did you mean 'today'?"],
    ['mini/drop --set order=readFrist', "switch order: unknown option 'readFrist'."],
    ['mini/drop --presets --switch order', 'contradictory options: --presets and --switch'],
    ['mini/drop --presets --preset today', 'contradictory options: --presets and --preset'],
    ['mini/drop --pairs order', 'a pair takes two switches, got order'],
    ['mini/drop --format htm', "unknown --format 'htm'. Did you mean 'html'?"],
    ['mini/drop --workers 0', '--workers 0: expected a whole number'],
    ['mini/drop --switch ,', '--switch names nothing'],
    ['mini/drop --pairs ,', '--pairs names nothing'],
    ['mini/drop --property ,', '--property names nothing'],
    ['mini/drop --bounds ,', '--bounds names nothing'],
    [
      'mini/drop --out no/such/page.html',
      'cannot write --out no/such/page.html: there is no folder',
    ],
    [
      'mini/drop --cache broken/throws.ts',
      'cannot use --cache broken/throws.ts: a file is where a folder should be',
    ],
    ['mini/drop --cache broken/throws.ts/in', 'cannot use --cache broken/throws.ts/in: '],
    ['mini/drop --cache /proc/none', 'cannot use --cache /proc/none: '],
  ])('%s', async (line, message) => {
    const { exitCode, stdout, stderr } = await matrix(line);
    expect({ exitCode, stdout }).toEqual({ exitCode: 64, stdout: '' });
    expect(stderr).toContain(message);
  });
});

describe('what is found depends neither on threads nor on the cache', () => {
  const words = ['matrix', 'k2/collection', '--switch', 'collectionId,walKey', '--format', 'json'];
  const run = async (...more: string[]) => {
    const ran = await cli([...words, ...more, '--progress', 'none'], {}, { catalogue, exploring });
    expect(ran).toMatchObject({ exitCode: 0, stderr: '' });
    return ran.stdout;
  };

  it('two threads, one, a new cache, a full one, a damaged one', async () => {
    const cache = folder();
    const first = await run('--workers', '1', '--no-cache');
    expect(await run('--workers', '2', '--cache', cache)).toBe(first);
    const entries = readdirSync(cache);
    expect(entries).toHaveLength(8);
    const contents = entries.map((name) => readFileSync(join(cache, name)));
    expect(await run('--workers', '2', '--cache', cache)).toBe(first);
    for (const [at, name] of entries.entries()) {
      const content = contents[at] as Buffer;
      // Cut short, of another search, not of ours.
      const other = contents[(at + 1) % contents.length] as Buffer;
      const damaged = [content.subarray(0, 100), other, Buffer.from('{}')][at % 3] as Buffer;
      writeFileSync(join(cache, name), damaged);
    }
    expect(await run('--workers', '1', '--cache', cache)).toBe(first);
    expect(readdirSync(cache)).toEqual(entries);
    expect(entries.map((name) => readFileSync(join(cache, name)).length)).toEqual(
      contents.map(({ length }) => length),
    );
  });

  it('a limit has entries of its own: what is known without it is not told', async () => {
    const cache = folder();
    await run('--workers', '1', '--cache', cache);
    const cut = await cli(
      [...words, '--workers', '1', '--cache', cache, '--max-states', '9', '--progress', 'none'],
      {},
      { catalogue, exploring },
    );
    expect(cut.exitCode).toBe(20);
  });

  it('where nothing can be kept and nobody asked for it, nothing is', () => {
    const origin = { sources: 'known', maxStates: undefined, maxDepth: undefined };
    const cache = cacheIn('package.json/cache', origin);
    const [search] = planMatrix(miniDrop, { switches: [] }).searches.flat() as [PlannedSearch];
    const finding = explore(search.model, { properties: search.properties });
    cache.put(search, finding);
    expect(cache.get(search)).toBeUndefined();
  });

  it('of a system whose files are not known, nothing is kept', async () => {
    const cache = folder();
    await matrix(`mini/drop --cache ${cache}`);
    expect(readdirSync(cache)).toEqual([]);
  });

  it('a model is known by its files, and by those that it imports', () => {
    const place = folder();
    const hashOf = (most: number, least: number) => {
      const imports = [
        "import { defineSystem } from 'dropproof'",
        "import { least } from './least.ts'",
      ];
      writeFileSync(
        join(place, 'counter.ts'),
        `${imports.join(';')}; export const most = ${most};`,
      );
      writeFileSync(join(place, 'least.ts'), `export const least = ${least};`);
      return sourceHash('./counter.ts', place);
    };
    const first = hashOf(2, 0);
    expect(first).toMatch(/^[0-9a-f]{64}$/);
    expect([hashOf(3, 0), hashOf(2, 1)]).not.toContain(first);
    expect(hashOf(2, 0)).toBe(first);
    expect([sourceHash('./gone.ts', place), sourceHash('mini/drop', place)]).toEqual([null, null]);
  });

  it('those of the catalogue too', () => {
    const hashes = Object.keys(catalogue).map((name) => sourceHash(name, '.'));
    expect(hashes).not.toContain(null);
    expect(new Set(hashes).size).toBe(hashes.length);
  });
});

describe('Ctrl-C: what was found before stays known, the rest is undecided', () => {
  const interruptedOnce = (): Partial<Io> => {
    let [pauses, interrupt] = [0, () => {}];
    return {
      onInterrupt: (act) => {
        interrupt = act;
        return () => {};
      },
      pause: async () => {
        if (++pauses === 2) interrupt();
      },
    };
  };

  it('as text, searches that were not begun are counted in one line', async () => {
    const { stdout } = await matrix('mini/drop --bounds lossy', interruptedOnce());
    expect(stdout).toContain('\n  2 searches were not begun\n');
    expect(stdout).not.toContain(': its search was not begun (');
  });

  it('and each cell says so', async () => {
    const world = interruptedOnce();
    const { exitCode, stdout } = await matrix('mini/drop --bounds lossy --format json', world);
    expect(exitCode).toBe(20);
    const { tables }: Matrix = JSON.parse(stdout);
    const reasons = tables.flatMap(({ rows }) => rows.map(({ cells: [cell] }) => cell?.why));
    expect(reasons).toMatchInlineSnapshot(`
      [
        "the search was interrupted",
        "its search was not begun",
        "its search was not begun",
      ]
    `);
  });
});

describe('progress: one line, with a guess of the time left', () => {
  it('in words', () => {
    const progress = { searches: 12, all: 40, known: 2, states: 1234, seconds: 5 };
    expect(matrixProgressText(progress)).toMatchInlineSnapshot(
      `"█████░░░░░░░░░░░ 12 of 40 searches · 2 known · at work on 1,234 states · 5.0 s · about 14 s left"`,
    );
    expect(matrixProgressText({ ...progress, searches: 2, states: 0 })).toMatchInlineSnapshot(
      `"█░░░░░░░░░░░░░░░ 2 of 40 searches · 2 known · 5.0 s"`,
    );
  });
});
