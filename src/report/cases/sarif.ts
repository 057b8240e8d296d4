/**
 * SARIF 2.1.0, as code scanning reads it: a rule for each property, a result where something is wrong, located at the
 * property, with the trace as a code flow through the actions that it takes.
 */
import type { Trace, TraceStep } from '../../explore/outcome.ts';
import type { Places, ReportOptions, SourcePlace } from '../options.ts';
import { subjectOf } from '../words.ts';
import type { Case } from './case.ts';
import { folded, whereText } from './case.ts';

/** Readers of SARIF cut long flows at places of their own; the ends matter. */
const mostSteps = 500;

/** The whole log. */
export function sarifOf(cases: readonly Case[], options: ReportOptions): string {
  const wrong = cases.filter(({ fate }) => fate !== 'passed' && fate !== 'skipped');
  const ruled = new Map(wrong.map((at) => [ruleId(at), at]));
  const order = [...ruled.keys()];
  const { version } = options;
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'dropproof',
            ...(version === undefined ? {} : { version, semanticVersion: version }),
            rules: [...ruled].map(([id, at]) => ruleOf(id, at)),
          },
        },
        originalUriBaseIds: {
          [base]: { description: { text: 'the folder in which dropproof was run' } },
        },
        columnKind: 'utf16CodeUnits',
        results: wrong.map((at) => resultOf(at, order.indexOf(ruleId(at)), options)),
      },
    ],
  };
  return `${JSON.stringify(log, null, 1)}\n`;
}

const base = '%SRCROOT%';

function ruleId({ system, id }: Case): string {
  return `${system}/${id}`;
}

function ruleOf(id: string, { name, by, id: property }: Case) {
  const title = name === '' ? property : name;
  const named = name === '' ? property : `${property}: ${name}`;
  return {
    id,
    shortDescription: { text: title },
    fullDescription: { text: by ?? title },
    help: { text: `${named}.${by === null ? '' : ` It rests on: ${by}`}` },
    properties: { tags: ['protocol'] },
  };
}

function resultOf(at: Case, ruleIndex: number, options: ReportOptions) {
  const { told, message, command, fate, id } = at;
  const places = options.places?.(at.system);
  const place = places?.property(id) ?? places?.system ?? null;
  const last = told?.violated.trace.steps.at(-1);
  const action = last && places?.action(last.action);
  const again = command === '' ? '' : `\n\n$ ${command}`;
  return {
    ruleId: ruleId(at),
    ruleIndex,
    level: fate === 'noted' || fate === 'open' ? 'note' : 'error',
    message: { text: `${message} (${whereText(at)})${again}` },
    // Who has no place is still somewhere: readers leave out what has no location.
    locations: [place ? locationOf(place) : namedLocation(at.system, 'module')],
    ...(last && action
      ? { relatedLocations: [{ id: 1, ...locationOf(action, `the last step: ${last.instance}`) }] }
      : {}),
    ...(told ? { codeFlows: [flowOf(told.violated.trace, places)] } : {}),
    // Not lines, so that an edit above does not make it another result.
    partialFingerprints: {
      'dropproofCell/v1': JSON.stringify([at.system, at.variant, at.bounds, id]),
    },
  };
}

/** A stop of a code flow. */
interface Stop {
  readonly location: object;
  readonly executionOrder?: number;
}

function flowOf({ steps, loop }: Trace, places: Places | undefined) {
  const stops = steps.map(
    (step, at): Stop => ({ location: stepLocation(step, at, places), executionOrder: at + 1 }),
  );
  const list = folded(stops, mostSteps, (left) => note(`… ${left} steps left out …`));
  const message = loop === null ? {} : { message: { text: loopText(steps, loop) } };
  const locations = list.length === 0 ? [note('the initial state')] : list;
  return { ...message, threadFlows: [{ locations }] };
}

function note(text: string): Stop {
  return { location: { message: { text } } };
}

function loopText(steps: readonly TraceStep[], loop: number): string {
  return loop === steps.length
    ? 'then nothing happens any more'
    : `from step ${loop + 1} on, again and again`;
}

function stepLocation(step: TraceStep, at: number, places: Places | undefined) {
  const place = places?.action(step.action) ?? null;
  const text = `${at + 1}. ${subjectOf(step)} ${step.label} [${step.instance}]`;
  return place
    ? locationOf(place, text)
    : { message: { text }, ...namedLocation(step.action, 'function') };
}

function locationOf({ file, line, column }: SourcePlace, text?: string) {
  const isAbsolute = /^[a-z]+:/i.test(file);
  return {
    physicalLocation: {
      artifactLocation: isAbsolute
        ? { uri: file }
        : { uri: file.split('/').map(encodeURIComponent).join('/'), uriBaseId: base },
      region: { startLine: line, startColumn: column },
    },
    ...(text === undefined ? {} : { message: { text } }),
  };
}

function namedLocation(fullyQualifiedName: string, kind: string) {
  return { logicalLocations: [{ fullyQualifiedName, kind }] };
}
