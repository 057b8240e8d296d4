/**
 * Leader election on a ring, after Chang and Roberts (1979), as modelled in PlusCal by Merz.
 *
 * Any set of nodes may initiate the election: one initial state for each. Messages on their way to a node are a
 * set, not a queue, so they may overtake each other. A node that has lost forwards whatever comes; one that has
 * not forwards smaller ids only, and then has lost.
 */
import { Set as ImmutableSet } from 'immutable';
import type { Assignment, Id } from '../../src/index.ts';
import {
  action,
  because,
  count,
  defineSystem,
  disabled,
  forEach,
  ids,
  Layout,
  property,
  vacuous,
} from '../../src/index.ts';

type NodeId = Id<'node'>;
/** What nodes send: each one has the number of its node. */
type Identity = Id<'identity'>;
type State = 'candidate' | 'lost' | 'won';

function cells(nodes: readonly NodeId[]) {
  const layout = new Layout();
  return {
    layout,
    initiator: layout.each('initiator', [nodes], () => false),
    started: layout.each('started', [nodes], () => false),
    state: layout.each('state', [nodes], (): State => 'lost'),
    /** The identities under way to a node. */
    messages: layout.each('messages', [nodes], () => ImmutableSet<Identity>()),
  };
}

type Cells = ReturnType<typeof cells>;

function actions(at: Cells, nodes: readonly NodeId[]) {
  const identities = ids('identity', nodes.length);
  const successor = (n: NodeId) => nodes[n.ordinal % nodes.length] as NodeId;

  const starts = action.system(
    'sends its own identity if it is an initiator',
    (read, n: NodeId) => {
      if (read(at.started(n))) return disabled;
      const started = at.started(n).becomes(true);
      if (!read(at.initiator(n))) return [started];
      const next = at.messages(successor(n));
      const own = identities[n.ordinal - 1] as Identity;
      return [started, next.becomes(read(next).add(own))];
    },
  );

  const receives = action.system('receives {identity}', (read, n: NodeId, id: Identity) => {
    if (!read(at.started(n)) || !read(at.messages(n)).has(id)) return disabled;
    const taken = at.messages(n).becomes(read(at.messages(n)).remove(id));
    const state = read(at.state(n));
    if (state === 'lost' || id.ordinal < n.ordinal) {
      const next = at.messages(successor(n));
      return [taken, next.becomes(read(next).add(id)), at.state(n).becomes('lost')];
    }
    return id.ordinal === n.ordinal ? [taken, at.state(n).becomes('won')] : [taken];
  });

  return [
    ...forEach('node', [nodes], { starts }),
    ...forEach('node', [nodes, identities], { receives }),
  ];
}

/** One start for each set of initiators; the others have lost from the beginning. */
function starts(at: Cells, nodes: readonly NodeId[]): Assignment[][] {
  return nodes.reduce<Assignment[][]>(
    (sets, n) =>
      sets.flatMap((set) => [
        set,
        [...set, at.initiator(n).becomes(true), at.state(n).becomes('candidate')],
      ]),
    [[]],
  );
}

export const changRoberts = defineSystem({
  name: 'published/chang-roberts',
  title: 'leader election on a ring',
  bounds: { nodes: count('nodes of the ring', 3, { min: 2, max: 6 }) },
  build: (_, bounds) => {
    const nodes = ids('node', bounds.nodes);
    const at = cells(nodes);
    return {
      layout: at.layout,
      actions: actions(at, nodes),
      starts: starts(at, nodes),
      properties: [
        property.always({
          id: 'rightWinner',
          name: 'only the smallest initiator wins, and only when all others know that they have lost',
          holds: (read) => {
            const winner = nodes.find((n) => read(at.state(n)) === 'won');
            if (!winner) return vacuous;
            const smallest = nodes.find((n) => read(at.initiator(n)));
            const unaware = nodes.filter((n) => n !== winner && read(at.state(n)) !== 'lost');
            const isRight = winner === smallest && unaware.length === 0;
            return isRight || because('won too early', { winner, smallest, unaware });
          },
        }),
      ],
      final: (read) => at.messages.all.every((messages) => read(messages).isEmpty()),
    };
  },
});
