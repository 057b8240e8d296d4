import { fc, it as law } from '@fast-check/vitest';
import { afterAll, describe, expect, it } from 'vitest';
import { explore, exploring } from '../../src/explore/explore.ts';
import type { ExploreOptions, Model, Outcome, Snapshot } from '../../src/index.ts';
import { instantiate, Threads } from '../../src/index.ts';
import { sourceOf, sourceOfTables } from '../fixtures/sources.ts';
import { findingsOf, tiny } from '../fixtures/tuning.ts';
import { modelOf, tables } from './randomSystem.ts';
import { symmetricModel, symmetricTables } from './symmetricSystem.ts';
import { systems } from './systems.ts';

const threads = new Threads();
afterAll(() => threads.end());

/** Explores, and asks for a snapshot at every step: all of them, as they would come out of a file. */
function saved(model: Model, options: ExploreOptions) {
  const search = exploring(model, { ...options, checkpoints: true });
  const snapshots: Snapshot[] = [];
  let step = search.next();
  while (!step.done) {
    const { snapshot } = step.value;
    if (snapshot !== null) snapshots.push(asRead(snapshot));
    step = search.next('save');
  }
  return { outcome: step.value, snapshots };
}

function asRead({ about, tables }: Snapshot): Snapshot {
  return {
    about: JSON.parse(JSON.stringify(about)),
    tables: tables.map(({ name, pieces }) => ({
      name,
      pieces: [Int32Array.from(pieces.flatMap((piece) => [...piece]))],
    })),
  };
}

/** At most so many of the places where a search can be saved are gone on from. */
const mostPlaces = 12;

function expectResumes(model: Model, options: ExploreOptions, whole: Outcome): number {
  const { outcome, snapshots } = saved(model, options);
  expect(findingsOf(outcome)).toBe(findingsOf(whole));
  const stride = Math.ceil(snapshots.length / mostPlaces);
  for (const resume of snapshots.filter((_, at) => at % stride === 0)) {
    expect(findingsOf(explore(model, { ...options, resume }))).toBe(findingsOf(whole));
  }
  return snapshots.length;
}

describe('"goes on and ends with the same outcome as a run that was never stopped"', () => {
  const small = systems.map((system) => ({ system, name: system.name }));

  it.each(small)('$name, from wherever it can be saved', ({ system }) => {
    const model = instantiate(system);
    const options = { keepGoing: true, tuning: tiny };
    expect(expectResumes(model, options, explore(model, options))).toBeGreaterThan(3);
  });

  law.prop([tables(), fc.boolean()], { numRuns: 40 })('random systems', (random, keepGoing) => {
    const model = modelOf(random);
    const options = { keepGoing, tuning: tiny };
    expectResumes(model, options, explore(model, options));
  });

  law.prop([symmetricTables], { numRuns: 6 })('also with symmetry', (equals) => {
    const model = symmetricModel(equals);
    fc.pre(explore(model, { maxStates: 300 }).limit !== 'states');
    const options = { keepGoing: true, symmetry: true, tuning: tiny };
    expectResumes(model, options, explore(model, options));
  });

  law.prop([tables(), fc.integer({ min: 1, max: 20 })], { numRuns: 60 })(
    'also what a limit has cut goes on to the end without it',
    (random, maxStates) => {
      const model = modelOf(random);
      const options = { keepGoing: true, tuning: tiny };
      const { outcome, snapshots } = saved(model, { ...options, maxStates });
      const whole = findingsOf(explore(model, options));
      if (outcome.limit === 'states') expect(snapshots.length).toBeGreaterThan(0);
      const resume = snapshots.at(-1);
      if (resume) expect(findingsOf(explore(model, { ...options, resume }))).toBe(whole);
    },
  );

  law.prop([tables()], { numRuns: 20 })(
    'whatever the number of workers, then and now',
    (random) => {
      const model = modelOf(random);
      const options = { keepGoing: true, tuning: tiny };
      const whole = explore(model, options);
      const workers = { count: 3, source: sourceOfTables(random), threads };
      for (const resume of saved(model, { ...options, workers }).snapshots.slice(0, 3)) {
        expect(findingsOf(explore(model, { ...options, resume }))).toBe(findingsOf(whole));
      }
      for (const resume of saved(model, options).snapshots.slice(0, 3)) {
        const again = explore(model, { ...options, workers, resume });
        expect(findingsOf(again)).toBe(findingsOf(whole));
      }
    },
  );

  law.prop([tables(), fc.integer({ min: 1, max: 20 })], { numRuns: 60 })(
    'and with the same limit again it is as it was',
    (random, maxStates) => {
      const model = modelOf(random);
      const options = { keepGoing: true, tuning: tiny, maxStates };
      const { outcome, snapshots } = saved(model, options);
      const resume = snapshots.at(-1);
      if (!resume) return;
      expect(findingsOf(explore(model, { ...options, resume }))).toBe(findingsOf(outcome));
    },
  );

  it('a caller who stops gets a last snapshot, and loses nothing', () => {
    const system = systems.find(({ name }) => name === 'published/two-phase-commit');
    if (!system) throw new Error('two-phase commit is gone');
    const choice = { bound: { participants: 5 } };
    const model = instantiate(system, choice);
    const workers = { count: 2, source: sourceOf(system.name, choice), threads };
    const search = exploring(model, { checkpoints: true, workers, tuning: { divideAt: [100] } });
    let step = search.next();
    let last: Snapshot | null = null;
    while (!step.done) {
      const { snapshot, states } = step.value;
      last = snapshot ? asRead(snapshot) : null;
      step = search.next(states > 1000 ? 'stop' : undefined);
    }
    expect(step.value.limit).toBe('interrupted');
    const resumed = explore(model, { resume: last as unknown as Snapshot });
    expect(findingsOf(resumed)).toBe(findingsOf(explore(model)));
  });
});

describe('a snapshot of something else is refused with what differs', () => {
  const [system] = systems;
  if (!system) throw new Error('there are no systems');
  const model = instantiate(system);
  const [resume] = saved(model, { tuning: tiny }).snapshots;
  if (!resume) throw new Error('there is no snapshot');
  const preset = Object.keys(system.presets)[1] as string;

  it.each([
    ['another variant', () => explore(instantiate(system, { preset }), { resume }), /switch/],
    ['other properties', () => explore(model, { resume, properties: ['P1'] }), /properties/],
    ['another search', () => explore(model, { resume, keepGoing: true }), /keepGoing/],
  ])('%s', (_, run, message) => {
    expect(run).toThrow(message);
  });

  it('and so is one of a model that has changed', () => {
    const state = { ...(resume.about.state as object), fingerprint: 1 };
    const other = { ...resume, about: { ...resume.about, state } };
    expect(() => explore(model, { resume: other })).toThrow('another version of this model');
  });
});
