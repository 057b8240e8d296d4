/**
 * The answers to the questions of the design notes: matrices for each question, from the same searches.
 *
 * A search asks everything of a variant in some bounds, so that questions share it; what it found is kept by content
 * from run to run, as by `dropproof matrix`.
 */
import type { Cache } from '../../src/cli/matrix/cache.ts';
import { cacheFolder, cacheIn } from '../../src/cli/matrix/cache.ts';
import { findingIn } from '../../src/cli/matrix/searching.ts';
import { sourceHash } from '../../src/cli/matrix/sources.ts';
import { explore } from '../../src/explore/explore.ts';
import type { Finding } from '../../src/explore/matrix/matrix.ts';
import { matrixOf, searchOptions } from '../../src/explore/matrix/matrix.ts';
import type { MatrixQuestion, PlannedSearch } from '../../src/explore/matrix/plan.ts';
import { planMatrix } from '../../src/explore/matrix/plan.ts';
import type { Matrix, System } from '../../src/index.ts';
import { questions as collectionQuestions } from '../../src/model/k2/collection/questions.ts';
import { k2Collection } from '../../src/model/k2/collection/system.ts';
import { questions as schemaQuestions } from '../../src/model/k2/schema/questions.ts';
import { k2Schema } from '../../src/model/k2/schema/system.ts';
import { questions as milvusQuestions } from '../../src/model/milvus/collection/questions.ts';
import { milvusCollection } from '../../src/model/milvus/collection/system.ts';
import { questions as ticksQuestions } from '../../src/model/milvus/ticks/questions.ts';
import { milvusTicks } from '../../src/model/milvus/ticks/system.ts';
import { questions as durableDropQuestions } from '../../src/model/ndb/durableDrop/questions.ts';
import { ndbDurableDrop } from '../../src/model/ndb/durableDrop/system.ts';
import { questions as identityQuestions } from '../../src/model/ndb/identity/questions.ts';
import { ndbIdentity } from '../../src/model/ndb/identity/system.ts';
import { questions as prepDropQuestions } from '../../src/model/ndb/prepDrop/questions.ts';
import { ndbPrepDrop } from '../../src/model/ndb/prepDrop/system.ts';
import { questions as tableQuestions } from '../../src/model/ndb/table/questions.ts';
import { ndbTable } from '../../src/model/ndb/table/system.ts';
import { quoted } from '../../src/report/command.ts';
import { answersMarkdown } from '../../src/report/matrix/answers.ts';
import type { AnyQuestion } from '../../src/spec/questions.ts';

/** What each system is asked. */
export const asked: readonly (readonly [System, readonly AnyQuestion[]])[] = [
  [k2Collection, collectionQuestions],
  [k2Schema, schemaQuestions],
  [ndbPrepDrop, prepDropQuestions],
  [ndbDurableDrop, durableDropQuestions],
  [ndbIdentity, identityQuestions],
  [ndbTable, tableQuestions],
  [milvusCollection, milvusQuestions],
  [milvusTicks, ticksQuestions],
];

/** Where the answers of a system stand. */
export function answersFile({ name }: System): string {
  return `docs/answers/${name.replaceAll('/', '-')}.md`;
}

/** The page of a system. */
export function answersOf(system: System, questions: readonly AnyQuestion[]): string {
  const matrixFor = matrixMaker(system);
  return answersMarkdown(
    system.title,
    questions.map((question) => ({
      ...question,
      grounds: question.grounds.map(groundText),
      matrices: question.matrices.map((at) => ({
        matrix: matrixFor(questionOf(at)),
        command: commandOf(system, at),
      })),
    })),
  );
}

/** Makes matrices of a system; each variant is explored once in each set of bounds. */
export function matrixMaker(system: System): (question: MatrixQuestion) => Matrix {
  const folder = cacheFolder(undefined, { cwd: '.', env: {} });
  const sources = sourceHash(system.name, '.');
  const cache = cacheIn(folder, { sources, maxStates: undefined, maxDepth: undefined });
  const known = new Map<string, Finding>();
  return (question) =>
    matrixOf(planMatrix(system, question), ({ model, choice }) => {
      const key = JSON.stringify([model.variant, model.bounds]);
      const idle = model.properties.filter(({ appliesTo }) => appliesTo === false);
      const all = [
        ...model.properties.filter((at) => !idle.includes(at)).map(({ id }) => id),
        'deadlock',
      ];
      const finding = known.get(key) ?? found({ model, choice, properties: all }, cache);
      known.set(key, finding);
      return finding;
    });
}

function found(search: PlannedSearch, cache: Cache): Finding {
  const kept = cache.get(search);
  if (kept) return kept;
  const finding = findingIn(explore(search.model, searchOptions(search.properties, {})));
  cache.put(search, finding);
  return finding;
}

type Asked = AnyQuestion['matrices'][number];
type Ground = AnyQuestion['grounds'][number];

function questionOf({
  preset,
  set = {},
  switches,
  pairs,
  properties,
  bounds,
  bound = {},
}: Asked): MatrixQuestion {
  const base = { preset, set: texts(set) };
  return { base, variation: pairs ? 'pairs' : 'oneByOne', switches, properties, bounds, bound };
}

/** What a ground says, as a matrix of one cell, or a few. */
export function groundQuestion([preset, set, bounds, property, , bound = {}]: Ground) {
  return {
    base: { preset, set: texts(set) },
    switches: [],
    properties: [property],
    bounds: [bounds],
    bound,
  } satisfies MatrixQuestion;
}

/** A ground in words. */
export function groundText([preset, set, bounds, property, verdict, bound = {}]: Ground): string {
  const variant = [preset, ...Object.entries(texts(set)).map((at) => at.join('='))].join(' + ');
  const found = verdict === 'holds' ? 'holds' : `is ${verdict}`;
  const changes = Object.entries(bound).map(([name, value]) => ` ${name}=${JSON.stringify(value)}`);
  return `${property} ${found} for \`${variant}\` in \`${bounds}${changes.join('')}\``;
}

function commandOf({ name }: System, { preset, set = {}, ...at }: Asked): string {
  return [
    `npx dropproof matrix ${name} --preset ${preset}`,
    ...Object.entries(texts(set)).map((word) => `--set ${word.join('=')}`),
    `--${at.pairs ? 'pairs' : 'switch'} ${at.switches.join(',')}`,
    `--property ${at.properties.join(',')} --bounds ${at.bounds.join(',')}`,
    ...Object.entries(at.bound ?? {}).map(
      ([bound, value]) => `--bound ${quoted(`${bound}=${JSON.stringify(value)}`)}`,
    ),
  ].join(' ');
}

function texts(set: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(set).map(([name, option]) => [name, String(option)]));
}
