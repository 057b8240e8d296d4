/**
 * Long stories, folded: the beginning and the end of each part are kept, and of the run of steps between them is
 * told how often each action was taken. A picture of ten thousand steps is no picture.
 */
import { counted, grouped } from '../words.ts';
import type { Course, StoryStep } from './story.ts';

/** A run of steps that are shown one by one, or told together. */
export type Passage =
  | { readonly kind: 'shown'; readonly steps: readonly StoryStep[] }
  | {
      readonly kind: 'folded';
      /** Numbers of the first and the last step. */
      readonly from: number;
      readonly to: number;
      /** How often each action was taken: faults first, then the most frequent. */
      readonly actions: readonly { readonly action: string; readonly count: number }[];
    };

/** The passages of a story: those before its loop, and those of the loop. Without a loop all are before it. */
export interface Folded {
  readonly before: readonly Passage[];
  readonly loop: readonly Passage[];
}

/** A third of what is shown is the beginning: the end is where it goes wrong. */
const shareOfBeginning = 1 / 3;

/** The passages of a story that shows at most so many steps, but two of each part. */
export function folded({ steps, ending }: Course, most: number): Folded {
  const first = ending.kind === 'loop' ? ending.from - 1 : steps.length;
  const [before, loop] = [steps.slice(0, first), steps.slice(first)];
  const half = Math.floor(most / 2);
  const mostOfLoop = before.length < half ? most - before.length : half;
  return {
    before: passagesOf(before, Math.max(most - Math.min(loop.length, mostOfLoop), 2)),
    loop: passagesOf(loop, Math.max(mostOfLoop, 2)),
  };
}

function passagesOf(steps: readonly StoryStep[], most: number): Passage[] {
  if (steps.length === 0) return [];
  // To say that one step is left out takes as much room as the step.
  if (steps.length <= most + 1) return [{ kind: 'shown', steps }];
  const beginning = Math.ceil(most * shareOfBeginning);
  const end = steps.length - (most - beginning);
  return [
    { kind: 'shown', steps: steps.slice(0, beginning) },
    foldedOf(steps.slice(beginning, end)),
    { kind: 'shown', steps: steps.slice(end) },
  ];
}

function foldedOf(steps: readonly StoryStep[]): Passage {
  const [first, last] = [steps[0] as StoryStep, steps.at(-1) as StoryStep];
  const byAction = Map.groupBy(steps, ({ action }) => action);
  const actions = [...byAction].map(([action, taken]) => ({
    action,
    count: taken.length,
    isFault: taken[0]?.kind === 'fault',
  }));
  actions.sort((a, b) => Number(b.isFault) - Number(a.isFault) || b.count - a.count);
  return {
    kind: 'folded',
    from: first.number,
    to: last.number,
    actions: actions.map(({ action, count }) => ({ action, count })),
  };
}

/** The lines that stand for a folded passage: how many steps, and what was done in them. */
export function foldedLines({ from, to, actions }: Extract<Passage, { kind: 'folded' }>): string[] {
  const [shown, more] = [actions.slice(0, mostActions), actions.length - mostActions];
  return [
    `… ${grouped(to - from + 1)} steps, ${grouped(from)} to ${grouped(to)}; text has them all …`,
    ...shown.map(({ action, count }) => `${action} × ${grouped(count)}`),
    ...(more > 0 ? [`and ${counted(more, 'other action')}`] : []),
  ];
}

/** More actions of a folded passage are only counted. */
const mostActions = 6;
