/**
 * The questions of the Drop Collection note about the id that data requests carry.
 */
import type { Question } from '../../../spec/questions.ts';
import type { presets, Variant } from './switches.ts';

/** A question of this note. */
export type Asked = Question<keyof typeof presets, Variant>;

const open = 'Drop Collection note, open questions';
const both = { collectionId: 'perRequest', commitScope: 'everyCollection' } as const;

export const identityQuestions: readonly Asked[] = [
  {
    title: 'How is an id mismatch detected?',
    quote: '“How is a collection ID mismatch detected?”',
    where: open,
    matrices: [
      {
        preset: 'documented',
        switches: ['collectionId', 'commitScope'],
        pairs: true,
        properties: ['P1', 'P3', 'P23'],
        bounds: ['note', 'readOnly', 'foreignRead', 'foreignDrop', 'reload'],
      },
    ],
    recommendation:
      'Let every data request carry the id and let the module compare it (`perRequest`), and ' +
      'let the library abort wherever it takes a new id for a name that the transaction has ' +
      'used: the comparison keeps P1 in all these bounds, and so does of the others only the ' +
      'start time fence, which hits more than the dropped (P23); but where two collections ' +
      'change places (`swap`), a reader whose map is refreshed because its node has the other ' +
      'collection by now goes on with the new id, and straddles two incarnations although ' +
      'each of its requests fits (P1, even in `repaired`). Let the commit compare the ids of ' +
      'all collections as well (`everyCollection`), as no check of requests sees that a ' +
      'collection which was written to before has been dropped since (P3).',
    price:
      'An id in every request, and a look at the catalog for each collection at commit. The' +
      ' start time fence needs no id, but a module that is loaded again aborts transactions' +
      ' that saw no drop at all (P23).',
    grounds: [
      ['documented', {}, 'note', 'P1', 'violated'],
      ['documented', { collectionId: 'perRequest' }, 'note', 'P1', 'holds'],
      ['documented', { collectionId: 'perRequest' }, 'readOnly', 'P1', 'holds'],
      ['documented', { collectionId: 'perRequest' }, 'foreignRead', 'P1', 'holds'],
      ['documented', { collectionId: 'perRequest' }, 'reload', 'P1', 'holds'],
      ['documented', { collectionId: 'atCommit' }, 'readOnly', 'P1', 'violated'],
      ['documented', { commitScope: 'everyCollection' }, 'readOnly', 'P1', 'violated'],
      ['documented', { collectionId: 'perRequest' }, 'foreignDrop', 'P3', 'violated'],
      ['documented', both, 'foreignDrop', 'P3', 'holds'],
      ['documented', both, 'foreignRead', 'P1', 'holds'],
      ['documented', { collectionId: 'startTsFence' }, 'reload', 'P1', 'holds'],
      ['documented', { collectionId: 'startTsFence' }, 'reload', 'P23', 'violated'],
      ['repaired', {}, 'swap', 'P1', 'violated'],
      ['documented', { collectionId: 'startTsFence' }, 'swap', 'P1', 'holds'],
    ],
  },
  {
    title: 'Who refreshes a stale id?',
    quote: '“Who (user or client library) is responsible for” refreshing the id “if it is stale?”',
    where: open,
    matrices: [
      {
        preset: 'documentedWithId',
        switches: ['onMismatch'],
        properties: ['P1', 'P2', 'P18'],
        bounds: ['note', 'readOnly', 'twoTxns'],
      },
    ],
    recommendation:
      'The library refreshes, after it has aborted the transaction (`abortThenRefresh`) or ' +
      'where the transaction has not used the name yet (`retryIfUntouched`). If it is left ' +
      'to the user, the next transaction of the same client fails for the same reason, ' +
      'although the name is live.',
    price: 'One round trip to the CPO after a mismatch, and one aborted transaction for each.',
    grounds: [
      ['documentedWithId', {}, 'twoTxns', 'P18', 'holds'],
      ['documentedWithId', { onMismatch: 'user' }, 'twoTxns', 'P18', 'violated'],
      ['documentedWithId', { onMismatch: 'retryIfUntouched' }, 'readOnly', 'P1', 'holds'],
    ],
  },
  {
    title: 'Can the id be completely transparent to the user?',
    quote: '“Can or should the collection ID be” completely “transparent to the user?”',
    where: open,
    matrices: [
      {
        preset: 'identified',
        switches: ['onMismatch', 'commitScope'],
        pairs: true,
        properties: ['P1', 'P2', 'P18'],
        bounds: ['note', 'readOnly', 'twoTxns'],
      },
    ],
    recommendation:
      'Only up to the first touch: a transaction that has not used the name may be moved to' +
      ' the new collection behind its back (`retryIfUntouched`). One that goes on after it ' +
      'has read (`retrySameTxn`) commits a mixture of two collections, and no check at ' +
      'commit helps where it only reads.',
    price:
      'A transaction that began before the drop may work on a collection that did not exist' +
      ' then (P2). Whoever minds that takes `abortThenRefresh`, and pays with an abort.',
    grounds: [
      ['documentedWithId', { onMismatch: 'retrySameTxn' }, 'note', 'P1', 'violated'],
      ['identified', {}, 'note', 'P1', 'holds'],
      ['identified', {}, 'note', 'P2', 'violated'],
      ['documentedWithId', {}, 'note', 'P2', 'holds'],
      ['identified', { onMismatch: 'retrySameTxn' }, 'readOnly', 'P1', 'violated'],
    ],
  },
  {
    title: 'Is it enough to expose the id and let the user map names?',
    quote: 'Only expose the id, and let the user map names?',
    where: open,
    matrices: [
      {
        preset: 'documentedWithId',
        switches: ['onMismatch'],
        properties: ['P1', 'P2'],
        bounds: ['note', 'readOnly'],
      },
    ],
    recommendation:
      'No, not if the user resolves the name before each operation (`resolvePerOp`): every ' +
      'request then carries an id that fits, and the transaction straddles two collections ' +
      'all the same. Resolve once for each transaction and keep the handle, which is what ' +
      '`retryIfUntouched` does.',
    price: 'The library keeps a map from names to ids for each open transaction.',
    grounds: [
      ['documentedWithId', { onMismatch: 'resolvePerOp' }, 'note', 'P1', 'violated'],
      ['documentedWithId', { onMismatch: 'retryIfUntouched' }, 'note', 'P1', 'holds'],
    ],
  },
  {
    title: 'Is partition versioning enough?',
    quote: 'Is the version of a partition enough to tell a recreated collection from the old one?',
    where: 'Drop Collection note',
    matrices: [
      {
        preset: 'documented',
        switches: ['collectionId'],
        properties: ['P1', 'P2'],
        bounds: ['note', 'note2', 'readOnly'],
      },
    ],
    recommendation:
      'No: a recreated collection gets the same partition versions on the ' +
      'same nodes, so a stale map is never noticed, and an id that is compared only when a ' +
      'map is refreshed (`onRefresh`) is never compared. Send the id with each request ' +
      '(`perRequest`).',
    price: 'As above: an id in every request; versions may stay as they are.',
    grounds: [
      ['documented', { collectionId: 'onRefresh' }, 'note', 'P1', 'violated'],
      ['documentedWithId', {}, 'note2', 'P1', 'holds'],
    ],
  },
];
