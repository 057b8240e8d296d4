/**
 * TC and DIH as those who wait: they have asked the LQHs, collect the answers, and then confirm the drop.
 */
import { action, disabled } from '../../../spec/actions.ts';
import type { Assignment, Read } from '../../../spec/cells.ts';
import { head } from '../../../spec/kit/channel.ts';
import type { NodeId } from '../nouns.ts';
import { wired } from '../wires.ts';
import type { World } from './cells.ts';
import { blockNamed, Conf } from './nouns.ts';

/** TC steps 2 to 4, DIH steps 3 to 5: what each of the two does about its own wait. */
export const tc = (world: World) => ({ confirms: confirms(world, 'tc') });
export const dih = (world: World) => ({ confirms: confirms(world, 'dih') });

/** And with the answers of a node. */
export const tcForNodes = (world: World) => ({ takesConf: takesConf(world, 'tc') });
export const dihForNodes = (world: World) => ({ takesConf: takesConf(world, 'dih') });

const takesConf = ({ at }: World, block: 'tc' | 'dih') =>
  action.system('hears that the LQH of node {node2} is idle', (read, d: NodeId, s: NodeId) => {
    const answer = head(read, at.link(s, d));
    if (answer?.verb !== 'waitConf' || answer.block !== blockNamed[block]) return disabled;
    return [...wired(read, at, at.link(s, d), []), strikes(read, at, block, d, s)];
  });

const confirms = ({ at, scope }: World, block: 'tc' | 'dih') =>
  action.system('confirms, as nobody is left to wait for', (read, n: NodeId) => {
    const { owes, asked } = read(at[block](n));
    if (!owes || !asked.isEmpty()) return disabled;
    const message = Conf({ phase: block });
    return [
      at[block](n).becomes(read(at[block](n)).set('owes', false)),
      ...wired(read, at, undefined, [{ on: 'link', from: n, to: scope.master, message }]),
    ];
  });

/** This block of node d no longer waits for s. */
export function strikes(
  read: Read,
  at: World['at'],
  block: 'tc' | 'dih',
  d: NodeId,
  s: NodeId,
): Assignment {
  const waiting = read(at[block](d));
  return at[block](d).becomes(waiting.set('asked', waiting.asked.remove(s)));
}
