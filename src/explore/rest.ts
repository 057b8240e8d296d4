/**
 * Where a system comes to rest, asked of the plain transition function: what is quiescent, and what is a deadlock.
 *
 * Who works on value ids asks the same of what is known there, without a call of the model: a search counts the moves of
 * a state (`moves.ts`), a random walk knows who sleeps (`fuzz/walker.ts`). The audit of symmetry runs every instance in
 * any case, and counts those that are enabled.
 */
import type { Instance } from '../spec/actions.ts';
import { disabled } from '../spec/actions.ts';
import type { Model } from '../spec/system.ts';
import { readOf, runInstance } from '../spec/transition.ts';

/** The value of a cell, by its index: of a plain state, or of one whose reads are seen by somebody. */
type ValueAt = (index: number) => unknown;

/**
 * Who keeps a state from being quiescent: the first instance of the system that is enabled. If there is none, only the
 * surroundings and failures can act.
 *
 * @throws ModelError if an action breaks the contract there, as the other function does
 */
export function againstQuiescence(model: Model, valueAt: ValueAt): Instance | undefined {
  return model.actions.find((at) => at.kind === 'system' && isEnabled(model, at, valueAt));
}

/** What keeps a state from being a deadlock: the first instance that is enabled, or that it may be the end. */
export function againstDeadlock(model: Model, valueAt: ValueAt): Instance | 'final' | undefined {
  const instance = model.actions.find((at) => isEnabled(model, at, valueAt));
  if (instance !== undefined) return instance;
  return model.final?.(readOf(model, 'final', valueAt)) ? 'final' : undefined;
}

function isEnabled(model: Model, instance: Instance, valueAt: ValueAt): boolean {
  return runInstance(model, instance, readOf(model, instance.name, valueAt)) !== disabled;
}
