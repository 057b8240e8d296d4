/**
 * What only a real process shows: imports from another folder, signals, pipes, old versions of Node.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Ran } from './harness.ts';

const bin = new URL('../../bin/dropproof.js', import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), 'dropproof-'));

interface Running {
  readonly ended: Promise<Ran & { readonly signal: string | null }>;
  readonly interrupt: (signal: NodeJS.Signals) => void;
  /** When the process writes to stderr for the first time. */
  readonly speaks: Promise<void>;
}

function start(words: readonly string[], command: readonly string[] = []): Running {
  const [program = process.execPath, ...before] = command;
  const child = spawn(program, [...before, ...(command.length > 0 ? [] : [bin]), ...words], {
    cwd: folder,
    env: { ...process.env, NO_COLOR: '1' },
  });
  const written = { stdout: '', stderr: '' };
  child.stdout.on('data', (data) => {
    written.stdout += data;
  });
  child.stderr.on('data', (data) => {
    written.stderr += data;
  });
  return {
    speaks: new Promise((resolve) => child.stderr.once('data', () => resolve())),
    interrupt: (signal) => child.kill(signal),
    ended: new Promise((resolve) => {
      child.on('close', (exitCode, signal) =>
        resolve({ ...written, exitCode: exitCode ?? -1, signal }),
      );
    }),
  };
}

function file(name: string, lines: readonly string[]): string {
  writeFileSync(join(folder, name), `${lines.join('\n')}\n`);
  return `./${name}`;
}

/** What a file that cannot be loaded is answered with. */
async function complaint(name: string, lines: readonly string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await start(['check', file(name, lines)]).ended;
  expect({ exitCode, stdout }).toEqual({ exitCode: 64, stdout: '' });
  return stderr.replaceAll(folder, '…');
}

const counter = (most: number) => [
  "import { Record } from 'immutable';",
  "import { action, because, defineSystem, disabled, forEach, ids, Layout, property } from 'dropproof';",
  "const Place = Record({ n: 0 }, 'Place');",
  'export default defineSystem({',
  "  name: 'my/counter',",
  "  title: 'counters that go round',",
  '  build: () => {',
  '    const layout = new Layout();',
  "    const counters = ids('counter', 7);",
  "    const at = layout.each('at', [counters], () => Place());",
  "    const ticks = action.system('ticks', (read, c: (typeof counters)[number]) => {",
  '      const { n } = read(at(c));',
  `      return n === ${most} ? disabled : [at(c).becomes(Place({ n: n + 1 }))];`,
  '    });',
  '    const first = at.all[0];',
  '    return {',
  '      layout,',
  "      actions: forEach('counter', [counters], { ticks }),",
  '      properties: [',
  "        property.always({ id: 'P1', name: 'the first never ends', holds: (read) =>",
  `          read(first).n < ${most} || because('it has ended', { n: read(first).n }) }),`,
  '      ],',
  '      final: () => true,',
  '    };',
  '  },',
  '});',
];

