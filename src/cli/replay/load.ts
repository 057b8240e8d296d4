/**
 * The trace in a file: that of an outcome as JSON.
 */
import type { Outcome, PropertyOutcome, Trace } from '../../explore/outcome.ts';
import { UsageError, unknownName } from '../../spec/errors.ts';
import { readSaved } from '../saved.ts';

/** A property together with the trace that violates it. */
export interface Recorded {
  readonly outcome: Outcome;
  readonly property: PropertyOutcome;
  readonly trace: Trace;
}

/**
 * The recorded trace of a property, or of the first violated one.
 *
 * @throws UsageError for a file that is damaged, or that holds no such trace
 */
export async function loadTrace(file: string, cwd: string, id?: string): Promise<Recorded> {
  const { content: outcome } = await readSaved(file, cwd, ['outcome']);
  const traced = outcome.properties.filter((at) => at.trace !== null && at.verdict === 'violated');
  const known = outcome.properties.map((at) => at.id);
  if (id !== undefined && !known.includes(id)) throw unknownName('property', id, known);
  const property = id === undefined ? traced[0] : traced.find((at) => at.id === id);
  if (property?.trace) return { outcome, property, trace: property.trace };
  const others = traced.map((at) => at.id).join(', ') || 'none';
  throw new UsageError(
    id === undefined
      ? `${file} holds no trace: no property is violated in it`
      : `${file} holds no trace of ${id}; it has traces of: ${others}`,
  );
}
