/**
 * The nouns and the cells of ticks: a channel that two collections share, those who write to it, and its consumer.
 */
import { Record, Set as SetOf } from 'immutable';
import { Layout } from '../../../spec/cells.ts';
import type { Id } from '../../../spec/ids.ts';
import { ids } from '../../../spec/ids.ts';
import type { Bounds } from './bounds.ts';
import type { Variant } from './switches.ts';

export type CollectionId = Id<'collection'>;

/** A is dropped, B is its neighbour. */
export const [A, B] = ids('collection', ['A', 'B']) as [CollectionId, CollectionId];

/** What is in the channel; a tick promises that every message with a timestamp up to its own is before it. */
export const Message = Record(
  { verb: 'insert' as 'insert' | 'drop' | 'tick', collection: A as CollectionId, ts: 0 },
  'Message',
);
export type Message = ReturnType<typeof Message>;

/** An insert that has its timestamp and is not in the channel yet. */
export const Pending = Record(
  { collection: undefined as CollectionId | undefined, ts: 0 },
  'Pending',
);

export function cells(bounds: Bounds) {
  const layout = new Layout();
  const collections = bounds.neighbours > 0 ? [A, B] : [A];
  return {
    layout,
    collections,
    /** The collections that rows may go into. */
    into: collections.filter(({ label }) => bounds.into.includes(label)),
    /** The last value of the timestamp oracle. */
    clock: layout.one('clock', 0),
    pending: layout.one('pending', Pending()),
    pchannel: layout.channels<[], Message>('pchannel', [], () => ({
      from: { role: 'rootcoord', ids: [] },
      to: { role: 'consumer', ids: [] },
    }))(),
    /** Of the consumer: the last tick taken, and the messages held. */
    mark: layout.one('mark', 0),
    buffer: layout.one('buffer', SetOf<Message>()),
    flowGraph: layout.each('flowGraph', [collections], () => true),
    /** Of the drop of A: the next call, its timestamp, and whether ticks must stay below it. */
    pc: layout.one('pc', 0),
    stamp: layout.one('stamp', 0),
    registered: layout.one('registered', false),
    /** Has RootCoord a producer for it? Ticks go only to channels with a producer. */
    producer: layout.each('producer', [collections], () => true),
    /** The last tick on the channel, and the last one that RootCoord knows of. */
    lastTick: layout.one('lastTick', 0),
    rootTick: layout.one('rootTick', 0),
    ...layout.budgets(bounds, 'inserts', 'ticks'),
    lateRow: layout.ghosts('lateRow', [], () => false)(),
    lateDrop: layout.ghosts('lateDrop', [], () => false)(),
    rowLost: layout.ghosts('rowLost', [], () => false)(),
  };
}

/** The design and the cells: all that a verb or a property needs. */
export interface World {
  readonly variant: Variant;
  readonly at: ReturnType<typeof cells>;
}
