/**
 * The rules of the house, as functions from sources to complaints. A complaint has a place and a remedy.
 */
import { dirname, join } from 'node:path/posix';

/** A source file: its path from the project's root, and its text. */
export interface Source {
  readonly path: string;
  readonly text: string;
}

export type Rule = (sources: readonly Source[]) => string[];

/** Room → rooms that its files may import from. Whoever is not named here may import anything. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  'src/spec': ['src/spec'],
  'src/model': ['src/model', 'src/invariants', 'src/spec'],
  'src/invariants': ['src/invariants', 'src/model', 'src/spec'],
  'src/explore': ['src/explore', 'src/spec'],
  'src/report': [
    'src/report',
    'src/explore/outcome.ts',
    'src/explore/matrix/outcome.ts',
    'src/explore/gate/outcome.ts',
    'src/explore/conform/outcome.ts',
    'src/explore/suite/outcome.ts',
  ],
  'src/drive': [
    'src/drive',
    'src/spec',
    'src/explore/outcome.ts',
    'src/explore/trace.ts',
    'src/report',
  ],
  'src/browser': ['src/browser', 'src/report', 'src/explore/stepping/view.ts'],
  'src/catalogue.ts': ['src/model', 'src/spec'],
};

/** Files that nobody imports, because somebody runs them or tests find them. */
const entryPoints = [
  /^src\/index\.ts$/,
  /^src\/vitest\.ts$/,
  /^src\/cli\/main\.ts$/,
  /^src\/explore\/helper\.ts$/,
  /^src\/browser\/(report|matrix|explore)\.ts$/,
  /^src\/explore\/fuzz\/helper\.ts$/,
  /^src\/cli\/matrix\/thread\.ts$/,
  /\.test\.ts$/,
  /^bench\/main\.ts$/,
  /^bench\/finds\.ts$/,
];

const mostLines = 300;
const mostFunctionLines = 50;
const mostColumns = 100;

export const directions: Rule = (sources) =>
  importsOf(sources).flatMap(({ from, to, line }) => {
    const room = Object.keys(mayImport).find((known) => isIn(from, known));
    if (room === undefined || mayImport[room]?.some((allowed) => isIn(to, allowed))) return [];
    return [
      `${from}:${line}: ${room} may not import ${to}; allowed: ${mayImport[room]?.join(', ')}`,
    ];
  });

export const verbsStayOut: Rule = (sources) =>
  importsOf(sources)
    .filter(({ from, to }) => isIn(from, 'src/invariants') && isIn(to, 'src/model'))
    .filter(({ to }) => !/\/(cells|nouns|views|switches|bounds)\.ts$/.test(to))
    .map(
      ({ from, to, line }) =>
        `${from}:${line}: a property may import the nouns of a model, not its verbs in ${to}`,
    );

export const noCycles: Rule = (sources) => {
  const edges = new Map<string, string[]>();
  for (const { from, to, typeOnly } of importsOf(sources)) {
    if (!typeOnly) edges.set(from, [...(edges.get(from) ?? []), to]);
  }
  const state = new Map<string, 'open' | 'done'>();
  const complaints: string[] = [];
  const visit = (path: string, way: readonly string[]): void => {
    if (state.get(path) === 'done') return;
    if (state.get(path) === 'open') {
      const cycle = [...way.slice(way.indexOf(path)), path].join(' → ');
      complaints.push(`${path}: import cycle ${cycle}; move what both need into a file of its own`);
      return;
    }
    state.set(path, 'open');
    for (const to of edges.get(path) ?? []) visit(to, [...way, path]);
    state.set(path, 'done');
  };
  for (const { path } of sources) visit(path, []);
  return complaints;
};

export const pureOutsideCli: Rule = (sources) =>
  inSources(sources, 'src/').flatMap((source) =>
    isIn(source.path, 'src/cli')
      ? []
      : linesWith(
          source,
          /\b(Math\.random|Date\.now|new Date|process\.|console\.|performance\.)/,
        ).map(
          ({ at, match }) =>
            `${at}: ${match} is for src/cli only; take what it gives as an argument`,
        ),
  );

