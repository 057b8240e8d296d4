/**
 * The note's own story, step by step: drop table. Each `it` is a step of the note; the steps before it have been taken.
 */
import { describe, expect, it } from 'vitest';
import { ndbPrepDrop } from '../../../../src/model/ndb/prepDrop/system.ts';
import { played, stage } from '../stage.ts';
import {
  ends,
  marksLqh,
  prepares,
  releases,
  tellsDih,
  tellsRelease,
  tellsTc,
  waits,
  wholeDrop,
} from './drop.ts';

const { model, cellsAfter } = stage(ndbPrepDrop);

const afterwards = (bounds: string, steps: readonly string[]) => cellsAfter('note', bounds, steps);

describe('case drop table', () => {
  it('1: PREP to DICT: the schema file says DROPPING', () => {
    const cell = afterwards('tiny', prepares);
    expect([cell('file(1)'), cell('entry(1)'), cell('frag(1)')]).toEqual([
      'dropping',
      'dropping',
      'present',
    ]);
  });

  it('4: PREP to LQH: no new operations will start', () => {
    const busy = ['client.asks(1, 1, 1)', 'lqh.takesKey(1, 1)'];
    const steps = [...prepares, ...marksLqh];
    expect(afterwards('tiny', steps)('lqh(1)')).toMatchObject({ table: 'marked' });
    const refused = [...steps, ...busy];
    expect(afterwards('tiny', refused)('op(1)')).toMatchObject({ state: 'refused' });
    // Those that run go on: "start waiting", but "reply at once".
    const running = { table: 'marked', running: { '#set': ['1'] } };
    expect(afterwards('tiny', [...busy, ...steps])('lqh(1)')).toMatchObject(running);
  });

  it('4: an order to checkpoint is replied directly', () => {
    const late = [...prepares, ...marksLqh, 'dih.beginsLcp', 'dih.orders(1)', 'lqh.takesOrd(1)'];
    expect(afterwards('tiny', late)('lqh(1)')).toMatchObject({ lcp: false });
    expect(afterwards('tiny', [...late, 'dih.takesRep(1)'])('lcp')).toMatchObject({
      pending: { '#set': [] },
    });
  });

  const untilTc = [...prepares, ...marksLqh, ...tellsTc];

  it('5: PREP to TC: admits no operation, and asks every LQH to WAIT', () => {
    const cell = afterwards('tiny', [...untilTc, 'client.asks(1, 1, 1)']);
    expect(cell('tc(1)')).toEqual({ table: 'dropping', asked: { '#set': ['1'] }, owes: true });
    expect(cell('op(1)')).toMatchObject({ state: 'refused', tc: '1' });
    expect(cell('link(1, 1)')).toEqual([{ verb: 'wait', block: 'TC' }]);
  });

  it('WAIT: answered when the operation that ran has ended', () => {
    const busy = ['client.asks(1, 1, 1)', 'lqh.takesKey(1, 1)', ...untilTc, 'lqh.takesWait(1, 1)'];
    const known = model('note', 'tiny');
    const refused = () => played(known, [...busy, 'lqh.answers(1, TC, 1)']);
    expect(refused).toThrow('lqh.answers(1, TC, 1)');
    const cell = afterwards('tiny', [...busy, 'client.ends(1)', 'lqh.answers(1, TC, 1)']);
    expect(cell('link(1, 1)')).toEqual([{ verb: 'waitConf', block: 'TC' }]);
  });

  const untilDih = [...untilTc, ...waits('TC'), ...tellsDih];

  it('6: PREP to DIH: the master unlinks queued orders', () => {
    const cell = afterwards('tiny', ['dih.beginsLcp', ...untilDih]);
    expect(cell('lcp')).toEqual({ queued: { '#set': [] }, pending: { '#set': [] } });
    expect(cell('dih(1)')).toMatchObject({ table: 'dropping', owes: true });
  });

  it('7: DROP_TAB: the fragment goes, then the schema file says DROPPED', () => {
    const told = [...untilDih, ...waits('DIH'), ...tellsRelease];
    expect(afterwards('tiny', [...told, 'lqh.releases(1)'])('file(1)')).toBe('dropping');
    const cell = afterwards('tiny', [...told, ...releases]);
    expect([cell('frag(1)'), cell('file(1)')]).toEqual(['absent', 'unused']);
  });

  it('8: DICT_SCHEMAREQ: the table is gone', () => {
    const cell = afterwards('tiny', wholeDrop);
    expect([cell('entry(1)'), cell('trans')]).toEqual([
      'absent',
      { phase: 'ended', waiting: { '#set': [] } },
    ]);
    expect(wholeDrop.slice(-ends.length)).toEqual(ends);
  });
});

describe('NF-handling: a TC does not wait for the LQH of a node that has died', () => {
  it('once it has heard of the failure', () => {
    const both = (verb: string) => [`${verb}(1)`, `${verb}(2)`];
    const round = [...both('node.takesReq'), ...both('dict.counts'), 'dict.advances'];
    const asked = ['dict.starts', ...round, ...round, 'node.takesReq(1)'];
    expect(afterwards('small', asked)('tc(1)')).toMatchObject({ asked: { '#set': ['1', '2'] } });
    const dead = [...asked, 'fault.crashes(2)'];
    expect(afterwards('small', dead)('tc(1)')).toMatchObject({ asked: { '#set': ['1', '2'] } });
    const heard = [...dead, 'node.hears(1, 2)'];
    expect(afterwards('small', heard)('tc(1)')).toMatchObject({ asked: { '#set': ['1'] } });
  });

  it('and what the dead TC left running at an LQH is ended', () => {
    const left = ['client.asks(1, 2, 1)', 'lqh.takesKey(1, 2)', 'fault.crashes(2)'];
    expect(afterwards('small', left)('lqh(1)')).toMatchObject({ running: { '#set': ['1'] } });
    const ended = [...left, 'node.hears(1, 2)', 'tc.takesOver(1, 2)'];
    expect(afterwards('small', ended)('lqh(1)')).toMatchObject({ running: { '#set': [] } });
  });
});
