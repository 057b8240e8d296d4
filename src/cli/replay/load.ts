/**
 * Reads a trace file: an outcome as JSON, checked against the schema that the package ships.
 */
import { readFileSync } from 'node:fs';
import type { Outcome, PropertyOutcome, Trace } from '../../explore/outcome.ts';
import { UsageError, unknownName } from '../../spec/errors.ts';
import { readText } from '../files.ts';

/** A property together with the trace that violates it. */
export interface Recorded {
  readonly outcome: Outcome;
  readonly property: PropertyOutcome;
  readonly trace: Trace;
}

const schemaFile = new URL('../../../schema/outcome.json', import.meta.url);
const [format, version] = ['dropproof/outcome', 1] as const;

/**
 * The recorded trace of a property, or of the first violated one.
 *
 * @throws UsageError for a file that is damaged, or that holds no such trace
 */
export async function loadTrace(file: string, cwd: string, id?: string): Promise<Recorded> {
  const outcome = await outcomeIn(file, readText(file, cwd));
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

/** The outcome that a text holds; `file` is how complaints call it. @throws UsageError for one that is damaged */
export async function outcomeIn(file: string, text: string): Promise<Outcome> {
  const json = parse(file, text);
  const head = (typeof json === 'object' && json !== null ? json : {}) as Partial<Outcome>;
  if (head.format !== format) {
    const got = JSON.stringify(head.format) ?? 'not given';
    throw new UsageError(
      `${file} is not an outcome: its format is ${got}, expected "${format}". ` +
        'Make one with dropproof check … --format json --out FILE',
    );
  }
  if (head.version !== version) {
    const got = JSON.stringify(head.version) ?? 'none';
    throw new UsageError(`${file} has version ${got}; this dropproof reads version ${version}`);
  }
  const flaw = await firstFlaw(json);
  if (flaw !== undefined) throw new UsageError(`${file} is damaged: ${flaw}`);
  return json as Outcome;
}

function parse(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${file} is damaged: it is not JSON (${(error as Error).message})`, {
      cause: error,
    });
  }
}

/** Where a file first departs from the schema. Loaded only here: no other command pays for it. */
async function firstFlaw(json: unknown): Promise<string | undefined> {
  const { Ajv } = await import('ajv');
  const validate = new Ajv().compile(JSON.parse(readFileSync(schemaFile, 'utf8')));
  if (validate(json)) return undefined;
  // Where one of several shapes may stand, each of them complains: the one that got furthest is meant.
  const depth = (path: string) => path.split('/').length;
  const [error] = [...(validate.errors ?? [])].sort(
    (a, b) => depth(b.instancePath) - depth(a.instancePath),
  );
  return `${error?.instancePath || 'the outcome'} ${error?.message ?? 'does not fit the schema'}`;
}
