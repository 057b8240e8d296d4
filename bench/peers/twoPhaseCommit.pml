/*
 * Two-phase commit as in test/published/twoPhaseCommit.ts, for SPIN: spin -a -DN=9 twoPhaseCommit.pml
 *
 * Every action is one d_step, so that a transition of SPIN is a transition of ours; all processes stay at the head
 * of their loops, so that the variables alone are the state. The manager's learning of a prepared participant
 * stands with the participant, as SPIN chooses among processes, not among indices.
 */
#define all ((1 << N) - 1)
#define me  (1 << _pid)

mtype = { init_, working, prepared, committed, aborted };

mtype manager = init_;
mtype participant[N] = working;
bool commitSent, abortSent;
/* Sets of participants, one bit for each. */
unsigned preparedSent : N;
unsigned knownPrepared : N;

active [N] proctype Participant() {
  do
  :: d_step { manager == init_ && (preparedSent & me) -> knownPrepared = knownPrepared | me }
  :: d_step { participant[_pid] == working ->
       participant[_pid] = prepared; preparedSent = preparedSent | me }
  :: d_step { participant[_pid] == working -> participant[_pid] = aborted }
  :: d_step { commitSent -> participant[_pid] = committed }
  :: d_step { abortSent -> participant[_pid] = aborted }
  od
}

active proctype Manager() {
end:
  do
  :: d_step { manager == init_ && knownPrepared == all -> manager = committed; commitSent = true }
  :: d_step { manager == init_ -> manager = aborted; abortSent = true }
  od
}
