/**
 * Those who write to the channel beside RootCoord, and the consumer at its end.
 */
import { action, disabled } from '../../../spec/actions.ts';
import type { Read } from '../../../spec/cells.ts';
import { spend } from '../../../spec/kit/budget.ts';
import { head, receive, send } from '../../../spec/kit/channel.ts';
import type { CollectionId, World } from './cells.ts';
import { A, Message, Pending } from './cells.ts';

export const proxyForCollections = (world: World) => ({ stampInsert: stampInsert(world) });

export const proxy = (world: World) => ({ appendInsert: appendInsert(world) });

export const ticker = (world: World) => ({ tick: tick(world) });

export const consumer = (world: World) => ({
  takeMessage: takeMessage(world),
  takeTick: takeTick(world),
});

const stampInsert = ({ at }: World) =>
  action.environment('gets a timestamp for a row of {collection}', (read, c: CollectionId) => {
    const spent = spend(read, at.inserts);
    if (!spent || read(at.pending).collection) return disabled;
    const ts = read(at.clock) + 1;
    return [spent, at.clock.becomes(ts), at.pending.becomes(Pending({ collection: c, ts }))];
  });

const appendInsert = ({ at }: World) =>
  action.system('appends the row', (read) => {
    const { collection, ts } = read(at.pending);
    if (!collection) return disabled;
    return [
      send(read, at.pchannel, Message({ verb: 'insert', collection, ts })),
      at.pending.becomes(Pending()),
    ];
  });

/**
 * (9) An ordinary tick is the minimum over proxies and RootCoord, and is sent while the channel has a producer. Some
 * come at any time; one that is needed for anything to go on always comes, as time goes on by itself.
 */
const tick = (world: World) =>
  action.system('sends a tick (9)', (read) => {
    const { at, variant } = world;
    const clock = read(at.clock);
    const pending = read(at.pending);
    const below = [
      clock + 1,
      ...(pending.collection ? [pending.ts - 1] : []),
      ...(read(at.registered) ? [read(at.stamp) - 1] : []),
    ];
    const ts = Math.min(...below);
    if (!at.producer.all.some((cell) => read(cell)) || ts <= read(at.lastTick)) return disabled;
    const needed = isNeeded(read, world);
    const spent = needed ? undefined : spend(read, at.ticks);
    if (!needed && !spent) return disabled;
    return [
      ...(spent ? [spent] : []),
      send(read, at.pchannel, Message({ verb: 'tick', ts })),
      at.clock.becomes(Math.max(clock, ts)),
      at.lastTick.becomes(ts),
      ...(variant.tickedBy === 'rootCoord' ? [at.rootTick.becomes(ts)] : []),
    ];
  });

/** Does the consumer, or RootCoord, wait for nothing but a tick? */
function isNeeded(read: Read, { at, variant }: World): boolean {
  if (read(at.pchannel).isEmpty() && !read(at.buffer).isEmpty()) return true;
  const waits = variant.ddlSteps[read(at.pc)] === 'waitSynced';
  return waits && variant.tickedBy === 'rootCoord' && read(at.rootTick) < read(at.stamp);
}

/** A message behind a tick that promised that there would be none is late. */
const takeMessage = ({ at }: World) =>
  action.system('takes a message and holds it', (read) => {
    const message = head(read, at.pchannel);
    if (!message || message.verb === 'tick') return disabled;
    const isLate = message.ts <= read(at.mark);
    const late = message.verb === 'drop' ? at.lateDrop : at.lateRow;
    return [
      receive(read, at.pchannel),
      at.buffer.becomes(read(at.buffer).add(message)),
      ...(isLate ? [late.becomes(true)] : []),
    ];
  });

/** (16)(17) A tick that is not newer than the last is skipped; others hand out what they cover, rows first. */
const takeTick = (world: World) =>
  action.system('takes a tick and hands out what it covers (16)(17)', (read) => {
    const { at } = world;
    const message = head(read, at.pchannel);
    if (message?.verb !== 'tick') return disabled;
    const { ts } = message;
    if (ts <= read(at.mark)) return [receive(read, at.pchannel)];
    const buffer = read(at.buffer);
    const pack = buffer.filter((held) => held.ts <= ts);
    return [
      receive(read, at.pchannel),
      at.mark.becomes(ts),
      at.buffer.becomes(buffer.subtract(pack)),
      ...(losesARow(read, world, pack.toArray()) ? [at.rowLost.becomes(true)] : []),
      ...(pack.some(({ verb }) => verb === 'drop') ? [at.flowGraph(A).becomes(false)] : []),
    ];
  });

/** Is there a row from before the point, for which the flow graph is gone? One in the pack of the drop is applied. */
function losesARow(read: Read, { at }: World, pack: readonly Message[]): boolean {
  if (read(at.flowGraph(A))) return false;
  const stamp = read(at.stamp);
  return pack.some(
    ({ verb, collection, ts }) => verb === 'insert' && collection === A && ts < stamp,
  );
}
