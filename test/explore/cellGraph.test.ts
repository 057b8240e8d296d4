import { fc, it as law } from '@fast-check/vitest';
import { Map as ImmutableMap } from 'immutable';
import { afterAll, describe, expect, it } from 'vitest';
import { explore } from '../../src/explore/explore.ts';
import type { Json, Model, Outcome } from '../../src/index.ts';
import {
  action,
  defineSystem,
  forEach,
  instantiate,
  Layout,
  Threads,
  toJson,
} from '../../src/index.ts';
import { miniDrop } from '../fixtures/miniDrop.ts';
import { sourceOfTables } from '../fixtures/sources.ts';
import { tiny } from '../fixtures/tuning.ts';
import { modelOf, tables } from '../laws/randomSystem.ts';
import { placesOf } from '../laws/systems.ts';

const threads = new Threads();
afterAll(() => threads.end());

type CellGraph = NonNullable<Outcome['graph']>;

/** The graph, with values for their positions, in no particular order. */
function told({ initial, edges, values }: CellGraph) {
  const text = (at: number) => JSON.stringify(values[at]);
  return {
    values: values.map((value) => JSON.stringify(value)).sort(),
    initial: initial.map(text).sort(),
    edges: edges
      .map((at) => `${text(at.from)} → ${text(at.to)}: ${at.action} × ${at.steps}`)
      .sort(),
  };
}

/** The same, from the plain transition function. */
function naively(model: Model, cell: number, part: (value: Json) => Json) {
  const valueIn = (state: readonly unknown[]) => JSON.stringify(part(toJson(state[cell])));
  const places = [...placesOf(model).values()];
  const steps = places.flatMap(({ state, successors }) =>
    successors.flatMap((after, at) =>
      after && valueIn(state) !== valueIn(after)
        ? [`${valueIn(state)} → ${valueIn(after)}: ${model.actions[at]?.action}`]
        : [],
    ),
  );
  const counts = Map.groupBy(steps, (step) => step);
  return {
    values: [...new Set(places.map(({ state }) => valueIn(state)))].sort(),
    edges: [...counts].map(([step, list]) => `${step} × ${list.length}`).sort(),
  };
}

describe('how a cell changes: the reachable states, those together in which it is the same', () => {
  law.prop([tables(), fc.nat(5)], { numRuns: 100 })(
    'is what the plain transition function does, in random systems',
    (random, nat) => {
      const model = modelOf(random);
      const cell = nat % model.layout.cells.length;
      const graph = model.layout.cells[cell]?.name as string;
      const { graph: found } = explore(model, { graph, keepGoing: true, tuning: tiny });
      expect(told(found as CellGraph)).toMatchObject(naively(model, cell, (value) => value));
    },
  );

  law.prop([tables(), fc.nat(5)], { numRuns: 15 })(
    'and the same to the letter with several workers',
    (random, nat) => {
      const model = modelOf(random);
      const graph = model.layout.cells[nat % model.layout.cells.length]?.name as string;
      const options = { graph, keepGoing: true, tuning: tiny };
      const workers = { count: 2, source: sourceOfTables(random), threads };
      expect(explore(model, { ...options, workers }).graph).toEqual(explore(model, options).graph);
    },
  );

  it.each([
    ['cpo', 0, (value: Json) => value],
    ['cpo.phase', 0, (value: Json) => (value as { readonly phase: Json }).phase],
  ])('of a part too: %s', (graph, cell, part) => {
    const model = instantiate(miniDrop, { bounds: 'lossy' });
    const found = explore(model, { graph, keepGoing: true }).graph as CellGraph;
    expect(told(found)).toMatchObject(naively(model, cell, part));
    expect(found.complete).toBe(true);
  });

  it('in the order in which values first come', () => {
    const model = instantiate(miniDrop);
    expect(explore(model, { graph: 'cpo.phase', keepGoing: true }).graph).toEqual({
      of: 'cpo.phase',
      complete: true,
      values: ['live', 'dropping'],
      initial: [0],
      edges: [
        { from: 0, to: 1, action: 'cpo.drops', kind: 'environment', steps: 3 },
        { from: 1, to: 0, action: 'cpo.recreates', kind: 'system', steps: 3 },
      ],
    });
  });

  it('of a search that was cut, as far as it was explored', () => {
    const model = instantiate(miniDrop);
    const { graph } = explore(model, { graph: 'cpo.phase', maxDepth: 2 });
    expect(graph).toMatchObject({ complete: false, values: ['live', 'dropping'] });
    expect(graph?.edges.map(({ action: taken }) => taken)).toEqual(['cpo.drops']);
  });

  it('is null if nobody asked', () => {
    expect(explore(instantiate(miniDrop)).graph).toBe(null);
  });
});

/** Two counters, in a record and in a map. */
const wide = defineSystem({
  name: 'test/wide',
  title: 'many values',
  build: () => {
    const layout = new Layout();
    const map = layout.one('map', ImmutableMap<string, number>([['a', 0]]));
    const counts = action.system('counts', (read) => {
      const count = (read(map).get('a') ?? 0) + 1;
      return [
        map.becomes(
          ImmutableMap([
            ['a', count % 70],
            ['b', count % 2],
          ]),
        ),
      ];
    });
    return { layout, actions: forEach('counter', [], { counts }), properties: [] };
  },
});

describe('what cannot be drawn is refused, with what to do instead', () => {
  const mini = instantiate(miniDrop);
  it.each([
    ['a cell that there is not', mini, { graph: 'cp' }, "unknown cell 'cp'. Did you mean 'cpo'?"],
    ['a part that there is not', mini, { graph: 'cpo.fase' }, "Did you mean 'phase'?"],
    ['what is no name', mini, { graph: 'cpo.' }, 'expected a cell, cpo.field or cpo[key]'],
    ['symmetry', mini, { graph: 'cpo', symmetry: true }, 'leave one of them away'],
    [
      'too many values',
      instantiate(wide),
      { graph: 'map' },
      'map has 71 values, and a graph of more than 60 is not read; ' +
        'parts of it have fewer: map[b] (3)',
    ],
    ['too many values of a part', instantiate(wide), { graph: 'map[a]' }, 'choose another cell'],
  ] as const)('%s', (_, model, options, message) => {
    expect(() => explore(model, options)).toThrow(message);
  });

  it('a key of a map is a part', () => {
    const { graph } = explore(instantiate(wide), { graph: 'map[b]' });
    expect(graph?.values).toEqual([null, 1, 0]);
  });
});
