/**
 * Follows a log with all states that the system could be in.
 *
 * Where a log stands is a *cut*: which events have been taken. All before the *base* are; the base is not; of those
 * below it some may be, as a mask of bits, since an event may overtake those right above it:
 *
 *     events   … taken taken | base | · · taken · |          mask 0b0100, base not taken
 *                              ^ the first that is not taken     ^ at most `reorder` of them
 *
 * For each cut there is one set of states. Cuts are worked off by their base, and those of one base by how many events
 * they have taken, so that a set is complete when it is looked at: each cut is looked at once.
 *
 * Cost: cuts times the states in their sets. Without `reorder` there is one cut an event; with n nodes there are about
 * (reorder / n)^(n - 1) of them, whatever the length of the log.
 */
import type { Knowledge } from './knowledge.ts';
import type { SetId } from './sets.ts';
import { emptySet } from './sets.ts';
import type { Placed } from './window.ts';

/** The sets of the cuts with one base, by mask. */
export type Layer = ReadonlyMap<number, SetId>;

/** Cuts that are still to be looked at: base → their sets. */
export type Front = ReadonlyMap<number, Layer>;

/** Answers with the event at a position. */
export type EventAt = (position: number) => Placed | undefined;

/** The largest mask has so many bits. */
export const mostReorder = 24;

export class Tracker {
  /** No cut that is still to be looked at has a smaller base. */
  base: number;
  readonly #reorder: number;
  readonly #eventAt: EventAt;
  readonly #layers = new Map<number, Map<number, SetId>>();

  constructor(front: Front, eventAt: EventAt, reorder: number) {
    for (const [base, layer] of front) this.#layers.set(base, new Map(layer));
    this.base = Math.min(...front.keys());
    this.#eventAt = eventAt;
    this.#reorder = reorder;
  }

  /** What it would take to go on from here. */
  get front(): Front {
    return new Map([...this.#layers].map(([base, layer]) => [base, new Map(layer)]));
  }

  /** The cuts with the present base. */
  get layer(): Layer {
    return this.#layers.get(this.base) ?? new Map();
  }

  /** The same front in other tables. */
  move(moved: ReadonlyMap<SetId, SetId>): void {
    for (const layer of this.#layers.values()) {
      for (const [mask, set] of layer) layer.set(mask, moved.get(set) ?? emptySet);
    }
  }

  /** Takes events until the base is taken too. False, and nothing is changed, if that is not possible. */
  advance(knowledge: Knowledge): boolean {
    const layer = new Map(this.layer);
    const later: [base: number, mask: number, set: SetId][] = [];
    for (const mask of inOrder(layer, this.#reorder)) {
      const set = layer.get(mask) ?? emptySet;
      for (const at of this.ready(mask)) {
        const after = knowledge.after(set, (this.#eventAt(at) as Placed).act);
        if (after === emptySet) continue;
        if (at === this.base) {
          later.push([...shifted(this.base, mask), after]);
        } else {
          const taken = mask | bitOf(at - this.base);
          layer.set(taken, knowledge.union(layer.get(taken) ?? emptySet, after));
        }
      }
    }
    for (const [base, mask, set] of later) {
      const at = this.#layers.get(base) ?? new Map<number, SetId>();
      this.#layers.set(base, at);
      at.set(mask, knowledge.union(at.get(mask) ?? emptySet, set));
    }
    if (this.#layers.size === 1) {
      this.#layers.set(this.base, layer);
      return false;
    }
    this.#layers.delete(this.base);
    this.base = Math.min(...this.#layers.keys());
    return true;
  }

  /** The positions of the events that may be next, as far as their order tells. */
  ready(mask: number): number[] {
    const found: number[] = [];
    for (let ahead = 0; ahead <= this.#reorder; ahead++) {
      const placed = this.#eventAt(this.base + ahead);
      // Nothing overtakes the beginning of a run, nor is it overtaken.
      if (placed === undefined || (placed.act.begins && ahead > 0)) break;
      const isTaken = ahead > 0 && (mask & bitOf(ahead)) !== 0;
      if (!isTaken && this.#isReady(placed, mask)) found.push(this.base + ahead);
      if (placed.act.begins) break;
    }
    return found;
  }

  #isReady({ after }: Placed, mask: number): boolean {
    return after.every((before) => {
      const ahead = before - this.base;
      return ahead < 0 || (ahead > 0 && (mask & bitOf(ahead)) !== 0);
    });
  }
}

/** The bit of the event that is so far below the base. */
function bitOf(ahead: number): number {
  return 1 << (ahead - 1);
}

/** The cut after the base was taken too. */
function shifted(base: number, mask: number): [base: number, mask: number] {
  let next = base + 1;
  let rest = mask;
  for (; (rest & 1) === 1; rest >>>= 1) next++;
  return [next, rest >>> 1];
}

/** The masks of a layer that grows meanwhile, those with fewer events first. */
function* inOrder(layer: ReadonlyMap<number, SetId>, reorder: number): Generator<number> {
  for (let count = 0; count <= reorder; count++) {
    for (const mask of layer.keys()) if (bitsIn(mask) === count) yield mask;
  }
}

function bitsIn(mask: number): number {
  let count = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) count++;
  return count;
}
