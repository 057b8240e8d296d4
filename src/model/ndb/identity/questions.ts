/**
 * What the note leaves open about identity, its two requirements and its two examples, and what the model answers.
 *
 * The recommendations are a human's, written from verdicts that were found; what each rests on is listed, and a test
 * looks whether it still is so. Words in quotation marks are the note's own, as the reference of the model has them.
 */
import type { Question } from '../../../spec/questions.ts';
import type { presets, Variant } from './switches.ts';

/** A question of this note. */
type Asked = Question<keyof typeof presets, Variant>;

const note = 'DropTable.txt, what an API transaction may see';

export const questions: readonly Asked[] = [
  {
    title: 'Does comparing id and version give requirement 1?',
    quote: 'Requirement 1: all operations of a transaction on a table hit the same table.',
    where: note,
    matrices: [
      {
        preset: 'code',
        switches: ['identity', 'txnPin', 'cache', 'read', 'waitDrop'],
        pairs: true,
        properties: ['one-table-per-txn', 'one-table-per-committed-txn', 'no-stale-execution'],
        bounds: ['tiny'],
      },
    ],
    recommendation:
      'Not by itself: it makes each operation hit the table that its handle was made for, but ' +
      'a client whose cache is emptied gets a new handle in the middle of a transaction. Let ' +
      'the transaction remember which table it touched under a name (`txnPin=on`), or never ' +
      'empty a cache inside of a transaction (`cache=sticky`); to hold the table until the end ' +
      '(`read=lock`) helps as well, as the drop then waits for the transaction.',
    price:
      'A pin: id and version for each name in each transaction, compared at each operation. A ' +
      'sticky cache: no memory at all, but the client must not use what events tell it. Locks: ' +
      'drops wait for transactions, and a transaction that drops its own table hangs.',
    grounds: [
      ['code', {}, 'tiny', 'no-stale-execution', 'holds'],
      ['code', {}, 'tiny', 'one-table-per-txn', 'violated'],
      ['code', {}, 'tiny', 'one-table-per-committed-txn', 'violated'],
      ['code', { identity: 'id' }, 'tiny', 'no-stale-execution', 'violated'],
      ['code', { txnPin: 'on' }, 'tiny', 'one-table-per-txn', 'holds'],
      ['code', { txnPin: 'on' }, 'small', 'one-table-per-txn', 'holds'],
      ['code', { cache: 'sticky' }, 'small', 'one-table-per-txn', 'holds'],
      ['code', { cache: 'refreshInside' }, 'tiny', 'one-table-per-txn', 'violated'],
      ['code', { cache: 'refreshInside', txnPin: 'on' }, 'tiny', 'one-table-per-txn', 'holds'],
      ['code', { read: 'lock' }, 'tiny', 'one-table-per-txn', 'holds'],
      ['code', { read: 'lock', waitDrop: 'off' }, 'tiny', 'one-table-per-txn', 'violated'],
      ['code', { read: 'lock' }, 'example-2', 'example-2-ends', 'violated'],
    ],
  },
  {
    title: 'What separates the two requirements in example 1?',
    quote: 'Example 1: startTransaction, drop, create, getNdbOperation, execute.',
    where: note,
    matrices: [
      {
        preset: 'note-r1',
        switches: ['bindAt', 'identity', 'txnPin'],
        pairs: true,
        properties: ['example-1-errs', 'example-1-commits', 'table-of-start'],
        bounds: ['example-1', 'tiny'],
      },
    ],
    recommendation:
      'When handles are looked up: at getNdbOperation the example commits, which requirement 1 ' +
      'allows, as all of it is on the new table; at startTransaction (`bindAt=start`) it ends ' +
      'with 241, which is requirement 2. Handles of the start need the version in the ' +
      'comparison, or the pin, as a reused id alone lets the example commit on a table that it ' +
      'never saw.',
    price:
      'Requirement 2: every transaction has to get handles of all tables that it might use ' +
      'before it knows which, and aborts where somebody recreated one of them, though it had ' +
      'touched nothing yet.',
    grounds: [
      ['note-r1', {}, 'example-1', 'example-1-commits', 'holds'],
      ['note-r1', {}, 'example-1', 'example-1-errs', 'violated'],
      ['note-r1-r2', {}, 'example-1', 'example-1-errs', 'holds'],
      ['note-r1-r2', {}, 'medium', 'table-of-start', 'holds'],
      ['note-r1', {}, 'tiny', 'table-of-start', 'violated'],
      ['note-r1-r2', { txnPin: 'off' }, 'tiny', 'table-of-start', 'holds'],
      ['note-r1-r2', { txnPin: 'off', identity: 'id' }, 'tiny', 'table-of-start', 'violated'],
      ['note-r1-r2', { identity: 'id' }, 'tiny', 'table-of-start', 'holds'],
    ],
  },
  {
    title: 'Does example 2 always end with an error, and does its drop return?',
    quote:
      'Example 2: startTransaction, getNdbOperation, execute, drop, create, getNdbOperation, ' +
      'execute will “always” end with “Invalid Schema Version”.',
    where: note,
    matrices: [
      {
        preset: 'code',
        switches: ['cache', 'txnPin', 'read', 'waitDrop', 'timeout'],
        pairs: true,
        properties: ['example-2-errs', 'example-2-ends'],
        bounds: ['example-2'],
      },
    ],
    recommendation:
      'It commits in the code, as we read it, because the drop of the client empties its own ' +
      'cache; with a pin, or with a cache that keeps its handle, it ends with 241. Where reads ' +
      'lock, its drop waits for the transaction and the transaction for its drop, so that only ' +
      'a time-out (`timeout=on`) ends it, and then with another error.',
    price:
      'A pin, as above. A time-out aborts transactions that are merely idle, and the caller ' +
      'cannot tell that from a table that changed.',
    grounds: [
      ['code', {}, 'example-2', 'example-2-errs', 'violated'],
      ['code', {}, 'example-2', 'example-2-ends', 'holds'],
      ['note-r1', {}, 'example-2', 'example-2-errs', 'holds'],
      ['code', { cache: 'sticky' }, 'example-2', 'example-2-errs', 'holds'],
      ['code', { cache: 'refreshInside' }, 'example-2', 'example-2-errs', 'violated'],
      ['note-r1', { read: 'lock' }, 'example-2', 'example-2-ends', 'violated'],
      ['note-r1-lock', {}, 'example-2', 'example-2-ends', 'holds'],
      ['note-r1-lock', {}, 'example-2', 'example-2-errs', 'violated'],
    ],
  },
  {
    title: 'Is (id, version) unique for ever?',
    quote: 'Two tables are the same if they have the same id and version.',
    where: note,
    matrices: [
      {
        preset: 'note-r1',
        switches: ['counter', 'bits'],
        pairs: true,
        properties: ['identity-unique', 'no-stale-execution', 'one-table-per-txn'],
        bounds: ['small', 'wrap'],
      },
    ],
    recommendation:
      'Only if the schema file keeps the version of an unused id over every restart and change ' +
      'of master, and the version never wraps; a pin does not help, as it compares the same ' +
      'numbers. Keep the counter (`counter=kept`), and make it wide enough that no handle ' +
      'lives through a whole turn of it.',
    price:
      'One number for each id in the schema file, kept when the table is gone; in messages, ' +
      'as many bits as it has.',
    grounds: [
      ['note-r1', {}, 'small', 'identity-unique', 'holds'],
      ['note-r1', { counter: 'lost' }, 'small', 'identity-unique', 'violated'],
      ['note-r1', { counter: 'lost' }, 'small', 'no-stale-execution', 'violated'],
      ['note-r1', { counter: 'lost' }, 'small', 'one-table-per-txn', 'violated'],
      ['note-r1-r2', { counter: 'lost' }, 'small', 'no-stale-execution', 'violated'],
      ['note-r1', {}, 'wrap', 'identity-unique', 'holds'],
      ['note-r1', { bits: 'modulo2' }, 'wrap', 'no-stale-execution', 'violated'],
      ['note-r1', { bits: 'modulo3' }, 'wrap', 'no-stale-execution', 'violated'],
    ],
  },
  {
    title: 'What may a retried drop destroy?',
    quote: 'A drop names the table that its issuer saw.',
    where: 'the code: “invalid version” is answered by looking the name up again',
    matrices: [
      {
        preset: 'code',
        switches: ['dropRetry', 'identity'],
        pairs: true,
        properties: ['drop-what-you-opened'],
        bounds: ['small', 'medium'],
      },
    ],
    recommendation:
      'With `byName`, a table that was created after its issuer had looked: somebody else had ' +
      'dropped the old one meanwhile. Let the drop end with “invalid version” (`giveUp`) and ' +
      'leave it to the user to ask again.',
    price: 'A user who wants whatever has that name gone has to loop.',
    grounds: [
      ['code', {}, 'small', 'drop-what-you-opened', 'violated'],
      ['code', { dropRetry: 'giveUp' }, 'small', 'drop-what-you-opened', 'holds'],
      [
        'code',
        { dropRetry: 'giveUp', identity: 'id' },
        'small',
        'drop-what-you-opened',
        'violated',
      ],
    ],
  },
];
