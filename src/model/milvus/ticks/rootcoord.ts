/**
 * RootCoord's calls about the timestamp of a drop, one verb for each; which is next, the list of the variant says.
 */
import type { Step, Verb } from '../../../spec/actions.ts';
import { action, disabled } from '../../../spec/actions.ts';
import type { Assignment, Read } from '../../../spec/cells.ts';
import { send } from '../../../spec/kit/channel.ts';
import type { World } from './cells.ts';
import { A, Message } from './cells.ts';
import type { DdlToken } from './switches.ts';

/** The verbs of the calls that this variant makes. */
export function rootcoord(world: World): Readonly<Record<string, Verb<[]>>> {
  const { at } = world;
  const calls: Readonly<Record<DdlToken, Verb<[]>>> = {
    stamp: call(world, 'stamp', 'gets a timestamp for the drop (7)', (read) =>
      stamped(read, world),
    ),
    register: call(world, 'register', 'keeps ticks below that timestamp', () => [
      at.registered.becomes(true),
    ]),
    stampAndRegister: call(
      world,
      'stampAndRegister',
      'gets a timestamp for the drop, and keeps ticks below it (7)',
      (read) => [...stamped(read, world), at.registered.becomes(true)],
    ),
    otherCall: call(world, 'otherCall', 'does something else (5)', () => []),
    send: call(world, 'send', 'appends the drop (8)', (read) => [
      send(read, at.pchannel, Message({ verb: 'drop', collection: A, ts: read(at.stamp) })),
    ]),
    unregister: call(world, 'unregister', 'lets ticks go on', () => [at.registered.becomes(false)]),
    forceTick: call(world, 'forceTick', 'appends a tick of its own (9)', (read) => {
      const ts = read(at.stamp);
      return [
        send(read, at.pchannel, Message({ verb: 'tick', ts })),
        at.lastTick.becomes(Math.max(read(at.lastTick), ts)),
        at.rootTick.becomes(Math.max(read(at.rootTick), ts)),
      ];
    }),
    waitSynced: call(world, 'waitSynced', 'sees that a tick has passed the drop', (read) =>
      read(at.rootTick) < read(at.stamp) ? disabled : [],
    ),
    giveBack: call(world, 'giveBack', 'gives the producer back', () => [
      at.producer(A).becomes(false),
    ]),
  };
  return Object.fromEntries(world.variant.ddlSteps.map((token) => [token, calls[token]]));
}

/** A call that is made when it is its turn. */
function call(
  { at, variant }: World,
  token: DdlToken,
  label: string,
  effect: (read: Read) => Step,
): Verb<[]> {
  return action.system(label, (read) => {
    const pc = read(at.pc);
    if (variant.ddlSteps[pc] !== token) return disabled;
    const done = effect(read);
    return done === disabled ? disabled : [...done, at.pc.becomes(pc + 1)];
  });
}

function stamped(read: Read, { at }: World): Assignment[] {
  const ts = read(at.clock) + 1;
  return [at.clock.becomes(ts), at.stamp.becomes(ts)];
}
