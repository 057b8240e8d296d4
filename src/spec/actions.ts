/**
 * Actions: the verbs of a protocol.
 *
 * An action is one pure function that holds both guard and effect: it returns `disabled`, or the assignments it
 * makes. A cell that is not assigned keeps its value. All nondeterminism is in the ids that {@link forEach}
 * supplies, so an instance (an action with its ids filled in) has at most one successor, and a trace is a list of
 * instance names.
 */
import type { Assignment, Domains, Lane, Read } from './cells.ts';
import { nameOf, product } from './cells.ts';
import type { Declared } from './declared.ts';
import { declaredHere } from './declared.ts';
import type { AnyId } from './ids.ts';

/** What a guard returns that is not met. */
export const disabled: unique symbol = Symbol('disabled');

/** The result of an action: the assignments it makes, or `disabled`. */
export type Step = readonly Assignment[] | typeof disabled;

/** Who makes the step: the protocol itself, its surroundings (clients, operators), or a failure. */
export type ActionKind = 'system' | 'environment' | 'fault';

/** How long an enabled instance may be put off. Only system actions are fair, unless they say `unfair`. */
export type Fairness = 'weak' | 'strong' | 'unfair';

/**
 * Fairness that is asked of some instance of a group, instead of each: those of one verb that agree in their first
 * `sameIds` ids. The other ids are a choice that is made, and no process that could be neglected. Made by {@link some}.
 */
export interface GroupFairness {
  readonly fairness: Exclude<Fairness, 'unfair'>;
  readonly sameIds: number;
}

/** What a fault of the network does to the head of a channel; diagrams mark the message accordingly. */
export type ChannelFault = 'loses' | 'duplicates' | 'delays';

/** An action before its ids are filled in. Made by {@link action}. */
export interface Verb<Ids extends readonly AnyId[]> {
  readonly kind: ActionKind;
  readonly fairness: Fairness;
  /** How many of its first ids tell the groups apart that fairness is asked of; all of them if absent. */
  readonly sameIds?: number;
  /**
   * What the role instance does, as the predicate of a sentence; `{key}` stands for the id of that kind, `{node2}`
   * for the second one of that kind.
   */
  readonly label: string;
  readonly run: (read: Read, ...ids: Ids) => Step;
  readonly channelFault?: ChannelFault;
  /** Where it was made; absent if it was written by hand. */
  readonly declared?: Declared;
}

/** An action with its ids filled in. `Action` is what it may be called, as far as types tell. */
export interface Instance<Action extends string = string> {
  /** `role.verb(ids)`: stable under edits, and what traces consist of. */
  readonly name: string;
  /** `role.verb`. */
  readonly action: Action;
  readonly lane: Lane;
  readonly ids: readonly AnyId[];
  readonly kind: ActionKind;
  readonly fairness: Fairness;
  /** Fairness is asked of all instances with this name together: its own name, or that of a group. */
  readonly fairGroup: string;
  /** The sentence of this step without its subject, ids filled in. */
  readonly label: string;
  readonly channelFault: ChannelFault | undefined;
  readonly declared: Declared | undefined;
  readonly run: (read: Read) => Step;
}

type Run<Ids extends readonly AnyId[]> = (read: Read, ...ids: Ids) => Step;

/**
 * Makes the verbs of a role, one constructor for each kind of action.
 *
 * The label completes the sentence "role instance …": `'settles {key} for transaction {txn}'`.
 *
 * @example
 * const partition = {
 *   unloads: action.system('drops its data at once; nothing is awaited (4)', (read, p: PartitionId) => {
 *     const { id, loaded } = read(at.partition(p));
 *     if (!loaded) return disabled;
 *     return [at.partition(p).becomes(Partition({ id, loaded: false }))];
 *   }),
 * };
 */
