/**
 * The design decisions about which table an operation hits, and the named variants.
 *
 * In the descriptions, "note" is the drop-table description, "code" that of MySQL 5.1 and of later versions; what has
 * none of these marks is a remedy or an alternative. "[inf]" is a reading of the code that nobody confirmed.
 */
import type { VariantOf } from '../../../spec/choices.ts';
import { oneOf } from '../../../spec/choices.ts';

export const switches = {
  identity: oneOf({
    idVersion: 'the kernel compares the id and the version of a handle (note, code)',
    id: 'the kernel compares the id alone',
    name: 'the kernel takes the table that has the name now',
  }),
  txnPin: oneOf({
    off: 'each operation is judged by itself (code)',
    on: 'the transaction remembers which table it touched under a name (requirement 1)',
  }),
  bindAt: oneOf({
    operation: 'a handle is looked up at getNdbOperation (code)',
    start: 'all handles are looked up at startTransaction (requirement 2)',
  }),
  cache: oneOf({
    refresh: 'a cached handle may vanish at any time, and does so on an error (code)',
    sticky: 'a cached handle vanishes on an error only',
    refreshInside: 'a stale handle is looked up again inside of the transaction, which goes on',
  }),
  read: oneOf({
    committed: 'a committed read leaves nothing behind in LQH',
    lock: 'a locking read holds the table until the end of the transaction',
  }),
  waitDrop: oneOf({
    on: 'a drop waits for those who hold the table (note, code)',
    off: 'a drop waits for nobody',
  }),
  counter: oneOf({
    kept: 'the entry of an unused id keeps its version (note)',
    lost: 'it may lose it over a restart (code [inf])',
  }),
  bits: oneOf({
    unbounded: 'versions never wrap',
    modulo2: 'versions are counted modulo 2 (code: modulo 65536 at LQH)',
    modulo3: 'versions are counted modulo 3',
  }),
  dropRetry: oneOf({
    giveUp: 'a drop that meets another version ends',
    byName: 'it looks the name up again and drops what it finds (code)',
  }),
  timeout: oneOf({
    off: 'a transaction may be idle for ever',
    on: 'a transaction that blocks a drop is aborted',
  }),
};

export type Variant = VariantOf<typeof switches>;

const code: Variant = {
  identity: 'idVersion',
  txnPin: 'off',
  bindAt: 'operation',
  cache: 'refresh',
  read: 'committed',
  waitDrop: 'on',
  counter: 'kept',
  bits: 'unbounded',
  dropRetry: 'byName',
  timeout: 'off',
};

/** What the note demands: requirement 1, or both. */
const noteR1: Variant = { ...code, txnPin: 'on', dropRetry: 'giveUp' };

export const presets = {
  'note-r1': noteR1,
  'note-r1-r2': { ...noteR1, bindAt: 'start' },
  // Not of the reference: somebody holds the table, so that a drop has to wait.
  'note-r1-lock': { ...noteR1, read: 'lock', timeout: 'on' },
  code,
} as const satisfies Readonly<Record<string, Variant>>;
