/**
 * How a cell changes, as a Mermaid state diagram: its values are the states, and the actions that change it the arrows.
 */
import type { CellGraph } from '../../explore/outcome.ts';
import { arrowsOf } from '../graph.ts';
import type { Json } from '../values.ts';
import { haveSameFields, isRecord, printValue, shorten } from '../values.ts';
import { balanced, escaped, indented, joined, titleLines } from './escape.ts';

/** Letters of a value, and of a line of it. */
const [mostOfValue, mostOnLine] = [120, 32];

/** The diagram. Steps that leave the value as it is are not drawn. */
export function statesOf(graph: CellGraph): string {
  const extent = graph.complete ? '' : ', as far as was explored';
  return joined([
    ...titleLines(`${graph.of}${extent}`),
    'stateDiagram-v2',
    ...indented([
      ...labelsOf(graph.values).map((lines, at) => `state "${escaped(...lines)}" as s${at}`),
      ...graph.initial.map((at) => `[*] --> s${at}`),
      ...arrowsOf(graph).map(({ from, to, actions }) => {
        const names = actions.map(({ action, kind }) =>
          kind === 'fault' ? `⚡ ${action}` : action,
        );
        return `s${from} --> s${to}: ${escaped(...names)}`;
      }),
    ]),
  ]);
}

/** Records have a line for each field, without those that are the same in all of them. */
function labelsOf(values: readonly Json[]): string[][] {
  const [first = {}] = values;
  const telling = Object.keys(first ?? {}).filter(
    (field) => new Set(values.map((value) => textIn(value, field))).size > 1,
  );
  const areAlike = values.length > 1 && values.every((value) => haveSameFields(value, first));
  return values.map((value) =>
    areAlike
      ? telling.map((field) => shorten(`${field}: ${textIn(value, field)}`, 2 * mostOnLine))
      : balanced(shorten(printValue(value), mostOfValue), mostOnLine),
  );
}

function textIn(value: Json, field: string): string {
  return isRecord(value) ? printValue(value[field] ?? null) : '';
}
