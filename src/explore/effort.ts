/**
 * What the calls of the model cost: how many each program took, how long, and which cell they are due to.
 *
 * A call is made where a decision tree is not known any further. It is *due* to one of the cells that were read on the
 * way there: to the one whose value came into the search last, since values are numbered in that order. Of a cell with
 * very many values and one with three, read one after the other, it is so nearly always the former, wherever in the
 * tree it is read. The first call of a program is due to no cell.
 */

/** Costs as they are added up: over programs, threads, and the parts of a search that was taken up again. */
export interface Cost {
  /** Program → calls of the model, those left out that only look for impurity. */
  readonly calls: Float64Array;
  /** Program → milliseconds in the model, and in numbering what it gave; 0 without a clock. */
  readonly millis: Float64Array;
  /** Cell → calls that are due to it. */
  readonly due: Float64Array;
}

/** What the programs of some trees have cost so far. */
export class Effort implements Cost {
  readonly calls: Float64Array;
  readonly millis: Float64Array;
  readonly due: Float64Array;
  /** Milliseconds; looking at it costs something with every call, so there is one only if somebody asks. */
  clock: (() => number) | null = null;

  constructor(programs: number, cells: number) {
    this.calls = new Float64Array(programs);
    this.millis = new Float64Array(programs);
    this.due = new Float64Array(cells);
  }

  /** Charges a call to one of the first cells that it read, so many of which led to what was not known. */
  charge(cells: readonly number[], values: readonly number[], known: number): void {
    if (known === 0) return;
    let latest = 0;
    for (let at = 1; at < known; at++) if (values[at]! >= values[latest]!) latest = at;
    // A cell of the state after a step is the same cell.
    this.due[cells[latest]! % this.due.length]!++;
  }
}

/** The costs of several groups of programs, one after the other, over the same cells. */
export function joined(efforts: readonly Cost[]): Cost {
  return {
    calls: Float64Array.from(efforts.flatMap(({ calls }) => [...calls])),
    millis: Float64Array.from(efforts.flatMap(({ millis }) => [...millis])),
    due: efforts.map(({ due }) => due).reduce(plus),
  };
}

/** The costs of the same programs on two threads. */
export function addedUp(one: Cost, other: Cost): Cost {
  return {
    calls: plus(one.calls, other.calls),
    millis: plus(one.millis, other.millis),
    due: plus(one.due, other.due),
  };
}

/** What was spent between two looks at the costs of the same programs. */
export function since(then: Cost, now: Cost): Cost {
  return {
    calls: minus(now.calls, then.calls),
    millis: minus(now.millis, then.millis),
    due: minus(now.due, then.due),
  };
}

function minus(one: Float64Array, other: Float64Array): Float64Array {
  return one.map((count, at) => count - other[at]!);
}

/** Adds number by number. */
export function plus(one: Float64Array, other: Float64Array): Float64Array {
  return one.map((count, at) => count + other[at]!);
}

/** All calls together. */
export function callsOf({ calls }: Cost): number {
  return calls.reduce((sum, count) => sum + count, 0);
}
