/*
 * N counters from 0 to 9 as in bench/grid.ts, for SPIN: spin -a -DN=7 grid.pml
 */
byte counter[N];

active [N] proctype Counter() {
end:
  do
  :: d_step { counter[_pid] < 9 -> counter[_pid]++ }
  od
}
