/**
 * What the note leaves open about marks, waits and node failures, and what the model answers.
 *
 * The recommendations are a human's, written from verdicts that were found; what each rests on is listed, and a test
 * looks whether it still is so. Words in quotation marks are the note's own.
 */
import type { Question } from '../../../spec/questions.ts';
import type { presets, Variant } from './switches.ts';

/** A question of this note. */
type Asked = Question<keyof typeof presets, Variant>;

export const questions: readonly Asked[] = [
  {
    title: 'Marks and WAITs: are both needed, and which of them survives links without order?',
    quote: '“Mark the table so that no new operations will start”; “wait for running operations”.',
    where: 'DropTable.txt, steps 4 and 5, WAIT_DROP_TAB',
    matrices: [
      {
        preset: 'note',
        switches: ['waits', 'lqhMark', 'tcMark', 'links'],
        pairs: true,
        properties: ['op-has-fragment', 'wait-conf-honest', 'no-op-after-mark'],
        bounds: ['tiny'],
      },
    ],
    recommendation:
      'Somebody must wait; whoever waits by asking others needs the LQH mark too as soon ' +
      'as data and control signals are no longer in one order, or the TC mark is missing. ' +
      'An LQH that waits for itself when it is told to release needs no mark at all for ' +
      'this, with whatever links.',
    price: 'Waiting in LQH: none, a round of messages less. The mark: one bit for each fragment.',
    grounds: [
      ['note', {}, 'tiny', 'op-has-fragment', 'holds'],
      ['note', { waits: 'off' }, 'tiny', 'op-has-fragment', 'violated'],
      ['note', { lqhMark: 'off' }, 'small', 'op-has-fragment', 'holds'],
      ['note', { lqhMark: 'off' }, 'small', 'wait-conf-honest', 'violated'],
      ['note', { lqhMark: 'off', links: 'split' }, 'tiny', 'op-has-fragment', 'violated'],
      ['note', { lqhMark: 'off', tcMark: 'off' }, 'tiny', 'op-has-fragment', 'violated'],
      ['note', { links: 'split' }, 'small', 'op-has-fragment', 'holds'],
      [
        'code-later',
        { lqhMark: 'off', tcMark: 'off', links: 'split' },
        'small',
        'op-has-fragment',
        'holds',
      ],
    ],
  },
  {
    title: 'The same for checkpoints',
    quote:
      'An order to checkpoint “gets replied directly w.o actually checkpointing the ' +
      'fragment”; “wait for running LCP”.',
    where: 'DropTable.txt, step 4, second bullet; step 6, “unlink any queued LCP_FRAG_ORD”',
    matrices: [
      {
        preset: 'note',
        switches: ['dihMark', 'lcpAnswer', 'lcpWait', 'unlink', 'links'],
        pairs: true,
        properties: ['lcp-has-fragment', 'lcp-round-ends', 'no-order-after-mark'],
        bounds: ['tiny'],
      },
      {
        preset: 'code-later',
        switches: ['dihMark', 'lcpAnswer', 'lcpWait', 'unlink', 'links'],
        properties: ['lcp-has-fragment', 'lcp-round-ends'],
        bounds: ['tiny'],
      },
    ],
    recommendation:
      'Keep the three together: a wait that counts the checkpoint, an answer to every ' +
      'order, and unlinked orders that leave the books of the round; each of them is ' +
      'missed at once. The mark of DIH saves orders and nothing more, as long as a marked ' +
      'LQH answers without checkpointing.',
    price: 'An answer for orders that nobody acts on, and a master that keeps its books in order.',
    grounds: [
      ['note', { lcpWait: 'off' }, 'tiny', 'lcp-has-fragment', 'violated'],
      ['note', { lcpAnswer: 'silent' }, 'tiny', 'lcp-round-ends', 'violated'],
      ['note', { unlink: 'forgets' }, 'tiny', 'lcp-round-ends', 'violated'],
      ['note', { dihMark: 'off' }, 'tiny', 'lcp-has-fragment', 'holds'],
      ['note', { dihMark: 'off' }, 'tiny', 'lcp-round-ends', 'holds'],
      ['note', { dihMark: 'off', lcpAnswer: 'checkpoint' }, 'tiny', 'lcp-has-fragment', 'violated'],
      ['note', { links: 'split' }, 'small-lcp', 'lcp-has-fragment', 'holds'],
    ],
  },
  {
    title: 'Does the order of steps 4 and 5 matter?',
    quote: 'LQH, TC and DIH are told one after the other, in this order.',
    where: 'DropTable.txt, steps 4 to 6',
    matrices: [
      {
        preset: 'note',
        switches: ['roundOrder', 'lqhMark', 'links'],
        pairs: true,
        properties: ['wait-conf-honest', 'op-has-fragment', 'release-when-idle'],
        bounds: ['tiny'],
      },
    ],
    recommendation:
      'Tell LQH first, or an LQH answers “idle” to a TC and then takes operations and ' +
      'checkpoints that others have sent. Nothing is lost by the other order all the ' +
      'same, as the LQH mark comes before the release and each TC waits for what it has ' +
      'sent itself.',
    price: 'None.',
    grounds: [
      ['note', {}, 'small', 'wait-conf-honest', 'holds'],
      ['note', { roundOrder: 'tcFirst' }, 'small', 'wait-conf-honest', 'violated'],
      ['note', { roundOrder: 'tcFirst' }, 'small', 'op-has-fragment', 'holds'],
      ['note', { roundOrder: 'tcFirst' }, 'small', 'release-when-idle', 'holds'],
    ],
  },
  {
    title: 'Where is NF-handling needed beyond the two waits?',
    quote: '“Wait for CONF (including NF-handling) from LQH:s.”',
    where: 'DropTable.txt, TC and DIH; the rounds of DICT do not say it',
    matrices: [
      {
        preset: 'note',
        switches: ['nf', 'tcTakeover'],
        properties: ['drop-ends', 'all-nodes-dropped', 'nobody-waits', 'op-answered'],
        bounds: ['small', 'small-lcp'],
      },
    ],
    recommendation:
      'In every round of DICT: a participant that dies before it confirms stops the drop ' +
      'for ever, from the first round on. And what a dead TC has left running at a living ' +
      'LQH must be ended by somebody, or the wait for it does not end.',
    price: 'One more reader of node failure reports.',
    grounds: [
      ['note', {}, 'small', 'drop-ends', 'holds'],
      ['note', { nf: 'waitsOnly' }, 'small', 'drop-ends', 'violated'],
      ['note', { nf: 'nowhere' }, 'small', 'nobody-waits', 'violated'],
      ['note', { tcTakeover: 'off' }, 'small', 'drop-ends', 'violated'],
      ['code-later', { tcTakeover: 'off' }, 'small', 'drop-ends', 'violated'],
    ],
  },
];
