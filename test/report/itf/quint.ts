/**
 * Traces as Quint's own reader understands them, back in the JSON form of outcomes.
 */
import type { ItfTrace } from '@informalsystems/quint/dist/src/itf.js';
import { ofItf } from '@informalsystems/quint/dist/src/itf.js';
import type { Json } from '../../../src/index.ts';

type Expression = ReturnType<typeof ofItf>[number];

/** The states of a trace, each as a record of its variables. */
export function readByQuint(text: string): Readonly<Record<string, Json>>[] {
  return ofItf(JSON.parse(text) as ItfTrace).map(
    (state) => jsonOf(state) as Readonly<Record<string, Json>>,
  );
}

function jsonOf(expression: Expression): Json {
  switch (expression.kind) {
    case 'bool':
    case 'str':
      return expression.value;
    case 'int':
      return { '#bigint': String(expression.value) };
    case 'name':
      return Number(expression.name);
    case 'app':
      return applicationOf(expression.opcode, expression.args.map(jsonOf));
    default:
      throw new Error(`what is a ${expression.kind}?`);
  }
}

function applicationOf(opcode: string, parts: readonly Json[]): Json {
  switch (opcode) {
    case 'List':
      return parts;
    case 'Set':
      return { '#set': parts };
    case 'Map':
      return { '#map': parts.map((at) => (at as { readonly '#tup': Json })['#tup']) };
    case 'Tup':
      return parts.length === 0 ? null : { '#tup': parts };
    case 'Rec':
      return Object.fromEntries(
        parts.flatMap((name, at) => (at % 2 === 0 ? [[name, parts[at + 1]]] : [])),
      ) as Json;
    default:
      throw new Error(`what is ${opcode}?`);
  }
}
