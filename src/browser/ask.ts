/**
 * Asks the server that the page came from.
 */

/**
 * The answer to a question; `signal` tells when nobody wants it any more, and then the server need not go on.
 *
 * @throws Error with what the server complains about
 */
export async function ask<T>(
  question: string,
  asked: unknown,
  signal: AbortSignal | null = null,
): Promise<T> {
  const response = await fetch(`/${question}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(asked),
    signal,
  }).catch(() => {
    throw new Error('The server has ended. Start dropproof explore again, and reload the page.');
  });
  if (!response.ok) throw new Error((await response.text()).replace(/^dropproof: /, ''));
  return response.json() as Promise<T>;
}
