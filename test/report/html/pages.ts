/**
 * Pages to look at: of real outcomes, and of one in which every text is hostile.
 */
import type { Outcome } from '../../../src/index.ts';
import { htmlReport } from '../../../src/report/html/report.ts';
import { usualOptions } from '../../../src/report/options.ts';
import { faultySchedule, outcomeOf, tellingOf } from '../outcomes.ts';

/** What becomes of the page if it is not escaped, in one text each. */
export const nasties: readonly string[] = [
  '</script><script>alert(1)</script>',
  '<!-- <script>',
  '<img src=x onerror=alert(1)>',
  '"><b>\'',
  'line\nbreak\r\u2028\u2029',
  '&lt;&amp;',
  'end; participant p0',
  '😀 \u202e\u0000',
  '__proto__',
  '{{constructor}}',
];

/** The page of an outcome. */
export function pageOf(outcome: Outcome): string {
  return htmlReport(outcome, usualOptions);
}

const faulty = tellingOf({ bounds: 'lossy', bound: { delays: 1 } }, faultySchedule);

/** A violated outcome in which whatever a model may call its things is called that. */
export function named(nasty: string): Outcome {
  const { outcome, property } = faulty;
  const lane = { role: nasty, ids: [nasty] };
  const steps = property.trace.steps.map((step) => ({
    ...step,
    instance: nasty,
    label: nasty,
    lane,
    sends: step.sends.map((at) => ({ ...at, to: lane, message: { verb: nasty, n: nasty } })),
    changes: step.changes.map((at) => ({ ...at, cell: nasty, before: nasty, after: `${nasty}!` })),
  }));
  const reason = { sentence: nasty, facts: { fact: nasty } };
  const told = { ...property, id: nasty, name: nasty, by: nasty, reason };
  return {
    ...outcome,
    system: nasty,
    title: nasty,
    preset: nasty,
    boundsName: nasty,
    variant: { checksId: nasty },
    bounds: { clients: nasty },
    properties: [{ ...told, trace: { initial: { [`${nasty} `]: nasty }, steps, loop: null } }],
    notChecked: [{ id: nasty, name: nasty, why: nasty }],
    coverage: {
      actions: [{ name: nasty, kind: 'system', enabled: 0, taken: 0 }],
      cells: [{ name: nasty, family: nasty, kind: 'state', values: 1 }],
      warnings: [nasty],
    },
  };
}

/** A counterexample of so many steps. */
export function longOutcome(count: number): Outcome {
  const { outcome, property } = faulty;
  const { trace } = property;
  const steps = Array.from(
    { length: count },
    (_, at) => trace.steps[at % trace.steps.length] as (typeof trace.steps)[number],
  );
  return { ...outcome, properties: [{ ...property, trace: { ...trace, steps } }] };
}

/** Two promises are broken, one of them by a deadlock; messages are lost. */
export const lossy = (): Outcome => outcomeOf({ bounds: 'lossy' }, { keepGoing: true });