/** Names that Immutable's Record takes for itself; it refuses them with a console warning only. */
const reserved =
  'get|getIn|has|set|setIn|delete|deleteIn|remove|removeIn|clear|merge|mergeIn|mergeDeep|update|updateIn|' +
  'equals|hashCode|toJS|toJSON|toObject|toSeq|asMutable|asImmutable|withMutations|wasAltered|size';

export const noReservedFields: Rule = (sources) =>
  inSources(sources, 'src/model/', 'src/invariants/').flatMap((source) =>
    [...source.text.matchAll(/Record(?:<[^>]*>)?\(\s*\{([^}]*)\}/g)].flatMap(
      ({ 1: fields, index }) =>
        [...(fields ?? '').matchAll(new RegExp(`(?:^|[,{\\s])(${reserved})\\s*[:,]`, 'g'))].map(
          ([, field]) =>
            `${source.path}:${lineAt(source.text, index)}: Record has a method '${field}'; name the field otherwise`,
        ),
    ),
  );

export const shortFiles: Rule = (sources) =>
  sources
    .map(({ path, text }) => ({ path, count: text.trimEnd().split('\n').length }))
    .filter(({ count }) => count > mostLines)
    .map(({ path, count }) => `${path}:${count}: over ${mostLines} lines; one idea per file`);

/** Functions by their braces: an opening line, and the first line with `}` at the same indentation. */
export const shortFunctions: Rule = (sources) =>
  sources.flatMap(({ path, text }) => {
    const lines = text.split('\n');
    return lines.flatMap((line, at) => {
      const opening =
        /^( *)(?:export )?(?:async )?(?:function\b|static |\*?#?\w+\(|get ).*\{$/.exec(line);
      if (!opening || /^ *(?:if|for|while|switch|return|describe|it)\b/.test(line)) return [];
      const length = lines.slice(at).findIndex((later) => later.startsWith(`${opening[1]}}`)) + 1;
      if (length <= mostFunctionLines) return [];
      return [
        `${path}:${at + 1}: a function of ${length} lines; over ${mostFunctionLines}, split it`,
      ];
    });
  });

export const narrowLines: Rule = (sources) =>
  sources.flatMap((source) =>
    linesWith(source, new RegExp(`^.{${mostColumns + 1},}$`)).map(
      ({ at }) => `${at}: over ${mostColumns} columns; break the line`,
    ),
  );

export const nothingLeftOver: Rule = (sources) =>
  sources.flatMap((source) =>
    linesWith(source, /\b(TODO|FIXME|XXX|HACK)\b/).map(
      ({ at, match }) => `${at}: ${match} on main; do it, or write it into an issue`,
    ),
  );

export const everyFileImported: Rule = (sources) => {
  const imported = new Set(importsOf(sources).map(({ to }) => to));
  return sources
    .map(({ path }) => path)
    .filter((path) => !imported.has(path) && !entryPoints.some((entry) => entry.test(path)))
    .map((path) => `${path}:1: nobody imports it; use it or delete it`);
};

interface Import {
  readonly from: string;
  readonly to: string;
  readonly line: number;
  readonly typeOnly: boolean;
}

function importsOf(sources: readonly Source[]): Import[] {
  return sources.flatMap(({ path, text }) =>
    [...text.matchAll(/^(import|export)( type)?\b[^;]*?from '(\.[^']+)'/gm)].map((match) => ({
      from: path,
      to: join(dirname(path), match[3] as string),
      line: lineAt(text, match.index),
      typeOnly: match[2] !== undefined,
    })),
  );
}

function isIn(path: string, room: string): boolean {
  return path === room || path.startsWith(`${room}/`);
}

function inSources(sources: readonly Source[], ...rooms: readonly string[]): Source[] {
  return sources.filter(({ path }) => rooms.some((room) => path.startsWith(room)));
}

function linesWith({ path, text }: Source, pattern: RegExp): { at: string; match: string }[] {
  return text.split('\n').flatMap((line, at) => {
    const found = pattern.exec(line);
    const isComment = /^\s*(\*|\/\/|\/\*)/.test(line);
    if (!found || (isComment && !/TODO|FIXME/.test(found[0]))) return [];
    return [{ at: `${path}:${at + 1}`, match: found[1] ?? found[0] }];
  });
}

function lineAt(text: string, index: number): number {
  return text.slice(0, index).split('\n').length;
}
