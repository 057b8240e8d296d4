import { describe, expect, it } from 'vitest';
import type { FuzzOptions, Outcome } from '../../src/index.ts';
import { fuzzing } from '../../src/index.ts';
import { textReport } from '../../src/report/text.ts';
import { below, counter } from '../fixtures/counter.ts';

const broken = counter((at) => [below('P1', 5)(at)]);
const onlyReported = counter((at) => [below('P1', 5, true)(at)]);
const options: FuzzOptions = { seed: 3, properties: ['P1'], maxSeconds: 5 };

/** Runs a fuzzer whose clock goes by so many seconds whenever its caller looks on: while it walks, and once after that. */
function fuzzed(model = broken, { walking = 0, during = 0, leaps = 0 } = {}) {
  let ms = 0;
  const running = fuzzing(model, { ...options, clock: () => ms });
  /** How many steps were left whenever the caller looked on while it was made shorter. */
  const left: number[] = [];
  for (;;) {
    const { done, value } = running.next();
    if (done) return { left, outcome: value };
    if (value.shrinking === null) ms += 1000 * walking;
    else if (left.push(value.shrinking) === during) ms += 1000 * leaps;
  }
}

const lengthOf = ({ properties }: Outcome) => properties[0]?.trace?.steps.length ?? 0;

describe('"--max-seconds is heard while a trace is made shorter"', () => {
  const { left, outcome: unhurried } = fuzzed();

  it('the violation is told with the trace as short as it is when time is up', () => {
    expect(unhurried).toMatchObject({ exitCode: 10, limit: 'violation' });
    expect(left.length).toBeGreaterThan(5);
    for (let during = 1; during <= left.length; during++) {
      const { left: heard, outcome } = fuzzed(broken, { during, leaps: 6 });
      expect(heard).toEqual(left.slice(0, during));
      expect(outcome).toMatchObject({ verdict: 'violated', exitCode: 10, limit: 'seconds' });
      expect(lengthOf(outcome)).toBeLessThanOrEqual(heard.at(-1) ?? 0);
    }
    const [first] = left;
    expect(lengthOf(fuzzed(broken, { during: 1, leaps: 6 }).outcome)).toBe(first);
    expect(first).toBeGreaterThan(lengthOf(unhurried));
  });

  it('what is only told when time is up has a moment to become shorter', () => {
    const { left: heard, outcome } = fuzzed(onlyReported, { walking: 6 });
    expect(outcome).toMatchObject({ verdict: 'undecided', exitCode: 20, limit: 'seconds' });
    expect(heard.length).toBeGreaterThan(5);
    expect(lengthOf(outcome)).toBe(5);
    const hurried = fuzzed(onlyReported, { walking: 6, during: 2, leaps: 2 });
    expect(hurried.left).toEqual(heard.slice(0, 2));
    expect(lengthOf(hurried.outcome)).toBeGreaterThan(5);
  });
});

it('"the speed is that of the walks", however long a trace is made shorter after them', () => {
  const costOf = (leaps: number) => {
    const { outcome } = fuzzed(broken, { walking: 1, during: 1, leaps });
    return /cost +(.* steps\/s)/.exec(textReport(outcome))?.[1];
  };
  expect([costOf(0), costOf(3)]).toEqual(['1.0 s, 23 steps/s', '4.0 s, 23 steps/s']);
});
