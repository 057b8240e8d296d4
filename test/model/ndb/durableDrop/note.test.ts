/**
 * The four cases of the note, step by step.
 */
import { describe, expect, it } from 'vitest';
import { ndbDurableDrop } from '../../../../src/model/ndb/durableDrop/system.ts';
import { stage } from '../stage.ts';
import { both, ends, marks, prepares, releases, starts, startsWithNote } from './drop.ts';

const { cellsAfter } = stage(ndbDurableDrop);

/** The cells of a family at both nodes. */
const at = (cell: (name: string) => unknown, family: string) => both(family).map(cell);

describe('case drop table', () => {
  const reported = [...prepares, 'dict.reports'];

  it('1: every schema file says DROPPING; 2: it may be reported as secured, though not completed', () => {
    const cell = cellsAfter('note', 'small', reported);
    expect([at(cell, 'file'), cell('told'), at(cell, 'frag')]).toEqual([
      ['dropping', 'dropping'],
      'secured',
      ['present', 'present'],
    ]);
  });

  it('4, 5, 6: the table takes no more work at any node', () => {
    const cell = cellsAfter('note', 'small', [...reported, ...marks]);
    expect(at(cell, 'open')).toEqual([false, false]);
  });

  it('7: the fragments go, then the schema files say DROPPED', () => {
    const cell = cellsAfter('note', 'small', [...reported, ...marks, ...releases]);
    expect([at(cell, 'frag'), at(cell, 'file'), at(cell, 'entry')]).toEqual([
      ['absent', 'absent'],
      ['unused', 'unused'],
      ['inUse', 'inUse'],
    ]);
  });

  it('8: DICT has no such table any more, and the user is told', () => {
    const cell = cellsAfter('note', 'small', [...reported, ...marks, ...releases, ...ends]);
    expect([at(cell, 'entry'), cell('told'), cell('lock')]).toEqual([
      ['absent', 'absent'],
      'done',
      'free',
    ]);
  });
});

describe('case abort add table', () => {
  const refused = ['api.asksCreate', 'dict.adds(1)', 'dict.refuses(2)'];

  it('what was added is undone at every node, by step 7 without PREP and WAIT', () => {
    const before = cellsAfter('note', 'add', refused);
    expect(at(before, 'frag')).toEqual(['present', 'absent']);
    const cell = cellsAfter('note', 'add', [...refused, ...both('dict.undoes'), 'dict.advances']);
    expect([at(cell, 'frag'), at(cell, 'entry'), cell('told')]).toEqual([
      ['absent', 'absent'],
      ['absent', 'absent'],
      'createFailed',
    ]);
  });

  it('the undo is in memory: the schema file says that it is being created, and a restart cleans up', () => {
    const aborted = [...refused, ...both('dict.undoes'), 'dict.advances'];
    expect(cellsAfter('note', 'add', aborted)('file(1)')).toBe('creating');
    const restarted = [...aborted, 'fault.crashes(1)', 'restart.node(1)', ...starts(1)];
    expect(cellsAfter('note', 'add', restarted)('file(1)')).toBe('unused');
  });
});

describe('case drop in node restart', () => {
  const dropped = ['api.asksDrop', 'dict.prepares(1)', 'dict.reports', 'dict.advances'].concat(
    ['dict.marks(1)', 'dict.advances', 'dict.releases(1)', 'dict.recordsDropped(1)'],
    ['dict.advances', 'dict.ends(1)', 'dict.advances'],
  );

  it('a node that was down while the table was dropped learns of it from the master', () => {
    const cell = cellsAfter('note', 'lagging', [...dropped, 'restart.node(2)']);
    expect([cell('plan(2)'), cell('frag(2)'), cell('file(2)')]).toEqual([
      'clean',
      'present',
      'inUse',
    ]);
  });

  it('drops all files, and after this updates its schema information', () => {
    const files = [...dropped, 'restart.node(2)', 'restart.doesFiles(2)'];
    const midway = cellsAfter('note', 'lagging', files);
    expect([midway('frag(2)'), midway('file(2)')]).toEqual(['absent', 'inUse']);
    const cell = cellsAfter('note', 'lagging', [...files, 'restart.recordsState(2)']);
    expect([cell('up(2)'), cell('entry(2)'), cell('file(2)')]).toEqual(['up', 'absent', 'unused']);
  });
});

describe('case drop in system restart', () => {
  const failed = [...prepares, 'dict.reports', 'fault.powerFails', 'restart.system(1)'];

  it('what was secured is completed', () => {
    const cell = cellsAfter('note', 'small', [...failed, ...starts(1), ...starts(2)]);
    expect([at(cell, 'entry'), at(cell, 'frag'), at(cell, 'file'), cell('master')]).toEqual([
      ['absent', 'absent'],
      ['absent', 'absent'],
      ['unused', 'unused'],
      '1',
    ]);
  });

  it('the remedy for a restart that is cut short: what is to become of the table is noted first', () => {
    const story = ['api.asksDrop', 'dict.prepares(1)', 'fault.powerFails', 'restart.system(1)'];
    const noted = [...story, 'restart.notesDecision(2)', 'restart.doesFiles(2)'];
    const again = [...noted, 'fault.crashes(1)', 'restart.system(2)'];
    expect(cellsAfter('note-repaired', 'medium', again)('plan(2)')).toBe('clean');
    const done = [...again, ...startsWithNote(1), ...starts(2)];
    const cell = cellsAfter('note-repaired', 'medium', done);
    expect(at(cell, 'entry')).toEqual(['absent', 'absent']);
  });
});
