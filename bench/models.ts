/**
 * The models that are measured, each known by its name, so that another process or thread can build the same.
 */
import { catalogue } from '../src/catalogue.ts';
import type { Model, ModelSource, Property, System } from '../src/index.ts';
import { instantiate, property } from '../src/index.ts';
import { oneCellCommit } from '../test/published/oneCellCommit.ts';
import { simpleAllocator } from '../test/published/simpleAllocator.ts';
import { twoPhaseCommit } from '../test/published/twoPhaseCommit.ts';
import { grid, most } from './grid.ts';

const models = {
  'two-phase commit 7': () => commit(twoPhaseCommit, 7),
  'two-phase commit 8': () => commit(twoPhaseCommit, 8),
  'two-phase commit 9': () => commit(twoPhaseCommit, 9),
  'grid 5': () => instantiate(grid, { bound: { counters: 5 } }),
  'grid 7': () => instantiate(grid, { bound: { counters: 7 } }),
  'k2/collection medium': () => safetyOf(shipped('k2/collection', 'documented', 'medium')),
  'k2/collection huge': () => safetyOf(shipped('k2/collection', 'documented', 'huge')),
  'k2/collection fuzzing': () => keeping(shipped('k2/collection', 'documentedWithId', 'fuzzing')),
  'k2/schema medium': () => shipped('k2/schema', 'documented', 'medium'),
  'k2/schema huge': () => shipped('k2/schema', 'documented', 'huge'),
  'ndb/table small': () => shipped('ndb/table', 'note', 'failures'),
  'ndb/table medium': () => shipped('ndb/table', 'note', 'medium'),
  'milvus/collection small': () => shipped('milvus/collection', 'code-2022-01', 'small'),
  'milvus/collection medium': () => shipped('milvus/collection', 'code-2022-01', 'medium'),
  'k2/collection note': () => shipped('k2/collection', 'documentedWithId', 'note'),
  'ndb/identity small': () => shipped('ndb/identity', 'note-r1', 'small'),
  'simple allocator 3': () => instantiate(simpleAllocator, { bound: { clients: 3 } }),
  'one-cell commit 6': () => commit(oneCellCommit, 6),
  'simple allocator 4': () => safetyOf(allocator(4)),
  'two-phase commit 8, all decide': () => allDecide(commit(twoPhaseCommit, 8)),
  'grid 7, all come to the end': () =>
    allComeToTheEnd(instantiate(grid, { bound: { counters: 7 } })),
  'k2/collection huge, a drop ends': () => shipped('k2/collection', 'documented', 'huge'),
} satisfies Record<string, () => Model>;

export type ModelName = keyof typeof models;

/** Builds the model that a name stands for. */
export function modelNamed(name: ModelName): Model {
  return models[name]();
}

/** Where a helper's thread finds it. */
export function sourceOf(name: ModelName): ModelSource {
  return { module: import.meta.url, build: modelNamed.name, argument: name };
}

function commit(system: System, participants: number): Model {
  return instantiate(system, { bound: { participants } });
}

function shipped(name: string, preset: string, bounds: string): Model {
  const system = catalogue[name];
  if (!system) throw new Error(`${name} is not in the catalogue`);
  return instantiate(system, { preset, bounds });
}

function allocator(size: number): Model {
  return instantiate(simpleAllocator, { bound: { clients: size, resources: size } });
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
