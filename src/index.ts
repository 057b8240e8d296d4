/**
 * The public library: what a protocol file, a test or a tool imports from `dropproof`.
 */
export type { Adapter, Seen } from './drive/adapter.ts';
export { defineAdapter } from './drive/adapter.ts';
export { Divergence } from './drive/divergence.ts';
export { drive } from './drive/drive.ts';
export * from './explore/conform/conform.ts';
export type { LogEvent } from './explore/conform/event.ts';
export * from './explore/conform/map.ts';
export type * from './explore/conform/outcome.ts';
export { explore, exploring } from './explore/explore.ts';
export * from './explore/fuzz/fuzzing.ts';
export * from './explore/fuzz/options.ts';
export * from './explore/gate/config.ts';
export type * from './explore/gate/outcome.ts';
export { exploreMatrix } from './explore/matrix/matrix.ts';
export type * from './explore/matrix/outcome.ts';
export type { MatrixQuestion } from './explore/matrix/plan.ts';
export type { ExploreOptions, Progress, Signal } from './explore/options.ts';
export * from './explore/outcome.ts';
export type { Snapshot } from './explore/snapshot.ts';
export type { ModelSource } from './explore/source.ts';
export type * from './explore/suite/outcome.ts';
export { suiteOf } from './explore/suite/suite.ts';
export { Threads } from './explore/threads.ts';
export * from './explore/trace.ts';
export * from './spec/actions.ts';
export type {
  AnyCell,
  Assignment,
  Cell,
  Channel,
  Domains,
  Family,
  Lane,
  Read,
} from './spec/cells.ts';
export { Layout } from './spec/cells.ts';
export * from './spec/choices.ts';
export type { Declared, Place } from './spec/declared.ts';
export { placeOf } from './spec/declared.ts';
export * from './spec/errors.ts';
export * from './spec/ids.ts';
export * from './spec/kit/channel.ts';
export * from './spec/kit/crash.ts';
export * from './spec/properties.ts';
export * from './spec/renaming.ts';
export * from './spec/system.ts';
export * from './spec/transition.ts';
export * from './spec/value.ts';
