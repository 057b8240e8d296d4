/**
 * RootCoord goes down and comes up again, and finds what it has written down about drops; proxies only go down.
 */
import { action, disabled } from '../../../spec/actions.ts';
import type { Assignment, Read } from '../../../spec/cells.ts';
import { spend } from '../../../spec/kit/budget.ts';
import { send } from '../../../spec/kit/channel.ts';
import { loseVolatile } from '../../../spec/kit/crash.ts';
import type { World } from './cells.ts';
import { LogMessage, Request, Task } from './nouns.ts';
import type { ProxyId } from './scope.ts';
import { fail } from './tasks.ts';

export const rootcoord = (world: World) => ({ restart: restart(world) });

/** What RootCoord notices about each proxy. */
export const rootcoordNotices = (world: World) => ({ forgetProxy: forgetProxy(world) });

export const crashFaults = (world: World) => ({ crash: crash(world) });

export const proxyFaults = (world: World) => ({ killProxy: killProxy(world) });

/** Only where something is lost by it: a drop, or a goroutine. Whoever waits for a drop gets an error. */
const crash = (world: World) =>
  action.fault('crashes RootCoord', (read) => {
    const { at, scope } = world;
    const spent = spend(read, at.crashes);
    if (!spent || read(at.rootcoord) !== 'up') return disabled;
    const busy = scope.collections.filter((i) => read(at.task(i)).list !== 'none');
    if (busy.length === 0 && !scope.collections.some((i) => read(at.goroutine(i)))) {
      return disabled;
    }
    return [
      spent,
      at.rootcoord.becomes('down'),
      ...busy.flatMap((i) => fail(read, world, i)),
      ...loseVolatile(at.goroutine.all),
    ];
  });

const restart = (world: World) =>
  action.system('restarts', (read) => {
    const { at, variant } = world;
    if (read(at.rootcoord) !== 'down') return disabled;
    const up = at.rootcoord.becomes('up');
    switch (variant.recovery) {
      case 'none':
        return [up];
      case 'resendOrPanic':
      case 'resendOrSkip':
        return resend(read, world) ?? [up];
      case 'redoTombstones':
        return [up, ...redoTombstones(read, world)];
      case 'redoBroadcasts':
        return [up, ...redoBroadcasts(read, world)];
    }
  });

/** The message that is not known as sent is sent again. Its collection is looked up by name, which is gone by now. */
function resend(read: Read, { at, scope, variant }: World): Assignment[] | undefined {
  const journal = read(at.journal);
  const { collection: j, sent } = journal;
  if (!j || sent) return undefined;
  if (!read(at.nameBinding)) {
    return variant.recovery === 'resendOrPanic'
      ? [at.rootcoord.becomes('panicked')]
      : [at.rootcoord.becomes('up'), at.journal.becomes(journal.set('sent', true))];
  }
  const message = LogMessage({ verb: 'drop', collection: j });
  return [
    at.rootcoord.becomes('up'),
    at.journal.becomes(journal.set('sent', true)),
    ...scope.shards.flatMap((k) => [
      send(read, at.log(k), message),
      at.announced(j, k).becomes(true),
    ]),
    ...at.cache.all.map((cell) => cell.becomes(undefined)),
  ];
}

function redoTombstones(read: Read, { at, scope, variant }: World): Assignment[] {
  if (variant.redoSteps.length === 0) return [];
  return scope.collections
    .filter((i) => read(at.collection(i)) === 'dropping')
    .map((i) => at.task(i).becomes(Task({ list: 'redo' })));
}

function redoBroadcasts(read: Read, { at, scope, variant }: World): Assignment[] {
  const pc = variant.rootSteps.indexOf('persist') + 1;
  return scope.collections
    .filter((i) => read(at.broadcast(i)))
    .map((i) => at.task(i).becomes(Task({ list: 'root', pc })));
}

/** Its session has expired. */
const forgetProxy = ({ at }: World) =>
  action.system('notices that proxy {proxy} is dead', (read, p: ProxyId) => {
    if (read(at.proxyState(p)) !== 'dead') return disabled;
    return [at.proxyState(p).becomes('forgotten')];
  });

/** For good; the request that it held has failed for its client. */
const killProxy = ({ at, scope }: World) =>
  action.fault('kills proxy {proxy}', (read, p: ProxyId) => {
    const spent = spend(read, at.proxyDeaths);
    if (!spent || read(at.proxyState(p)) !== 'up') return disabled;
    const isIdle = read(at.request(p)).phase === 'idle';
    return [
      spent,
      at.proxyState(p).becomes('dead'),
      ...(isIdle ? [] : [at.request(p).becomes(Request({ phase: 'failed' }))]),
      ...loseVolatile([
        at.cache(p),
        at.aliasCache(p),
        at.answer(p),
        at.leaders(p),
        at.leadersAnswer(p),
        ...scope.collections.flatMap((i) => [at.dmlStream(p, i), at.dqlStream(p, i)]),
      ]),
    ];
  });
