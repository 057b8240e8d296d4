/**
 * Reads what a command saved as JSON, and checks it against the schemas that the package ships.
 */
import { readFileSync } from 'node:fs';
import type { ValidateFunction } from 'ajv';
import type { GateOutcome } from '../explore/gate/outcome.ts';
import type { Matrix } from '../explore/matrix/outcome.ts';
import type { Outcome } from '../explore/outcome.ts';
import { UsageError } from '../spec/errors.ts';
import { readText } from './files.ts';

/** What can be saved, by the command that saves it. */
interface Kinds {
  readonly outcome: Outcome;
  readonly matrix: Matrix;
  readonly gate: GateOutcome;
}

type Kind = keyof Kinds;

/** What was saved, and what it is. */
export type Saved = {
  readonly [K in Kind]: { readonly kind: K; readonly content: Kinds[K] };
}[Kind];

const kinds: Readonly<Record<Kind, { readonly phrase: string; readonly made: string }>> = {
  outcome: { phrase: 'an outcome', made: 'dropproof check …' },
  matrix: { phrase: 'a matrix', made: 'dropproof matrix …' },
  gate: { phrase: 'what a gate found', made: 'dropproof gate' },
};

/** The one version of each that there is. */
const version = 1;

/** What a file holds, of one of these kinds. @throws UsageError if it is something else, or damaged */
export async function readSaved<K extends Kind>(
  file: string,
  cwd: string,
  wanted: readonly K[],
): Promise<Extract<Saved, { kind: K }>> {
  return savedIn(file, readText(file, cwd), wanted);
}

/** What a text holds; `file` is how complaints call it. @throws UsageError if it is something else, or damaged */
export async function savedIn<K extends Kind>(
  file: string,
  text: string,
  wanted: readonly K[],
): Promise<Extract<Saved, { kind: K }>> {
  const json = parse(file, text);
  const head = (typeof json === 'object' && json !== null ? json : {}) as Partial<Outcome>;
  const kind = wanted.find((at) => head.format === `dropproof/${at}`);
  if (kind === undefined) {
    const got = JSON.stringify(head.format) ?? 'not given';
    const list = (of: (kind: K) => string) => wanted.map(of).join(' or ');
    throw new UsageError(
      `${file} is not ${list((at) => kinds[at].phrase)}: its format is ${got}, expected ` +
        `${list((at) => `"dropproof/${at}"`)}. ` +
        `Make one with ${list((at) => kinds[at].made)} --format json --out FILE`,
    );
  }
  if (head.version !== version) {
    const got = JSON.stringify(head.version) ?? 'none';
    throw new UsageError(`${file} has version ${got}; this dropproof reads version ${version}`);
  }
  const flaw = await firstFlaw(kind, json);
  if (flaw !== undefined) throw new UsageError(`${file} is damaged: ${flaw}`);
  // The schema has said so.
  return { kind, content: json } as Extract<Saved, { kind: K }>;
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

/** Where a file first departs from its schema. Loaded only here: no other command pays for it. */
async function firstFlaw(kind: Kind, json: unknown): Promise<string | undefined> {
  const { Ajv } = await import('ajv');
  const schemaOf = (name: Kind) =>
    JSON.parse(readFileSync(new URL(`../../schema/${name}.json`, import.meta.url), 'utf8'));
  const ajv = new Ajv({ allowUnionTypes: true });
  // They refer to each other.
  for (const name of Object.keys(kinds) as Kind[]) ajv.addSchema(schemaOf(name), name);
  const validate = ajv.getSchema(kind) as ValidateFunction;
  if (validate(json)) return undefined;
  // Where one of several shapes may stand, each of them complains: the one that got furthest is meant.
  const depth = (path: string) => path.split('/').length;
  const [error] = [...(validate.errors ?? [])].sort(
    (a, b) => depth(b.instancePath) - depth(a.instancePath),
  );
  return `${error?.instancePath || `the ${kind}`} ${error?.message ?? 'does not fit the schema'}`;
}
