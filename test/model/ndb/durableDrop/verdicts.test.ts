/**
 * The verdicts that the reference expects of this model (9). Verdicts are what the search finds.
 */
import { describe, expect, it } from 'vitest';
import { ndbDurableDrop } from '../../../../src/model/ndb/durableDrop/system.ts';
import { played, stage } from '../stage.ts';
import { both, decides, prepares, starts, startsWithNote } from './drop.ts';

const { tellEach, broken, boundsOf, cellsAfter, model, outcome } = stage(ndbDurableDrop);
const all = boundsOf('tiny', 'small', 'medium', 'large');

describe('"no risk of different behaviour"', () => {
  it('note: early report, forward takeover, a restart that completes', () => {
    expect(boundsOf('tiny', 'small').flatMap((name) => broken('note', name))).toEqual([]);
  });

  it.each(['repaired', 'note-repaired'])('%s keeps all promises in all bounds', (variant) => {
    expect(all.flatMap((name) => broken(variant, name))).toEqual([]);
  });

  it('code-later keeps all but that it leaves files behind', () => {
    const found = ['small', 'lagging', 'add'].flatMap((name) => broken('code-later', name));
    expect(new Set(found)).toEqual(new Set(['no-leftovers']));
  });

  it('repaired + reportPoint=afterDecide: the early report that the later code could make', () => {
    expect(broken('repaired + reportPoint=afterDecide', 'small')).toEqual([]);
  });
});

describe('"secured but not yet completed"', () => {
  tellEach([
    {
      property: 'secured-means-gone',
      variant: 'note + reportPoint=afterOwnFlush',
      bounds: 'small',
      finds: 'medium',
      story: 'reported, power failure, the other node leads the restart',
      steps: [
        'api.asksDrop',
        'dict.prepares(1)',
        'dict.reports',
        'fault.powerFails',
        'restart.system(2)',
        ...starts(1),
        ...starts(2),
      ],
    },
    {
      property: 'secured-means-gone',
      variant: 'repaired + reportPoint=afterPrepare',
      bounds: 'small',
      finds: 'medium',
      story: 'prepared by all but undecided: rolled back',
      steps: [
        ...prepares,
        'dict.reports',
        'fault.crashes(1)',
        'dict.takesOver(2)',
        'dict.undoes(2)',
        'dict.advances',
      ],
    },
    {
      property: 'aborted-means-back',
      variant: 'repaired + takeover=byEffect',
      bounds: 'small',
      finds: 'long',
      story: 'the other node has decided, the master dies, the undo is in memory only',
      steps: [
        ...prepares,
        'dict.advances',
        'dict.decides(2)',
        'fault.crashes(1)',
        'dict.takesOver(2)',
        'dict.undoes(2)',
        'dict.advances',
        'fault.crashes(2)',
        'restart.system(2)',
        ...startsWithNote(1),
        ...starts(2),
      ],
    },
    {
      property: 'aborted-means-back',
      variant: 'repaired + restartMaster=any',
      bounds: 'small',
      finds: 'long',
      story: 'only the dead master had decided; its disk leads the restart',
      steps: [
        ...prepares,
        'dict.advances',
        'dict.decides(1)',
        'fault.crashes(1)',
        'dict.takesOver(2)',
        'dict.undoes(2)',
        'dict.advances',
        'fault.crashes(2)',
        'restart.system(1)',
        ...starts(1),
        ...startsWithNote(2),
      ],
    },
    {
      property: 'secured-means-gone',
      variant: 'note + restartMaster=any',
      bounds: 'lagging',
      finds: 'medium',
      story: 'the node that was down leads the restart',
      steps: [
        'api.asksDrop',
        'dict.prepares(1)',
        'dict.reports',
        'fault.crashes(1)',
        'restart.system(2)',
        ...starts(1),
        ...starts(2),
      ],
    },
  ]);
});