export const action = {
  /** A step of the protocol itself: weakly fair unless said otherwise. */
  system<Ids extends readonly AnyId[]>(
    label: string,
    run: Run<Ids>,
    fairness: Fairness | GroupFairness = 'weak',
  ): Verb<Ids> {
    const asked = typeof fairness === 'string' ? { fairness } : fairness;
    return { kind: 'system', ...asked, label, run, declared: declaredHere() };
  },
  /** A step of clients or operators, who may stop at any time. */
  environment<Ids extends readonly AnyId[]>(label: string, run: Run<Ids>): Verb<Ids> {
    return { kind: 'environment', fairness: 'unfair', label, run, declared: declaredHere() };
  },
  /** A failure; it should spend a budget. */
  fault<Ids extends readonly AnyId[]>(label: string, run: Run<Ids>): Verb<Ids> {
    return { kind: 'fault', fairness: 'unfair', label, run, declared: declaredHere() };
  },
} as const;

/**
 * Fairness of some instance for each value of the first ids, whatever the other ids are. Whoever can be served again and
 * again (`strong`) or all the time (`weak`) is served, with this or with that.
 *
 * @example
 * // The allocator may choose what it hands out, but must not pass over a client for ever.
 * isAllocated: action.system('is allocated {set}', (read, c: ClientId, set: SetId) => …, some('strong', 1)),
 */
export function some(fairness: GroupFairness['fairness'], sameIds: number): GroupFairness {
  return { fairness, sameIds };
}

/**
 * All instances of a role's verbs: one for each combination of ids.
 *
 * The role instance (the lane of a diagram) is the role with its first id, unless `own` says how many of the ids
 * tell its instances apart: none for a role that there is only one of.
 *
 * @example
 * [...forEach('cpo', [admins], cpo(world), { own: 0 }), ...forEach('client', [clients], client(world))]
 */
export function forEach<
  const Ids extends readonly AnyId[],
  const Role extends string,
  VerbName extends string,
>(
  role: Role,
  domains: Domains<Ids>,
  verbs: Readonly<Partial<Record<VerbName, Verb<Ids>>>>,
  { own = 1 }: { readonly own?: number } = {},
): Instance<`${Role}.${VerbName}`>[] {
  const entries = Object.entries(verbs) as [VerbName, Verb<Ids>][];
  return entries.flatMap(([verb, spec]) =>
    product(domains).map((ids) =>
      instantiateVerb({ role, ids: ids.slice(0, own) }, verb, spec, ids),
    ),
  );
}

function instantiateVerb<
  const Ids extends readonly AnyId[],
  Role extends string,
  VerbName extends string,
>(
  lane: Lane & { readonly role: Role },
  verb: VerbName,
  { kind, fairness, sameIds, label, run, channelFault, declared }: Verb<Ids>,
  ids: Ids,
): Instance<`${Role}.${VerbName}`> {
  const action = `${lane.role}.${verb}` as const;
  return {
    name: nameOf(action, ids),
    action,
    lane,
    ids,
    kind,
    fairness,
    fairGroup: groupName(action, ids, sameIds),
    label: fillIn(label, ids, action),
    channelFault,
    declared,
    run: (read) => run(read, ...ids),
  };
}

/** `role.verb(1, …)`: all instances with these first ids, whatever the others are. */
function groupName(action: string, ids: readonly AnyId[], sameIds = ids.length): string {
  if (sameIds >= ids.length) return nameOf(action, ids);
  return `${action}(${[...ids.slice(0, sameIds), '…'].join(', ')})`;
}

/** Replaces `{kind}` by the label of the id of that kind, and `{kind2}` by that of the second one. */
function fillIn(label: string, ids: readonly AnyId[], action: string): string {
  return label.replace(/\{([a-z]+)(\d?)\}/gi, (_, kind: string, nth: string) => {
    const id = ids.filter((known) => known.kind === kind)[Number(nth || 1) - 1];
    if (id) return id.label;
    throw new TypeError(
      `the label of ${action} names {${kind}${nth}}, ` +
        `but its ids are ${ids.map((known) => known.kind).join(', ') || 'none'}`,
    );
  });
}
