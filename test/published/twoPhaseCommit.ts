/**
 * Two-phase commit, after Gray and Lamport, "Consensus on Transaction Commit" (2006), specification `TwoPhase`.
 *
 * Messages are facts that were sent and may be received at any time, any number of times: there is no need to
 * lose, repeat or reorder them. What the manager and the participants store is durable, so nobody crashes. Only
 * safety is claimed: that they decide at all is not.
 */
import { action, defineSystem, disabled, forEach, ids, Layout } from '../../src/index.ts';
import type { Participant, ParticipantId } from './transactionCommit.ts';
import { consistent, participants } from './transactionCommit.ts';

type Manager = 'init' | 'committed' | 'aborted';

function cells(all: readonly ParticipantId[]) {
  const layout = new Layout();
  return {
    layout,
    manager: layout.one('manager', 'init' as Manager),
    commitSent: layout.one('commitSent', false),
    abortSent: layout.one('abortSent', false),
    participant: layout.each('participant', [all], (): Participant => 'working'),
    /** The participant has told the manager that it is prepared … */
    preparedSent: layout.each('preparedSent', [all], () => false),
    /** … and the manager knows. */
    knownPrepared: layout.each('knownPrepared', [all], () => false),
  };
}

type Cells = ReturnType<typeof cells>;

const manager = (at: Cells) => ({
  commits: action.system('commits', (read) => {
    if (read(at.manager) !== 'init') return disabled;
    if (!at.knownPrepared.all.every(read)) return disabled;
    return [at.manager.becomes('committed'), at.commitSent.becomes(true)];
  }),
  aborts: action.system('aborts', (read) => {
    if (read(at.manager) !== 'init') return disabled;
    return [at.manager.becomes('aborted'), at.abortSent.becomes(true)];
  }),
});

const managerOfEach = (at: Cells) => ({
  learnsPrepared: action.system(
    'learns that {participant} is prepared',
    (read, r: ParticipantId) => {
      if (read(at.manager) !== 'init' || !read(at.preparedSent(r))) return disabled;
      return [at.knownPrepared(r).becomes(true)];
    },
  ),
});

const participant = (at: Cells) => ({
  prepares: action.system('prepares and says so', (read, r: ParticipantId) => {
    if (read(at.participant(r)) !== 'working') return disabled;
    return [at.participant(r).becomes('prepared'), at.preparedSent(r).becomes(true)];
  }),
  choosesAbort: action.system('aborts on its own', (read, r: ParticipantId) => {
    if (read(at.participant(r)) !== 'working') return disabled;
    return [at.participant(r).becomes('aborted')];
  }),
  commits: action.system('is told to commit', (read, r: ParticipantId) => {
    if (!read(at.commitSent)) return disabled;
    return [at.participant(r).becomes('committed')];
  }),
  aborts: action.system('is told to abort', (read, r: ParticipantId) => {
    if (!read(at.abortSent)) return disabled;
    return [at.participant(r).becomes('aborted')];
  }),
});

export const twoPhaseCommit = defineSystem({
  name: 'published/two-phase-commit',
  title: 'a manager and participants that agree to commit',
  bounds: { participants },
  build: (_, bounds) => {
    const all = ids('participant', bounds.participants);
    const at = cells(all);
    return {
      layout: at.layout,
      actions: [
        ...forEach('manager', [], manager(at)),
        ...forEach('manager', [all], managerOfEach(at)),
        ...forEach('participant', [all], participant(at)),
      ],
      properties: consistent(all, at.participant),
      symmetric: [all],
    };
  },
});
