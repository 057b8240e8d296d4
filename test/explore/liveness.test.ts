import { describe, expect, it } from 'vitest';
import { explore, exploring } from '../../src/explore/explore.ts';
import type { Model, Outcome } from '../../src/index.ts';
import { ids, ModelError, property, some } from '../../src/index.ts';
import type { Paths, Promised } from '../fixtures/paths.ts';
import { serving, walking } from '../fixtures/paths.ts';

/** `holds`, `holds (vacuous)`, or the lasso: `a b (c d)` goes round by c and d, `a ()` stays for ever. */
function verdictOn(model: Model, options = {}): string {
  const [at] = explore(model, options).properties;
  if (!at?.trace) return `${at?.verdict}${at?.vacuous ? ' (vacuous)' : ''}`;
  const verbs = at.trace.steps.map(({ action }) => action.slice(action.indexOf('.') + 1));
  const loop = at.trace.loop ?? Number.NaN;
  return [...verbs.slice(0, loop), `(${verbs.slice(loop).join(' ')})`].join(' ');
}

const walk = (paths: Paths, promised: Promised, starts?: readonly number[]) =>
  verdictOn(walking(paths, promised, starts));

describe('a behaviour may stay where it is for ever exactly if nobody is asked to move', () => {
  it('where nothing is enabled', () => {
    expect(walk({ goes: ['weak', [0, 1]] }, { kept: [2] })).toBe('goes ()');
  });

  it('where only unfair actions and the environment could move', () => {
    expect(walk({ goes: ['unfair', [0, 1]], calls: ['none', [0, 1]] }, { kept: [1] })).toBe('()');
  });

  it('and that is told rather than a loop that is as near', () => {
    const paths: Paths = { hops: ['weak', [0, 1], [1, 4], [4, 1]], sinks: ['weak', [0, 2]] };
    expect(walk(paths, { kept: [9] })).toBe('sinks ()');
  });

  it.each(['weak', 'strong'] as const)(
    'but not where a %sly fair action is enabled',
    (fairness) => {
      expect(walk({ goes: [fairness, [0, 1]] }, { kept: [1] })).toBe('holds');
    },
  );
});

describe('a step that changes nothing counts neither as enabled nor as taken', () => {
  it('so it does not keep a behaviour from staying', () => {
    expect(walk({ rests: ['weak', [0, 0]] }, { kept: [1] })).toBe('()');
    expect(walk({ rests: ['strong', [0, 0]] }, { kept: [1] })).toBe('()');
  });

  it('and does not stand in for a step that is due', () => {
    const paths: Paths = { rests: ['weak', [0, 0], [1, 2]], goes: ['weak', [0, 1]] };
    expect(walk(paths, { kept: [2] })).toBe('holds');
  });
});

describe('weak fairness is for what is enabled all the time, strong fairness for what is again and again', () => {
  const blinking = (fairness: 'weak' | 'strong' | 'unfair'): Paths => ({
    turns: ['weak', [0, 1], [1, 0]],
    leaves: [fairness, [0, 2]],
  });

  it('an exit that opens and shuts may be missed for ever, unless it is strongly fair', () => {
    expect(walk(blinking('weak'), { kept: [2] })).toBe('(turns turns)');
    expect(walk(blinking('unfair'), { kept: [2] })).toBe('(turns turns)');
    expect(walk(blinking('strong'), { kept: [2] })).toBe('holds');
  });

  it('an exit that is always open is taken', () => {
    const paths: Paths = {
      turns: ['weak', [0, 1], [1, 0]],
      leaves: ['weak', [0, 2], [1, 2]],
    };
    expect(walk(paths, { kept: [2] })).toBe('holds');
  });

  it('a strongly fair exit is no trouble to a part of the component that never sees it', () => {
    const paths: Paths = {
      turns: ['weak', [0, 1], [1, 0]],
      wanders: ['unfair', [1, 2], [2, 1]],
      leaves: ['strong', [2, 3]],
    };
    expect(walk(paths, { kept: [3] })).toBe('(turns turns)');
  });

  it('and what is left without it may be unfair to somebody else', () => {
    const paths: Paths = {
      turns: ['weak', [0, 1], [1, 0]],
      wanders: ['weak', [0, 2], [1, 2], [2, 1]],
      leaves: ['strong', [2, 3]],
    };
    expect(walk(paths, { kept: [3] })).toBe('holds');
  });

  it('a loop serves everybody who is enabled all along, by as few steps as that takes', () => {
    const paths: Paths = {
      hops: ['weak', [0, 1], [1, 0], [2, 0]],
      skips: ['weak', [0, 2], [1, 2], [2, 1]],
    };
    expect(walk(paths, { kept: [9] })).toBe('(skips hops)');
  });
});

describe('fairness of a group is asked of its instances together', () => {
  const [things, people] = [ids('thing', 2), ids('person', 2)];

  it('each thing alone is to be had only now and then', () => {
    expect(verdictOn(serving(things, people, 'weak'))).toBe('(blinks blinks)');
  });

  it('but there is always something to be had', () => {
    expect(verdictOn(serving(things, people, some('weak', 1)))).toBe('holds');
  });
});

