/**
 * Logs of several nodes whose lines stand in another order than they happened in: as by node and by message, but with
 * clocks that disagree a little.
 */
import type { Instance, Model } from '../../../src/index.ts';
import { instancesNamed, traceOf } from '../../../src/index.ts';
import type { Line } from './randomLog.ts';
import { begins, lineOf, noneHidden, randomFrom, randomLog, relays, sees } from './randomLog.ts';

/** The log of one random run, with its messages. */
export function messageLog(model: Model, seed: number): Line[] {
  const lines = randomLog(model, 60, noneHidden, seed).filter(({ kind }) => kind !== sees);
  const end = lines.indexOf(begins);
  const names = lines
    .slice(0, end < 0 ? lines.length : end)
    .map(({ kind, ids }) => (ids.length === 0 ? kind : `${kind}(${ids.join(', ')})`));
  const instances = instancesNamed(model, names);
  const { steps } = traceOf(model, { start: 0, instances });
  return steps.map(({ sends, receives }, at) => ({
    ...lineOf(instances[at] as Instance),
    sends: sends.map(({ number }) => `m${number}`),
    receives: receives.map(({ number }) => `m${number}`),
  }));
}

/** The same events in another order that node and message allow; none stands more than `most` lines too late. */
export function shuffled(log: readonly Line[], most: number, seed: number): Line[] {
  const random = randomFrom(seed);
  const left = [...log.keys()];
  const order: number[] = [];
  while (left.length > 0) {
    const near = left.slice(0, most + 1);
    const free = near.filter((at) => !left.some((other) => other < at && isBefore(log, other, at)));
    const first = left[0] as number;
    const isLate = order.length - first >= most;
    const next = isLate ? first : (free[random(free.length)] as number);
    left.splice(left.indexOf(next), 1);
    order.push(next);
  }
  return order.map((at) => log[at] as Line);
}

/** The same log, where two others pass on each message, in lines that stand about where it is received. */
export function relayed(log: readonly Line[], seed: number): Line[] {
  const random = randomFrom(seed);
  const placed = log.flatMap((line, at) => {
    const hops = (line.receives ?? []).flatMap((message) => {
      const relay = (number: number, receives: string, sends: string) => ({
        line: {
          node: `relay ${number}`,
          kind: relays,
          ids: [],
          receives: [receives],
          sends: [sends],
        },
        place: at + random(4) - 1,
      });
      const [once, twice] = [1, 2].map((hop) => `${message}, line ${at}, hop ${hop}`);
      return [
        relay(2 * at, message, once as string),
        relay(2 * at + 1, once as string, twice as string),
      ];
    });
    const receives = hops.flatMap((hop) =>
      hop.line.sends[0]?.endsWith('2') ? hop.line.sends : [],
    );
    return [{ line: { ...line, receives }, place: at }, ...hops];
  });
  return placed.sort((a, b) => a.place - b.place).map(({ line }) => line);
}

function isBefore(log: readonly Line[], one: number, other: number): boolean {
  const [a, b] = [log[one] as Line, log[other] as Line];
  return a.node === b.node || (b.receives ?? []).some((message) => a.sends?.includes(message));
}
