/**
 * The design document "drop collection", step by step, and where each of its steps is in the two models.
 */
import { describe, expect, it } from 'vitest';
import type { System } from '../../../../src/index.ts';
import { instantiate } from '../../../../src/index.ts';
import { rootTokens } from '../../../../src/model/milvus/collection/steps.ts';
import { milvusCollection } from '../../../../src/model/milvus/collection/system.ts';
import { milvusTicks } from '../../../../src/model/milvus/ticks/system.ts';
import { enabledAfter, play, story } from '../told.ts';

const design = instantiate(milvusCollection, {
  preset: 'design-2021',
  bounds: 'calm',
  bound: { searches: 1 },
});

/** A collection with a row, an index, query nodes that serve it, and a search under way. */
const inUse = [
  ...story('client.create(1); client.describe(1); proxy.fill(1); client.insert(1, 1)'),
  ...story('datanode.takeInsert(1); indexcoord.build(1); client.load(1)'),
  ...story('querycoord.buildTarget(1); querynode.take(1); client.search(1)'),
];
const upTo4 = [...inUse, 'client.drop(1)', 'proxy.executeAccepted(1)'];
const upTo6 = [...upTo4, 'rootcoord.dropMeta(1)'];
const upTo8 = [...upTo6, 'rootcoord.message(1, 1)'];
const upTo10 = [...upTo8, 'rootcoord.spawnRelease(1)'];
const upTo11 = [...upTo10, 'rootcoord.invalidate(1, 1)'];
const answered = [...upTo11, 'rootcoord.reply(1)', 'proxy.postExecute(1)'];
const upTo15 = [
  ...answered,
  'rootcoord.sendSpawned(1)',
  'querycoord.start',
  'querycoord.closeStreams',
  ...story('querycoord.releaseNodes; querynode.take(1); querycoord.finish'),
];
const upTo17 = [...upTo15, 'datanode.takeDrop(1)'];

