/**
 * Two-phase commit, written badly on purpose: the whole state in one cell, in collections of collections.
 *
 * Every action reads everything, so no result can ever be used again: the model is called for each state and
 * instance, as a naive explorer would. The counts must be the same all the same.
 */
import { Map as ImmutableMap, Set as ImmutableSet, Record } from 'immutable';
import type { Read, Step } from '../../src/index.ts';
import {
  action,
  because,
  defineSystem,
  disabled,
  forEach,
  ids,
  Layout,
  property,
} from '../../src/index.ts';
import type { Participant, ParticipantId } from './transactionCommit.ts';
import { participants } from './transactionCommit.ts';

const World = Record({
  manager: 'init' as 'init' | 'committed' | 'aborted',
  participants: ImmutableMap<ParticipantId, Participant>(),
  knownPrepared: ImmutableSet<ParticipantId>(),
  messages: ImmutableSet<ParticipantId | 'commit' | 'abort'>(),
});
type World = ReturnType<typeof World>;

function cells(all: readonly ParticipantId[]) {
  const layout = new Layout();
  const working = ImmutableMap(all.map((r) => [r, 'working' as Participant]));
  const world = layout.one('world', World({ participants: working }));
  const when = (read: Read, guard: (now: World) => boolean, effect: (now: World) => World): Step =>
    guard(read(world)) ? [world.becomes(effect(read(world)))] : disabled;
  return { layout, world, when };
}

type Cells = ReturnType<typeof cells>;

const manager = ({ when }: Cells, all: readonly ParticipantId[]) => ({
  commits: action.system('commits', (read) =>
    when(
      read,
      (now) => now.manager === 'init' && now.knownPrepared.size === all.length,
      (now) => now.set('manager', 'committed').update('messages', (sent) => sent.add('commit')),
    ),
  ),
  aborts: action.system('aborts', (read) =>
    when(
      read,
      (now) => now.manager === 'init',
      (now) => now.set('manager', 'aborted').update('messages', (sent) => sent.add('abort')),
    ),
  ),
});

const participant = ({ when }: Cells) => {
  const working = (r: ParticipantId) => (now: World) => now.participants.get(r) === 'working';
  const becomes = (r: ParticipantId, state: Participant) => (now: World) =>
    now.setIn(['participants', r], state);
  return {
    isKnownPrepared: action.system('is known to be prepared', (read, r: ParticipantId) =>
      when(
        read,
        (now) => now.manager === 'init' && now.messages.has(r),
        (now) => now.update('knownPrepared', (known) => known.add(r)),
      ),
    ),
    prepares: action.system('prepares and says so', (read, r: ParticipantId) =>
      when(read, working(r), (now) =>
        becomes(r, 'prepared')(now).update('messages', (sent) => sent.add(r)),
      ),
    ),
    choosesAbort: action.system('aborts on its own', (read, r: ParticipantId) =>
      when(read, working(r), becomes(r, 'aborted')),
    ),
    commits: action.system('is told to commit', (read, r: ParticipantId) =>
      when(read, (now) => now.messages.has('commit'), becomes(r, 'committed')),
    ),
    aborts: action.system('is told to abort', (read, r: ParticipantId) =>
      when(read, (now) => now.messages.has('abort'), becomes(r, 'aborted')),
    ),
  };
};

export const oneCellCommit = defineSystem({
  name: 'published/one-cell-commit',
  title: 'two-phase commit with its whole state in one cell',
  bounds: { participants },
  build: (_, bounds) => {
    const all = ids('participant', bounds.participants);
    const at = cells(all);
    return {
      layout: at.layout,
      actions: [
        ...forEach('manager', [], manager(at, all)),
        ...forEach('participant', [all], participant(at)),
      ],
      properties: [
        property.always({
          id: 'consistent',
          name: 'not one aborted and one committed',
          holds: (read) => {
            const states = read(at.world).participants;
            const mixed = states.includes('aborted') && states.includes('committed');
            return !mixed || because('one aborted and one committed', { states });
          },
        }),
      ],
    };
  },
});
