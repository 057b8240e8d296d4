/**
 * The ways that a reader has gone: nothing is forgotten, a step aside begins a new branch.
 */
import type { Way } from '../explore/stepping/view.ts';

/** All branches, and where the reader is. Never changed in place. */
export interface Walk {
  readonly branches: readonly Way[];
  /** Which branch. */
  readonly at: number;
  /** After how many of its steps. */
  readonly step: number;
}

/** A walk that has not begun. */
export const newWalk: Walk = {
  branches: [{ start: 0, instances: [], loop: null }],
  at: 0,
  step: 0,
};

/** The branch that the reader is on. */
export function wayOf({ branches, at }: Walk): Way {
  return branches[at] as Way;
}

/** The way up to where the reader is, where it just ends. */
export function wayHere(walk: Walk): Way {
  const { start, instances } = wayOf(walk);
  return { start, instances: instances.slice(0, walk.step), loop: null };
}

/**
 * Takes an instance: along a branch that has it here, at the end of the branch, or as a branch of its own; a branch that
 * repeats for ever has no end.
 */
export function chosen(walk: Walk, instance: string): Walk {
  const { branches, at, step } = walk;
  const here = wayHere(walk);
  const longer: Way = { ...here, instances: [...here.instances, instance] };
  const known = [at, ...branches.keys()].find((other) => beginsWith(branches[other], longer));
  if (known !== undefined) return { branches, at: known, step: step + 1 };
  const { instances, loop } = wayOf(walk);
  const isEnd = step === instances.length && loop === null;
  const grown = isEnd ? branches.with(at, longer) : [...branches, longer];
  return { branches: grown, at: isEnd ? at : branches.length, step: step + 1 };
}

/** Goes to an initial state: of a branch that begins there, or as a branch of its own. */
export function begun(walk: Walk, start: number): Walk {
  const { branches, at } = walk;
  const known = [at, ...branches.keys()].find((other) => branches[other]?.start === start);
  if (known !== undefined) return { branches, at: known, step: 0 };
  return adopted(walk, { start, instances: [], loop: null });
}

/** Goes to a step of the same branch. */
export function wentTo(walk: Walk, step: number): Walk {
  return { ...walk, step: Math.max(0, Math.min(step, wayOf(walk).instances.length)) };
}

/** Goes to the end of another branch. */
export function switched({ branches }: Walk, at: number): Walk {
  return { branches, at, step: branches[at]?.instances.length ?? 0 };
}

/** Adds a way, and goes to one of its steps; one that is there already is not added again. */
export function adopted({ branches }: Walk, way: Way, step = way.instances.length): Walk {
  const { instances, loop } = way;
  const known = branches.findIndex(
    (at) => at.instances.length === instances.length && at.loop === loop && beginsWith(at, way),
  );
  if (known >= 0) return { branches, at: known, step };
  return { branches: [...branches, way], at: branches.length, step };
}

/** A way to be loaded again: names where they say it all. */
export function textOf(way: Way): string {
  const { start, instances, loop } = way;
  return start === 0 && loop === null ? instances.join('\n') : JSON.stringify(way);
}

function beginsWith(way: Way | undefined, beginning: Way): boolean {
  return (
    way?.start === beginning.start &&
    beginning.instances.every((name, at) => way.instances[at] === name)
  );
}