describe('leads-to is about what comes after', () => {
  const round: Paths = { goes: ['weak', [0, 1], [1, 2], [2, 3], [3, 2]] };

  it('a promise that is kept in the moment when it falls due is kept', () => {
    expect(walk(round, { due: [1], kept: [1] })).toBe('holds');
  });

  it('one that was kept before it falls due is not', () => {
    expect(walk(round, { due: [2], kept: [0, 1] })).toBe('goes goes (goes goes)');
  });

  it('the loop is entered as soon as possible, wherever on the way the promise fell due', () => {
    const paths: Paths = {
      goes: ['weak', [0, 1], [1, 2], [2, 3], [3, 4], [4, 3]],
      jumps: ['unfair', [0, 3]],
    };
    expect(walk(paths, { due: [1, 3], kept: [9] })).toBe('jumps (goes goes)');
    expect(walk(paths, { due: [1], kept: [9] })).toBe('goes goes goes (goes goes)');
    expect(walk(paths, { due: [0], kept: [2] })).toBe('jumps (goes goes)');
  });

  it('one that never falls due holds vacuously, and that is no success', () => {
    const model = walking(round, { due: [9], kept: [1] });
    expect(verdictOn(model)).toBe('holds (vacuous)');
    expect(explore(model).exitCode).toBe(12);
  });
});

describe('eventually is due in every initial state', () => {
  it('and only there', () => {
    const paths: Paths = { goes: ['weak', [0, 1], [1, 2], [3, 1]] };
    expect(walk(paths, { kept: [1] }, [0, 3])).toBe('holds');
    expect(walk(paths, { kept: [0] }, [0, 3])).toBe('goes goes ()');
  });
});

describe('a loop that must serve very many is put together piece by piece', () => {
  it('a ring of twenty, each strongly fair', () => {
    const ring = Array.from({ length: 20 }, (_, at) => at);
    const paths = Object.fromEntries(
      ring.map((at) => [`passes${at}`, ['strong', [at, (at + 1) % ring.length]] as const]),
    );
    const expected = `(${ring.map((at) => `passes${at}`).join(' ')})`;
    expect(walk(paths, { kept: [99] })).toBe(expected);
  });

  it('goes back to where it was entered', () => {
    const ring = Array.from({ length: 18 }, (_, at) => at + 1);
    const paths: Paths = {
      enters: ['weak', [0, 1], [18, 0]],
      ...Object.fromEntries(ring.slice(1).map((at) => [`up${at}`, ['strong', [at - 1, at]]])),
    };
    expect(walk(paths, { kept: [99] })).toMatch(/^\(enters up2 .* up18 enters\)$/);
  });
});

describe('the verdict on liveness rests on every reachable state', () => {
  const model = walking({ goes: ['weak', [0, 1], [1, 0]] }, { kept: [9] });
  const always = property.always({
    id: 'A',
    name: 'never in 1',
    holds: () => ({ sentence: 'never', facts: {} }),
  });

  it('a violation ends with exit code 13', () => {
    expect(explore(model)).toMatchObject({ verdict: 'violated', exitCode: 13, complete: true });
  });

  it('a limit leaves it undecided', () => {
    const outcome = explore(model, { maxDepth: 1 });
    expect(outcome).toMatchObject({ verdict: 'undecided', exitCode: 20, limit: 'depth' });
    expect(outcome.properties[0]?.reason?.sentence).toBe('the limit on depth cut the search');
  });

  it('so does another violation, unless the search keeps going', () => {
    const both = { ...model, properties: [...model.properties, always] };
    const cut = explore(both);
    expect([cut.exitCode, cut.properties[0]?.verdict]).toEqual([10, 'undecided']);
    const whole = explore(both, { keepGoing: true });
    expect([whole.exitCode, whole.properties[0]?.verdict]).toEqual([10, 'violated']);
  });

  it('an interruption after the search leaves it undecided too, and the rest decided', () => {
    const outcomes = Array.from({ length: 12 }, (_, at) => stoppedAfter(model, at));
    const inLiveness = outcomes.filter(
      ({ complete, verdict }) => complete && verdict === 'undecided',
    );
    expect(inLiveness.length).toBeGreaterThan(0);
    expect(inLiveness.map(({ properties }) => properties.map(({ verdict }) => verdict))).toEqual(
      inLiveness.map(() => ['undecided', 'holds']),
    );
    expect(inLiveness[0]?.properties[0]?.reason?.sentence).toBe('the search was interrupted');
    expect(outcomes.at(-1)?.verdict).toBe('violated');
  });

  function stoppedAfter(at: Model, pieces: number): Outcome {
    const search = exploring(at);
    for (let piece = 0; ; piece++) {
      const { done, value } = search.next(piece > pieces ? 'stop' : undefined);
      if (done) return value;
    }
  }

  it('a predicate that throws is an error that says where', () => {
    const broken = property.eventually({
      id: 'B',
      name: 'breaks',
      reached: (read) => {
        const [at] = model.layout.cells;
        if (at && read(at) === 1) throw new Error('not in state 1');
        return false;
      },
    });
    const error = errorOf(() => explore({ ...model, properties: [broken] }));
    expect(error).toBeInstanceOf(ModelError);
    expect(error).toMatchObject({ where: 'B', instances: ['walker.goes'], state: { at: 1 } });
  });

  function errorOf(run: () => unknown): unknown {
    try {
      return run();
    } catch (error) {
      return error;
    }
  }
});
