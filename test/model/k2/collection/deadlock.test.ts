/**
 * Who waits for ever. An admin whose answer cannot come is in a deadlock, unless the CPO has forgotten its request in a
 * crash: that a node cannot be reached is no excuse.
 */
import { describe, expect, it } from 'vitest';
import { outcomeOf, verdictOf } from './play.ts';
import { create, drop, tellEach } from './rows.ts';

const waitsForCutNode = [...drop(), 'cpo.cleans(A)', 'txn.begins(1)', 'network.cuts(1)'];
const asksAnew = create().slice(0, 2);

describe('an admin waits for ever', () => {
  tellEach([
    {
      property: 'deadlock',
      variant: 'repaired',
      bounds: 'cut',
      finds: 'medium',
      story: 'a create waits for a node that was cut off: nodes are declared dead for a drop only',
      steps: [...waitsForCutNode, 'node.leaseRunsOut(1)', ...asksAnew],
    },
    {
      property: 'deadlock',
      variant: 'documented',
      bounds: 'cut',
      finds: 'medium',
      story: 'so does the create of the note, although a node is free',
      steps: [...waitsForCutNode, ...asksAnew],
    },
    {
      property: 'deadlock',
      variant: 'documented + dropFailure=cpoRetries',
      bounds: 'cut',
      finds: 'medium',
      story: 'a drop that the CPO asks for again and again waits for the node too',
    },
    {
      property: 'deadlock',
      variant: 'code2021',
      bounds: 'busyNode',
      finds: 'short',
      story: 'the node refuses, as it has A still, and the create goes on waiting',
      steps: [
        'admin.asksCreate(1, B)',
        'cpo.crashes',
        'cpo.handlesCreate(1)',
        'cpo.completesCreate(B)',
        'node.handlesAssign(1)',
        'cpo.collects(1)',
      ],
    },
    {
      property: 'deadlock',
      variant: 'documented',
      bounds: 'lateDrop',
      finds: 'long',
      story: 'the retried DROP of an admin takes away its own CREATE, which is never answered',
      steps: [
        ...drop().toSpliced(1, 0, 'admin.retries(1)'),
        'admin.asksCreate(1, A)',
        'network.delays(toCpo(1))',
        'cpo.handlesCreate(1)',
        'cpo.handlesDrop(1)',
        'cpo.cleans(A)',
        'node.handlesAssign(1)',
        ...drop().slice(2, 5).toSpliced(1, 0, 'cpo.collects(1)'),
        'cpo.cleans(A)',
        'admin.hears(1)',
      ],
    },
  ]);

  it('a crash of the CPO excuses those whose request it has forgotten, and nobody else', () => {
    const bound = { cpoCrashes: 1 };
    const outcome = outcomeOf({ preset: 'repaired', bounds: 'cut', bound });
    const steps = verdictOf(outcome, 'deadlock').trace?.steps ?? [];
    expect(steps).toHaveLength(13);
    expect(steps.map(({ instance }) => instance)).toContain('cpo.crashes');
  });
});
