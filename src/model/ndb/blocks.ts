/**
 * What the blocks of one node make of a drop, where the wires are modelled: LQH runs operations and checkpoints, TC
 * admits operations, DIH orders checkpoints.
 *
 * "(n)" is a step of the note. These are functions of values: who is told when is the business of the roles.
 */
import type { RecordOf, Set as SetOf } from 'immutable';
import { Set as Sets } from 'immutable';
import type { NodeId } from './nouns.ts';

/** A block that asks the LQHs whether they are idle: TC or DIH. */
interface Asking {
  readonly table: string;
  /** The LQHs that have not answered yet. */
  readonly asked: SetOf<NodeId>;
  /** Is the master's DICT still waiting for a confirmation? */
  readonly owes: boolean;
}

/** The round of checkpoints, as the master's DIH keeps it. */
interface Round {
  /** Nodes whose order has not been sent. */
  readonly queued: SetOf<NodeId>;
  /** Nodes that have not reported. */
  readonly pending: SetOf<NodeId>;
}

/** (5)(6) The block is told of the drop, marks the table, and will confirm when the asked LQHs have answered. */
export function startsDropping<B extends RecordOf<Asking>>(block: B, asked: Sets<NodeId>): B {
  return block.merge({ table: 'dropping', asked, owes: true });
}

/** (6) "Unlink any queued LCP_FRAG_ORD": whether the orders leave the books too is a switch. */
export function unlinks<R extends RecordOf<Round>>(round: R, unlink: 'closesBooks' | 'forgets'): R {
  const { queued, pending } = round;
  const left = unlink === 'closesBooks' ? pending.subtract(queued) : pending;
  return round.merge({ queued: Sets(), pending: left });
}

/** WAIT 1: "wait for running operations, wait for running LCP": is there nothing to wait for? */
export function isIdle(
  lqh: { readonly running: SetOf<unknown>; readonly lcp: boolean },
  lcpWait: 'on' | 'off',
): boolean {
  return lqh.running.isEmpty() && (lcpWait === 'off' || !lqh.lcp);
}
