/**
 * Where the effort went: which actions and properties called the model, which cells made them, and what to do about it.
 */
import type { Profile } from '../explore/outcome.ts';
import { columns, widthOf, wrap } from './layout.ts';
import type { ReportOptions } from './options.ts';
import { grouped, rounded, secondsText } from './words.ts';

/** So many of each are told, the most expensive first; JSON has all of them. */
const mostRows = 8;

/** Tables of what called the model most, and advice. */
export function profileLines(profile: Profile, options: ReportOptions): string[] {
  const actions = byCost(profile.actions, ({ modelCalls }) => modelCalls).map((at) => [
    rounded(at.modelCalls),
    rounded(at.cacheHits),
    rounded(at.enabled),
    rounded(at.taken),
    secondsText(at.seconds),
    at.name,
  ]);
  const properties = byCost(profile.properties, ({ modelCalls }) => modelCalls).map((at) => [
    rounded(at.modelCalls),
    secondsText(at.seconds),
    at.id,
  ]);
  const cells = byCost(profile.cells, ({ calls }) => calls).map((at) => [
    rounded(at.calls),
    rounded(at.values),
    at.name,
  ]);
  return [
    ...table(['calls', 'hits', 'enabled', 'taken', 'time', 'action'], actions, options),
    ...table(['calls', 'time', 'property'], properties, options),
    ...table(['calls due', 'values', 'cell'], cells, options),
    ...wrap(profile.advice, options.width, '  → '),
  ];
}

function byCost<T>(list: readonly T[], cost: (of: T) => number): T[] {
  return list.toSorted((a, b) => cost(b) - cost(a));
}

/** Numbers under each other, the name last: it may be long. */
function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  { width, style }: ReportOptions,
): string[] {
  if (rows.length === 0) return [];
  const shown = [head, ...rows.slice(0, mostRows)];
  const widths = head.map((_, column) =>
    Math.max(...shown.map((row) => widthOf(row[column] ?? ''))),
  );
  const last = head.length - 1;
  const aligned = shown.map((row, at) =>
    row.map((text, column) => {
      const filled = column === last ? text : text.padStart(widths[column] ?? 0);
      return at === 0 ? style.faint(filled) : filled;
    }),
  );
  const more = rows.length - mostRows;
  return [
    ...columns(aligned, width, '  '),
    ...(more > 0 ? [`  … and ${grouped(more)} more`] : []),
    '',
  ];
}
