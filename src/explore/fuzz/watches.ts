/**
 * Who need not be asked again yet: a deterministic answer stays as it is until a cell that was read for it changes.
 *
 * Whoever was asked sleeps on the cells that the answer rests on, and a change of any of them wakes it. So a walk
 * asks only the few instances and properties that its last step may have touched, however many there are.
 *
 *     awake:     [ 4, 0, 7 | … ]         `count` of them, in no order that means anything
 *     asleep:    [ 0110 1110 … ]         a bit for each member
 *     watchers:  [ 0010 0100 … | … ]     for each cell a bit for each member that sleeps on it
 *
 * Who was woken by another cell stays among the watchers of a cell, and may be woken once more for nothing.
 */

const bitsOfWord = 32;

export class Watches {
  /** Whoever is awake: the first `count` of these. */
  readonly awake: Int32Array;
  count = 0;
  readonly #members: number;
  /** Member → its position among those who are awake, or -1. */
  readonly #positions: Int32Array;
  /** Words of a set of members. */
  readonly #words: number;
  readonly #asleep: Int32Array;
  readonly #watchers: Int32Array;

  constructor(cells: number, members: number) {
    this.#members = members;
    this.#words = Math.ceil(members / bitsOfWord);
    this.awake = new Int32Array(members);
    this.#positions = new Int32Array(members);
    this.#asleep = new Int32Array(this.#words);
    this.#watchers = new Int32Array(cells * this.#words);
  }

  /** Everybody is awake again, in order. */
  clear(): void {
    this.#watchers.fill(0);
    this.#asleep.fill(0);
    this.count = this.#members;
    for (let member = 0; member < this.count; member++) {
      this.awake[member] = member;
      this.#positions[member] = member;
    }
  }

  /** Everything is as in watches of the same size. */
  become(others: Watches): void {
    this.awake.set(others.awake);
    this.count = others.count;
    this.#positions.set(others.#positions);
    this.#asleep.set(others.#asleep);
    this.#watchers.set(others.#watchers);
  }

  isAsleep(member: number): boolean {
    return this.#positions[member] === -1;
  }

  /** A member that is awake sleeps until one of these cells changes: the first `length` of them. */
  sleep(member: number, cells: Int32Array, length: number): void {
    const word = (member / bitsOfWord) | 0;
    const bit = 1 << (member % bitsOfWord);
    const watchers = this.#watchers;
    const words = this.#words;
    for (let at = 0; at < length; at++) watchers[cells[at]! * words + word]! |= bit;
    this.#asleep[word]! |= bit;
    const positions = this.#positions;
    const position = positions[member]!;
    const last = this.awake[--this.count]!;
    this.awake[position] = last;
    positions[last] = position;
    positions[member] = -1;
  }

  /** Wakes those who sleep on a cell. */
  wake(cell: number): void {
    const words = this.#words;
    const watchers = this.#watchers;
    const begin = cell * words;
    for (let word = 0; word < words; word++) {
      const watching = watchers[begin + word]!;
      if (watching === 0) continue;
      watchers[begin + word] = 0;
      const woken = watching & this.#asleep[word]!;
      this.#asleep[word]! ^= woken;
      this.#wakeAll(bitsOfWord * word, woken);
    }
  }

  /** Wakes the members of one word of a set. */
  #wakeAll(begin: number, members: number): void {
    let count = this.count;
    for (let left = members; left !== 0; ) {
      const bit = bitsOfWord - 1 - Math.clz32(left);
      left ^= 1 << bit;
      this.#positions[begin + bit] = count;
      this.awake[count++] = begin + bit;
    }
    this.count = count;
  }
}
