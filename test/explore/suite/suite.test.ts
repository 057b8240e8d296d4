/**
 * Generated tests against a naive explorer, which keeps whole states and finds out for itself what can be come by.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../../../src/catalogue.ts';
import type { Instance, Model, Property, State, TestSuite } from '../../../src/index.ts';
import {
  disabled,
  initialStates,
  instancesNamed,
  instantiate,
  next,
  readOf,
  suiteOf,
  vacuous,
} from '../../../src/index.ts';
import { miniDrop } from '../../fixtures/miniDrop.ts';
import { modelOf, tables } from '../../laws/randomSystem.ts';
import { statesAlong } from '../../laws/replay.ts';
import { keyOf, textOf } from '../../laws/systems.ts';

interface Edge {
  readonly instance: Instance;
  readonly to: State;
}

/** Every instance that leads to another state. */
function edgesOf(model: Model, state: State): Edge[] {
  return model.actions.flatMap((instance) => {
    const to = next(model, state, instance);
    return to === disabled || keyOf(to) === keyOf(state) ? [] : [{ instance, to }];
  });
}

/** Goals of a way of one or two steps from a state, and of the state itself: `kind name`. */
function metBy(model: Model, state: State, edges: readonly Edge[]): string[] {
  const read = (at: State) => readOf(model, 'test', (cell) => at[cell]);
  const atRest = model.actions.every(
    (at) => at.kind !== 'system' || next(model, state, at) === disabled,
  );
  const [first, second] = edges;
  const met = first ? [`action ${first.instance.action}`] : [];
  if (first && second) met.push(`pair ${first.instance.action} → ${second.instance.action}`);
  for (const at of model.properties) {
    if (at.appliesTo === false) continue;
    if (at.kind === 'reachable' && at.reached(read(state))) met.push(`witness ${at.id}`);
    if (at.kind === 'leadsTo' && at.from(read(state))) met.push(`antecedent ${at.id}`);
    if (at.kind === 'always' && at.holds(read(state)) !== vacuous) met.push(`antecedent ${at.id}`);
    if (at.kind === 'quiescent' && atRest && at.holds(read(state)) !== vacuous) {
      met.push(`antecedent ${at.id}`);
    }
    if (at.kind === 'neverStep' && first && isAskedAbout(model, at, state, first.to)) {
      met.push(`antecedent ${at.id}`);
    }
  }
  return met;
}

/** A promise about steps has something to say, and looks at a cell that the step changes. */
function isAskedAbout(
  model: Model,
  at: Extract<Property, { kind: 'neverStep' }>,
  before: State,
  after: State,
): boolean {
  const looked = new Set<number>();
  const read = (state: State) =>
    readOf(model, 'test', (cell) => {
      looked.add(cell);
      return state[cell];
    });
  const claim = at.holds(read(before), read(after));
  return claim !== vacuous && [...looked].some((at_) => textOf(before[at_]) !== textOf(after[at_]));
}

/** Goal → the fewest steps that come by it. */
function naive(model: Model): Map<string, number> {
  const known = new Map<string, number>();
  const note = (goals: readonly string[], steps: number) => {
    for (const goal of goals) known.set(goal, Math.min(known.get(goal) ?? steps, steps));
  };
  const seen = new Set<string>();
  let level = initialStates(model);
  for (let depth = 0; level.length > 0; depth++) {
    const fresh = level.filter((state) => !seen.has(keyOf(state)) && seen.add(keyOf(state)));
    level = [];
    for (const state of fresh) {
      note(metBy(model, state, []), depth);
      for (const edge of edgesOf(model, state)) {
        note(metBy(model, state, [edge]), depth + 1);
        for (const after of edgesOf(model, edge.to)) {
          note(metBy(model, state, [edge, after]), depth + 2);
        }
        level.push(edge.to);
      }
    }
  }
  // A goal of the state itself is met before any step: the least of both was kept.
  return known;
}

/** What the tests of a suite come by, found by taking their steps; `kind name` → numbers of tests. */
function taken(model: Model, { tests }: TestSuite): Map<string, Set<number>> {
  const met = new Map<string, Set<number>>();
  for (const { number, trace } of tests) {
    const names = trace.steps.map(({ instance }) => instance);
    const instances = instancesNamed(model, names);
    const states = statesAlong(model, trace);
    for (const [at, from] of states.entries()) {
      const edges = [at, at + 1].flatMap((step) => {
        const instance = instances[step];
        return instance ? [{ instance, to: states[step + 1] as State }] : [];
      });
      for (const goal of metBy(model, from, edges)) {
        met.set(goal, (met.get(goal) ?? new Set()).add(number));
      }
    }
  }
  return met;
}

