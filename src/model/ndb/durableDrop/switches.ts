/**
 * The design decisions of how a drop survives failures, and the named variants.
 */
import type { VariantOf } from '../../../spec/choices.ts';
import { oneOf } from '../../../spec/choices.ts';
import { failureSwitches } from '../switches.ts';

export const switches = {
  decision: oneOf({
    twoStep: 'a commit flush decides a prepared drop (7.5)',
    oneStep: 'DROPPING in the schema file is the decision (note, 5.1)',
  }),
  ...failureSwitches,
  nfInDict: oneOf({
    counted: 'a round no longer waits for a node that died (7.5)',
    ignored: 'it does (5.1; bug 14787522)',
  }),
  flush: oneOf({
    first: 'the schema file is written before the destructive steps (note, 5.1, 7.5)',
    last: 'it is written after them',
  }),
  markPhase: oneOf({
    commit: 'the marks are set once the drop is decided (7.5)',
    prepare: 'they are set while it can be undone, and not taken back (bug 46873)',
  }),
  barrier: oneOf({
    on: 'no node releases before all are marked (note, 5.1, 7.5)',
    off: 'a node releases once it is marked itself',
  }),
  restartCleanup: oneOf({
    compare: 'a node without the table cleans up if its own schema file knew the table',
    masterState: 'it does if the schema file that the restart follows did (note, literally)',
    off: 'it forgets the table and leaves the files (5.1, 7.5)',
  }),
  restartOrder: oneOf({
    filesFirst: '"after this the schema information is updated" (note)',
    schemaFirst: 'the schema information comes first',
    decisionFirst: 'what is to become of the table is noted, then the files, then the rest',
  }),
  abortAdd: oneOf({
    localDrop: 'an add that is aborted runs step 7 locally (5.1, 7.5)',
    forget: 'only the entry goes',
  }),
};

export type Variant = VariantOf<typeof switches>;

/** What the switches are by default: the later code, with the cleanup that the note asks for. */
const usual: Variant = {
  decision: 'twoStep',
  reportPoint: 'atEnd',
  takeover: 'bySurvivor',
  abortDurable: 'no',
  restartRule: 'byDecision',
  restartMaster: 'newest',
  nodeLock: 'on',
  enableAt: 'commit',
  nfInDict: 'counted',
  flush: 'first',
  markPhase: 'commit',
  barrier: 'on',
  restartCleanup: 'compare',
  restartOrder: 'filesFirst',
  abortAdd: 'localDrop',
};

/** The note, and where it is silent (who takes over, what a dead participant means) the option that completes it. */
const note: Variant = {
  ...usual,
  decision: 'oneStep',
  reportPoint: 'afterPrepare',
  takeover: 'forward',
  restartRule: 'complete',
};

/** The note without what it does not say. */
const literal: Variant = {
  ...note,
  takeover: 'none',
  nfInDict: 'ignored',
  restartCleanup: 'masterState',
};

const code51: Variant = {
  ...usual,
  decision: 'oneStep',
  takeover: 'none',
  restartRule: 'complete',
  nfInDict: 'ignored',
  restartCleanup: 'off',
};

export const presets = {
  note,
  'note-literal': literal,
  'code-5.1': code51,
  'code-later': { ...usual, restartCleanup: 'off' },
  repaired: { ...usual, restartOrder: 'decisionFirst' },
  'note-repaired': { ...note, restartOrder: 'decisionFirst' },
} satisfies Readonly<Record<string, Variant>>;
