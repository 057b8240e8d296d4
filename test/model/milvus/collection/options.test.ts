/**
 * Every option of every switch changes a verdict or a count somewhere; an option that changes nothing anywhere would be
 * a promise without a protocol behind it. And every promise is broken somewhere.
 */
import { describe, expect, it } from 'vitest';
import { switches } from '../../../../src/model/milvus/collection/switches.ts';
import { milvusCollection } from '../../../../src/model/milvus/collection/system.ts';
import { choiceOf, found, outcomeOf } from '../told.ts';

const [tf, r21] = ['tombstone-fixed', 'repaired-2021'];
const noRows = { inserts: 0 };
const crash = { ...noRows, crashes: 1 };
const retry = { ...crash, retries: 1 };
const loads = { ...noRows, loads: 1 };

type Tried = readonly [
  of: keyof typeof switches,
  variant: string,
  bound: Readonly<Record<string, unknown>>,
  options?: readonly string[],
];

/** All in the bounds `tiny`, with what is said over them; all options of a switch if none are named. */
const tried: readonly Tried[] = [
  ['rootSteps', r21, {}],
  ['redoSteps', tf, { crashes: 1 }],
  ['recovery', 'code-2021-12', crash, ['none', 'resendOrPanic', 'resendOrSkip']],
  ['recovery', tf, crash, ['none', 'redoTombstones']],
  ['recovery', 'wal-2026', crash, ['none', 'redoBroadcasts']],
  ['metaDelete', 'design-2021', noRows],
  ['journal', 'code-2021-11', { ...crash, drops: 2, proxies: 2 }],
  ['ddlAdmission', tf, retry],
  ['nameUnbind', tf, noRows],
  ['dropRequestBy', tf, retry],
  ['dropOfUnknown', tf, retry],
  ['aliasList', r21, { ...noRows, aliases: 1 }],
  ['releaseFailure', r21, { ...loads, releaseFailures: 1 }],
  ['asyncError', tf, { ...loads, releaseFailures: 1 }],
  ['redoExecutor', tf, { ...noRows, drops: 2 }],
  ['cacheFill', tf, noRows, ['blind', 'floorKept', 'drain']],
  ['cacheFill', tf, noRows, ['floorRemovedOnDrop', 'drain']],
  ['invalidateFailure', tf, { ...noRows, invalidateFailures: 1 }],
  ['leaderCacheKey', r21, { ...loads, lookups: 1 }],
  ['dmlStreamClosedBy', tf, { proxies: 2 }],
  ['queryStreams', 'design-2021', { ...loads, searches: 1 }],
  ['queryCoordMeta', 'design-2021', { ...loads, releaseFailures: 1 }],
  ['loadCheck', r21, loads],
  ['fence', 'design-2021', {}],
  ['flowGraphUnit', r21, { shards: 2 }],
  ['dataNodeMarksDropped', r21, {}],
  ['segmentGc', r21, {}],
  ['dropVchannelsWaits', 'wal-2026', {}],
  ['indexGc', r21, { builds: 1 }],
  ['droppedAt', tf, {}],
  ['unknownFiles', `${r21} + gcOrder=metaFirst`, { builds: 1, deleteFailures: 1 }],
  ['gcOrder', r21, { deleteFailures: 1 }],
  ['gcNeedsCollectionMeta', `${tf} + rootSteps=tombstoneInvalidate`, {}],
  ['compaction', tf, { compactions: 1 }],
];

const rows = tried.map(([of, variant, bound, options = Object.keys(switches[of].options)]) => {
  const { preset, set } = choiceOf({ variant, bounds: 'tiny' });
  const outcomes = options.map((option) => () => {
    return found(milvusCollection, {
      preset,
      bounds: 'tiny',
      bound,
      set: { ...set, [of]: option },
    });
  });
  return { of, variant, bound, options, outcomes };
});

