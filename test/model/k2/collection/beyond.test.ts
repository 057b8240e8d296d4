/**
 * What even `repaired` does not repair, beyond the bounds of the reference, which have no cut where there are two
 * collections: a node that is declared dead hands nothing over, so the tombstone takes what it coordinated for aborted.
 */
import { describe, expect, it } from 'vitest';
import { outcomeOf } from './play.ts';
import { commitAcross, tellEach } from './rows.ts';

describe('repaired does not keep the outcomes of a coordinator that is declared dead', () => {
  const deadCoordinator = [
    'network.cuts(1)',
    'node.leaseRunsOut(1)',
    'admin.asksDrop(1, A)',
    'cpo.handlesDrop(1)',
    'cpo.timesOut(A)',
    'cpo.finishesDrop(A)',
  ];
  tellEach([
    {
      property: 'P5',
      variant: 'repaired',
      bounds: 'crossRecreate',
      bound: { cuts: 1 },
      finds: 'medium',
      story: 'who pushes at a dead coordinator is told that it has aborted',
      steps: [...commitAcross, ...deadCoordinator, 'txn.begins(2)', 'txn.pushes(2)'],
    },
    {
      property: 'P5',
      variant: 'repaired',
      bounds: 'cross',
      bound: { cuts: 1, finalizeGiveUps: 1 },
      finds: 'medium',
      story: 'without a push it takes a coordinator that does not finalize',
      steps: [
        ...commitAcross,
        'node.givesUpFinalizing(1, 1)',
        ...deadCoordinator,
        'node.expiresIntent(2, b)',
      ],
    },
    {
      property: 'P5',
      variant: 'repaired',
      bounds: 'cross',
      bound: { cuts: 1 },
      finds: 'holds',
      story: 'one that only cannot reach the CPO still finalizes',
    },
    {
      property: 'P20',
      variant: 'repaired',
      bounds: 'cross',
      bound: { cuts: 1, nodeCrashes: 1 },
      finds: 'medium',
      story: 'a node that cannot be reached and has crashed is not reloaded, as nobody drops it',
      steps: [
        ...commitAcross,
        'network.cuts(1)',
        'node.leaseRunsOut(1)',
        'node.crashes(1)',
        'cpo.reloads(1)',
      ],
    },
  ]);

  it('crashes of nodes and of the CPO alone do not show it', () => {
    const bound = { nodeCrashes: 1, cpoCrashes: 1 };
    for (const bounds of ['cross', 'foreignDrop', 'foreignRead']) {
      const { properties } = outcomeOf({ preset: 'repaired', bounds, bound });
      const broken = properties.filter(({ verdict }) => verdict !== 'holds').map(({ id }) => id);
      expect(broken.filter((id) => id !== 'P2')).toEqual([]);
    }
  });
});
