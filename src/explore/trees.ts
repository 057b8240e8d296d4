/**
 * Decision trees: what is remembered of every call of the model.
 *
 * A program (an action or a property) is a deterministic function of the cells that it reads. The first time it
 * runs, the cells it read, in order, become a path of its tree: *read cell a; if its value id is 7, read cell b; if
 * 3, the result is 12*. From then on the result is found by walking the tree with value ids: no user code, no
 * allocation.
 *
 *     node 5 ── reads cell a ──┬─ value 0 ──> leaf: result 0 (say, disabled)
 *                              ├─ value 1 ──> ?    not known yet: call the model
 *                              └─ value 7 ──> node 9 ── reads cell b ──┬─ value 3 ──> leaf: result 12
 *
 *     nodes:     [ cell, program, begin, room | … ]    four words a node
 *     counts:    [ … ]                                 how many references a node has
 *     children:  [ … value 0, value 1, … | … ]    a node's references, from `begin` on, `room` of them
 *     strays:    (node, value) → reference        values that are too far out to make room for
 *
 * A reference into the trees is one integer: 0 is "not known", a positive one is a node, a negative one a leaf that
 * holds the result -1 - reference. A program that looks at two states (before and after a step) reads cell `c` of
 * the second one as cell `cells + c`.
 */
import type { Program } from './calls.ts';
import { Calls } from './calls.ts';
import type { Effort } from './effort.ts';
import type { Path } from './learned.ts';
import { PairMap } from './pairMap.ts';
import { grown } from './words.ts';

/** A reference into the trees; see above. */
export type TreeRef = number;

export const notKnown = 0;

/** Words of a node, and where in it they are. */
const nodeWords = 4;
const cellWord = 0;
const programWord = 1;
const beginWord = 2;
const roomWord = 3;

/** Children that a node has room for at first. */
const firstRoom = 4;
/** Room is made for a value up to this many times the children that there are. */
const mostSpread = 8;

/** Other threads, that learn the same trees. */
interface Others {
  /** Takes in what they have learned, of all trees; false if that is nothing. */
  readonly hear: () => boolean;
  readonly tell: (path: Omit<Path, 'tree'>) => void;
}

export class DecisionTrees {
  readonly programs: readonly Program[];
  /** Program → the reference that its walk starts from. */
  readonly roots: Int32Array;
  /** What the calls have cost. */
  readonly effort: Effort;
  /** Do the programs read a state before and one after a step? */
  readonly looksAtTwoStates: boolean;
  others: Others | null = null;

  #nodes = new Int32Array(nodeWords * 64);
  #counts = new Int32Array(64);
  #children = new Int32Array(256);
  readonly #strays = new PairMap();
  /** Node 0 does not exist: 0 is the reference that is not known. */
  #nodeCount = 1;
  #childrenEnd = 0;

  /** How many cells the program that was followed last has read. */
  pathLength = 0;

  readonly #calls: Calls;

  constructor(
    programs: readonly Program[],
    nameOf: (cell: number) => string,
    effort: Effort,
    looksAtTwoStates = false,
  ) {
    this.effort = effort;
    this.looksAtTwoStates = looksAtTwoStates;
    this.programs = programs;
    this.#calls = new Calls(programs, nameOf, effort);
    this.roots = new Int32Array(programs.length);
  }

  get nodeCount(): number {
    return this.#nodeCount - 1;
  }

  get bytes(): number {
    const { byteLength } = this.#nodes;
    return byteLength + this.#counts.byteLength + this.#children.byteLength + this.#strays.bytes;
  }

  /** What the call that was made last has read: cell, value id, cell, value id … */
  lastReads(): number[] {
    return this.#calls.cells.flatMap((cell, at) => [cell, this.#calls.values[at]!]);
  }

  /** The cell that a node reads. */
  cellOf(node: TreeRef): number {
    return this.#nodes[nodeWords * node + cellWord]!;
  }

  /** The program that a node belongs to. */
  programOf(node: TreeRef): number {
    return this.#nodes[nodeWords * node + programWord]!;
  }

