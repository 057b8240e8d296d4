/**
 * What threads have learned from calls of the model: told as numbers in shared memory, heard whole and in order.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Path } from '../../src/explore/learned.ts';
import { Learned } from '../../src/explore/learned.ts';
import { Programs } from '../../src/explore/programs.ts';
import { instantiate } from '../../src/index.ts';
import { twoPhaseCommit } from '../published/twoPhaseCommit.ts';

const number = fc.nat({ max: 2 ** 31 - 1 });
const path: fc.Arbitrary<Path> = fc
  .record({
    tree: fc.nat(9),
    program: fc.nat(99),
    reads: fc.array(fc.tuple(number, number), { maxLength: 5 }),
    result: fc.array(number, { maxLength: 5 }),
  })
  .map(({ reads, ...rest }) => ({
    ...rest,
    cells: reads.map(([cell]) => cell),
    values: reads.map(([, value]) => value),
  }));

describe('what one thread tells, all others hear', () => {
  it('whole, once, and in order, and nothing that they have told themselves', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(path, fc.boolean())), (told) => {
        const one = new Learned();
        const other = new Learned(one.words);
        const heard: Path[] = [];
        for (const [what, isOfOne] of told) {
          (isOfOne ? one : other).tell(what);
          if (isOfOne) heard.push(...other.news());
        }
        heard.push(...other.news());
        const toldBy = (isOne: boolean) =>
          told.filter(([, isOfOne]) => isOfOne === isOne).map(([what]) => what);
        expect(heard).toEqual(toldBy(true));
        expect([...other.news()]).toEqual([]);
        expect([...one.news()]).toEqual(toldBy(false));
        expect([...new Learned(one.words).news()]).toEqual(told.map(([what]) => what));
      }),
    );
  });

  it('and what there is no room for is not told, nor anything after it', () => {
    const one = new Learned(new Int32Array(new SharedArrayBuffer(4 * 32)));
    const long = { tree: 1, program: 2, cells: [3, 4], values: [5, 6], result: [7, 8, 9] };
    for (let times = 0; times < 4; times++) one.tell(long);
    one.tell({ ...long, cells: [], values: [], result: [] });
    expect([...new Learned(one.words).news()]).toEqual([long, long]);
    expect(one.bytes).toBe(4 * 32);
  });
});

describe('a call that another thread has made is not made again', () => {
  const model = instantiate(twoPhaseCommit, { bound: { participants: 3 } });
  const started = () => new Programs(model, model.properties, true, []);
  const row = (programs: Programs) => programs.starts[0]?.row ?? new Int32Array();
  const askAll = (programs: Programs) => {
    const { actions, states } = programs;
    const scratch = new Int32Array(99);
    return [actions, states.trees].map((trees) =>
      trees.programs.map((program, at) => program.tell(trees.follow(at, row(programs), scratch))),
    );
  };

  it('and gives what it gave there', () => {
    const learned = new Learned();
    const [one, other, alone] = [started(), started(), started()];
    one.share(learned);
    other.share(new Learned(learned.words));
    const answers = askAll(one);
    expect(askAll(other)).toEqual(answers);
    expect(askAll(alone)).toEqual(answers);
    const calls = (programs: Programs) => programs.cost.calls.reduce((a, b) => a + b, 0);
    expect(calls(one)).toBeGreaterThan(0);
    expect(calls(one)).toBe(calls(alone));
    expect(calls(other)).toBe(0);
  });

  it('but one that contradicts what was learned here is an error: the model is impure', () => {
    const [one, other] = [started(), started()];
    askAll(one);
    const answer = one.actions.follow(0, row(one), new Int32Array(99));
    const read = pathOf(other, row(other));
    const contrary = answer === 0 ? [1] : [0];
    expect(() => one.actions.hear({ ...read, result: contrary })).toThrow(
      /with the same values read, it once gave .* and now/,
    );
  });

  /** What the first action reads in a state, told to nobody but this test. */
  function pathOf(programs: Programs, at: Int32Array): Path {
    const learned = new Learned();
    programs.share(learned);
    programs.actions.follow(0, at, new Int32Array(99));
    const [first] = new Learned(learned.words).news();
    if (!first) throw new Error('nothing was learned');
    return first;
  }
});