describe('"to drop all files", and "after this the schema information is updated"', () => {
  const released = ['api.asksDrop', 'dict.marks(1)', 'dict.advances', 'dict.releases(1)'];
  tellEach([
    {
      property: 'no-leftovers',
      variant: 'code-later',
      bounds: 'small',
      finds: 'medium',
      story: 'decided, power failure; the restart forgets the table, not its files',
      steps: [...decides, 'fault.powerFails', 'restart.system(1)', ...starts(1), ...starts(2)],
    },
    {
      property: 'durable-first',
      variant: 'note + flush=last',
      bounds: 'tiny',
      finds: 'short',
      story: 'the fragment is freed while the file says inUse',
      steps: released,
    },
    {
      property: 'in-use-is-complete',
      variant: 'note + flush=last',
      bounds: 'tiny',
      finds: 'medium',
      story: 'then a crash: the restart serves a table without files',
      steps: [...released, 'fault.crashes(1)', 'restart.system(1)', ...starts(1)],
    },
    {
      property: 'in-use-is-complete',
      variant: 'note',
      bounds: 'medium',
      finds: 'medium',
      story: 'beyond the reference: a restart that is cut short between files and schema file',
      steps: [
        'api.asksDrop',
        'dict.prepares(1)',
        'fault.powerFails',
        'restart.system(1)',
        'restart.doesFiles(2)',
        'fault.crashes(1)',
        'restart.system(2)',
        ...starts(1),
      ],
    },
  ]);
});

describe('the oldest variants wait for ever', () => {
  const masterDies = {
    bounds: 'small',
    finds: 'short',
    story: 'the drop begins, the master dies, nobody goes on',
    steps: ['api.asksDrop', 'fault.crashes(1)'],
  } as const;
  const circle = {
    variant: 'repaired + nfInDict=ignored',
    bounds: 'small',
    finds: 'short',
    story: 'the drop and the dead node wait for each other',
    steps: ['api.asksDrop', 'dict.prepares(1)', 'fault.crashes(2)'],
  } as const;
  tellEach([
    { ...masterDies, property: 'drop-ends', variant: 'note-literal' },
    { ...masterDies, property: 'nothing-half-done', variant: 'note-literal' },
    { ...masterDies, property: 'drop-ends', variant: 'code-5.1' },
    {
      ...masterDies,
      property: 'node-comes-back',
      variant: 'code-5.1',
      story: "the dead node then waits for the drop's DICT lock",
    },
    { ...circle, property: 'drop-ends' },
    { ...circle, property: 'node-comes-back' },
  ]);

  it('the circle: the drop waits for the node, the node for the lock, the lock is the drop', () => {
    const cell = cellsAfter(circle.variant, circle.bounds, circle.steps);
    expect([cell('trans'), cell('up(2)'), cell('lock')]).toEqual([
      { kind: 'drop', phase: 'prepare', waiting: { '#set': ['2'] } },
      'down',
      'trans',
    ]);
    const deadlock = outcome(circle.variant, circle.bounds).properties.find(
      ({ id }) => id === 'deadlock',
    );
    expect(deadlock?.verdict).toBe('violated');
  });
});

describe('a drop ends although participants and masters fall', () => {
  const endings = ['drop-ends', 'secured-completes', 'node-comes-back', 'nothing-half-done'];
  it.each([
    ['note', boundsOf('tiny', 'small', 'medium')],
    ['note-repaired', all],
    ['code-later', boundsOf('tiny', 'small', 'medium')],
    ['repaired', all],
  ])('%s', (variant, bounds) => {
    const found = bounds.flatMap((name) => broken(variant, name));
    expect(found.filter((id) => endings.includes(id))).toEqual([]);
  });

  it('two of three nodes, the master twice', () => {
    const steps = [
      'api.asksDrop',
      ...both('dict.prepares'),
      'fault.crashes(1)',
      'dict.takesOver(2)',
      'dict.prepares(3)',
      'dict.advances',
      'dict.marks(3)',
      'fault.crashes(2)',
      'dict.takesOver(3)',
      'dict.releases(3)',
      'dict.recordsDropped(3)',
      'dict.advances',
      'dict.ends(3)',
      'dict.advances',
    ];
    const cell = cellsAfter('note', 'large', steps);
    expect([cell('told'), cell('master'), cell('lock')]).toEqual(['done', '3', 'free']);
    expect(both('up').map(cell)).toEqual(['down', 'down']);
    expect(played(model('note', 'large'), steps)).toHaveLength(steps.length + 1);
  });
});
