/**
 * Every option of every switch changes a verdict or a count somewhere; an option that changes nothing anywhere would
 * be a promise without a protocol behind it.
 *
 * What each option comes to is pinned: states, transitions, depth, and the violated properties with the number of
 * steps of the shortest trace. In brackets: report only.
 */
import { describe, expect, it } from 'vitest';
import { switches } from '../../../../src/model/k2/collection/switches.ts';
import { found, outcomeOf } from './play.ts';
import { choiceOf } from './rows.ts';

interface Row {
  readonly of: keyof typeof switches;
  /** What the options are set in: `preset`, or `preset + switch=option`. */
  readonly variant: string;
  readonly bounds: string;
  readonly bound?: Readonly<Record<string, unknown>>;
  /** Options that differ pairwise here; all of the switch if absent. */
  readonly options?: readonly string[];
}

/** The node of A is taken by B before A comes back: the one change of place that a map can show. */
const movedOn = { admins: ['drop A, create B, create A'] };

const rows: readonly Row[] = [
  {
    of: 'collectionId',
    variant: 'documented',
    bounds: 'note',
    options: ['none', 'startTsFenceWrites', 'startTsFence', 'perRequest', 'atCommit'],
  },
  {
    of: 'collectionId',
    variant: 'documented',
    bounds: 'note',
    bound: movedOn,
    options: ['none', 'onRefresh'],
  },
  {
    of: 'collectionId',
    variant: 'documented',
    bounds: 'note',
    options: ['startTsFenceSkewed', 'startTsFence'],
  },
  { of: 'onMismatch', variant: 'documentedWithId', bounds: 'note' },
  { of: 'commitScope', variant: 'documented', bounds: 'foreignDrop' },
  { of: 'dropMsg', variant: 'documented', bounds: 'lateDrop' },
  { of: 'offloadMsg', variant: 'documented', bounds: 'lateUnload' },
  {
    of: 'assignCheck',
    variant: 'documented',
    bounds: 'lateAssign',
    options: ['refuseBusy', 'byPvid'],
  },
  {
    of: 'assignCheck',
    variant: 'documented',
    bounds: 'lateAssign',
    options: ['byPvid', 'byId', 'byIdConfirmed'],
  },
  {
    of: 'assignCheck',
    variant: 'documented + nodeMap=forgotten',
    bounds: 'busyNode',
    options: ['byPvid', 'byId'],
  },
  { of: 'offloadMissing', variant: 'documented', bounds: 'overtaking' },
  { of: 'unload', variant: 'documented', bounds: 'note' },
  {
    of: 'unload',
    variant: 'repaired',
    bounds: 'cross',
    options: ['immediate', 'handOver', 'drainScheduled', 'drainAll'],
  },
  {
    of: 'unload',
    variant: 'repaired',
    bounds: 'cross',
    options: ['refuseThenDrain', 'drainAll', 'handOver'],
  },
  { of: 'stopContinuation', variant: 'code2021', bounds: 'doubleStop' },
  { of: 'pushIdentity', variant: 'repaired', bounds: 'crossRecreate' },
  { of: 'trhGone', variant: 'repaired', bounds: 'cross' },
  { of: 'dropFailure', variant: 'documented', bounds: 'cut' },
  { of: 'fence', variant: 'documented + dropFailure=declareDead', bounds: 'cut' },
  {
    of: 'fence',
    variant: 'documented + dropFailure=declareDead',
    bounds: 'lateAppend',
    bound: { cuts: 1 },
  },
  { of: 'intent', variant: 'documented', bounds: 'lossy' },
  { of: 'resume', variant: 'documented', bounds: 'cpo2' },
  {
    of: 'resume',
    variant: 'documented + catalogWrite=twoFiles',
    bounds: 'busyNode',
    bound: { admins: ['create B', 'create B'] },
  },
  { of: 'catalogWrite', variant: 'documented', bounds: 'cpo2' },
  { of: 'nodeMap', variant: 'documented', bounds: 'busyNode' },
  { of: 'idSource', variant: 'repaired', bounds: 'cpo' },
  { of: 'walKey', variant: 'documented', bounds: 'note' },
  { of: 'walClean', variant: 'documented', bounds: 'logCpo' },
  { of: 'lateAppend', variant: 'documented', bounds: 'lateAppend' },
  { of: 'createExists', variant: 'documented', bounds: 'overtaking' },
  { of: 'reload', variant: 'documented', bounds: 'reload' },
];

