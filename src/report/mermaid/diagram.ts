/**
 * The Mermaid report: the graph of a cell if one was asked for, else the first violation as a sequence diagram.
 */
import type { Outcome } from '../../explore/outcome.ts';
import type { ReportOptions } from '../options.ts';
import { usualOptions } from '../options.ts';
import { storyOf } from '../story/tell.ts';
import { verdictWord, violatedFirst } from '../words.ts';
import { escaped, indented, joined } from './escape.ts';
import { sequenceOf } from './sequence.ts';
import { statesOf } from './states.ts';

/** The graph that was asked for, or the first violated property; the others are named in a comment. */
export function mermaidReport(outcome: Outcome, options: ReportOptions = usualOptions): string {
  if (outcome.graph) return statesOf(outcome.graph);
  const [first, ...others] = violatedFirst(outcome);
  if (!first) return verdictDiagram(outcome);
  const comments = others.map(({ id }) => `also violated: ${id}`);
  return sequenceOf(storyOf(outcome, first), options, comments);
}

/** Without a violation there is no story to draw: the verdicts stand in one note. */
function verdictDiagram(outcome: Outcome): string {
  const lines = outcome.properties.map((at) => `${at.id} ${verdictWord(at)}: ${at.name}`);
  return joined([
    'sequenceDiagram',
    ...indented([
      `participant p0 as ${escaped(outcome.title)}`,
      `Note over p0: ${escaped(`${outcome.preset}, bounds ${outcome.boundsName}`, ...lines)}`,
    ]),
  ]);
}
