/**
 * Transaction commit, after Gray and Lamport, "Consensus on Transaction Commit" (2006), specification `TCommit`.
 *
 * What a commit protocol must achieve, and no protocol yet: every participant decides for itself, but sees the
 * others' states at once. Two-phase commit implements it.
 */
import type { Cell, Id, Property, Read } from '../../src/index.ts';
import {
  action,
  because,
  count,
  defineSystem,
  disabled,
  forEach,
  ids,
  Layout,
  property,
  vacuous,
} from '../../src/index.ts';

export type Participant = 'working' | 'prepared' | 'committed' | 'aborted';
export type ParticipantId = Id<'participant'>;

export const participants = count('participants of the transaction', 2, { min: 2, max: 12 });

/**
 * The promise of both protocols, one property for each pair: not one aborted and the other committed.
 *
 * A single property would have to look at all participants together; a pair is judged again only if one of the
 * two has changed.
 */
export function consistent(
  all: readonly ParticipantId[],
  participant: (r: ParticipantId) => Cell<Participant>,
): Property[] {
  return all.flatMap((r) =>
    all.slice(r.ordinal).map((other) =>
      property.always({
        id: `consistent(${r.label}, ${other.label})`,
        about: [r, other],
        name: `participants ${r.label} and ${other.label} decide alike`,
        holds: (read) => {
          const one = read(participant(r));
          if (!decided(one)) return vacuous;
          const two = read(participant(other));
          if (!decided(two)) return vacuous;
          return one === two || because('one aborted and one committed', { one, two });
        },
      }),
    ),
  );
}

export function decided(participant: Participant): boolean {
  return participant === 'committed' || participant === 'aborted';
}

export const transactionCommit = defineSystem({
  name: 'published/transaction-commit',
  title: 'what every commit protocol must achieve',
  bounds: { participants },
  build: (_, bounds) => {
    const all = ids('participant', bounds.participants);
    const layout = new Layout();
    const participant = layout.each('participant', [all], (): Participant => 'working');
    const everyoneIs = (read: Read, ...allowed: readonly Participant[]) =>
      participant.all.every((cell) => allowed.includes(read(cell)));
    return {
      layout,
      actions: forEach('participant', [all], {
        prepares: action.system('prepares', (read, r: ParticipantId) => {
          if (read(participant(r)) !== 'working') return disabled;
          return [participant(r).becomes('prepared')];
        }),
        commits: action.system('commits', (read, r: ParticipantId) => {
          if (read(participant(r)) !== 'prepared') return disabled;
          if (!everyoneIs(read, 'prepared', 'committed')) return disabled;
          return [participant(r).becomes('committed')];
        }),
        aborts: action.system('aborts', (read, r: ParticipantId) => {
          if (decided(read(participant(r)))) return disabled;
          if (!everyoneIs(read, 'working', 'prepared', 'aborted')) return disabled;
          return [participant(r).becomes('aborted')];
        }),
      }),
      properties: consistent(all, participant),
      symmetric: [all],
      final: (read) => everyoneIs(read, 'committed') || everyoneIs(read, 'aborted'),
    };
  },
});
