/**
 * The expected verdicts of the reference that have no story (9), and what the places of one call come to.
 */
import { describe, expect, it } from 'vitest';
import { milvusCollection } from '../../../../src/model/milvus/collection/system.ts';
import type { Row } from '../told.ts';
import { found, outcomeOf, tellEach } from '../told.ts';

const [tf, r21] = ['tombstone-fixed', 'repaired-2021'];
const faultless = { inserts: 0, timeouts: 1, crashes: 1, retries: 1 };

type Short = readonly [
  row: string,
  variant: string,
  bounds: string,
  bound: Readonly<Record<string, unknown>>,
  properties: string,
  finds: Row['finds'],
];

const holding: readonly Short[] = [
  ['V31', `${tf} + cacheFill=floorKept`, 'small', {}, 'S1 S3 L8', 'holds'],
  ['V32', `${tf}`, 'calm', { invalidateFailures: 1 }, 'S1 L1', 'holds'],
  ['V33', `${tf}`, 'calm', { releaseFailures: 1 }, 'L6', 'holds'],
  ['V34', `${tf}`, 'tiny', { compactions: 1 }, 'S12 L1 L2', 'holds'],
  ['V35', `${tf}`, 'tiny', faultless, 'S17', 'holds'],
  ['V36', `${r21} + rootSteps=releaseFirst`, 'calm', {}, 'S16', 'holds'],
  ['V37', `${r21} + loadCheck=atStart`, 'calm', {}, 'L6', 'holds'],
  ['V38', `${r21}`, 'tiny', { shards: 2 }, 'L2 L3 S7b', 'holds'],
  ['V39', `${r21} + unknownFiles=kept`, 'tiny', { deleteFailures: 1 }, 'S11 L3', 'holds'],
  ['V40', `${r21}`, 'tiny', { inserts: 0, aliases: 1 }, 'S18', 'holds'],
  ['V41', `${tf} + ddlAdmission=metaLock`, 'small', {}, 'S1 L1 S9', 'holds'],
  ['V41', `${tf} + ddlAdmission=wholeTask`, 'small', {}, 'S1 L1 S9', 'holds'],
];

const failing: readonly Short[] = [
  [
    'V42',
    `${tf} + invalidateFailure=failsDrop`,
    'calm',
    { invalidateFailures: 1 },
    'L1 L5',
    'short',
  ],
  ['V43', `${r21} + rootSteps=syncRelease`, 'small', {}, 'L5 S15', 'short'],
  ['V43', `${r21} + rootSteps=syncRelease`, 'small', {}, 'L6 L8', 'medium'],
  ['V44', `${r21} + indexGc=off`, 'calm', {}, 'L4', 'long'],
  ['V45', `${tf} + segmentGc=off`, 'calm', {}, 'L1 L2 L3', 'long'],
  ['V46', `${r21} + metaDelete=twoTransactions`, 'calm', {}, 'S6', 'short'],
  ['V47', `${r21} + cacheFill=blind`, 'calm', {}, 'S1 S3 L8', 'long'],
  ['V48', 'wal-2026 + dropVchannelsWaits=no', 'tiny', {}, 'S12 L2 L3', 'long'],
];

const asRows = (rows: readonly Short[]) =>
  rows.map(([row, variant, bounds, bound, properties, finds]): Row => {
    return { row, variant, bounds, bound, properties: properties.split(' '), finds };
  });

describe('what holds further', () => tellEach(milvusCollection, asRows(holding)));
describe('what breaks further', () => tellEach(milvusCollection, asRows(failing)));

describe('"dropVchannels comes from a Go map iteration"', () => {
  const early = 'persist,message,dropVchannels,release,dropIndexes,removeMeta,invalidate,reply';
  const places = ['walCallback', 'walCallbackLate', early];

  it.each(places)('wal-2026: wherever it comes, S13 and S17 alone are broken: %s', (rootSteps) => {
    const choice = { preset: 'wal-2026', bounds: 'small', set: { rootSteps } };
    const broken = outcomeOf(milvusCollection, choice).properties.filter(
      ({ verdict }) => verdict !== 'holds',
    );
    expect(broken.map(({ id }) => id)).toEqual(['S13', 'S17']);
  });

  it('wal-fastack: wherever it comes, the fresh segment stays', () => {
    const lines = places.map((rootSteps) =>
      found(milvusCollection, { preset: 'wal-fastack', bounds: 'tiny', set: { rootSteps } }),
    );
    expect(lines).toMatchInlineSnapshot(`
      [
        "     249      518  26  S1 16, S12 14, S13 11, L2 19, L3 19, L8 17",
        "     241      498  26  S1 16, S12 15, S13 10, L2 19, L3 19, L8 17",
        "     281      590  26  S1 16, S12 10, S13 11, L2 19, L3 19, L8 17",
      ]
    `);
  });
});
