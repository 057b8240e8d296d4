/**
 * What the bounds ask for: where nobody drops, inserts, loads, some promises have nothing to judge.
 */
import type { World } from '../../../model/milvus/collection/cells.ts';
import type { Cell } from '../../../spec/cells.ts';

/** May each of these happen at least once? */
const all =
  (...pick: readonly ((at: World['at']) => Cell<number>)[]) =>
  ({ at }: World): boolean =>
    pick.every((budget) => budget(at).initial > 0);

export const drops = all((at) => at.drops);
export const dropsAndRows = all(
  (at) => at.drops,
  (at) => at.inserts,
);
export const dropsAndLoads = all(
  (at) => at.drops,
  (at) => at.loads,
);
export const dropsAndBuilds = all(
  (at) => at.drops,
  (at) => at.inserts,
  (at) => at.builds,
);

/** Does somebody tell DataCoord that segments are dropped? */
export const marksSegments = ({ variant }: World): boolean =>
  variant.dataNodeMarksDropped === 'yes' || variant.rootSteps.includes('dropVchannels');
