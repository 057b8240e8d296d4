import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Walk } from '../../src/drive/walk.ts';
import { restricted } from '../../src/explore/suite/restricted.ts';
import type { Model, State } from '../../src/index.ts';
import {
  action,
  defineSystem,
  disabled,
  forEach,
  initialStates,
  instantiate,
  Layout,
  next,
  suiteOf,
  UsageError,
} from '../../src/index.ts';
import { modelOf, tables } from '../laws/randomSystem.ts';
import { keyOf } from '../laws/systems.ts';

/** Where the restricted model comes to rest by automatic actions. */
function restsOf(model: Model, automatic: readonly string[], from: readonly State[]): State[] {
  const known = new Map(from.map((state) => [keyOf(state), state]));
  const rests: State[] = [];
  for (const [key, state] of known) {
    const moves = model.actions
      .filter((at) => automatic.includes(at.action))
      .map((at) => next(model, state, at))
      .filter((after) => after !== disabled && keyOf(after) !== key) as State[];
    if (moves.length === 0) rests.push(state);
    for (const move of moves) known.set(keyOf(move), move);
  }
  return rests;
}

/** Does nothing, and nothing is seen of it. */
function blindAdapter(model: Model, automatic: readonly string[]) {
  const all = [...new Set(model.actions.map((at) => at.action))];
  const performed = all.filter((name) => !automatic.includes(name));
  const perform = Object.fromEntries(performed.map((name) => [name, () => {}]));
  return { start: () => null, perform, automatic, observe: {} };
}

describe('the model that tests are generated of and the one that drives them enable the same', () => {
  it('on random systems, whichever actions are automatic', async () => {
    let compared = 0;
    const check = async (model: Model, chosen: number, order: number) => {
      const names = [...new Set(model.actions.map((at) => at.action))];
      const automatic = names.filter((_, at) => ((chosen >> at) & 1) === 1);
      const driven = restricted(model, { automatic });
      try {
        const walk = new Walk(model, blindAdapter(model, automatic));
        let rests = restsOf(driven, automatic, initialStates(model));
        for (let step = 0; step < 6; step++) {
          const can = walk.performed.filter((at) => walk.can(at));
          const enabled = driven.actions.filter(
            (at) =>
              !automatic.includes(at.action) &&
              rests.every((state) => next(driven, state, at) !== disabled),
          );
          expect(can.map((at) => at.name)).toEqual(enabled.map((at) => at.name));
          compared += can.length;
          const taken = can[order % can.length];
          const same = enabled[order % can.length];
          if (!taken || !same) return;
          await walk.take(taken, null);
          const after = rests.map((state) => next(driven, state, same) as State);
          rests = restsOf(driven, automatic, after);
        }
      } catch (error) {
        // What is automatic may go on without an end.
        if (!(error instanceof UsageError)) throw error;
      }
    };
    const anyCase = fc.asyncProperty(tables(), fc.nat(), fc.nat(), (table, chosen, order) =>
      check(modelOf(table), chosen, order),
    );
    await fc.assert(anyCase, { seed: 1, numRuns: 200 });
    expect(compared).toBeGreaterThan(100);
  });

  it('so an automatic action that changes nothing keeps no other waiting', () => {
    const system = defineSystem({
      name: 'test/cache',
      title: 'a cache that may be refreshed at any time',
      presets: { only: {} },
      build: () => {
        const layout = new Layout();
        const stored = layout.one('stored', 0);
        const cached = layout.one('cached', 0);
        const cache = {
          refreshes: action.system('refreshes', (read) => [cached.becomes(read(stored))]),
        };
        const user = {
          writes: action.environment('writes', (read) =>
            read(stored) < 2 ? [stored.becomes(read(stored) + 1)] : disabled,
          ),
        };
        const actions = [...forEach('cache', [], cache), ...forEach('user', [], user)];
        return { layout, actions, properties: [] };
      },
    });
    const { goals } = suiteOf(instantiate(system), { automatic: ['cache.refreshes'] });
    expect(goals.map(({ name, verdict }) => [name, verdict])).toEqual([
      ['cache.refreshes', 'covered'],
      ['user.writes', 'covered'],
      ['cache.refreshes → user.writes', 'covered'],
      ['user.writes → cache.refreshes', 'covered'],
    ]);
  });
});
