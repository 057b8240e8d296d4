/**
 * How a cell changes, as text: each value with the values that follow it, and by which actions.
 */
import type { CellGraph } from '../explore/outcome.ts';
import { wrap } from './layout.ts';
import type { ReportOptions } from './options.ts';
import { printValue } from './values.ts';
import { counted } from './words.ts';

/** From one value to another one, with all the actions that lead there. */
export interface Arrow {
  readonly from: number;
  readonly to: number;
  readonly actions: readonly CellGraph['edges'][number][];
}

/** The edges of a graph, those with the same ends together. */
export function arrowsOf({ edges }: CellGraph): Arrow[] {
  const byEnds = Map.groupBy(edges, ({ from, to }) => `${from} ${to}`);
  return [...byEnds.values()].map((actions) => {
    const [{ from, to }] = actions as [CellGraph['edges'][number]];
    return { from, to, actions };
  });
}

/** The graph, as lines. */
export function graphLines(graph: CellGraph, { width, style }: ReportOptions): string[] {
  const value = (at: number) => printValue(graph.values[at] ?? null);
  const arrows = Map.groupBy(arrowsOf(graph), ({ from }) => from);
  const extent = graph.complete ? '' : ', as far as was explored';
  return [
    style.strong(`How ${graph.of} changes: ${counted(graph.values.length, 'value')}${extent}`),
    '',
    ...[...graph.values.keys()].flatMap((from) => [
      ...wrap(
        `${value(from)}${graph.initial.includes(from) ? ' (at the start)' : ''}`,
        width,
        '  ',
      ),
      ...(arrows.get(from) ?? []).flatMap(({ to, actions }) =>
        wrap(`${value(to)}: ${actions.map(actionText).join(', ')}`, width, '    → '),
      ),
    ]),
  ];
}

function actionText({ action, steps }: CellGraph['edges'][number]): string {
  return `${action} (${counted(steps, 'step')})`;
}
