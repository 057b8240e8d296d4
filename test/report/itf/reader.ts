/**
 * A strict reader of the Informal Trace Format, written from its description (Apalache, ADR-015): it refuses whatever
 * the description does not allow, which readers in use let pass.
 */
import type { Json } from '../../../src/index.ts';

type Fields = Readonly<Record<string, Json>>;

/** A trace as it is read: the variables, and their values in each state. */
export interface ItfTrace {
  readonly meta: Json | undefined;
  readonly vars: readonly string[];
  readonly states: readonly { readonly meta: Json | undefined; readonly values: Fields }[];
  readonly loop: number | null;
}

/** Reads a trace. @throws Error that says what the format does not allow */
export function readItf(text: string): ItfTrace {
  const trace = objectOf(JSON.parse(text) as Json, 'the trace');
  allowOnly(trace, ['#meta', 'params', 'vars', 'states', 'loop']);
  const { '#meta': about, vars: names, states: list, loop } = trace;
  const vars = listOf(names, 'vars').map((name) => {
    if (typeof name !== 'string') throw new Error('vars are names');
    return name;
  });
  if (new Set(vars).size < vars.length) throw new Error('a variable is named twice');
  const states = listOf(list, 'states').map((state, index) => {
    const { '#meta': meta, ...values } = objectOf(state, `state ${index}`);
    allowOnly(values, vars);
    for (const name of vars) {
      if (!Object.hasOwn(values, name)) throw new Error(`state ${index} has no ${name}`);
      checkExpression(values[name] as Json, `${name} of state ${index}`);
    }
    return { meta, values };
  });
  if (loop !== undefined && !(Number.isInteger(loop) && Number(loop) in states)) {
    throw new Error('loop is the index of a state');
  }
  return { meta: about, vars, states, loop: loop === undefined ? null : Number(loop) };
}

function checkExpression(value: Json, where: string): void {
  if (typeof value === 'string' || typeof value === 'boolean') return;
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new Error(`${where}: ${value} is no safe integer`);
    return;
  }
  if (Array.isArray(value)) {
    for (const part of value) checkExpression(part, where);
    return;
  }
  const fields = objectOf(value, where);
  const signs = Object.keys(fields).filter((name) => name.startsWith('#'));
  if (signs.length === 0) {
    for (const part of Object.values(fields)) checkExpression(part, where);
    return;
  }
  allowOnly(fields, signs.slice(0, 1));
  checkSigned(signs[0] as string, Object.values(fields)[0] as Json, where);
}

function checkSigned(sign: string, content: Json, where: string): void {
  switch (sign) {
    case '#bigint':
      if (!/^-?\d+$/.test(String(content))) throw new Error(`${where}: no integer`);
      return;
    case '#unserializable':
      if (typeof content !== 'string') throw new Error(`${where}: no text`);
      return;
    case '#tup':
    case '#set':
      checkExpression(listOf(content, where), where);
      return;
    case '#map':
      for (const entry of listOf(content, where)) {
        if (listOf(entry, where).length !== 2) throw new Error(`${where}: no pair`);
        checkExpression(entry, where);
      }
      return;
    default:
      throw new Error(`${where}: there is no ${sign}`);
  }
}

function objectOf(value: Json | undefined, what: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Error(`${what} is no object`);
  }
  return value as Fields;
}

function listOf(value: Json | undefined, what: string): readonly Json[] {
  if (!Array.isArray(value)) throw new Error(`${what} is no list`);
  return value as readonly Json[];
}

function allowOnly(fields: Fields, names: readonly string[]): void {
  const other = Object.keys(fields).find((name) => !names.includes(name));
  if (other !== undefined) throw new Error(`${other} is not allowed here`);
}
