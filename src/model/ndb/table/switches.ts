/**
 * The design decisions of the whole, and the named variants. What the parts decide is described with the parts.
 */
import type { VariantOf } from '../../../spec/choices.ts';
import { oneOf } from '../../../spec/choices.ts';
import { failureSwitches, wireSwitches } from '../switches.ts';

export const switches = {
  protocol: oneOf({
    note: 'prepare, lqh, tc, dih, release, end: what is prepared is decided (note, 5.1)',
    later: 'prepare, decide, mark, release, end (7.5)',
  }),
  ...wireSwitches,
  ...failureSwitches,
  identity: oneOf({
    idVersion: 'handles are compared by version (note, 5.1, 7.5)',
    id: 'they are not: there is one id, and one name',
  }),
  lqhCheck: oneOf({
    on: 'LQH compares versions too (5.1, 7.5)',
    off: 'only TC does',
  }),
  txnPin: oneOf({
    off: 'each operation is judged by itself (5.1, 7.5)',
    on: 'the transaction remembers which table it touched (requirement 1)',
  }),
  bindAt: oneOf({
    operation: 'a handle is looked up at getNdbOperation (5.1, 7.5)',
    start: 'it is looked up at startTransaction (requirement 2)',
  }),
  cache: oneOf({
    refresh: 'a cached handle may vanish at any time (5.1, 7.5)',
    sticky: 'it vanishes when an operation is refused',
  }),
  read: oneOf({
    committed: 'a committed read leaves nothing behind in LQH',
    lock: 'a locking read runs until the end of the transaction',
  }),
  counter: oneOf({
    kept: 'the entry of an unused id keeps its version over a restart (note)',
    lost: 'it starts again from 0 (7.5, a reading)',
  }),
  dropRetry: oneOf({
    giveUp: 'a drop that meets another version ends',
    byName: 'it drops whatever has the name now (5.1, 7.5)',
  }),
};

export type Variant = VariantOf<typeof switches>;

const usual: Variant = {
  protocol: 'note',
  waits: 'asked',
  lqhMark: 'on',
  tcMark: 'on',
  dihMark: 'on',
  lcpAnswer: 'direct',
  lcpWait: 'on',
  unlink: 'closesBooks',
  links: 'shared',
  nf: 'everywhere',
  tcTakeover: 'on',
  reportPoint: 'atEnd',
  takeover: 'bySurvivor',
  abortDurable: 'no',
  restartRule: 'byDecision',
  restartMaster: 'newest',
  nodeLock: 'on',
  enableAt: 'commit',
  identity: 'idVersion',
  lqhCheck: 'on',
  txnPin: 'off',
  bindAt: 'operation',
  cache: 'refresh',
  read: 'committed',
  counter: 'kept',
  dropRetry: 'giveUp',
};

/** The note, completed where it is silent about failures. */
const note: Variant = {
  ...usual,
  reportPoint: 'afterPrepare',
  takeover: 'forward',
  restartRule: 'complete',
  txnPin: 'on',
};

/** The note as it is. */
const literal: Variant = { ...note, nf: 'waitsOnly', takeover: 'none' };

const later: Variant = { ...usual, protocol: 'later', waits: 'local' };

export const presets = {
  note,
  repaired: { ...later, txnPin: 'on' },
  'note-literal': literal,
  'code-5.1': { ...literal, reportPoint: 'atEnd', txnPin: 'off', dropRetry: 'byName' },
  'code-later': { ...later, dropRetry: 'byName', counter: 'lost' },
} as const satisfies Readonly<Record<string, Variant>>;
