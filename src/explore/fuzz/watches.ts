/**
 * Who need not be asked again yet: a deterministic answer stays as it is until a cell that was read for it changes.
 *
 * Whoever was asked sleeps on the cells that the answer rests on, and a change of any of them wakes it. So a walk
 * asks only the few instances and properties that its last step may have touched, however many there are.
 *
 *     awake:     [ 4, 0, 7 | … ]               `count` of them, in no order that means anything
 *     watchers:  [ 3, 5, … | 0, 5, 6, … | … ]  for each cell whoever sleeps on it, with room for everybody
 *     isWatched: [ … ]                         for each pair of cell and member: is it in that list?
 *
 * Who was woken by another cell stays in a list, and is woken once more for nothing.
 */
export class Watches {
  /** Whoever is awake: the first `count` of these. */
  readonly awake: Int32Array;
  count = 0;
  readonly #members: number;
  /** Member → its position among those who are awake, or -1. */
  readonly #positions: Int32Array;
  readonly #watchers: Int32Array;
  readonly #isWatched: Uint8Array;
  /** Cell → how many sleep on it. */
  readonly #counts: Int32Array;

  constructor(cells: number, members: number) {
    this.#members = members;
    this.awake = new Int32Array(members);
    this.#positions = new Int32Array(members);
    this.#watchers = new Int32Array(cells * members);
    this.#isWatched = new Uint8Array(cells * members);
    this.#counts = new Int32Array(cells);
  }

  /** Everybody is awake again, in order. */
  clear(): void {
    for (let cell = 0; cell < this.#counts.length; cell++) this.wake(cell);
    this.count = this.#members;
    for (let member = 0; member < this.count; member++) {
      this.awake[member] = member;
      this.#positions[member] = member;
    }
  }

  isAsleep(member: number): boolean {
    return this.#positions[member] === -1;
  }

  /** A member that is awake sleeps until one of these cells changes: the first `length` of them. */
  sleep(member: number, cells: Int32Array, length: number): void {
    const watchers = this.#watchers;
    const isWatched = this.#isWatched;
    for (let at = 0; at < length; at++) {
      const cell = cells[at]!;
      const begin = cell * this.#members;
      if (isWatched[begin + member] === 1) continue;
      isWatched[begin + member] = 1;
      watchers[begin + this.#counts[cell]!++] = member;
    }
    const position = this.#positions[member]!;
    const last = this.awake[--this.count]!;
    this.awake[position] = last;
    this.#positions[last] = position;
    this.#positions[member] = -1;
  }

  /** Wakes those who sleep on a cell. */
  wake(cell: number): void {
    const begin = cell * this.#members;
    const end = begin + this.#counts[cell]!;
    if (begin === end) return;
    const watchers = this.#watchers;
    for (let at = begin; at < end; at++) {
      const member = watchers[at]!;
      this.#isWatched[begin + member] = 0;
      if (this.#positions[member] !== -1) continue;
      this.#positions[member] = this.count;
      this.awake[this.count++] = member;
    }
    this.#counts[cell] = 0;
  }
}
