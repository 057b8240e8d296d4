/**
 * The drop of the note on one node, phase by phase, as lists of instance names.
 */

/** (1) */
export const prepares = ['dict.starts', 'node.takesReq(1)', 'dict.counts(1)'];
/** (4) */
export const marksLqh = ['dict.advances', 'node.takesReq(1)', 'dict.counts(1)'];
/** (5) The TC is told and marks; and its LQH is asked. */
export const tellsTc = ['dict.advances', 'node.takesReq(1)'];
/** (6) */
export const tellsDih = ['dict.advances', 'node.takesReq(1)'];
/** WAIT and its answer, and then the confirmation. */
export const waits = (block: 'TC' | 'DIH') => [
  'lqh.takesWait(1, 1)',
  `lqh.answers(1, ${block}, 1)`,
  `${block.toLowerCase()}.takesConf(1, 1)`,
  ...confirms(block),
];
/** The confirmation where nobody is asked. */
export const confirms = (block: 'TC' | 'DIH') => [
  `${block.toLowerCase()}.confirms(1)`,
  'dict.counts(1)',
];
/** (7) */
export const tellsRelease = ['dict.advances', 'node.takesReq(1)'];
export const releases = ['lqh.releases(1)', 'node.recordsDropped(1)', 'dict.counts(1)'];
/** (8) */
export const ends = ['dict.advances', 'node.takesReq(1)', 'dict.counts(1)', 'dict.advances'];

/** All of it, while nothing runs. */
export const wholeDrop = [
  ...prepares,
  ...marksLqh,
  ...tellsTc,
  ...waits('TC'),
  ...tellsDih,
  ...waits('DIH'),
  ...tellsRelease,
  ...releases,
  ...ends,
];
