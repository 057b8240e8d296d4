import { describe, expect, it } from 'vitest';
import { explore, instantiate } from '../src/index.ts';
import { toBeViolated, toHold } from '../src/vitest.ts';
import { miniDrop } from './fixtures/miniDrop.ts';
import suspicious from './fixtures/suspicious.ts';

expect.extend({ toHold, toBeViolated });

const today = instantiate(miniDrop, { preset: 'today' });
const repaired = instantiate(miniDrop, { preset: 'repaired' });

/** The message with which an expectation fails. */
function failureOf(expectation: () => void): string {
  try {
    expectation();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('it does not fail');
}

describe('a promise is a test', () => {
  it('that it holds, is violated, or neither of them the other', () => {
    expect(repaired).toHold('P1');
    expect(today).toBeViolated('P1');
    expect(today).toBeViolated('P1', { steps: 6 });
    expect(today).not.toHold('P1');
    expect(repaired).not.toBeViolated('P1');
    expect(today).toHold('W1');
    expect(today).toHold('deadlock');
  });

  it('a model is explored for one promise; of an outcome all may be asked', () => {
    const outcome = explore(today, { keepGoing: true });
    expect(outcome).toBeViolated('P1');
    expect(outcome).toHold('P2');
  });
});

describe('the failure message is the story', () => {
  it('of the shortest counterexample', () => {
    expect(failureOf(() => expect(today).toHold('P1'))).toMatchInlineSnapshot(`
      "expected P1 to hold, but it is violated
        in mini/drop, today, bounds note

      P1 is violated after 6 steps: one incarnation per transaction
        It rests on: the last paragraph of the note

         1. cpo starts to drop the collection [cpo.drops]
              sends #1 OFFLOAD {inc: 1} to node 1
              cpo.phase: live → dropping
         2. client 1 reads a key [client.reads(1)]
              client(1).phase: idle → open, .readFrom: 0 → 1
         3. node 1 does what it is told, at once [node.handles(1)]
              takes #1 OFFLOAD {inc: 1} from cpo
              sends #2 DONE {inc: 1} to cpo
              node(1).loaded: true → false, .inc: 1 → 0
         4. cpo creates the collection anew [cpo.recreates]
              takes #2 DONE {inc: 1} from node 1
              sends #3 ASSIGN {inc: 2} to node 1
              cpo.phase: dropping → live, .inc: 1 → 2
         5. node 1 does what it is told, at once [node.handles(1)]
              takes #3 ASSIGN {inc: 2} from cpo
              node(1).loaded: false → true, .inc: 0 → 2
         6. client 1 writes that key and commits as client 1 [client.commits(1)]
              client(1).phase: open → committed

        So P1 (one incarnation per transaction) is violated: a committed transaction touched two
        incarnations.
          client  1
          hits    {1, 2}"
    `);
  });

  it('and where the length is another one, it says so', () => {
    const message = failureOf(() => expect(today).toBeViolated('P1', { steps: 5 }));
    expect(message.split('\n').slice(0, 4)).toMatchInlineSnapshot(`
      [
        "expected P1 to be violated after 5 steps, but it is after 6",
        "  in mini/drop, today, bounds note",
        "",
        "P1 is violated after 6 steps: one incarnation per transaction",
      ]
    `);
  });

  it('without a counterexample, the verdict', () => {
    expect(failureOf(() => expect(repaired).toBeViolated('P1'))).toMatchInlineSnapshot(`
      "expected P1 to be violated, but it holds
        in mini/drop, repaired, bounds note"
    `);
  });
});

describe('what is neither kept nor broken satisfies nobody', () => {
  const cut = explore(today, { keepGoing: true, maxStates: 3 });
  const model = instantiate(suspicious);
  const empty = explore(model, { keepGoing: true });
  const vacuous = empty.properties.find((at) => at.vacuous)?.id ?? '';
  const unreached = empty.properties.find((at) => at.verdict === 'unreached')?.id ?? '';

  it.each([
    ['undecided', cut, 'P1'],
    ['vacuous', empty, vacuous],
    ['unreached', empty, unreached],
  ])('%s', (_, outcome, id) => {
    const expectations = [
      () => expect(outcome).toHold(id),
      () => expect(outcome).not.toHold(id),
      () => expect(outcome).toBeViolated(id),
      () => expect(outcome).not.toBeViolated(id),
    ];
    expect(expectations.map((run) => failureOf(run).split('\n')[0])).toMatchSnapshot();
  });

  it.each([
    ['an unknown property', () => expect(today).toHold('P11')],
    ['one that has nothing to judge here', () => expect(today).toHold('P3')],
    ['one that was not asked', () => expect(explore(today, { properties: ['P2'] })).toHold('P1')],
    ['what is no model', () => expect(miniDrop).toHold('P1')],
  ])('%s', (_, run) => {
    expect(failureOf(run)).toMatchSnapshot();
  });
});
