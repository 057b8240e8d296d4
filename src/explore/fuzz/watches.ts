/**
 * Who need not be asked again yet: a deterministic answer stays as it is until a cell that was read for it changes.
 *
 * Whoever was asked sleeps on the cells that the answer rests on, and a change of any of them wakes it. So a walk
 * asks only the few instances and properties that its last step may have touched, however many there are.
 */
export class Watches {
  /** Cell → who watches it. Who was woken by another cell stays, and may be woken once more for nothing. */
  readonly #watchers: readonly Set<number>[];
  readonly #asleep: Uint8Array;

  constructor(cellCount: number, memberCount: number) {
    this.#watchers = Array.from({ length: cellCount }, () => new Set());
    this.#asleep = new Uint8Array(memberCount);
  }

  /** Everybody is awake again. */
  clear(): void {
    for (const watchers of this.#watchers) watchers.clear();
    this.#asleep.fill(0);
  }

  isAsleep(member: number): boolean {
    return this.#asleep[member] === 1;
  }

  sleep(member: number, cells: readonly number[]): void {
    this.#asleep[member] = 1;
    for (const cell of cells) this.#watchers[cell]?.add(member);
  }

  /** Wakes those who watch a cell, and adds them to a list. */
  wake(cell: number, woken: number[]): void {
    const watchers = this.#watchers[cell];
    if (watchers === undefined || watchers.size === 0) return;
    for (const member of watchers) {
      if (this.#asleep[member] === 0) continue;
      this.#asleep[member] = 0;
      woken.push(member);
    }
    watchers.clear();
  }
}
