/**
 * The questions of the note on truncating data and dropping schemas, and what the model answers.
 *
 * The recommendations are a human's, written from verdicts that were found; what each rests on is listed, and a test
 * looks whether it still is so. Words in quotation marks are the note's own.
 */
import type { Asked } from './recoveryQuestions.ts';
import { recoveryQuestions } from './recoveryQuestions.ts';

const note = 'note on truncating data and dropping schemas';

/** About ids, names, and when a name is free again. */
const identity: readonly Asked[] = [
  {
    title: 'Is a schema id enough for a safe recreate?',
    quote: 'An id, “unique within a collection”, “lets the user safely recreate” a schema.',
    where: `${note}, schema ids`,
    matrices: [
      {
        preset: 'documented',
        switches: ['schemaId', 'idSource', 'scanMatch', 'onUnknownSchema'],
        properties: ['P1', 'P4', 'P6', 'P13'],
        bounds: ['base', 'stale', 'readWrite', 'gate'],
      },
    ],
    recommendation:
      'An id is enough if it is never used again and if everything goes by it: requests, ' +
      'the scan that truncates, and the name cache of a transaction. A scan by name deletes' +
      ' the first rows of the new schema, a reused id shows the rows of the old one, and a ' +
      'library that refreshes in the middle of a transaction mixes both.',
    price:
      'A durable counter of schemas in each collection, and an abort where a transaction ' +
      'meets a schema that is gone after it has used it.',
    grounds: [
      ['documented', {}, 'base', 'P6', 'holds'],
      ['documented', {}, 'readWrite', 'P1', 'holds'],
      ['documented', { schemaId: 'name' }, 'base', 'P6', 'violated'],
      ['documented', { scanMatch: 'byName' }, 'base', 'P4', 'violated'],
      ['documented', { idSource: 'reused' }, 'base', 'P6', 'violated'],
      ['documented', { onUnknownSchema: 'retrySameTxn' }, 'readWrite', 'P1', 'violated'],
      ['documented', { onUnknownSchema: 'retryIfUntouched' }, 'readWrite', 'P1', 'holds'],
    ],
  },
  {
    title: 'When may the user recreate?',
    quote: '“At this point the user may recreate a schema with the same name.”',
    where: `${note}, step 8; whether the CPO enforces it is open`,
    matrices: [
      {
        preset: 'literal',
        switches: ['createGate', 'schemaId'],
        pairs: true,
        properties: ['P4', 'P6', 'P24'],
        bounds: ['gate'],
      },
    ],
    recommendation:
      'With ids the gate is a courtesy: neither data nor the new schema suffers if somebody' +
      ' creates while the drop is under way. With names it keeps the new schema usable ' +
      '(P24), but old rows still show after the drop was told (P6).',
    price: 'None for ids; a gate costs a CREATE that waits, or is refused and sent again.',
    grounds: [
      ['literal', { createGate: 'userDiscipline' }, 'gate', 'P6', 'holds'],
      ['literal', { createGate: 'userDiscipline' }, 'gate', 'P24', 'holds'],
      ['literal', { schemaId: 'name' }, 'gate', 'P24', 'violated'],
      ['literal', { createGate: 'cpoEnforces', schemaId: 'name' }, 'gate', 'P24', 'holds'],
      ['literal', { createGate: 'cpoEnforces', schemaId: 'name' }, 'gate', 'P6', 'violated'],
    ],
  },
  {
    title: 'Why not drop the schema alone?',
    quote: 'To drop a schema without its data is refused: it would orphan the records.',
    where: note,
    matrices: [
      {
        preset: 'documented',
        switches: ['dropKind'],
        properties: ['P6', 'P12', 'P15', 'P21'],
        bounds: ['base', 'twoAdmins'],
      },
    ],
    recommendation:
      'Keep the two together, as the note does. Without steps 9 and 10 the records stay, ' +
      'nobody can name them any more, and nothing ever removes them.',
    price: 'A scan of the memory of each partition, and a clean-up of its log.',
    grounds: [
      ['documented', {}, 'base', 'P12', 'holds'],
      ['documented', { dropKind: 'schemaOnly' }, 'base', 'P12', 'violated'],
    ],
  },
  {
    title: 'What of transactions in flight?',
    quote: 'Partitions scan and truncate all records and versions; intents are not spoken of.',
    where: `${note}, step 9`,
    matrices: [
      {
        preset: 'documented',
        switches: ['inflight'],
        properties: ['P3', 'P12', 'P21', 'P26'],
        bounds: ['base', 'truncate'],
      },
      {
        preset: 'repaired',
        switches: ['inflight'],
        properties: ['P4', 'P6i', 'P6t', 'P26'],
        bounds: ['truncate'],
      },
    ],
    recommendation:
      'Abort them (`abortTxn`): it is the only option under which no transaction commits ' +
      'over a schema that was told dropped (P3), and intents are neither left as orphans ' +
      '(`leave`) nor missing when their transaction is finalized (`removeIntentOnly`). For ' +
      'truncateData, once truncations are counted, `removeBoth` would do as well; intents ' +
      'that are left bring back what was truncated (P6t).',
    price: 'The node has to reach the coordinator of each transaction that it finds.',
    grounds: [
      ['documented', {}, 'base', 'P3', 'holds'],
      ['documented', { inflight: 'leave' }, 'base', 'P12', 'violated'],
      ['documented', { inflight: 'removeIntentOnly' }, 'base', 'P26', 'violated'],
      ['documented', { inflight: 'removeBoth' }, 'base', 'P3', 'violated'],
      ['documented', { inflight: 'leave' }, 'base', 'P3', 'violated'],
      ['documented', { inflight: 'removeIntentOnly' }, 'base', 'P3', 'violated'],
      ['repaired', {}, 'truncate', 'P6t', 'holds'],
      ['repaired', { inflight: 'removeBoth' }, 'truncate', 'P6t', 'holds'],
      ['repaired', { inflight: 'leave' }, 'truncate', 'P6t', 'violated'],
      ['repaired', { inflight: 'removeIntentOnly' }, 'truncate', 'P26', 'violated'],
    ],
  },
  {
    title: 'What of a CPO crash, a late push, a stale name cache?',
    quote:
      'The CPO drops the schema locally, then tells all partitions; failures are not spoken' +
      ' of.',
    where: `${note}, steps 4 to 6`,
    matrices: [
      {
        preset: 'literal',
        switches: ['step4', 'pushGuard', 'pushRetry', 'staleDrop', 'adminResolve'],
        properties: ['P7', 'P16', 'P17', 'P24'],
        bounds: ['cpo', 'cpo2', 'latePush', 'latePushCrash', 'partial', 'twoAdmins'],
      },
      {
        preset: 'repaired',
        switches: ['pushGuard'],
        properties: ['P3', 'P6', 'P7', 'P16'],
        bounds: ['latePush', 'latePushCrash'],
      },
    ],
    recommendation:
      'Keep the drop itself on disk (`droppingIntent`), push until every partition has ' +
      'answered, and let a partition refuse late copies of a push, which make a dropped ' +
      'schema valid again: by what it dropped and, since a crash takes that from its memory, ' +
      'by how many schemas there were when it recovered (`highWater`). Refuse the drop of ' +
      'what is not there (`notFound`): to call it a success tells a user with a stale name ' +
      'that something was dropped which was not.',
    price:
      'A durable record of each drop under way, a restart routine, a set of dropped ids at ' +
      'each partition, and one number more in the list that a partition recovers with. In ' +
      '`literal` no guard of pushes helps after a crash (`latePushCrash`), as a partition ' +
      'that was told of the drop during its recovery opens with the old list; see below.',
    grounds: [
      ['literal', {}, 'cpo', 'P16', 'violated'],
      ['literal', { step4: 'droppingIntent' }, 'cpo', 'P16', 'holds'],
      ['literal', {}, 'latePush', 'P7', 'violated'],
      ['literal', { pushGuard: 'dropSet' }, 'latePush', 'P7', 'holds'],
      ['repaired', { pushGuard: 'dropSet' }, 'latePush', 'P7', 'holds'],
      ['repaired', { pushGuard: 'dropSet' }, 'latePushCrash', 'P7', 'violated'],
      ['repaired', {}, 'latePushCrash', 'P7', 'holds'],
      ['literal', { pushGuard: 'highWater' }, 'latePushCrash', 'P7', 'violated'],
      ['literal', {}, 'partial', 'P24', 'violated'],
      ['literal', { pushRetry: 'untilAcked' }, 'partial', 'P24', 'holds'],
      ['literal', { staleDrop: 'okAlready' }, 'twoAdmins', 'P17', 'violated'],
      ['literal', {}, 'twoAdmins', 'P17', 'holds'],
    ],
  },
];

export const questions: readonly Asked[] = [...identity, ...recoveryQuestions];
