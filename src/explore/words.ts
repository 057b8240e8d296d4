/**
 * Memory of the tables, and what happens where there is no more of it.
 */

/** The tables cannot hold more: of what, and why. A search that meets it ends undecided. */
export class CapacityError extends Error {
  override readonly name = 'CapacityError';
}

/**
 * So many 32-bit words that threads may share.
 *
 * Fixed in size: on buffers that can grow, access takes twice the time.
 *
 * @throws CapacityError if the platform refuses
 */
export function words(length: number): Int32Array<SharedArrayBuffer> {
  try {
    return new Int32Array(new SharedArrayBuffer(4 * length));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new CapacityError(`the platform gives no array of ${4 * length} bytes`);
  }
}

/** Does an error say that there is no more memory for arrays? Errors of the model never do: they are wrapped. */
export function isFull(error: unknown): error is Error {
  return error instanceof CapacityError || error instanceof RangeError;
}

/** A copy with room for at least `least` words, and for half as many more than before. */
export function grown(array: Int32Array, least: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(Math.max(least, Math.ceil(array.length * 1.5)));
  larger.set(array);
  return larger;
}
