/**
 * What random systems of equals are about: their cells, what may be asked of them, what may be done to them.
 */
import { Map as ImmutableMap, Set as ImmutableSet, List, Record } from 'immutable';
import type { Assignment, Id, Read } from '../../src/index.ts';
import { ids, Layout } from '../../src/index.ts';

export type Member = Id<'member'>;

const Note = Record({ by: undefined as Member | undefined, count: 0 }, 'Note');

export function world(members: number) {
  const all = ids('member', members);
  const layout = new Layout();
  return {
    all,
    layout,
    shared: layout.one('shared', 0),
    leader: layout.one<Member | undefined>('leader', undefined),
    // Declared between the families, so that the halves of the layout are not closed by themselves.
    phase: layout.each('phase', [all], () => 0),
    crew: layout.one('crew', ImmutableSet<Member>()),
    link: layout.each('link', [all, all], () => false),
    queue: layout.one('queue', List<Member>()),
    peer: layout.each('peer', [all], () => undefined as Member | undefined),
    votes: layout.one('votes', ImmutableMap<Member, Member>()),
    note: layout.each('note', [all], () => Note()),
  };
}
export type World = ReturnType<typeof world>;

/** Somebody acts, perhaps upon somebody. */
export interface Pair {
  readonly self: Member;
  readonly other: Member;
}

export type Question = (at: World, read: Read, pair: Pair) => number;
export type Deed = (at: World, read: Read, pair: Pair) => Assignment;

/**
 * What systems may be about. Each answer is a small number, at first 0, and the same whatever the members are called.
 */
export const topics: readonly {
  readonly questions: readonly Question[];
  readonly deeds: readonly Deed[];
}[] = [
  {
    questions: [
      ({ phase }, read, { self }) => read(phase(self)),
      ({ phase }, read, { other }) => read(phase(other)),
      ({ phase, all }, read) => all.filter((m) => read(phase(m)) > 0).length,
    ],
    deeds: [
      ({ phase }, read, { self }) => phase(self).becomes((read(phase(self)) + 1) % 3),
      ({ phase }, read, { other }) => phase(other).becomes((read(phase(other)) + 2) % 3),
    ],
  },
  {
    questions: [({ shared }, read) => read(shared)],
    deeds: [({ shared }, read) => shared.becomes((read(shared) + 1) % 3)],
  },
  {
    questions: [
      ({ leader }, read, { self }) => indexIn([undefined, self], read(leader)),
      ({ leader }, read, { other }) => indexIn([undefined, other], read(leader)),
    ],
    deeds: [
      ({ leader }, _read, { self }) => leader.becomes(self),
      ({ leader }, _read, { other }) => leader.becomes(other),
      ({ leader }) => leader.becomes(undefined),
    ],
  },
  {
    questions: [
      ({ crew }, read, { other }) => (read(crew).has(other) ? 1 : 0),
      ({ crew }, read) => read(crew).size,
    ],
    deeds: [
      ({ crew }, read, { self }) => crew.becomes(read(crew).add(self)),
      ({ crew }, read, { other }) => crew.becomes(read(crew).remove(other)),
    ],
  },
  {
    questions: [({ link }, read, { self, other }) => (read(link(self, other)) ? 1 : 0)],
    deeds: [
      ({ link }, read, { self, other }) => link(self, other).becomes(!read(link(self, other))),
    ],
  },
  {
    questions: [
      ({ queue }, read, { self }) => indexIn([undefined, self], read(queue).first()),
      ({ queue }, read) => read(queue).size,
    ],
    deeds: [
      ({ queue }, read, { self }) => queue.becomes(read(queue).push(self).takeLast(2)),
      ({ queue }, read) => queue.becomes(read(queue).shift()),
    ],
  },
  {
    questions: [({ peer }, read, { self, other }) => indexIn([undefined, other], read(peer(self)))],
    deeds: [
      ({ peer }, _read, { self, other }) => peer(self).becomes(other),
      ({ peer, leader }, read, { self }) => peer(self).becomes(read(leader)),
    ],
  },
  {
    questions: [
      ({ votes }, read, { self, other }) => indexIn([undefined, other], read(votes).get(self)),
    ],
    deeds: [
      ({ votes }, read, { self, other }) => votes.becomes(read(votes).set(self, other)),
      ({ votes }, read, { other }) => votes.becomes(read(votes).remove(other)),
    ],
  },
  {
    questions: [
      ({ note }, read, { self }) => read(note(self)).count,
      ({ note }, read, { self, other }) => indexIn([undefined, other], read(note(self)).by),
    ],
    deeds: [
      ({ note }, _read, { self, other }) => note(self).becomes(Note({ by: other, count: 1 })),
    ],
  },
];

/** The place in a list, or its length. */
function indexIn<T>(list: readonly T[], item: T): number {
  const at = list.indexOf(item);
  return at < 0 ? list.length : at;
}