/** Each row with what its options come to. */
const tried = rows.map((row) => {
  const { of, variant, bounds, bound = {} } = row;
  const { preset, set } = choiceOf(variant);
  const list = row.options ?? Object.keys(switches[of].options);
  const outcomes = once(() =>
    list.map((option) => found({ preset, bounds, bound, set: { ...set, [of]: option } })),
  );
  return { ...row, list, outcomes };
});

describe('options make a difference', () => {
  const titled = tried.map((row) => ({ ...row, text: row.list.join(', ') }));
  it.each(titled)('$of: $text ($variant, $bounds)', (row) => {
    expect(new Set(row.outcomes()).size).toBe(row.list.length);
  });

  it('and none is left out', () => {
    const known = tried.flatMap(({ of, list }) => list.map((option) => `${of}=${option}`));
    const all = Object.entries(switches).flatMap(([of, { options }]) =>
      Object.keys(options).map((option) => `${of}=${option}`),
    );
    expect(all.filter((option) => !known.includes(option))).toEqual([]);
  });

  it('they come to this', () => {
    const lines = tried.flatMap((row) => [
      `${row.of} in ${row.variant}, ${row.bounds}${row.bound ? ' and more' : ''}`,
      ...row.list.map((option, at) => `  ${option.padEnd(18)} ${row.outcomes()[at]}`),
    ]);
    expect(['', ...lines, ''].join('\n')).toMatchInlineSnapshot(`
      "
      collectionId in documented, note
        none                   241     435  18  P1 13, (P2 11)
        startTsFenceWrites     223     390  18  (P2 11), (P23 12)
        startTsFence           205     351  18  (P23 11)
        perRequest             175     292  17
        atCommit               265     487  19  (P2 11)
      collectionId in documented, note and more
        none                   406     755  24  P1 19, (P2 17)
        onRefresh              390     723  24  (P2 17)
      collectionId in documented, note
        startTsFenceSkewed     241     435  18  P1 13, (P2 11)
        startTsFence           205     351  18  (P23 11)
      onMismatch in documentedWithId, note
        abortThenRefresh       175     292  17
        retrySameTxn           271     500  19  P1 14, (P2 12)
        retryIfUntouched       247     448  19  (P2 12)
        user                   265     492  19
        resolvePerOp           262     468  18  P1 13, (P2 11)
      commitScope in documented, foreignDrop
        trhOnly                 88     164  14  P3 10
        everyCollection        131     248  15
      dropMsg in documented, lateDrop
        byName                 192     351  21  P9 11, deadlock 19
        byId                   157     294  17
      offloadMsg in documented, lateUnload
        byName                 141     255  17  P8 14, P24 16
        byId                   137     251  17
      assignCheck in documented, lateAssign
        refuseBusy             216     379  22  P7 14, P8 19, P19 20, P24 21, deadlock 20
        byPvid                 218     382  22  P7 14, P8 19, P24 21
      assignCheck in documented, lateAssign
        byPvid                 218     382  22  P7 14, P8 19, P24 21
        byId                   216     379  22  P7 14, P8 19, P19 20, P24 21, deadlock 20
        byIdConfirmed          207     368  22  P8 19, P24 21
      assignCheck in documented + nodeMap=forgotten, busyNode
        byPvid                  60      81  16  P8 6, P16 11, P16l 11, P24 6
        byId                    54      75  16  P19 5, deadlock 5
      offloadMissing in documented, overtaking
        success                513    1056  19  P7 10, P8 16, P9 4, P24 18
        afterAssign            145     250  18  P9 6
        reloadThenDrain        479     912  23  P9 4
      unload in documented, note
        immediate              241     435  18  P1 13, (P2 11)
        drainScheduled         248     446  19  P1 14, (P2 12)
        refuseThenDrain        238     427  19  P1 14, (P2 12)
        drainAll               200     366  19  P1 14, (P2 12), P16 6, P16l 6, P22 6
        handOver               248     441  18  P1 13, (P2 11)
      unload in repaired, cross
        immediate              123     197  14  P4 10, P5 10
        handOver               123     197  14
        drainScheduled         116     191  15
        drainAll                88     140  15  P16 5, P16l 5, P22 5
      unload in repaired, cross
        refuseThenDrain        116     189  15
        drainAll                88     140  15  P16 5, P16l 5, P22 5
        handOver               123     197  14
      stopContinuation in code2021, doubleStop
        blind                   81     124  19  P8 17, P15 7, P24 18
        sameModule              79     123  18  P15 7
      pushIdentity in repaired, crossRecreate
        byName                4878   13438  24  (P2 12), P4 14, P5 14
        byId                  4788   13255  24  (P2 12)
      trhGone in repaired, cross
        absentAborts           125     198  14  P4 10, P5 10
        blocked                109     160  14  P20 11
        tombstone              123     197  14
      dropFailure in documented, cut
        userRetries            823    1937  19  P1 13, (P2 11), P16 5, P16l 5, deadlock 11
        cpoRetries             723    1764  19  P1 13, (P2 11), P16 3, P16l 3, deadlock 8
        declareDead           1280    2902  19  P1 13, (P2 7), P3 10, P7 6, P15 10, deadlock 11
      fence in documented + dropFailure=declareDead, cut
        none                  1280    2902  19  P1 13, (P2 7), P3 10, P7 6, P15 10, deadlock 11
        seal                  1133    2574  19  P1 13, (P2 7), P7 6, deadlock 11
        lease                 1654    3886  20  P1 13, (P2 11), deadlock 12
      fence in documented + dropFailure=declareDead, lateAppend and more
        none                  1166    2614  18  (P2 7), P3 9, P7 6, P15 9, deadlock 11
        seal                  1023    2292  18  (P2 11), P7 6, P15 10, deadlock 11
        lease                 1421    3277  19  (P2 11), P15 10, deadlock 12
      intent in documented, lossy
        beforeSend             160     314  19  P16 7, P16l 7
        afterAcks              160     314  19  P24 7
      resume in documented, cpo2
        no                     101     202  18  P16 7, P16l 7
        yes                    253     576  20
      resume in documented + catalogWrite=twoFiles, busyNode and more
        no                     118     223  11  P19 3
        yes                    176     339  12
      catalogWrite in documented, cpo2
        twoFiles               261     588  21
        atomic                 253     576  20
      nodeMap in documented, busyNode
        forgotten               60      81  16  P8 6, P16 11, P16l 11, P24 6
        rebuilt                 53      75  16
      idSource in repaired, cpo
        durableCounter        1130    2461  21  (P2 12)
        volatileCounter       1389    2862  21  P1 14, (P2 12), P6 10, P10 9, P15 18
        perName               1718    3615  20  P1 13, (P2 11), P6 9, P10 8, P15 17
      walKey in documented, note
        byName                 379     638  18  P1 13, (P2 11), P6 9, P15 17
        byId                   241     435  18  P1 13, (P2 11)
      walClean in documented, logCpo
        never                  429     763  18  (P2 11), P15 6
        asyncVolatileList      798    1555  19  (P2 11), P15 7
        asyncDurableList       715    1574  19  (P2 11)
        beforeReply            404     732  18  (P2 11)
      lateAppend in documented, lateAppend
        accepted               339     632  17  (P2 11), P15 10
        sealed                 318     593  17  (P2 11)
      createExists in documented, overtaking
        error                  513    1056  19  P7 10, P8 16, P9 4, P24 18
        asSuccess              521    1064  19  P7 10, P8 16, P9 4, P10f 9, P24 18
      reload in documented, reload
        none                   630    1204  19  P1 13, (P2 11)
        reassign              1101    2314  22  P1 13, (P2 11)
      "
    `);
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
    '%s is no better than no id at all, as long as the nodes are the same',
    (collectionId) => {
      for (const bounds of ['note', 'readOnly', 'twoTxns', 'note2', 'log', 'reload', 'cross']) {
        const choice = { preset: 'documented', bounds };
        expect(found({ ...choice, set: { collectionId } })).toBe(found(choice));
      }
    },
  );
});

function once<T>(compute: () => T): () => T {
  let known: { readonly value: T } | undefined;
  return () => {
    known ??= { value: compute() };
    return known.value;
  };
}
