/**
 * The question of Milvus's design document about the timestamp of a drop, and what the model answers.
 */
import type { Question } from '../../../spec/questions.ts';
import type { Variant } from './switches.ts';

export const questions: readonly Question<string, Variant>[] = [
  {
    title: 'Is the timestamp of step 7 really "the point"?',
    quote: 'A timestamp from the TSO is “the point when the collection was deleted”.',
    where: 'design document "drop collection" of 2021, steps 7 and 9',
    matrices: [
      {
        preset: 'tombstone-2022-10',
        switches: ['ddlSteps', 'tickedBy'],
        properties: ['T1', 'T2', 'T3', 'T4', 'T5', 'T6'],
        bounds: ['alone', 'shared', 'own'],
      },
    ],
    recommendation:
      'Only if ticks are kept below it from the moment it is drawn until the message is ' +
      'appended, and if nobody makes a tick of his own for it. Whoever then waits for a tick ' +
      'to pass it must hear of the ticks, or the drop never ends.',
    price: 'Ticks of the whole channel wait for the drop, and the drop for a tick.',
    grounds: [
      ['tombstone-2022-10', {}, 'shared', 'T1', 'holds'],
      ['tombstone-2022-10', {}, 'alone', 'T2', 'holds'],
      ['tombstone-2022-10', {}, 'own', 'T5', 'holds'],
      ['design-2021', {}, 'alone', 'T2', 'violated'],
      ['code-2022-01', {}, 'alone', 'T2', 'violated'],
      ['code-2022-01', {}, 'own', 'T5', 'violated'],
      ['code-2021-11', {}, 'shared', 'T1', 'violated'],
      ['tombstone-2022-10', { tickedBy: 'logService' }, 'alone', 'T6', 'violated'],
    ],
  },
];
