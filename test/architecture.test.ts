import { existsSync, globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Rule, Source } from './architecture/rules.ts';
import * as rules from './architecture/rules.ts';

const read = (path: string): Source => ({ path, text: readFileSync(path, 'utf8') });
const shipped = globSync('src/**/*.ts').sort().map(read);
const all = [...shipped, ...globSync(['test/**/*.ts', 'bench/**/*.ts']).sort().map(read)];
const withoutFixtures = all.filter(({ path }) => !path.startsWith('test/fixtures/'));

/** Rule, what it reads, and the smallest source that breaks it with the complaint it must give. */
const table: readonly [string, Rule, readonly Source[], Source[], string][] = [
  [
    'imports follow the directions between rooms',
    rules.directions,
    shipped,
    [{ path: 'src/spec/a.ts', text: "import { b } from '../explore/b.ts';" }],
    'src/spec/a.ts:1: src/spec may not import src/explore/b.ts; allowed: src/spec',
  ],
  [
    'properties know the nouns of a model, not its verbs',
    rules.verbsStayOut,
    shipped,
    [{ path: 'src/invariants/k/p.ts', text: "import { cpo } from '../../model/k/cpo.ts';" }],
    'src/invariants/k/p.ts:1: a property may import the nouns of a model, not its verbs in src/model/k/cpo.ts',
  ],
  [
    'no import cycle',
    rules.noCycles,
    shipped,
    [
      { path: 'src/a.ts', text: "import { b } from './b.ts';" },
      { path: 'src/b.ts', text: "import { a } from './a.ts';" },
    ],
    'src/a.ts: import cycle src/a.ts → src/b.ts → src/a.ts; move what both need into a file of its own',
  ],
  [
    'clock, chance, process and console only in src/cli',
    rules.pureOutsideCli,
    shipped,
    [{ path: 'src/explore/a.ts', text: 'const now = Date.now();' }],
    'src/explore/a.ts:1: Date.now is for src/cli only; take what it gives as an argument',
  ],
  [
    "no Record field with the name of one of Record's methods",
    rules.noReservedFields,
    shipped,
    [{ path: 'src/model/a.ts', text: 'const A = Record({ id: 0, size: 1 });' }],
    "src/model/a.ts:1: Record has a method 'size'; name the field otherwise",
  ],
  [
    'files stay short',
    rules.shortFiles,
    all,
    [{ path: 'src/a.ts', text: 'x\n'.repeat(301) }],
    'src/a.ts:301: over 300 lines; one idea per file',
  ],
  [
    'functions stay short',
    rules.shortFunctions,
    shipped,
    [{ path: 'src/a.ts', text: `function f() {\n${'  x;\n'.repeat(49)}}` }],
    'src/a.ts:1: a function of 51 lines; over 50, split it',
  ],
  [
    'lines stay narrow',
    rules.narrowLines,
    shipped,
    [{ path: 'src/a.ts', text: `const a = '${'x'.repeat(90)}';` }],
    'src/a.ts:1: over 100 columns; break the line',
  ],
  [
    'nothing is left over',
    rules.nothingLeftOver,
    all.filter(({ path }) => !path.startsWith('test/architecture')),
    [{ path: 'src/a.ts', text: '// TODO: think' }],
    'src/a.ts:1: TODO on main; do it, or write it into an issue',
  ],
  [
    'every file is imported by somebody',
    rules.everyFileImported,
    withoutFixtures,
    [{ path: 'src/a.ts', text: '' }],
    'src/a.ts:1: nobody imports it; use it or delete it',
  ],
];

describe.each(table)('%s', (_, rule, sources, bad, complaint) => {
  it('holds for the project', () => {
    expect(rule(sources)).toEqual([]);
  });

  it('is a rule that can be broken', () => {
    expect(rule(bad)).toEqual([complaint]);
  });
});

describe('ARCHITECTURE.md names only what exists', () => {
  it('for every path in backquotes', () => {
    const named = [...readFileSync('ARCHITECTURE.md', 'utf8').matchAll(/`([\w./-]+\/[\w./-]*)`/g)];
    const paths = named.map(([, path]) => path as string);
    expect(paths.length).toBeGreaterThan(10);
    expect(paths.filter((path) => !existsSync(path))).toEqual([]);
  });
});
