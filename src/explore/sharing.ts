/**
 * Decision trees that several threads learn: before one calls the model, it takes in what the others have learned.
 */
import type { Learned } from './learned.ts';
import type { DecisionTrees } from './trees.ts';

/**
 * From now on, what each of the trees learns is told to other threads, and what they tell is not asked of the model.
 *
 * @returns takes in what they have told; false if that is nothing
 */
export function share(all: readonly DecisionTrees[], learned: Learned): () => boolean {
  const hear = () => {
    let isNew = false;
    for (const path of learned.news()) {
      isNew = true;
      all[path.tree]!.hear(path);
    }
    return isNew;
  };
  for (const [tree, trees] of all.entries()) {
    trees.others = { hear, tell: (path) => learned.tell({ tree, ...path }) };
  }
  return hear;
}
