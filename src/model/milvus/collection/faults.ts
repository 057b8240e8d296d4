/**
 * What goes wrong beside crashes and calls that fail: time runs out, an answer never comes, QueryCoord refuses.
 */
import { action, disabled } from '../../../spec/actions.ts';
import { spend } from '../../../spec/kit/budget.ts';
import type { World } from './cells.ts';
import type { CollectionId, ProxyId } from './scope.ts';

export const faultsOfProxies = (world: World) => ({ timeout: timeout(world), hang: hang(world) });

export const faultsOfCollections = (world: World) => ({ reject: reject(world) });

/** (4) The context of the request is done, so its client gets an error; the drop goes on without it. */
const timeout = ({ at }: World) =>
  action.fault('makes the request of proxy {proxy} take too long (4)', (read, p: ProxyId) => {
    const spent = spend(read, at.timeouts);
    if (!spent || read(at.proxyState(p)) !== 'up') return disabled;
    const request = read(at.request(p));
    const { phase, accepted } = request;
    if (phase !== 'executing' || !accepted) return disabled;
    return [
      spent,
      at.request(p).becomes(request.set('phase', 'failed')),
      at.task(accepted).becomes(read(at.task(accepted)).set('requester', undefined)),
    ];
  });

const hang = ({ at }: World) =>
  action.fault('withholds the answer to proxy {proxy} for ever', (read, p: ProxyId) => {
    const spent = spend(read, at.hangs);
    if (!spent || read(at.proxyState(p)) !== 'up') return disabled;
    const answer = read(at.answer(p));
    if (!answer.collection || answer.state !== 'fresh') return disabled;
    return [spent, at.answer(p).becomes(answer.set('state', 'hung'))];
  });

const reject = ({ at }: World) =>
  action.fault('makes QueryCoord refuse to release {collection}', (read, i: CollectionId) => {
    const spent = spend(read, at.rejections);
    if (!spent || read(at.collection(i)) === 'none' || read(at.rejected(i))) return disabled;
    return [spent, at.rejected(i).becomes(true)];
  });
