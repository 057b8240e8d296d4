/**
 * The properties of one outcome as cases.
 */
import type { Outcome, PropertyOutcome } from '../../explore/outcome.ts';
import { chosenWords } from '../choice.ts';
import { commandsFor } from '../command.ts';
import type { ReportOptions } from '../options.ts';
import { counted, verdictWord } from '../words.ts';
import type { Case, CaseFate } from './case.ts';

/** One case for each property, checked or not. */
export function casesOfOutcome(outcome: Outcome, options: ReportOptions): Case[] {
  const { system, properties, notChecked } = outcome;
  const { check } = options.again ?? commandsFor(outcome);
  const { preset, bounds } = chosenWords(outcome, options);
  const where = { system, variant: preset, bounds };
  const checked = properties.map((property): Case => {
    const { id, name, by, trace } = property;
    return {
      ...where,
      id,
      name,
      by,
      fate: fateOf(property, outcome),
      message: messageOf(property),
      told: trace ? { stage: outcome, violated: { ...property, trace } } : null,
      command: `${check} --property ${id}`,
    };
  });
  const left = notChecked.map(
    ({ id, name, why }): Case => ({
      ...where,
      id,
      name,
      by: null,
      fate: 'skipped',
      message: why,
      told: null,
      command: check,
    }),
  );
  return [...checked, ...left];
}

/** What is report only fails nothing; what a violation kept from being decided leaves the failing to the violation. */
function fateOf({ verdict, vacuous, reportOnly }: PropertyOutcome, outcome: Outcome): CaseFate {
  if (verdict === 'holds' && !vacuous) return 'passed';
  if (verdict === 'undecided' && outcome.limit === 'violation' && outcome.verdict === 'violated') {
    return 'skipped';
  }
  // Walks prove nothing; all that were asked for were made, which is as expected.
  if (verdict === 'undecided' && outcome.fuzz !== null && outcome.limit === 'runs') return 'open';
  return reportOnly ? 'noted' : 'failed';
}

function messageOf(property: PropertyOutcome): string {
  const { id, name, reason, trace } = property;
  const why = reason ? `: ${reason.sentence}` : '';
  const length = trace ? ` after ${counted(trace.steps.length, 'step')}` : '';
  return `${id}, ${name}: ${verdictWord(property)}${length}${why}`;
}
