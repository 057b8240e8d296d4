/**
 * Today's model for a recorded outcome: the same system, variant and bounds, or a complaint about what differs.
 */
import { isDeepStrictEqual } from 'node:util';
import type { Outcome } from '../../explore/outcome.ts';
import { printValue } from '../../report/values.ts';
import { UsageError } from '../../spec/errors.ts';
import type { Choice, Model, System } from '../../spec/system.ts';
import type { Json } from '../../spec/value.ts';
import { buildModel } from '../systems.ts';

/**
 * The model that the trace was recorded on, as it is today. `wanted` is what the user says that it is.
 *
 * @throws UsageError if the trace belongs to another system, variant or bounds
 */
export function modelFor(file: string, outcome: Outcome, system: System, wanted: Choice): Model {
  refuseOtherSystem(file, outcome, system);
  refuseOtherNames(file, 'switch', outcome.variant, system.switches);
  refuseOtherNames(file, 'bound', outcome.bounds, system.bounds);
  const model = buildModel(system, {
    preset: outcome.preset,
    set: outcome.variant,
    bounds: outcome.boundsName,
    bound: outcome.bounds,
  });
  const asked = buildModel(system, {
    preset: outcome.preset,
    bounds: outcome.boundsName,
    ...wanted,
    set: { ...(wanted.preset ? {} : outcome.variant), ...wanted.set },
    bound: { ...(wanted.bounds ? {} : outcome.bounds), ...wanted.bound },
  });
  refuseOtherValues(file, 'variant', model.variant, asked.variant);
  refuseOtherValues(file, 'bounds', model.bounds, asked.bounds);
  return model;
}

/** @throws UsageError if the outcome belongs to another system */
export function refuseOtherSystem(file: string, outcome: Outcome, { name }: System): void {
  if (name === outcome.system) return;
  throw new UsageError(`${file} belongs to another system: to ${outcome.system}, not to ${name}`);
}

type Values = Readonly<Record<string, Json>>;

/** A switch that came or went since changes what the trace means, so it is not guessed. */
function refuseOtherNames(
  file: string,
  what: 'switch' | 'bound',
  recorded: Values,
  today: Readonly<Record<string, unknown>>,
): void {
  const gone = Object.keys(recorded).filter((name) => !Object.hasOwn(today, name));
  const added = Object.keys(today).filter((name) => !Object.hasOwn(recorded, name));
  if (gone.length === 0 && added.length === 0) return;
  const parts = [
    ...gone.map((name) => `it has a ${what} ${name}, which the system no longer has`),
    ...added.map((name) => `it says nothing about the ${what} ${name}`),
  ];
  const whose = what === 'switch' ? 'another variant' : 'other bounds';
  throw new UsageError(`${file} belongs to ${whose}: ${parts.join('; ')}`);
}

function refuseOtherValues(
  file: string,
  what: 'variant' | 'bounds',
  recorded: Values,
  asked: Values,
): void {
  const names = Object.keys(recorded).filter(
    (name) => !isDeepStrictEqual(recorded[name], asked[name]),
  );
  if (names.length === 0) return;
  const list = (values: Values) =>
    names.map((name) => `${name}=${printValue(values[name] ?? null)}`).join(' ');
  const whose = what === 'variant' ? 'another variant' : 'other bounds';
  throw new UsageError(
    `${file} belongs to ${whose}: it was recorded with ${list(recorded)}, not ${list(asked)}`,
  );
}