function agreesWithNaive(model: Model): void {
  const suite = suiteOf(model);
  const fewest = naive(model);
  const covered = suite.goals.filter(({ verdict }) => verdict === 'covered');
  const nameOf = ({ kind, name }: { kind: string; name: string }) => `${kind} ${name}`;
  expect(covered.map(nameOf).sort()).toEqual([...fewest.keys()].sort());
  // Each test is a shortest way to what it is named after.
  for (const { goal, trace } of suite.tests) {
    expect(trace.steps.length, nameOf(goal)).toBe(fewest.get(nameOf(goal)));
  }
  // And what a suite says of its tests is so.
  const met = taken(model, suite);
  for (const goal of covered) expect([...(met.get(nameOf(goal)) ?? [])]).toEqual(goal.tests);
}

describe('the tests take every action and every pair that can be taken, reach every witness, and put every promise to the test', () => {
  it.each([
    ['mini/drop', instantiate(miniDrop)],
    ['mini/drop with faults', instantiate(miniDrop, { bounds: 'lossy' })],
    ['k2/collection', instantiate(catalogue['k2/collection'] as typeof miniDrop)],
    ['ndb/identity', instantiate(catalogue['ndb/identity'] as typeof miniDrop)],
  ])('%s', (_, model) => agreesWithNaive(model));

  it('random systems', () => {
    fc.assert(
      fc.property(tables(), (table) => agreesWithNaive(modelOf(table))),
      { numRuns: 30 },
    );
  });
});

describe('what is not covered is said', () => {
  const lossless = instantiate(miniDrop, { bound: { clients: 2 } });
  const verdicts = (suite: TestSuite, verdict: string) =>
    suite.goals.filter((goal) => goal.verdict === verdict).map(({ kind, name }) => [kind, name]);

  it('as impossible in these bounds, where every state was explored', () => {
    const suite = suiteOf(lossless);
    expect(suite).toMatchObject({ complete: true, limit: null });
    expect(verdicts(suite, 'impossible')).toEqual([
      ['action', 'network.loses'],
      ['action', 'network.duplicates'],
      ['action', 'network.delays'],
      ['witness', 'W2'],
    ]);
    expect(verdicts(suite, 'undecided')).toEqual([]);
  });

  it('as undecided, where a limit cut the search; what was seen before is covered', () => {
    const suite = suiteOf(lossless, { maxDepth: 3 });
    expect(suite).toMatchObject({ complete: false, limit: 'depth', otherPairs: 59 });
    expect(verdicts(suite, 'undecided')).toEqual([
      ['action', 'cpo.recreates'],
      ['action', 'network.loses'],
      ['action', 'network.duplicates'],
      ['action', 'network.delays'],
      ['witness', 'W2'],
      ['antecedent', 'P2'],
    ]);
    expect(verdicts(suite, 'covered').length).toBeGreaterThan(5);
  });
});

describe('what an implementation does by itself goes before all else', () => {
  const left = { automatic: ['node.handles', 'cpo.recreates'], never: ['client.commits'] };
  const suite = suiteOf(instantiate(miniDrop), left);

  it('so that a test never waits with it, and never takes what nobody drives', () => {
    const model = instantiate(miniDrop);
    const automatic = model.actions.filter(({ action }) => left.automatic.includes(action));
    for (const { trace } of suite.tests) {
      const states = statesAlong(model, trace);
      for (const [at, { action }] of trace.steps.entries()) {
        const isEnabled = automatic.some(
          (one) => next(model, states[at] as State, one) !== disabled,
        );
        expect(isEnabled).toBe(left.automatic.includes(action));
        expect(action).not.toBe('client.commits');
      }
    }
    expect(suite.tests.length).toBeGreaterThan(0);
  });

  it('and what nobody drives is excluded, not impossible', () => {
    expect(suite).toMatchObject(left);
    const excluded = suite.goals.filter(({ verdict }) => verdict === 'excluded');
    expect(excluded.map(({ name }) => name)).toEqual(['client.commits']);
  });

  it('and a wrong name is an error', () => {
    expect(() => suiteOf(instantiate(miniDrop), { automatic: ['node.handle'] })).toThrow(
      "unknown action 'node.handle'. Did you mean 'node.handles'?",
    );
  });
});
