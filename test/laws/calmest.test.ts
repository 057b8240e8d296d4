import { fc, it } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { explore } from '../../src/explore/explore.ts';
import type { Instance, Model, State } from '../../src/index.ts';
import { disabled, initialStates, next, statesOf } from '../../src/index.ts';
import { modelOf, tables } from './randomSystem.ts';
import { statesAlong, violates } from './replay.ts';

/** A behaviour as a list of numbers: the initial state, then the instances by their place in the model. */
interface Path {
  readonly start: number;
  readonly instances: readonly number[];
}

/** All paths of so many steps. Exponential; the systems here have a few actions and short counterexamples. */
function pathsOf(model: Model, steps: number): Path[] {
  const paths: Path[] = [];
  const extend = (state: State, path: Path) => {
    if (path.instances.length === steps) {
      paths.push(path);
      return;
    }
    for (const [index, instance] of model.actions.entries()) {
      const after = next(model, state, instance);
      if (after === disabled) continue;
      extend(after, { start: path.start, instances: [...path.instances, index] });
    }
  };
  for (const [start, state] of initialStates(model).entries())
    extend(state, { start, instances: [] });
  return paths;
}

/** Faults, then switches of lane, then the order of starts and actions: smaller is calmer. */
function disquiet(model: Model, { start, instances }: Path): number[] {
  const steps = taken(model, instances);
  const faults = steps.filter(({ kind }) => kind === 'fault').length;
  const nameOf = ({ lane }: (typeof steps)[number]) => [lane.role, ...lane.ids].join(' ');
  const names = steps.map(nameOf);
  const switches = names.filter((name, at) => at > 0 && names[at - 1] !== name);
  return [faults, switches.length, start, ...instances];
}

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at < 0 ? 0 : (a[at] as number) - (b[at] as number);
}

/** All shortest violations, found by trying every path; calmest first. */
function violationsByForce(model: Model, id: string, steps: number): Path[] {
  const violating = pathsOf(model, steps).filter(({ start, instances }) =>
    violates(model, id, statesOf(model, { start, instances: taken(model, instances) })),
  );
  return violating.toSorted((a, b) => compare(disquiet(model, a), disquiet(model, b)));
}

function taken(model: Model, instances: readonly number[]): Instance[] {
  return instances.map((index) => model.actions[index] as Instance);
}

const namesOf = (model: Model, { instances }: Path) =>
  taken(model, instances).map(({ name }) => name);

const tablesWithChoices = tables({ actions: 5, cells: 4, starts: 8 });
const mostSteps = 5;

describe('among the shortest counterexamples the calmest is told', () => {
  it.prop([tablesWithChoices], { numRuns: 400 })(
    'fewest faults, then fewest switches between role instances, then first in action order',
    (random) => {
      const model = modelOf(random);
      for (const { id, trace } of explore(model, { keepGoing: true }).properties) {
        if (!trace || trace.loop !== null || trace.steps.length > mostSteps) continue;
        const [calmest] = violationsByForce(model, id, trace.steps.length);
        if (!calmest) throw new Error(`${id} has no violation of that length`);
        const told = trace.steps.map(({ instance }) => instance);
        expect([id, told]).toEqual([id, namesOf(model, calmest)]);
        expect(statesAlong(model, trace)[0]).toEqual(initialStates(model)[calmest.start]);
      }
    },
  );

  it.prop([tablesWithChoices], { numRuns: 200 })(
    'the same trace whatever else is looked for: all of them come from one walk backwards',
    (random) => {
      const model = modelOf(random);
      for (const together of explore(model, { keepGoing: true }).properties) {
        if (!together.trace || together.trace.loop !== null) continue;
        const { id } = together;
        const [alone] = explore(model, { keepGoing: true, properties: [id] }).properties;
        expect(alone).toEqual(together);
      }
    },
  );

  it('and there often is a choice: the random systems are worth the trouble', () => {
    const choices = fc.sample(tablesWithChoices, { numRuns: 200, seed: 1 }).flatMap((random) => {
      const model = modelOf(random);
      return explore(model, { keepGoing: true }).properties.filter(({ id, trace }) => {
        if (!trace || trace.loop !== null || trace.steps.length > mostSteps) return false;
        const all = violationsByForce(model, id, trace.steps.length);
        const [calmest, loudest] = [all[0], all.at(-1)].map(
          (path) => path && disquiet(model, path),
        );
        return calmest?.[0] !== loudest?.[0] || calmest?.[1] !== loudest?.[1];
      });
    });
    expect(choices.length).toBeGreaterThan(10);
  });
});
