/**
 * The design decisions of how a node's blocks are told of a drop, and the named variants.
 */
import type { VariantOf } from '../../../spec/choices.ts';
import { oneOf } from '../../../spec/choices.ts';
import { wireSwitches } from '../switches.ts';

export const switches = {
  ...wireSwitches,
  roundOrder: oneOf({
    lqhFirst: 'step 4 before step 5 (note, 5.1)',
    tcFirst: 'step 5 before step 4',
  }),
  opsEnd: oneOf({
    always: 'every transaction ends in the end',
    maybe: 'a client may leave a transaction open for ever (the wait of a drop has no time-out)',
  }),
};

export type Variant = VariantOf<typeof switches>;

/** The note, and where it is silent about node failures the harmless option. */
const note: Variant = {
  waits: 'asked',
  lqhMark: 'on',
  tcMark: 'on',
  dihMark: 'on',
  lcpAnswer: 'direct',
  lcpWait: 'on',
  unlink: 'closesBooks',
  links: 'shared',
  roundOrder: 'lqhFirst',
  nf: 'everywhere',
  tcTakeover: 'on',
  opsEnd: 'always',
};

/** The note speaks of node failures ("NF-handling") at the two waits only; so does the code of its time. */
const literal: Variant = { ...note, nf: 'waitsOnly' };

/** WAIT_DROP_TAB_REQ is gone: each LQH waits for its own work when it is told to release. */
const later: Variant = { ...note, waits: 'local' };

export const presets = {
  note,
  'note-literal': literal,
  'code-5.1': literal,
  'code-later': later,
  repaired: later,
};
