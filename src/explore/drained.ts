/**
 * Runs what yields now and then to its end, for a caller who wants nothing but the end.
 */
export function drained<T>(work: Generator<unknown, T, undefined>): T {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}
