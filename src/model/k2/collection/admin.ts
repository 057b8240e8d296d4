/**
 * The admin: a user who drops and creates collections, one request after the other.
 */
import { action, disabled } from '../../../spec/actions.ts';
import type { Assignment, Read } from '../../../spec/cells.ts';
import { head, receive, send } from '../../../spec/kit/channel.ts';
import type { World } from './cells.ts';
import type { Done, Incarnation } from './nouns.ts';
import { Admin, Request } from './nouns.ts';
import type { AdminId, Line, NameId } from './scope.ts';
import { live } from './views.ts';

/** What an admin may do while it waits for an answer. */
export const admin = (world: World) => ({
  hears: hears(world),
  retries: retries(world),
  givesUp: givesUp(world),
});

/** What an admin may do about each name, if that is the next line of its script. */
export const adminForNames = (world: World) => ({
  asksDrop: asksDrop(world),
  asksCreate: asksCreate(world),
});

/** A DROP means the incarnation that *get collection* returns now: none where a drop is under way, marked or not. */
const asksDrop = (world: World) =>
  action.environment('asks the CPO to drop {name} (1)', (read, a: AdminId, n: NameId) => {
    const { asked } = world.at;
    const line = nextLine(read, world, a);
    if (line?.verb !== 'drop' || line.name !== n) return disabled;
    const meant = live(read, world, n);
    return [
      ...ask(read, world, a, line, meant),
      ...(meant === 0 ? [] : [asked(n).becomes(read(asked(n)).add(meant))]),
    ];
  });

const asksCreate = (world: World) =>
  action.environment('asks the CPO to create {name} (6)', (read, a: AdminId, n: NameId) => {
    const line = nextLine(read, world, a);
    if (line?.verb !== 'create' || line.name !== n) return disabled;
    return ask(read, world, a, line, 0);
  });

const retries = ({ at, scope }: World) =>
  action.environment('hears nothing and sends its DROP again', (read, a: AdminId) => {
    const left = read(at.retries);
    if (left === 0) return disabled;
    const { pc, waiting, meant } = read(at.admin(a));
    const line = scope.scriptOf(a)[pc];
    if (!waiting || line?.verb !== 'drop') return disabled;
    return [
      at.retries.becomes(left - 1),
      send(read, at.toCpo(a), Request({ ...line, meant, request: pc })),
    ];
  });

const givesUp = ({ at }: World) =>
  action.environment('stops waiting for an answer', (read, a: AdminId) => {
    const left = read(at.giveUps);
    if (left === 0) return disabled;
    const { pc, waiting } = read(at.admin(a));
    if (!waiting) return disabled;
    return [at.giveUps.becomes(left - 1), at.admin(a).becomes(Admin({ pc: pc + 1 }))];
  });

/** An answer to a request that the admin no longer waits for is dropped. */
const hears = (world: World) =>
  action.system('hears the answer', (read, a: AdminId) => {
    const { at } = world;
    const answer = head(read, at.toAdmin(a));
    if (!answer) return disabled;
    const taken = receive(read, at.toAdmin(a));
    const { pc, waiting } = read(at.admin(a));
    if (!waiting || answer.request !== pc) return [taken];
    const told = whatIsTold(read, world, answer);
    return told === disabled
      ? disabled
      : [taken, at.admin(a).becomes(Admin({ pc: pc + 1 })), ...told];
  });

/** What the user believes from now on; a name that "exists" is polled until all its partitions are assigned. */
function whatIsTold(read: Read, world: World, { verb, name, inc, result }: Done) {
  const { at, variant, scope } = world;
  const told = read(at.told(name));
  const created = told.set('created', told.created.add(inc));
  if (verb === 'drop') {
    return result === 'ok'
      ? [at.told(name).becomes(told.set('dropped', told.dropped.add(inc)))]
      : [];
  }
  if (result === 'ok') return [at.told(name).becomes(created)];
  if (result !== 'exists' || variant.createExists !== 'asSuccess') return [];
  if (live(read, world, name) !== inc) return [];
  const { assigned } = read(at.catalog(name));
  if (!scope.partitions.every((p) => assigned.has(p))) return disabled;
  const adopts = read(at.asked(name)).has(inc);
  return [at.told(name).becomes(adopts ? created.set('adopted', told.adopted.add(inc)) : created)];
}

/** The next line of the script of an admin who waits for nothing. */
function nextLine(read: Read, { at, scope }: World, a: AdminId): Line | undefined {
  const { pc, waiting } = read(at.admin(a));
  return waiting ? undefined : scope.scriptOf(a)[pc];
}

/** Sends a request; its number is that of its line. */
function ask(read: Read, { at }: World, a: AdminId, line: Line, meant: Incarnation): Assignment[] {
  const { pc } = read(at.admin(a));
  return [
    at.admin(a).becomes(Admin({ pc, waiting: true, meant })),
    send(read, at.toCpo(a), Request({ ...line, meant, request: pc })),
  ];
}
