/**
 * The JSON report is the outcome itself; `schema/outcome.json` documents it.
 */
import type { Outcome } from '../explore/outcome.ts';

/** The outcome as indented JSON. */
export function jsonReport(outcome: Outcome): string {
  return `${JSON.stringify(outcome, null, 2)}\n`;
}
