/**
 * Matrices of the fixture for reports to show: several tables, pairs, and cells of every sort.
 */
import { exploreMatrix } from '../../../src/explore/matrix/matrix.ts';
import type { Matrix } from '../../../src/index.ts';
import { miniDrop } from '../../fixtures/miniDrop.ts';
import suspicious from '../../fixtures/suspicious.ts';

/** Name → matrix. */
export const matrices: Readonly<Record<string, () => Matrix>> = {
  'one switch at a time': () => exploreMatrix(miniDrop, { bounds: ['note', 'lossy'] }),
  pairs: () =>
    exploreMatrix(miniDrop, {
      variation: 'pairs',
      switches: ['checksId', 'order'],
      bounds: ['note'],
    }),
  presets: () => exploreMatrix(miniDrop, { variation: 'presets', bound: { clients: 2 } }),
  'cut by a limit': () => exploreMatrix(miniDrop, { switches: ['checksId'] }, { maxStates: 8 }),
  'vacuous and unreached': () => exploreMatrix(suspicious),
};