describe('the design document tells', () => {
  it('(1)–(4) of a request with a name, a queue, and a task in RootCoord', () => {
    expect(play(design, [...inUse, 'client.drop(1)'])('request(1)')).toMatchObject({
      phase: 'queued',
    });
    const at = play(design, upTo4);
    expect(at('request(1)')).toMatchObject({ phase: 'executing', accepted: '1' });
    expect(at('task(1)')).toMatchObject({ list: 'root', pc: 0, requester: '1' });
  });

  it('(5)(6) "committed in one transaction": gone, and the name is free', () => {
    const at = play(design, upTo6);
    expect([at('collection(1)'), at('nameBinding')]).toEqual(['gone', null]);
    expect(enabledAfter(design, upTo8)).toContain('client.create(2)');
  });

  it('(8) of a message in the log, (10) of a goroutine, which would not block', () => {
    expect(play(design, upTo8)('log(1)')).toMatchObject([{ verb: 'drop', collection: '1' }]);
    expect(play(design, upTo10)('goroutine(1)')).toBe(true);
    expect(enabledAfter(design, upTo10)).toContain('rootcoord.invalidate(1, 1)');
  });

  it('(11) of proxies that forget, (3) and of the one that asked, which closes its streams', () => {
    const at = play(design, upTo11);
    expect([at('cache(1)'), at('dmlStream(1, 1)'), at('dqlStream(1, 1)')]).toEqual([
      null,
      true,
      true,
    ]);
    const end = play(design, answered);
    expect([end('acked(1)'), end('dmlStream(1, 1)'), end('dqlStream(1, 1)')]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('(12)–(15) of a release: streams first, then nodes, then the answer', () => {
    const at = play(design, upTo15);
    expect([at('loaded(1)'), at('serving(1, 1)'), at('streamsClosed(1)')]).toEqual([
      'no',
      false,
      true,
    ]);
  });

  it('(16)(17) of a DataNode that reads the drop and ends the flow graph', () => {
    expect(play(design, upTo17)('flowGraph(1, 1)')).toBe(false);
  });

  it('and admits that DataCoord (note 1) and IndexCoord (note 2) do not respond', () => {
    const at = play(design, upTo17);
    expect(at('segment(1, 1, 0)')).toEqual({ state: 'healthy', rows: 1 });
    expect([at('binlog(1, 1, 0)'), at('indexMeta(1)'), at('indexFile(1)')]).toEqual([
      true,
      'built',
      true,
    ]);
    expect(enabledAfter(design, upTo17)).toEqual(['client.create(2)']);
  });
});

/** Step or note of the document → what it is in `milvus/collection`, and in `milvus/ticks` after the bar. */
const trace: Readonly<Record<string, string>> = {
  '1 SDK sends `DropCollection` with a name': 'client.drop dropRequestBy S17',
  '2 `DropCollectionTask` into `DdTaskQueue`, `WaitToFinish`': 'request L11',
  '3 `Execute` calls RootCoord and waits': 'proxy.executeAccepted',
  '3 `PostExecute`, the proxy deletes its own entry': 'proxy.postExecute S1 L7 dmlStreamClosedBy',
  '4 `DropCollectionReqTask`, context done or `Execute` returned':
    'task fault.timeout ddlAdmission S16 L1',
  '5 all meta in one transaction': 'dropMeta metaDelete S6 S6q S13 S18',
  '6 the collection counts as deleted': 'nameBinding client.create reply S4 S5 S9 L10 L12',
  '7 a timestamp, "the point"': 'log S3 S7a | stamp T2 T5',
  '8 `DropCollectionRequest` into the MsgStream': 'message log recovery journal S7b S14 S15',
  '9 update internal timestamp': '| ticker.tick forceTick waitSynced T1 T3',
  '10 `ReleaseCollection` in another goroutine':
    'spawnRelease rootcoord.sendSpawned release L6 L12',
  '11 `InvalidateCollectionMetaCache`':
    'invalidate invalidateFailure cacheFill aliasList S1 S2 S18 L8',
  '12–13 `ReleaseCollectionTask`, `TaskScheduler`': 'toQueryCoord querycoord.start releaseTask',
  '14 (a) `ReleaseDQLMessageStream`':
    'querycoord.closeStreams queryStreams fault.releaseFails S20 L7',
  '14 (b) `ReleaseCollection` to each QueryNode': 'querycoord.releaseNodes querynode.take S21 L6',
  '15 response to RootCoord': 'querycoord.finish rootcoord.releaseDone queryCoordMeta',
  '16 the DataNode is notified through the MsgStream': 'log datanode.takeDrop S7b S19',
  '17 one FlowGraph per MsgStream, `BackGroundGC`': 'datanode.takeDrop flowGraphUnit L5',
  'note 1: DataCoord does not respond':
    'dataNodeMarksDropped segmentGc dropVchannels L2 L3 S10 S11 S12',
  'note 2: IndexCoord does not respond': 'dropIndexes indexGc L4',
};

describe('every step of the document is in a model', () => {
  const names = {
    collection: new Set([...namesOf(milvusCollection), ...rootTokens]),
    ticks: new Set([...namesOf(milvusTicks), 'stamp', 'forceTick', 'waitSynced']),
  };

  it.each(Object.entries(trace))('%s: %s', (_, text) => {
    const [inCollection = '', inTicks = ''] = text.split('|').map((part) => part.trim());
    const missing = [
      ...words(inCollection).filter((name) => !names.collection.has(name)),
      ...words(inTicks).filter((name) => !names.ticks.has(name)),
    ];
    expect(missing).toEqual([]);
  });

  it('(14) what "only logs" has no state: no other step is left out', () => {
    const told = Object.keys(trace).map((step) => step.split(/[ –]/)[0]);
    const steps = Array.from({ length: 17 }, (_, at) => `${at + 1}`);
    expect(steps.filter((step) => !told.includes(step))).toEqual(['13']);
  });
});

function words(text: string): string[] {
  return text.split(' ').filter((word) => word !== '');
}

/** Actions, cells, switches and promises of all presets. */
function namesOf(system: System): string[] {
  const models = Object.keys(system.presets).map((preset) => instantiate(system, { preset }));
  return [
    ...Object.keys(system.switches),
    ...models.flatMap(({ actions, layout, properties }) => [
      ...actions.map(({ action }) => action),
      ...layout.cells.map(({ family }) => family),
      ...properties.map(({ id }) => id),
    ]),
  ];
}
