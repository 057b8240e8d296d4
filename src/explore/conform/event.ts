/**
 * Events: what the lines of a log say, before anybody knows what they mean.
 */
import { UsageError } from '../../spec/errors.ts';
import type { Json } from '../../spec/value.ts';

/** The id of a message, as a text. */
export type MessageId = string;

type Fields = Readonly<Record<string, Json>>;

/** Fields that every log has for the same purpose; the others are the map's. */
const reserved: ReadonlySet<string> = new Set(['node', 'kind', 'seq', 'sends', 'receives']);

/** One event of a log. A field that is asked for and not there is an error that names the line. */
export class LogEvent {
  /** The line of the file, from 1. */
  readonly line: number;
  /** The process that logged it. */
  readonly node: string;
  readonly kind: string;
  /** @internal */
  readonly seq: number | null;
  /** @internal */
  readonly sends: readonly MessageId[];
  /** @internal */
  readonly receives: readonly MessageId[];
  /** @internal All other fields. */
  readonly fields: Fields;

  /** @internal Use {@link parseEvent}. */
  constructor(line: number, json: Fields) {
    this.line = line;
    this.fields = Object.fromEntries(Object.entries(json).filter(([name]) => !reserved.has(name)));
    this.node = required(json, 'node', line);
    this.kind = required(json, 'kind', line);
    this.seq = seqOf(json, line);
    this.sends = messageIds(json, 'sends', line);
    this.receives = messageIds(json, 'receives', line);
  }

  has(field: string): boolean {
    return Object.hasOwn(this.fields, field);
  }

  /** The label of an id: a text or a number. */
  id(field: string): string {
    const value = this.#field(field);
    if (typeof value === 'string' || typeof value === 'number') return String(value);
    return this.#refuse(field, 'an id: a text or a number');
  }

  text(field: string): string {
    const value = this.#field(field);
    return typeof value === 'string' ? value : this.#refuse(field, 'a text');
  }

  number(field: string): number {
    const value = this.#field(field);
    return typeof value === 'number' ? value : this.#refuse(field, 'a number');
  }

  flag(field: string): boolean {
    const value = this.#field(field);
    return typeof value === 'boolean' ? value : this.#refuse(field, 'true or false');
  }

  /** Whatever it is. */
  json(field: string): Json {
    return this.#field(field);
  }

  #field(field: string): Json {
    if (this.has(field)) return this.fields[field] as Json;
    const there = Object.keys(this.fields).join(', ') || 'none';
    throw new UsageError(
      `line ${this.line}: a '${this.kind}' event needs the field '${field}'; its fields: ${there}`,
    );
  }

  #refuse(field: string, expected: string): never {
    throw new UsageError(
      `line ${this.line}: the field '${field}' of a '${this.kind}' event is ` +
        `${JSON.stringify(this.fields[field])}; expected ${expected}`,
    );
  }
}

/**
 * The event on a line.
 *
 * @throws UsageError with the number of the line
 */
export function parseEvent(text: string, line: number): LogEvent {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new UsageError(`line ${line} is not JSON: ${(error as Error).message}`, { cause: error });
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    throw new UsageError(`line ${line} is ${text.slice(0, 40)}; expected an object: one event`);
  }
  return new LogEvent(line, json as Fields);
}

function required(json: Fields, field: 'node' | 'kind', line: number): string {
  const value = json[field];
  if (typeof value === 'string' && value !== '') return value;
  const got = value === undefined ? 'not given' : JSON.stringify(value);
  throw new UsageError(`line ${line}: '${field}' is ${got}; expected a text`);
}

function seqOf({ seq }: Fields, line: number): number | null {
  if (seq === undefined || Number.isInteger(seq)) return (seq as number | undefined) ?? null;
  throw new UsageError(`line ${line}: 'seq' is ${JSON.stringify(seq)}; expected a whole number`);
}

function messageIds(json: Fields, field: 'sends' | 'receives', line: number): MessageId[] {
  const value = json[field] ?? [];
  const list = Array.isArray(value) ? (value as readonly Json[]) : [value as Json];
  for (const id of list) {
    if (typeof id === 'string' || typeof id === 'number') continue;
    throw new UsageError(
      `line ${line}: '${field}' has ${JSON.stringify(id)}; ` +
        'expected ids of messages: texts or numbers',
    );
  }
  return list.map(String);
}
