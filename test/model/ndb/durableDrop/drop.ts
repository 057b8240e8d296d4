/**
 * A drop and a create on two nodes, phase by phase, as lists of instance names.
 */

export const both = (verb: string) => [`${verb}(1)`, `${verb}(2)`];
const next = 'dict.advances';

/** (1) */
export const prepares = ['api.asksDrop', ...both('dict.prepares')];
/** (1), and the decision as a phase of its own. */
export const decides = [...prepares, next, ...both('dict.decides')];
/** (4)(5)(6) */
export const marks = [next, ...both('dict.marks')];
/** (7) */
export const releases = [next, ...both('dict.releases'), ...both('dict.recordsDropped')];
/** (8) */
export const ends = [next, ...both('dict.ends'), next];

/** The restart of a node, or its part in a system restart. */
export const starts = (n: number) => [`restart.doesFiles(${n})`, `restart.recordsState(${n})`];

/** The same where the decision is noted first, and there is something to note. */
export const startsWithNote = (n: number) => [`restart.notesDecision(${n})`, ...starts(n)];
