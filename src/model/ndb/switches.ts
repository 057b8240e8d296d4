/**
 * The design decisions that several models of NDB's drop table share.
 *
 * In the descriptions "note" is NDB's drop-table description, "5.1" the code that it belongs to, "7.5" the later code;
 * what has none of these marks is a remedy, or what the note guards against.
 */
import { oneOf } from '../../spec/choices.ts';

/** How the blocks of a node are told, and what they wait for. */
export const wireSwitches = {
  waits: oneOf({
    asked: 'TC and DIH ask every LQH whether it is idle (note, 5.1)',
    local: 'each LQH waits for its own work when it is told to release (7.5)',
    off: 'nobody waits for work that is under way',
  }),
  lqhMark: oneOf({
    on: 'LQH refuses new operations after PREP (note, 5.1, 7.5)',
    off: 'LQH goes on accepting operations',
  }),
  tcMark: oneOf({
    on: 'TC admits no operation on a table that is being dropped (note, 5.1, 7.5)',
    off: 'TC goes on admitting operations',
  }),
  dihMark: oneOf({
    on: 'DIH starts no checkpoint after PREP, and unlinks the queued ones (note, 5.1, 7.5)',
    off: 'DIH goes on with checkpoints',
  }),
  lcpAnswer: oneOf({
    direct: 'a marked LQH answers an order to checkpoint without checkpointing (note, 7.5)',
    checkpoint: 'a marked LQH checkpoints all the same',
    silent: 'a marked LQH forgets the order',
  }),
  lcpWait: oneOf({
    on: 'an LQH that checkpoints is not idle (note, 5.1, 7.5)',
    off: 'an LQH without operations is idle',
  }),
  unlink: oneOf({
    closesBooks: 'unlinked orders leave the books of the checkpoint round too (note)',
    forgets: 'the round goes on waiting for them (of the family of bug 46890)',
  }),
  links: oneOf({
    shared: 'one FIFO for each pair of nodes (note, 5.1, 7.5)',
    split: 'data apart from control signals, without order between them (7.5, a reading)',
  }),
  nf: oneOf({
    everywhere: "a node failure ends the rounds of DICT, and TC's and DIH's waits (7.5)",
    waitsOnly: "a node failure ends TC's and DIH's waits only (note, 5.1)",
    nowhere: 'a node failure ends no wait',
  }),
  tcTakeover: oneOf({
    on: 'the operations of a TC that died are ended at the LQHs (5.1, 7.5)',
    off: 'they stay',
  }),
};

/** Who decides a schema change, and what becomes of one that is half done. */
export const failureSwitches = {
  reportPoint: oneOf({
    atEnd: 'the user hears of the drop at its end only (5.1, 7.5)',
    afterDecide: '"secured" once every node has recorded the decision',
    afterPrepare: '"secured" once every node has prepared (note, step 2)',
    afterOwnFlush: '"secured" once the master has prepared',
  }),
  takeover: oneOf({
    bySurvivor: 'the new master goes on if some survivor recorded the decision, else back (7.5)',
    byEffect: 'it goes on if some survivor has marked the table (MasterTakeover.txt)',
    forward: 'it always goes on',
    back: 'it always undoes',
    none: 'nobody takes over (5.1)',
  }),
  abortDurable: oneOf({
    no: 'an undo is in memory only (7.5)',
    yes: 'an undo also writes the schema file',
  }),
  restartRule: oneOf({
    byDecision: 'a system restart completes a drop that was decided (7.5)',
    complete: 'it completes a drop that was prepared (note, 5.1)',
    rollBack: 'it brings the table back',
  }),
  restartMaster: oneOf({
    newest: 'a system restart follows the schema file of a node that died last (5.1, 7.5)',
    any: 'it follows that of any node',
  }),
  nodeLock: oneOf({
    on: 'the DICT lock: node starts and schema changes exclude each other (5.1, 7.5)',
    off: 'they do not',
  }),
  enableAt: oneOf({
    commit: 'a new table takes work once it is created (7.5)',
    add: 'it takes work as soon as it is added',
  }),
};
