/**
 * The admin: a user who drops, truncates and creates the schema, one request after the other. The library translates
 * the name to an id (1)(2); where it cannot, nothing is sent.
 */
import { action, disabled } from '../../../spec/actions.ts';
import type { Assignment, Read } from '../../../spec/cells.ts';
import { head, receive, send } from '../../../spec/kit/channel.ts';
import type { World } from './cells.ts';
import type { Admin, Done, Incarnation, Request } from './nouns.ts';
import { Asked } from './nouns.ts';
import type { AdminId } from './scope.ts';

/** What an admin may do. */
export const admin = (world: World) => ({
  asksDrop: asks(world, 'drop', 'asks the CPO to drop the schema and its data (1)–(3)'),
  asksTruncate: asks(world, 'truncate', 'asks the CPO to truncate the data of the schema (1)–(3)'),
  asksCreate: asks(world, 'create', 'asks the CPO to create the schema'),
  retries: retries(world),
  givesUp: givesUp(world),
  hears: hears(world),
});

/** The next line of its script, if it waits for nothing. */
const asks = (world: World, verb: Request, label: string) =>
  action.environment(label, (read, a: AdminId) => {
    const { at, scope, variant } = world;
    const now = read(at.admin(a));
    if (now.waiting || scope.scriptOf(a)[now.pc] !== verb) return disabled;
    if (verb === 'create') return ask(read, world, a, verb, now, 0);
    const { live } = read(at.catalog);
    const inc = (variant.adminResolve === 'cached' && now.cached) || live;
    if (inc === 0) return [at.admin(a).becomes(past(now))];
    const wants = verb === 'drop' ? [at.asked().becomes(read(at.asked()).add(inc))] : [];
    return [...ask(read, world, a, verb, now, inc), ...wants, at.was(a).becomes(live)];
  });

/** Without a cache the name is translated anew; what it named at first stays what it wanted and what it asked for. */
const retries = (world: World) =>
  action.environment('hears nothing and sends its request again', (read, a: AdminId) => {
    const { at, scope, variant } = world;
    const left = read(at.retries);
    if (left === 0) return disabled;
    const now = read(at.admin(a));
    const verb = scope.scriptOf(a)[now.pc];
    if (!now.waiting || !verb) return disabled;
    const spent = at.retries.becomes(left - 1);
    const again = verb !== 'create' && variant.adminResolve === 'fresh';
    const inc = again ? read(at.catalog).live : now.inc;
    if (again && inc === 0) return [spent, at.admin(a).becomes(past(now))];
    return [spent, ...ask(read, world, a, verb, now, inc)];
  });

const givesUp = ({ at }: World) =>
  action.environment('stops waiting for an answer', (read, a: AdminId) => {
    const left = read(at.giveUps);
    if (left === 0) return disabled;
    const now = read(at.admin(a));
    if (!now.waiting) return disabled;
    return [at.giveUps.becomes(left - 1), at.admin(a).becomes(past(now))];
  });

/** (8) An answer to another request is dropped; "at this point the user may recreate a schema with the same name". */
const hears = ({ at }: World) =>
  action.system('hears the answer (8)', (read, a: AdminId) => {
    const answer = head(read, at.toAdmin(a));
    if (!answer) return disabled;
    const taken = receive(read, at.toAdmin(a));
    const now = read(at.admin(a));
    if (!now.waiting || answer.request !== now.pc) return [taken];
    const { verb, inc } = answer;
    if (answer.result !== 'ok') return [taken, at.admin(a).becomes(past(now))];
    const cached = { drop: 0, truncate: now.cached, create: inc }[verb];
    return [taken, at.admin(a).becomes(past(now).merge({ cached })), tell(read, { at }, a, answer)];
  });

/** What users believe from now on; in vain, where what they had named is live still. */
function tell(
  read: Read,
  { at }: Pick<World, 'at'>,
  a: AdminId,
  { verb, inc, epoch }: Done,
): Assignment {
  const told = read(at.told());
  switch (verb) {
    case 'create':
      return at.told().becomes(told.set('created', told.created.add(inc)));
    case 'truncate':
      return at.told().becomes(told.set('truncated', Math.max(told.truncated, epoch)));
    case 'drop': {
      const was = read(at.was(a));
      const vain = told.vain || (was !== 0 && was === read(at.catalog).live);
      return at.told().becomes(told.merge({ dropped: told.dropped.add(inc), vain }));
    }
  }
}

/** The admin goes on to its next line. */
function past(now: Admin): Admin {
  return now.merge({ pc: now.pc + 1, waiting: false, inc: 0 });
}

/** Sends a request; its number is that of its line. */
function ask(
  read: Read,
  { at }: World,
  a: AdminId,
  verb: Request,
  now: Admin,
  inc: Incarnation,
): Assignment[] {
  const sent = send(read, at.toCpo(a), Asked({ verb, inc, request: now.pc }));
  return [at.admin(a).becomes(now.merge({ waiting: true, inc })), sent];
}
