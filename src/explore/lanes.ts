/**
 * Role instances as small numbers, and what it costs when one of them acts.
 */
import type { Instance } from '../spec/actions.ts';
import type { Exchange } from './symmetry/exchanges.ts';

/** A cost counts faults in units of this, and switches in units of one. */
const faultCost = 1 << 16;
/** Not a role instance: before the first step of a trace, and after its last; nothing switches there. */
export const noLane = 0;

export class Lanes {
  readonly count: number;
  /** Instance → lane, from 1, and what taking it costs by itself. */
  readonly of: Int32Array;
  readonly cost: Int32Array;
  /** Per exchange of ids: lane → the lane in its place. */
  readonly images: readonly Int32Array[];

  constructor(instances: readonly Instance[], exchanges: readonly Exchange[]) {
    const ids = new Map<string, number>();
    this.of = Int32Array.from(instances, ({ lane }) => {
      const key = `${lane.role} ${lane.ids.map((id) => `${id.kind}:${id.ordinal}`).join(' ')}`;
      if (!ids.has(key)) ids.set(key, ids.size + 1);
      return ids.get(key)!;
    });
    this.cost = Int32Array.from(instances, ({ kind }) => (kind === 'fault' ? faultCost : 0));
    this.count = ids.size + 1;
    this.images = exchanges.map((exchange) => {
      const image = new Int32Array(this.count);
      for (const [at, lane] of this.of.entries()) image[lane] = this.of[exchange.instances[at]!]!;
      return image;
    });
  }

  /** What an instance costs after a step of the given lane. */
  stepCost(instance: number, before: number): number {
    return this.cost[instance]! + switches(before, this.of[instance]!);
  }
}

/** What it costs that one lane acts after another. */
export function switches(before: number, after: number): number {
  return before !== noLane && after !== noLane && before !== after ? 1 : 0;
}