describe('"the user’s own protocol is a TypeScript file that imports dropproof"', () => {
  it('from a folder where nothing is installed', async () => {
    const { exitCode, stdout, stderr } = await start(['check', file('mine.ts', counter(1))]).ended;
    expect({ exitCode, stderr }).toEqual({ exitCode: 10, stderr: '' });
    const story = stdout.slice(stdout.indexOf('P1 is violated'), stdout.indexOf('Search'));
    expect(story).toMatchInlineSnapshot(`
      "P1 is violated after 1 step: the first never ends

         1. counter 1 ticks [counter.ticks(1)]
              at(1).n: 0 → 1

        So P1 (the first never ends) is violated: it has ended.
          n  1

      "
    `);
  });

  it('beside a package.json that does not say what kind of modules it has', async () => {
    file('package.json', ['{ "name": "mine" }']);
    const { exitCode, stderr } = await start(['check', file('typeless.ts', counter(1))]).ended;
    expect({ exitCode, stderr }).toEqual({ exitCode: 10, stderr: '' });
  });

  it('a syntax error is shown with its place', async () => {
    const lines = ["import { defineSystem } from 'dropproof';", 'export default defineSystem({;'];
    expect(await complaint('syntax.ts', lines)).toMatchInlineSnapshot(`
      "dropproof: ./syntax.ts cannot be loaded: SyntaxError: Unexpected token \`;\`. Expected identifier, string literal, numeric literal or [ for the computed key
        file://…/syntax.ts:2
        import { defineSystem } from 'dropproof';
        export default defineSystem({;
                                     ^
      "
    `);
  });

  it('TypeScript that cannot be stripped says so', async () => {
    expect(await complaint('enum.ts', ['enum Phase { live }'])).toMatchInlineSnapshot(`
      "dropproof: ./enum.ts cannot be loaded: SyntaxError: TypeScript enum is not supported in strip-only mode
        file://…/enum.ts:1
        enum Phase { live }
        ^^^^^^^^^^^^^^^^^^^
      "
    `);
  });

  it('a file that throws as it is loaded', async () => {
    const lines = ['', "throw new Error('not today');"];
    expect(await complaint('throws.ts', lines)).toMatchInlineSnapshot(`
      "dropproof: ./throws.ts cannot be loaded: Error: not today
        file://…/throws.ts:2:7
      "
    `);
  });

  it('an import that does not exist', async () => {
    const lines = ["import { defineProtocol } from 'dropproof';", 'export default defineProtocol;'];
    expect(await complaint('import.ts', lines)).toMatchInlineSnapshot(`
      "dropproof: ./import.ts cannot be loaded: SyntaxError: The requested module 'dropproof' does not provide an export named 'defineProtocol'
        file://…/import.ts:1
        import { defineProtocol } from 'dropproof';
                 ^^^^^^^^^^^^^^
      "
    `);
  });
});

describe('a process behaves as its surroundings expect', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)(
    '%s: the partial outcome, verdict undecided, exit code 20',
    async (signal) => {
      // 13^7 states: more than anybody waits for.
      const words = ['check', file('long.ts', counter(12)), '--property', 'deadlock'];
      const running = start([...words, '--format', 'json', '--progress', 'plain']);
      await running.speaks;
      running.interrupt(signal);
      const { exitCode, stdout } = await running.ended;
      const { verdict, limit, complete } = JSON.parse(stdout);
      expect({ exitCode, verdict, limit, complete }).toEqual({
        exitCode: 20,
        verdict: 'undecided',
        limit: 'interrupted',
        complete: false,
      });
    },
  );

  it.each(['SIGINT', 'SIGTERM'] as const)('%s ends explore, exit code 0', async (signal) => {
    const running = start(['explore', 'k2/collection']);
    await running.speaks;
    running.interrupt(signal);
    const { exitCode, stdout } = await running.ended;
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\n$/);
  });

  it('a reader that has seen enough is no error', async () => {
    const pipe = `"${process.execPath}" "${bin}" show k2/collection | head -n 1`;
    expect(await start([], ['bash', '-c', `set -o pipefail; ${pipe}`]).ended).toMatchObject({
      exitCode: 0,
      stderr: '',
    });
  });

  it('an old Node is told what is needed', async () => {
    const old = file('old.mjs', [
      "Object.defineProperty(process.versions, 'node', { value: '20.20.2' });",
      "Object.defineProperty(process, 'version', { value: 'v20.20.2' });",
      "Object.defineProperty(process, 'execPath', { value: '/usr/bin/node' });",
      `await import(${JSON.stringify(bin)});`,
    ]);
    expect(await start([], [process.execPath, old]).ended).toEqual({
      exitCode: 64,
      signal: null,
      stdout: '',
      stderr:
        'dropproof needs Node 22.13 or newer; this is v20.20.2 (/usr/bin/node).\n' +
        'Inside a project that has dropproof installed, `npx dropproof` finds a newer one if there is one.\n',
    });
  });
});
