/**
 * What a gate watches: systems × variants × bounds. What is expected of them lies in a file beside the configuration,
 * which `gate --update` writes and nobody else.
 */
import type { Size } from '../../spec/choices.ts';
import type { MatrixQuestion } from '../matrix/plan.ts';

/** Cells of one system, chosen as for a matrix; every property is asked in each. */
export interface GateCells extends Omit<MatrixQuestion, 'properties'> {
  /** Name in the catalogue, or path of a module, beside the configuration. */
  readonly system: string;
  /** These presets, each as it is; all of them if absent, unless `variation` says otherwise. */
  readonly presets?: readonly string[];
  /** All sets of bounds of these sizes, beside those that `bounds` names. */
  readonly sizes?: readonly Size[];
}

/** What may be pinned beside verdicts: the counts of each search, the lengths of shortest counterexamples. */
export type Pin = 'counts' | 'lengths';

/** The configuration of a gate. Made by {@link defineGate}. */
export interface Gate {
  readonly format: 'dropproof/gate-config';
  readonly pins: readonly Pin[];
  readonly cells: readonly GateCells[];
}

/**
 * Defines a gate, for `dropproof.config.ts`. The variants are the presets unless `variation` says otherwise.
 *
 * @example
 * export default defineGate({
 *   pins: ['lengths'],
 *   cells: [
 *     { system: 'k2/collection', sizes: ['tiny', 'small'] },
 *     { system: './my-protocol.ts', variation: 'oneByOne', switches: ['checksId'], bounds: ['note'] },
 *   ],
 * });
 */
export function defineGate(at: {
  readonly cells: readonly GateCells[];
  readonly pins?: readonly Pin[];
}): Gate {
  return { format: 'dropproof/gate-config', pins: at.pins ?? [], cells: at.cells };
}

/** Is this value the configuration of a gate? */
export function isGate(value: unknown): value is Gate {
  return (
    typeof value === 'object' &&
    value !== null &&
    (value as Partial<Gate>).format === 'dropproof/gate-config'
  );
}