  /** Where a node leads for a value id: another node, a leaf, or not known. */
  childOf(node: TreeRef, value: number): TreeRef {
    const at = nodeWords * node;
    if (value >= this.#nodes[at + roomWord]!) return strayRef(this.#strays.at(node, value));
    return this.#children[this.#nodes[at + beginWord]! + value]!;
  }

  /**
   * The result of a program on a row of value ids; the model is called where its tree is not known any further. The cells
   * that it reads, in order, are left in `path`, {@link pathLength} of them.
   *
   * @throws ModelError if the model breaks its contract
   */
  follow(program: number, row: Int32Array, path: Int32Array): number {
    let nodes = this.#nodes;
    let children = this.#children;
    let length = 0;
    let ref = this.roots[program]!;
    if (ref === notKnown) {
      this.learn(program, row);
      ref = this.roots[program]!;
      nodes = this.#nodes;
      children = this.#children;
    }
    while (ref > 0) {
      const at = nodeWords * ref;
      const cell = nodes[at + cellWord]!;
      const value = row[cell]!;
      path[length++] = cell;
      const isNear = value < nodes[at + roomWord]!;
      let child = isNear ? children[nodes[at + beginWord]! + value]! : this.childOf(ref, value);
      if (child === notKnown) {
        this.learn(program, row);
        child = this.childOf(ref, value);
        nodes = this.#nodes;
        children = this.#children;
      }
      ref = child;
    }
    this.pathLength = length;
    return -1 - ref;
  }

  /**
   * Learns the path of a program on a row of value ids: from another thread, or by calling the model.
   *
   * @throws ModelError if the program is seen to be impure
   */
  learn(program: number, row: Int32Array): void {
    const { others } = this;
    if (others?.hear() && this.#knows(program, row)) return;
    const result = this.#calls.make(program, row);
    const { cells, values } = this.#calls;
    this.effort.charge(cells, values, this.#insert({ program, cells, values, result }));
    others?.tell({ program, cells, values, result: this.programs[program]!.tell(result) });
  }

  /**
   * Takes in a path that another thread has learned.
   *
   * @throws ModelError if it contradicts what was learned here: the program is impure
   */
  hear({ program, cells, values, result: told }: Omit<Path, 'tree'>): void {
    const result = this.programs[program]!.hear(told);
    this.#insert({ program, cells, values, result });
  }

  #knows(program: number, row: Int32Array): boolean {
    let ref = this.roots[program]!;
    while (ref > 0) ref = this.childOf(ref, row[this.cellOf(ref)]!);
    return ref !== notKnown;
  }

  /** Adds a path, and answers how many of the cells were known to be read. */
  #insert({
    program,
    cells,
    values,
    result,
  }: Omit<Path, 'tree' | 'result'> & { readonly result: number }): number {
    const calls = this.#calls;
    let parent = notKnown;
    let ref = this.roots[program]!;
    let known = 0;
    for (let depth = 0; depth < cells.length; depth++) {
      const cell = cells[depth]!;
      if (ref !== notKnown) known++;
      if (ref === notKnown) {
        ref = this.#addNode(program, cell);
        this.#link(program, parent, depth === 0 ? 0 : values[depth - 1]!, ref);
      } else if (ref < 0) {
        calls.refuse(
          program,
          `with the same values read, it once stopped and now reads ${calls.called(cell)}`,
        );
      } else if (this.cellOf(ref) !== cell) {
        const before = calls.called(this.cellOf(ref));
        calls.refuse(
          program,
          `with the same values read, it once read ${before} and now ${calls.called(cell)}`,
        );
      }
      parent = ref;
      ref = this.childOf(parent, values[depth]!);
    }
    const leaf = -1 - result;
    if (ref === leaf) return known;
    if (ref > 0) {
      const before = calls.called(this.cellOf(ref));
      calls.refuse(
        program,
        `with the same values read, it once went on to read ${before} and now stops`,
      );
    }
    if (ref !== notKnown) {
      const { describe } = this.programs[program]!;
      calls.refuse(
        program,
        `with the same values read, it once gave ${describe(-1 - ref)} and now ${describe(result)}`,
      );
    }
    this.#link(program, parent, values.length === 0 ? 0 : values[values.length - 1]!, leaf);
    return known;
  }

  #addNode(program: number, cell: number): TreeRef {
    const node = this.#nodeCount++;
    const at = nodeWords * node;
    if (at + nodeWords > this.#nodes.length) this.#nodes = grown(this.#nodes, at + nodeWords);
    if (node >= this.#counts.length) this.#counts = grown(this.#counts, node + 1);
    this.#nodes[at + cellWord] = cell;
    this.#nodes[at + programWord] = program;
    this.#makeRoom(node, firstRoom);
    return node;
  }

  /**
   * Gives a node new room at the end of the children. The old room is lost: at most as much again. Strays that the
   * new room covers move in: somebody may wait at a node below one, and learn there and nowhere else.
   */
  #makeRoom(node: TreeRef, room: number): void {
    const at = nodeWords * node;
    const begin = this.#childrenEnd;
    this.#childrenEnd += room;
    if (this.#childrenEnd > this.#children.length) {
      this.#children = grown(this.#children, this.#childrenEnd);
    }
    const before = this.#nodes[at + beginWord]!;
    const roomBefore = this.#nodes[at + roomWord]!;
    this.#children.copyWithin(begin, before, before + roomBefore);
    for (let value = roomBefore; value < room; value++) {
      this.#children[begin + value] = strayRef(this.#strays.at(node, value));
    }
    this.#nodes[at + beginWord] = begin;
    this.#nodes[at + roomWord] = room;
  }

  #link(program: number, parent: TreeRef, value: number, child: TreeRef): void {
    if (parent === notKnown) {
      this.roots[program] = child;
      return;
    }
    const at = nodeWords * parent;
    const count = this.#counts[parent]!++;
    if (value >= this.#nodes[at + roomWord]!) {
      if (value > mostSpread * (count + firstRoom)) {
        if (this.#strays.at(parent, value) < 0) this.#strays.add(parent, value, strayCode(child));
        return;
      }
      this.#makeRoom(parent, 2 * value);
    }
    this.#children[this.#nodes[at + beginWord]! + value] = child;
  }
}

/** A reference as a number from 0, for a map that holds such numbers only; and back, -1 being not known. */
function strayCode(ref: TreeRef): number {
  return ref > 0 ? 2 * ref : -2 * ref + 1;
}

function strayRef(code: number): TreeRef {
  if (code < 0) return notKnown;
  return code % 2 === 0 ? code / 2 : (1 - code) / 2;
}
