/**
 * What can be made of something saved: texts in the formats that it has, and diagrams.
 */
import { diagramText, whereText } from '../../report/cases/case.ts';
import { casesOfOutcome } from '../../report/cases/ofOutcome.ts';
import { summaryOf } from '../../report/cases/summary.ts';
import { formats } from '../../report/formats.ts';
import { casesOfGate } from '../../report/gate/cases.ts';
import { gateFormats } from '../../report/gate/formats.ts';
import { storyOfAccount } from '../../report/matrix/accountStory.ts';
import { accountsOf } from '../../report/matrix/accounts.ts';
import { matrixFormats } from '../../report/matrix/formats.ts';
import type { Diagram } from '../../report/mermaid/diagram.ts';
import { diagramsOf } from '../../report/mermaid/diagram.ts';
import { sequenceOf } from '../../report/mermaid/sequence.ts';
import type { ReportOptions } from '../../report/options.ts';
import { violatedFirst } from '../../report/words.ts';
import { unknownName } from '../../spec/errors.ts';
import { gateVerdict, matrixVerdict } from '../report.ts';
import type { Saved } from '../saved.ts';

/** Something saved, ready to be given a form. */
export interface Renderable {
  /** In a word or two. */
  readonly verdict: string;
  /** Format → text. */
  readonly texts: Readonly<Record<string, (options: ReportOptions) => string>>;
  /** For the page of a job, with the format `github`. */
  readonly summary?: (options: ReportOptions) => string;
  /** Each counterexample that is in it; it may have none. */
  readonly diagrams: (options: ReportOptions) => readonly Diagram[];
}

/**
 * What can be made of it; of one property, only what tells of a counterexample.
 *
 * @throws UsageError for a property that is not in it
 */
export function renderableOf(saved: Saved, property: string | undefined): Renderable {
  switch (saved.kind) {
    case 'outcome':
      return ofOutcome(saved.content, property);
    case 'matrix':
      return ofMatrix(saved.content, property);
    case 'gate':
      return ofGate(saved.content, property);
  }
}

type Content<K extends Saved['kind']> = Extract<Saved, { kind: K }>['content'];

function ofOutcome(whole: Content<'outcome'>, property: string | undefined): Renderable {
  const outcome = { ...whole, properties: chosen(whole.properties, property) };
  const textFor = (report: (typeof formats)[keyof typeof formats]) => (options: ReportOptions) =>
    report(outcome, options);
  return {
    verdict: whole.verdict,
    // The others speak of the verdict, which is that of all properties.
    texts: mapped(property === undefined ? formats : { itf: formats.itf }, textFor),
    summary: (options) => summaryOf(casesOfOutcome(outcome, options), options),
    // Of all properties there are at least the verdicts to draw.
    diagrams: (options) =>
      property !== undefined && violatedFirst(outcome).length === 0
        ? []
        : diagramsOf(outcome, options),
  };
}

function ofMatrix(matrix: Content<'matrix'>, property: string | undefined): Renderable {
  const ids = new Set(chosen(matrix.properties, property).map(({ id }) => id));
  const textFor = (report: (typeof matrixFormats)[keyof typeof matrixFormats]) => {
    return (options: ReportOptions) => report(matrix, options);
  };
  return {
    verdict: matrixVerdict(matrix),
    texts: property === undefined ? mapped(matrixFormats, textFor) : {},
    diagrams: (options) =>
      accountsOf(matrix)
        .filter((at) => ids.has(at.property.id))
        .map((at) => ({
          name: `${at.property.id} ${at.number + 1}`,
          text: sequenceOf(storyOfAccount(matrix, at), options),
        })),
  };
}

function ofGate(gate: Content<'gate'>, property: string | undefined): Renderable {
  const cases = chosen(casesOfGate(gate), property);
  const textFor = (report: (typeof gateFormats)[keyof typeof gateFormats]) => {
    return (options: ReportOptions) => report(gate, options);
  };
  return {
    verdict: gateVerdict(gate),
    texts: property === undefined ? mapped(gateFormats, textFor) : {},
    summary: (options) => gateFormats.markdown(gate, options),
    diagrams: (options) =>
      cases.flatMap((at) =>
        at.told
          ? [{ name: `${whereText(at)} ${at.id}`, text: `${diagramText(at.told, options)}\n` }]
          : [],
      ),
  };
}

function mapped<T, U>(
  table: Readonly<Record<string, T>>,
  change: (value: T) => U,
): Readonly<Record<string, U>> {
  return Object.fromEntries(Object.entries(table).map(([name, value]) => [name, change(value)]));
}

function chosen<P extends { readonly id: string }>(
  properties: readonly P[],
  id: string | undefined,
): readonly P[] {
  if (id === undefined) return properties;
  const found = properties.filter((at) => at.id === id);
  if (found.length > 0) return found;
  throw unknownName('property', id, [...new Set(properties.map((at) => at.id))]);
}
