/**
 * What stories of the whole are made of. Phases go round all nodes; their steps are those of the note.
 */

/** All nodes are told the next phase, do it at once, and confirm. */
const round = (nodes: readonly number[]) => [
  ...nodes.map((n) => `node.takesReq(${n})`),
  ...nodes.map((n) => `dict.counts(${n})`),
];

/** All LQHs are asked by all nodes whether they are idle, and they are. */
const waitsFor = (block: 'TC' | 'DIH', nodes: readonly number[]) => {
  const role = block.toLowerCase();
  const pairs = nodes.flatMap((n) => nodes.map((m) => [n, m] as const));
  return [
    ...pairs.flatMap(([n, m]) => [
      `lqh.takesWait(${n}, ${m})`,
      `lqh.answers(${n}, ${block}, ${m})`,
    ]),
    ...pairs.map(([n, m]) => `${role}.takesConf(${n}, ${m})`),
    ...nodes.map((n) => `${role}.confirms(${n})`),
    ...nodes.map((n) => `dict.counts(${n})`),
  ];
};

const told = (nodes: readonly number[]) => nodes.map((n) => `node.takesReq(${n})`);

/** (7) on a node. */
const releases = (nodes: readonly number[]) => [
  ...told(nodes),
  ...nodes.flatMap((n) => [`lqh.releases(${n})`, `node.recordsDropped(${n})`]),
  ...nodes.map((n) => `dict.counts(${n})`),
];

/** The phases of a drop in the protocol of the note, each up to its last confirmation. */
export function noteDrop(nodes: readonly number[]) {
  return {
    prepare: ['ddl.opens', 'dict.handlesDrop', ...round(nodes)],
    lqh: ['dict.advances', ...round(nodes)],
    tc: ['dict.advances', ...told(nodes), ...waitsFor('TC', nodes)],
    dih: ['dict.advances', ...told(nodes), ...waitsFor('DIH', nodes)],
    release: ['dict.advances', ...releases(nodes)],
    end: ['dict.advances', ...round(nodes), 'dict.advances', 'ddl.isAnswered'],
  };
}

/** The same in the later protocol. */
export function laterDrop(nodes: readonly number[]) {
  return {
    prepare: ['ddl.opens', 'dict.handlesDrop', ...round(nodes)],
    decide: ['dict.advances', ...round(nodes)],
    mark: ['dict.advances', ...round(nodes)],
    release: ['dict.advances', ...releases(nodes)],
    end: ['dict.advances', ...round(nodes), 'dict.advances', 'ddl.isAnswered'],
  };
}

/** The table is created. */
export function create(nodes: readonly number[]): string[] {
  const rounds = [0, 1, 2].flatMap(() => [...round(nodes), 'dict.advances']);
  return ['admin.creates', ...rounds];
}

/** All phases, one after the other. */
export function all(phases: Readonly<Record<string, readonly string[]>>): string[] {
  return Object.values(phases).flat();
}

/** An operation of client 1, by the TC of a node at the LQH of another. */
export const operate = (tc: number, lqh: number) => [
  'tc.admits(1, LQH)'.replace('LQH', String(lqh)),
  `lqh.takesKey(${lqh}, ${tc})`,
];
