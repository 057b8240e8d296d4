import { describe, expect, it } from 'vitest';
import {
  action,
  defineSystem,
  forEach,
  fuzz,
  fuzzing,
  instantiate,
  Layout,
} from '../../src/index.ts';

/** It goes on for ever. */
const build = () => {
  const layout = new Layout();
  const at = layout.one('light', 0);
  const turns = action.system('turns', (read) => [at.becomes(1 - read(at))]);
  return { layout, actions: forEach('lamp', [], { turns }), properties: [] };
};
const model = instantiate(defineSystem({ name: 'test/lamp', title: 'a lamp', build }));

describe('a caller is heard every few thousand steps', () => {
  it('in the middle of a walk too, however long it is', () => {
    const running = fuzzing(model, { seed: 1, maxSteps: 1e9 });
    expect([running.next().value, running.next().value]).toMatchObject([
      { runs: 0, steps: 8192 },
      { runs: 0, steps: 16_384 },
    ]);
    expect(running.next('stop')).toMatchObject({
      done: true,
      value: { exitCode: 20, limit: 'interrupted', fuzz: { runs: 0, steps: 16_384 } },
    });
  });

  it('and so is the clock', () => {
    let seconds = 0;
    const clock = () => 1000 * seconds++;
    const outcome = fuzz(model, { seed: 1, maxSteps: 1e9, maxSeconds: 5, clock });
    expect(outcome).toMatchObject({ exitCode: 20, limit: 'seconds' });
    expect(outcome.fuzz?.steps).toBeLessThan(6 * 8192);
  });
});
