/**
 * What an outcome has to draw: the graph of a cell if one was asked for, and each violation as a sequence diagram. The
 * Mermaid report is the first of these.
 */
import type { Outcome } from '../../explore/outcome.ts';
import { chosenWords } from '../choice.ts';
import type { ReportOptions } from '../options.ts';
import { usualOptions } from '../options.ts';
import { storyOf } from '../story/tell.ts';
import { verdictWord, violatedFirst } from '../words.ts';
import { escaped, indented, joined } from './escape.ts';
import { sequenceOf } from './sequence.ts';
import { statesOf } from './states.ts';

/** A diagram, and what tells it apart from the others of the same report. */
export interface Diagram {
  /** Of a story, the property; of a graph, the cell. */
  readonly name: string;
  readonly text: string;
}

/** The graph that was asked for, or the first violated property; the others are named in a comment. */
export function mermaidReport(outcome: Outcome, options: ReportOptions = usualOptions): string {
  return diagramsOf(outcome, options)[0].text;
}

/** The graph that was asked for, then each violated property; never nothing. */
export function diagramsOf(
  outcome: Outcome,
  options: ReportOptions = usualOptions,
): readonly [Diagram, ...Diagram[]] {
  const { graph } = outcome;
  const violated = violatedFirst(outcome);
  const where = whereText(outcome, options);
  const named = where === whereText(outcome, {}) ? [] : [where];
  const stories = violated.map((property) => {
    const others = violated.filter((at) => at !== property);
    const comments = [...named, ...others.map(({ id }) => `also violated: ${id}`)];
    return { name: property.id, text: sequenceOf(storyOf(outcome, property), options, comments) };
  });
  const graphs = graph ? [{ name: graph.of, text: statesOf(graph) }] : [];
  const [first, ...more] = [...graphs, ...stories];
  return [first ?? { name: 'verdicts', text: verdictDiagram(outcome, options) }, ...more];
}

/** Without a violation there is no story to draw: the verdicts stand in one note. */
function verdictDiagram(outcome: Outcome, options: ReportOptions): string {
  const lines = outcome.properties.map((at) => `${at.id} ${verdictWord(at)}: ${at.name}`);
  return joined([
    'sequenceDiagram',
    ...indented([
      `participant p0 as ${escaped(outcome.title)}`,
      `Note over p0: ${escaped(whereText(outcome, options), ...lines)}`,
    ]),
  ]);
}

function whereText(outcome: Outcome, options: Pick<ReportOptions, 'unlike'>): string {
  const { preset, bounds } = chosenWords(outcome, options);
  return `${preset}, bounds ${bounds}`;
}
