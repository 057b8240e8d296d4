/**
 * What a mark and an answer are worth: after them nothing new begins.
 */
import type { World } from '../../../model/ndb/prepDrop/cells.ts';
import type { Property } from '../../../spec/properties.ts';
import { because, every, property, vacuous } from '../../../spec/properties.ts';

export const waitConfHonest = ({ at, scope, variant }: World): Property =>
  property.neverStep({
    id: 'wait-conf-honest',
    name: 'an LQH that has said it is idle stays so',
    by: 'note, WAIT: the reply means that nothing runs and nothing will',
    appliesTo: variant.waits === 'asked',
    holds: (before, after) =>
      every(scope.nodes, (n) => {
        if (!before(at.vouched(n))) return vacuous;
        const was = before(at.lqh(n));
        const is = after(at.lqh(n));
        const started = is.running.subtract(was.running);
        return (
          (started.isEmpty() && (was.lcp || !is.lcp)) ||
          because('work began at an LQH that had said it is idle', {
            node: n,
            operations: started,
            checkpoint: is.lcp,
          })
        );
      }),
  });

export const noOpAfterMark = ({ at, scope }: World): Property =>
  property.neverStep({
    id: 'no-op-after-mark',
    name: 'a marked TC admits no operation',
    by: 'note, TC 1: "no new transactions will start on the table"',
    appliesTo: scope.ops.length > 0,
    holds: (before, after) =>
      every(scope.ops, (o) => {
        const { state, tc } = after(at.op(o));
        if (state !== 'sent' || !tc || before(at.op(o)).state === 'sent') return vacuous;
        const { table } = before(at.tc(tc));
        return (
          table === 'open' ||
          because('a TC admitted an operation on a table that is dropped', {
            operation: o,
            node: tc,
            table,
          })
        );
      }),
  });

/** An order that is sent leaves the queue and stays in the books; one that is unlinked does so while still active. */
export const noOrderAfterMark = ({ at, scope }: World): Property =>
  property.neverStep({
    id: 'no-order-after-mark',
    name: 'a marked DIH orders no checkpoint',
    by: 'note, DIH 1: "no new LCP will start on the table"',
    appliesTo: at.lcps.initial > 0,
    holds: (before, after) => {
      const was = before(at.lcp);
      const is = after(at.lcp);
      const sent = was.queued.subtract(is.queued).intersect(is.pending);
      if (sent.isEmpty()) return vacuous;
      const { table } = before(at.dih(scope.master));
      return (
        table === 'active' ||
        because('DIH ordered a checkpoint of a table that is dropped', { nodes: sent, table })
      );
    },
  });
