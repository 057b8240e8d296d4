/**
 * Where a reader is, as the end of an address: `#step=7`, or `#property=P2&step=7` where there are several stories.
 */

/** A step of a story; null where the address does not say. */
export interface Place {
  readonly property: string | null;
  readonly step: number | null;
}

/** The place that an address names. Whatever it cannot read is not said. */
export function placeIn(hash: string): Place {
  const words = new URLSearchParams(hash.replace(/^#/, ''));
  const step = words.get('step') ?? '';
  return { property: words.get('property'), step: /^\d{1,9}$/.test(step) ? Number(step) : null };
}

/** The end of the address of a place. */
export function hashOf({ property, step }: Place): string {
  const words = new URLSearchParams();
  if (property !== null) words.set('property', property);
  if (step !== null) words.set('step', String(step));
  return `#${words.toString()}`;
}
