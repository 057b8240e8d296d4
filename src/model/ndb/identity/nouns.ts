/**
 * The nouns: tables, handles of them, transactions, drops.
 *
 * `inc` counts creations over all names; it is what "the same table" means, and no guard looks at it.
 */
import { Map as MapOf, Record } from 'immutable';
import type { Id } from '../../../spec/ids.ts';
import { ids } from '../../../spec/ids.ts';

export type NameId = Id<'name'>;
export type ClientId = Id<'client'>;
export type UserId = Id<'user'>;
/** An object id: the slot of a table in the schema file, free again once the table is gone. */
export type ObjectId = Id<'object'>;

const [firstObject] = ids('object', 1) as [ObjectId];
const [firstName] = ids('name', ['A']) as [NameId];

/** What a dictionary entry says of a table: the kernel sees id and version only. */
export const Handle = Record({ id: firstObject, ver: 0, inc: 0 }, 'Handle');
export type Handle = ReturnType<typeof Handle>;

/** A table in the kernel; `handle` is that of its present incarnation, if it is not absent. */
export const Table = Record(
  { state: 'absent' as 'absent' | 'open' | 'dropping', handle: undefined as Handle | undefined },
  'Table',
);
export type Table = ReturnType<typeof Table>;

/** An operation that is defined and not yet executed. */
export const Operation = Record({ name: firstName, handle: Handle() }, 'Operation');
export type Operation = ReturnType<typeof Operation>;

/**
 * Why a transaction was aborted: 241 invalid schema version, 283 table is being dropped, 284 table not defined,
 * 723 no such table (in the API).
 */
export type Fault = 'none' | '241' | '283' | '284' | '723' | 'timeout';

/** A transaction; `pins` are the tables that it is bound to, by name. */
export const Txn = Record(
  {
    state: 'idle' as 'idle' | 'open' | 'committed' | 'aborted',
    op: undefined as Operation | undefined,
    n: 0,
    err: 'none' as Fault,
    pins: MapOf<NameId, Handle>(),
  },
  'Txn',
);
export type Txn = ReturnType<typeof Txn>;

/** A drop: what its issuer asked for; *running* once the table accepts nothing any more. */
export const Drop = Record({ name: firstName, handle: Handle(), running: false }, 'Drop');
export type Drop = ReturnType<typeof Drop>;

/** History: an operation was executed. */
export const Touch = Record({ name: firstName, bound: 0, target: 0 }, 'Touch');
export type Touch = ReturnType<typeof Touch>;