describe('options make a difference', () => {
  it('and none is left out', () => {
    const known = rows.flatMap(({ of, options }) => options.map((option) => `${of}=${option}`));
    const all = Object.entries(switches).flatMap(([of, { options }]) =>
      Object.keys(options).map((option) => `${of}=${option}`),
    );
    expect(all.filter((option) => !known.includes(option))).toEqual([]);
  });

  it('they come to this', { timeout: 120_000 }, () => {
    const told = rows.map((row) => ({ ...row, lines: row.outcomes.map((outcome) => outcome()) }));
    const alike = told.filter(({ lines }) => new Set(lines).size < lines.length);
    expect(alike.map(({ of }) => of)).toEqual([]);
    const text = told.flatMap(({ of, variant, bound, options, lines }) => [
      `${of} in ${variant}, tiny ${JSON.stringify(bound)}`,
      ...options.map((option, at) => `  ${option.padEnd(26)} ${lines[at]}`),
    ]);
    expect(['', ...text, ''].join('\n')).toMatchInlineSnapshot(`
      "
      rootSteps in repaired-2021, tiny {}
        asDesigned                      602     1708  22  S7a 8, S13 4
        syncRelease                     308      704  22  S7a 8, S13 4
        indexFirst                      313      713  23  S7a 9, S13 5
        messageFirst                    322      735  23  S7a 8, S13 6
        releaseFirst                    232      501  23  S7a 11, S13 9
        invalidateFirst                 551     1318  24  S1 14, S3 15, S7a 10, S13 6, L7 17, L8 15
        invalidateTombstone             753     1952  25  S1 9, S3 10, S7a 14, S13 12, L7 18, L8 16
        tombstoneInvalidate             408     1021  25  S13 12
        tombstoneReplyInvalidate        430     1075  25  S1 8, S3 9, S13 12
        invalidateTombstoneConfirm      669     1629  26  S1 9, S3 10, S7a 14, S13 17, L7 19, L8 17
        repairedTombstone               370      876  26
        walCallback                     347      813  25  S7a 8, S12 14, S13 11
        walCallbackLate                 364      859  25  S7a 8, S12 15, S13 10
      redoSteps in tombstone-fixed, tiny {"crashes":1}
        empty                           715     1844  26  L1 6, L2 10, L3 10, L5 6, L7 10, L8 8, L9 6, L12 9
        redoPlain                      1869     5001  32  S7a 14, S13 12, L2 17, L3 17, L7 17, L8 15
        redoInvalidating               2141     5871  33  S13 13, L2 18, L3 18
        redoConfirming                 1716     4536  31  S7a 14, S13 17, L7 18, L8 16
        redoFull                       1982     5370  32
      recovery in code-2021-12, tiny {"inserts":0,"crashes":1}
        none                            247      592  18  S1 15, S6 6, S6q 9, S13 6, S16 6, L8 11
        resendOrPanic                   257      601  18  S1 15, S6 6, S6q 9, S13 6, S14 9, S16 6, L8 11
        resendOrSkip                    267      634  18  S1 15, S6 6, S6q 9, S13 6, S16 6, L8 11
      recovery in tombstone-fixed, tiny {"inserts":0,"crashes":1}
        none                            183      414  19  L1 6, L5 6, L8 8, L9 6, L12 9
        redoTombstones                  435     1034  25
      recovery in wal-2026, tiny {"inserts":0,"crashes":1}
        none                            118      234  19  S16 8, L1 6, L8 16
        redoBroadcasts                  306      662  24
      metaDelete in design-2021, tiny {"inserts":0}
        oneTransaction                  221      594  16  S1 11, S13 4, L8 14
        twoTransactions                 224      598  17  S1 12, S6 4, S13 4, L8 15
      journal in code-2021-11, tiny {"inserts":0,"crashes":1,"drops":2,"proxies":2}
        none                          66415   235567  33  S1 15, S6 4, S6q 6, S13 4, S15 5, L5 6, L8 8
        oneSlot                       74265   265977  33  S1 15, S6 4, S6q 6, S13 4, S14 7, S15 5, L5 6, L8 8, L11 8
        oneSlotOwned                  66465   238237  33  S1 15, S6 4, S6q 6, S13 4, S14 7, S15 5, L5 6, L8 8, L11 8
      ddlAdmission in tombstone-fixed, tiny {"inserts":0,"crashes":1,"retries":1}
        metaLock                        637     1506  25
        syncPart                        611     1449  25
        wholeTask                       201      340  23
      nameUnbind in tombstone-fixed, tiny {"inserts":0}
        onlyIfMine                       86      174  19
        always                           92      179  19  S9 15
      dropRequestBy in tombstone-fixed, tiny {"inserts":0,"crashes":1,"retries":1}
        name                            869     2021  31  S17 10
        id                              611     1449  25
      dropOfUnknown in tombstone-fixed, tiny {"inserts":0,"crashes":1,"retries":1}
        error                           611     1449  25
        success                         607     1446  25  S1 10
      aliasList in repaired-2021, tiny {"inserts":0,"aliases":1}
        beforeDelete                    402      963  19  S13 5
        afterDelete                     426     1009  19  S13 5, S18 14, L8 15
      releaseFailure in repaired-2021, tiny {"inserts":0,"loads":1,"releaseFailures":1}
        failsDrop                       374      867  23  S13 5, L6 15, L8 14
        retried                         486     1115  26  S13 5
      asyncError in tombstone-fixed, tiny {"inserts":0,"loads":1,"releaseFailures":1}
        retried                         691     1624  28
        stackDropped                    483     1116  25  L1 14, L5 14, L6 15, L9 14, L12 14
      redoExecutor in tombstone-fixed, tiny {"inserts":0,"drops":2}
        eachAlone                       342      778  31
        mostRemainingFirst              260      543  31
      cacheFill in tombstone-fixed, tiny {"inserts":0}
        blind                           160      350  19  S1 9, L8 17
        floorKept                       123      281  19
        drain                            86      174  19
      cacheFill in tombstone-fixed, tiny {"inserts":0}
        floorRemovedOnDrop              160      350  19  S1 9, L8 17
        drain                            86      174  19
      invalidateFailure in tombstone-fixed, tiny {"inserts":0,"invalidateFailures":1}
        ignored                         233      507  19  S1 9, L8 17
        failsDrop                        94      184  19  L1 5, L5 5, L8 7, L9 5
        retried                         162      335  20
      leaderCacheKey in repaired-2021, tiny {"inserts":0,"loads":1,"lookups":1}
        id                              358      831  23  S13 5
        name                            566     1332  27  S13 5
      dmlStreamClosedBy in tombstone-fixed, tiny {"proxies":2}
        ownProxy                       2686     7821  29  L7 23
        everyProxy                     1962     5639  29
      queryStreams in design-2021, tiny {"inserts":0,"loads":1,"searches":1}
        perProxy                       3099     9877  26  S1 11, S2 14, S13 4, S20 13, L6 17, L7 15, L8 14, L12 17
        none                           1151     3477  23  S1 11, S2 14, S13 4, L6 17, L8 14, L12 17
      queryCoordMeta in design-2021, tiny {"inserts":0,"loads":1,"releaseFailures":1}
        removedLast                    1391     4281  24  S1 11, S2 14, S13 4, L6 17, L8 14, L12 17
        removedFirst                   1351     4127  23  S1 11, S2 14, S13 4, L6 17, L8 14, L12 17
      loadCheck in repaired-2021, tiny {"inserts":0,"loads":1}
        never                           381      908  23  S13 5, L6 18, L12 18
        atStart                         285      641  23  S13 5
        atTarget                        358      831  23  S13 5
      fence in design-2021, tiny {}
        no                              640     1787  20  S1 11, S3 12, S7a 8, S13 4, L2 16, L3 16, L7 16, L8 14
        yes                             454     1239  20  S1 11, S13 4, L2 16, L3 16, L8 14, R7 unreached
      flowGraphUnit in repaired-2021, tiny {"shards":2}
        vchannel                       1006     2848  25  S7a 9, S13 5
        collection                     1202     3227  25  S7a 9, S7b 11, S13 5, L2 19, L3 19
      dataNodeMarksDropped in repaired-2021, tiny {}
        no                              273      595  21  S7a 9, S13 5, L2 17, L3 17
        yes                             313      713  23  S7a 9, S13 5
      segmentGc in repaired-2021, tiny {}
        off                             273      595  21  S7a 9, S13 5, L2 17, L3 17
        on                              313      713  23  S7a 9, S13 5
      dropVchannelsWaits in wal-2026, tiny {}
        no                              229      476  26  S12 14, S13 11, L2 19, L3 19
        yes                             133      238  26  S13 16
      indexGc in repaired-2021, tiny {"builds":1}
        off                             533     1224  25  S7a 9, S13 5, L4 21
        marked                          737     1882  27  S7a 9, S13 5, L4 21
        markedAndOrphans                737     1902  27  S7a 9, S13 5
      droppedAt in tombstone-fixed, tiny {}
        stamped                         316      724  26
        missingMeansOld                 324      758  25  S10 17
        missingMeansKeep                276      634  22  L1 17, L2 17, L3 17, L9 17, R7 unreached
      unknownFiles in repaired-2021 + gcOrder=metaFirst, tiny {"builds":1,"deleteFailures":1}
        kept                            837     2227  27  S7a 9, S11 13, S13 5, L3 20
        dataPrefixes                    937     2532  28  S7a 9, S11 13, S13 5
        wholeRoot                      1095     3256  28  S7a 9, S10 7, S11 13, S13 5
      gcOrder in repaired-2021, tiny {"deleteFailures":1}
        filesFirst                      373      860  25  S7a 9, S13 5
        metaFirst                       353      811  25  S7a 9, S11 13, S13 5
        metaEvenIfDeleteFails           353      811  24  S7a 9, S11 13, S13 5
      gcNeedsCollectionMeta in tombstone-fixed + rootSteps=tombstoneInvalidate, tiny {}
        no                              352      859  25  S13 12
        yes                             352      835  25  S13 12, L2 18, L3 18
      compaction in tombstone-fixed, tiny {"compactions":1}
        commitsAnyTime                 1009     2667  31  S12 18, S13 23, L1 22, L2 22, L3 22, L9 22
        refusedIfDropped                953     2565  28
      "
    `);
  });

  it('a floor that the drop deletes is as good as none', () => {
    const [blind, removed] = ['blind', 'floorRemovedOnDrop'].map((cacheFill) =>
      found(milvusCollection, { preset: tf, bounds: 'small', set: { cacheFill } }),
    );
    expect(removed).toBe(blind);
  });
});

describe('promises that no row of verdicts breaks are broken by', () => {
  it.each([
    ['S7b', `${r21} + flowGraphUnit=collection`, { shards: 2 }, 'the drop of another shard'],
    ['S11', `${r21} + gcOrder=metaFirst`, {}, 'a collector that takes the pointer first'],
    ['S20', 'design-2021', { ...loads, searches: 1 }, 'a search by a stale cache'],
    ['S21', 'design-2021', { ...noRows, loads: 2 }, 'a load by a stale cache'],
    ['L9', tf, { ...noRows, hangs: 1 }, 'an answer that never comes, and is waited for'],
    ['L10', `${r21} + rootSteps=reply,message,dropMeta,release,invalidate`, {}, 'an early reply'],
    ['L11', 'repaired-2021', { ...noRows, hangs: 1 }, 'the same'],
  ] as const)('%s: %s %j: %s', (id, variant, bound, _why) => {
    const { properties } = outcomeOf(
      milvusCollection,
      choiceOf({ variant, bounds: 'tiny', bound }),
    );
    expect(properties.find((known) => known.id === id)?.verdict).toBe('violated');
  });
});
