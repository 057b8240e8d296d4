/**
 * The models that are measured, each known by its name, so that another process or thread can build the same.
 *
 * Each is loaded by itself, as a model of one's own is: a helper that has to read all of them first comes late.
 */
import type { ModelSource } from '../src/explore/source.ts';
import { type Property, property } from '../src/spec/properties.ts';
import { type Choice, instantiate, type Model, type System } from '../src/spec/system.ts';
import { grid, most } from './grid.ts';

const systems = {
  twoPhaseCommit: async () => (await import('../test/published/twoPhaseCommit.ts')).twoPhaseCommit,
  oneCellCommit: async () => (await import('../test/published/oneCellCommit.ts')).oneCellCommit,
  simpleAllocator: async () =>
    (await import('../test/published/simpleAllocator.ts')).simpleAllocator,
  grid: async () => grid,
  'k2/collection': async () => (await import('../src/model/k2/collection/system.ts')).k2Collection,
  'k2/schema': async () => (await import('../src/model/k2/schema/system.ts')).k2Schema,
  'ndb/table': async () => (await import('../src/model/ndb/table/system.ts')).ndbTable,
  'ndb/identity': async () => (await import('../src/model/ndb/identity/system.ts')).ndbIdentity,
  'milvus/collection': async () =>
    (await import('../src/model/milvus/collection/system.ts')).milvusCollection,
} satisfies Record<string, () => Promise<System>>;

const models = {
  'two-phase commit 7': () => commit('twoPhaseCommit', 7),
  'two-phase commit 8': () => commit('twoPhaseCommit', 8),
  'two-phase commit 9': () => commit('twoPhaseCommit', 9),
  'grid 5': () => counters(5),
  'grid 7': () => counters(7),
  'k2/collection medium': async () =>
    safetyOf(await shipped('k2/collection', 'documented', 'medium')),
  'k2/collection huge': async () => safetyOf(await shipped('k2/collection', 'documented', 'huge')),
  'k2/collection fuzzing': async () =>
    keeping(await shipped('k2/collection', 'documentedWithId', 'fuzzing')),
  'k2/schema medium': () => shipped('k2/schema', 'documented', 'medium'),
  'k2/schema huge': () => shipped('k2/schema', 'documented', 'huge'),
  'ndb/table small': () => shipped('ndb/table', 'note', 'failures'),
  'ndb/table medium': () => shipped('ndb/table', 'note', 'medium'),
  'milvus/collection small': () => shipped('milvus/collection', 'code-2022-01', 'small'),
  'milvus/collection medium': () => shipped('milvus/collection', 'code-2022-01', 'medium'),
  'k2/collection note': () => shipped('k2/collection', 'documentedWithId', 'note'),
  'ndb/identity small': () => shipped('ndb/identity', 'note-r1', 'small'),
  'simple allocator 3': () => built('simpleAllocator', { bound: { clients: 3 } }),
  'one-cell commit 6': () => commit('oneCellCommit', 6),
  'simple allocator 4': async () => safetyOf(await allocator(4)),
  'two-phase commit 8, all decide': async () => allDecide(await commit('twoPhaseCommit', 8)),
  'grid 7, all come to the end': async () => allComeToTheEnd(await counters(7)),
  'k2/collection huge, a drop ends': () => shipped('k2/collection', 'documented', 'huge'),
} satisfies Record<string, () => Promise<Model>>;

export type ModelName = keyof typeof models;

/** Builds the model that a name stands for. */
export function modelNamed(name: ModelName): Promise<Model> {
  return models[name]();
}

/** Where a helper's thread finds it. */
export function sourceOf(name: ModelName): ModelSource {
  return { module: import.meta.url, build: modelNamed.name, argument: name };
}

async function built(system: keyof typeof systems, choice: Choice): Promise<Model> {
  return instantiate(await systems[system](), choice);
}

function commit(system: 'twoPhaseCommit' | 'oneCellCommit', participants: number): Promise<Model> {
  return built(system, { bound: { participants } });
}

function counters(count: number): Promise<Model> {
  return built('grid', { bound: { counters: count } });
}

function shipped(system: keyof typeof systems, preset: string, bounds: string): Promise<Model> {
  return built(system, { preset, bounds });
}

function allocator(size: number): Promise<Model> {
  return built('simpleAllocator', { bound: { clients: size, resources: size } });
}

/** Without liveness, which symmetry refuses and which takes its time after the search. */
function safetyOf(model: Model): Model {
  const isLively = ({ kind }: Property) => kind === 'leadsTo' || kind === 'eventually';
  return { ...model, properties: model.properties.filter((at) => !isLively(at)) };
}

/** The same model with promises that it keeps: making a violation shorter is not walking. */
function keeping(model: Model): Model {
  const kept = ['P1', 'P3', 'P4', 'P6'];
  return { ...model, properties: model.properties.filter(({ id }) => kept.includes(id)) };
}

/** The same model with one promise more. */
function promising(model: Model, promise: Property): Model {
  return { ...model, properties: [...model.properties, promise] };
}

function allDecide(model: Model): Model {
  const participants = model.layout.cells.filter(({ family }) => family === 'participant');
  const isDecided = (value: unknown) => value === 'committed' || value === 'aborted';
  return promising(
    model,
    property.eventually({
      id: 'decide',
      name: 'every participant decides',
      reached: (read) => participants.every((cell) => isDecided(read(cell))),
    }),
  );
}

function allComeToTheEnd(model: Model): Model {
  return promising(
    model,
    property.eventually({
      id: 'end',
      name: 'every counter comes to the end',
      reached: (read) => model.layout.cells.every((cell) => read(cell) === most),
    }),
  );
}
