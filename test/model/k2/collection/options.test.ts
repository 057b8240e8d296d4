/**
 * Every option of every switch changes a verdict or a count somewhere; an option that changes nothing anywhere would
 * be a promise without a protocol behind it.
 */
import { describe, expect, it } from 'vitest';
import { switches } from '../../../../src/model/k2/collection/switches.ts';
import { outcomeOf } from './play.ts';

interface Row {
  readonly of: keyof typeof switches;
  /** Options that differ pairwise in these bounds. */
  readonly options: readonly string[];
  readonly preset: string;
  readonly set?: Readonly<Record<string, string>>;
  readonly bounds: string;
}

const rows: readonly Row[] = [
  {
    of: 'collectionId',
    options: ['none', 'startTsFenceWrites', 'startTsFence', 'perRequest', 'atCommit'],
    preset: 'documented',
    bounds: 'note',
  },
  {
    of: 'collectionId',
    options: ['onRefresh', 'startTsFence', 'perRequest'],
    preset: 'documented',
    bounds: 'note',
  },
  {
    of: 'collectionId',
    options: ['startTsFenceSkewed', 'startTsFence', 'perRequest'],
    preset: 'documented',
    bounds: 'note',
  },
  {
    of: 'onMismatch',
    options: ['abortThenRefresh', 'retrySameTxn', 'retryIfUntouched', 'user', 'resolvePerOp'],
    preset: 'documentedWithId',
    bounds: 'note',
  },
  {
    of: 'commitScope',
    options: ['trhOnly', 'everyCollection'],
    preset: 'documented',
    bounds: 'note',
  },
  { of: 'dropMsg', options: ['byName', 'byId'], preset: 'documented', bounds: 'lateDrop' },
  { of: 'offloadMsg', options: ['byName', 'byId'], preset: 'documented', bounds: 'lateUnload' },
  {
    of: 'assignCheck',
    options: ['refuseBusy', 'byPvid'],
    preset: 'documented',
    bounds: 'lateAssign',
  },
  {
    of: 'assignCheck',
    options: ['byPvid', 'byId', 'byIdConfirmed'],
    preset: 'documented',
    bounds: 'lateAssign',
  },
  {
    of: 'offloadMissing',
    options: ['success', 'afterAssign', 'reloadThenDrain'],
    preset: 'documented',
    bounds: 'overtaking',
  },
  {
    of: 'unload',
    options: ['immediate', 'drainScheduled', 'refuseThenDrain', 'drainAll', 'handOver'],
    preset: 'documented',
    bounds: 'note',
  },
  {
    of: 'stopContinuation',
    options: ['blind', 'sameModule'],
    preset: 'code2021',
    bounds: 'doubleStop',
  },
  {
    of: 'pushIdentity',
    options: ['byName', 'byId'],
    preset: 'documented',
    set: { trhGone: 'blocked' },
    bounds: 'log',
  },
  {
    of: 'trhGone',
    options: ['absentAborts', 'blocked'],
    preset: 'documented',
    bounds: 'log',
  },
  {
    of: 'trhGone',
    options: ['absentAborts', 'tombstone'],
    preset: 'documented',
    bounds: 'medium',
  },
  {
    of: 'dropFailure',
    options: ['userRetries', 'cpoRetries'],
    preset: 'documented',
    bounds: 'lossy',
  },
  { of: 'intent', options: ['beforeSend', 'afterAcks'], preset: 'documented', bounds: 'lossy' },
  { of: 'catalogWrite', options: ['twoFiles', 'atomic'], preset: 'documented', bounds: 'note' },
  { of: 'idSource', options: ['durableCounter', 'perName'], preset: 'repaired', bounds: 'note' },
  { of: 'walKey', options: ['byName', 'byId'], preset: 'documented', bounds: 'note' },
  {
    of: 'walClean',
    options: ['never', 'asyncDurableList', 'beforeReply'],
    preset: 'documented',
    bounds: 'note',
  },
  {
    of: 'lateAppend',
    options: ['accepted', 'sealed'],
    preset: 'documented',
    bounds: 'lateAppend',
  },
  {
    of: 'createExists',
    options: ['error', 'asSuccess'],
    preset: 'documented',
    bounds: 'overtaking',
  },
  { of: 'reload', options: ['none', 'reassign'], preset: 'documented', bounds: 'reload' },
];

describe('options make a difference', () => {
  const titled = rows.map((row) => ({ ...row, list: row.options.join(', ') }));
  it.each(titled)('$of: $list ($preset, $bounds)', ({ of, options, preset, set, bounds }) => {
    const seen = options.map((option) => found(preset, bounds, { ...set, [of]: option }));
    expect(new Set(seen).size).toBe(options.length);
  });

  it('and none is left out', () => {
    const tried = rows.flatMap(({ of, options }) => options.map((option) => `${of}=${option}`));
    const all = Object.entries(switches).flatMap(([name, { options }]) =>
      Object.keys(options).map((option) => `${name}=${option}`),
    );
    expect(all.filter((option) => !tried.includes(option))).toEqual([]);
  });

  it('a user who is to refresh does so, and only then', () => {
    const refreshes = (set: Readonly<Record<string, string>>) =>
      outcomeOf({ preset: 'documentedWithId', bounds: 'twoTxns', set })
        .coverage.actions.filter(({ name, taken }) => name === 'client.refreshes' && taken > 0)
        .map(({ name }) => name);
    expect(refreshes({ onMismatch: 'user' })).toEqual(['client.refreshes']);
    expect(refreshes({})).toEqual([]);
  });

  it.each(['onRefresh', 'startTsFenceSkewed'])(
    '%s is no better than no id at all, wherever there are transactions',
    (collectionId) => {
      for (const bounds of ['note', 'readOnly', 'twoTxns', 'note2', 'log', 'reload', 'medium']) {
        expect(found('documented', bounds, { collectionId })).toBe(found('documented', bounds, {}));
      }
    },
  );
});

/** Counts and violated properties, as one text. */
function found(preset: string, bounds: string, set: Readonly<Record<string, string>>): string {
  const { counts, properties } = outcomeOf({ preset, bounds, set });
  const violated = properties.filter(({ verdict }) => verdict !== 'holds').map(({ id }) => id);
  return [counts.states, counts.transitions, counts.depth, ...violated].join(' ');
}
