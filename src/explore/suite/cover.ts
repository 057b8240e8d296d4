/**
 * Few traces that come by every goal: a set cover.
 *
 * To find the fewest is hard (NP), so it is done greedily: always the trace that comes by most of what is still open. That
 * is never worse than the fewest times the logarithm of the number of goals, and usually much better. Afterwards a trace
 * that the others make superfluous is left out.
 */

/** What may be chosen. */
export interface Candidate {
  readonly length: number;
  /** Positions of the goals that it comes by, each once. */
  readonly covers: readonly number[];
}

/**
 * Positions of the candidates that are chosen; every goal that any of them comes by is covered. Of equals the shortest
 * one is taken, and of these the first.
 *
 * Time: candidates times chosen ones, as a candidate is only looked at again while it might be the best.
 */
export function fewestCovering(candidates: readonly Candidate[], goals: number): number[] {
  const times = new Int32Array(goals);
  const opens = (at: Candidate) => at.covers.reduce((sum, goal) => sum + (times[goal] ? 0 : 1), 0);
  const gains = candidates.map(opens);
  const chosen: number[] = [];
  for (;;) {
    const best = bestOf(candidates, gains, opens);
    if (best === -1) break;
    chosen.push(best);
    for (const goal of candidates[best]!.covers) times[goal]!++;
    gains[best] = 0;
  }
  return withoutSuperfluous(candidates, chosen, times);
}

/** The candidate that gains most, or -1 if none gains anything. Gains only ever shrink, so old ones are bounds. */
function bestOf(
  candidates: readonly Candidate[],
  gains: number[],
  opens: (at: Candidate) => number,
): number {
  let best = -1;
  for (const [at, candidate] of candidates.entries()) {
    if (gains[at]! === 0 || (best !== -1 && gains[at]! < gains[best]!)) continue;
    gains[at] = opens(candidate);
    if (gains[at] === 0) continue;
    const lead = best === -1 ? 1 : gains[at]! - gains[best]!;
    if (lead > 0 || (lead === 0 && candidate.length < candidates[best]!.length)) best = at;
  }
  return best;
}

/** Leaves out, the longest first, what comes by nothing that the others do not. */
function withoutSuperfluous(
  candidates: readonly Candidate[],
  chosen: readonly number[],
  times: Int32Array,
): number[] {
  const longestFirst = [...chosen].sort(
    (a, b) => candidates[b]!.length - candidates[a]!.length || b - a,
  );
  const kept = new Set(chosen);
  for (const at of longestFirst) {
    const { covers } = candidates[at]!;
    if (covers.some((goal) => times[goal] === 1)) continue;
    kept.delete(at);
    for (const goal of covers) times[goal]!--;
  }
  return [...kept];
}
