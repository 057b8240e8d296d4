/**
 * Tests from a model: few traces that together take every action and every pair of actions in sequence, reach every
 * witness, and put every promise to the test.
 *
 * What can be covered is known exactly, as every state is explored; each goal has a shortest way to it, and of these ways
 * few are chosen that come by everything (`cover.ts`).
 */
import { UsageError } from '../../spec/errors.ts';
import type { Model } from '../../spec/system.ts';
import { drained } from '../drained.ts';
import { searching } from '../explore.ts';
import type { Goal } from '../goals.ts';
import { goalOf } from '../goals.ts';
import type { ExploreOptions, Progress, Signal } from '../options.ts';
import type { Search } from '../search.ts';
import type { Schedule } from '../trace.ts';
import { instancesNamed, traceOf } from '../trace.ts';
import { headOf } from '../verdicts.ts';
import { isFull } from '../words.ts';
import { puttingToTheTest } from './asked.ts';
import { fewestCovering } from './cover.ts';
import type { GoalKind, GoalOutcome, TestSuite } from './outcome.ts';
import type { Undriven } from './restricted.ts';
import { restricted } from './restricted.ts';
import type { Sight } from './ways.ts';
import { Ways } from './ways.ts';

/** How far a model is explored for tests, and what they leave to the implementation. */
export type SuiteOptions = Undriven &
  Pick<ExploreOptions, 'maxStates' | 'maxDepth' | 'maxSeconds' | 'maxMemory' | 'clock' | 'memory'>;

/**
 * Generates tests. The same model and options give the same tests, unless a clock cuts.
 *
 * Cost: about three times that of the search; a state takes some 30 bytes more.
 *
 * @throws UsageError for an unknown action, or where there is no memory for a way to each state
 * @throws ModelError if the model breaks its contract
 *
 * @example
 * suiteOf(instantiate(protocol)).tests.map(({ trace }) => trace.steps.map(({ instance }) => instance));
 */
export function suiteOf(model: Model, options: SuiteOptions = {}): TestSuite {
  return drained(generating(model, options));
}

/** The same in small pieces; `'stop'` leaves undecided what was not seen. */
export function* generating(
  model: Model,
  options: SuiteOptions = {},
): Generator<Progress, TestSuite, Signal> {
  const driven = restricted(model, options);
  const asked = puttingToTheTest(driven);
  const properties = asked.properties.map(({ id }) => id);
  const { automatic = [], never = [], ...limits } = options;
  return yield* searching(asked, { ...limits, properties, keepGoing: true }, function* (search) {
    try {
      return { ...(yield* concluded(model, search)), automatic, never };
    } catch (error) {
      if (!isFull(error)) throw error;
      const states = search.root.count;
      throw new UsageError(
        `there is no memory for the ways to ${states} states: ` +
          'choose smaller bounds, or a limit on states',
      );
    }
  });
}

function* concluded(
  model: Model,
  search: Search,
): Generator<void, Omit<TestSuite, 'automatic' | 'never'>, void> {
  const ways = new Ways(search);
  yield* ways.find();
  const goals = goalsOf(model, search, ways);
  const covering = new Covering(search, ways, goals);
  const candidates = [...goals.keys()].filter((at) => goals[at]!.sight !== null);
  const covers = candidates.map((at) => {
    const way = ways.way(goals[at]!.sight!);
    return { length: way.instances.length, covers: covering.by(way) };
  });
  const chosen = fewestCovering(covers, goals.length);
  chosen.sort((a, b) => covers[a]!.length - covers[b]!.length || a - b);
  return {
    ...headOf(model),
    format: 'dropproof/tests',
    complete: search.limit === null,
    limit: search.limit,
    states: search.root.count,
    otherPairs: otherPairs(goals),
    goals: goals.map(({ kind, name, verdict }, goal): GoalOutcome => {
      const tests = chosen.flatMap((at, test) => (covers[at]!.covers.includes(goal) ? [test] : []));
      return { kind, name, verdict, tests: tests.map((test) => test + 1) };
    }),
    tests: chosen.map((at, test) => {
      const { kind, name, sight } = goals[candidates[at]!]!;
      return {
        number: test + 1,
        goal: { kind, name },
        covers: covers[at]!.covers.length,
        trace: traceOf(model, asIn(model, ways.schedule(sight!))),
      };
    }),
  };
}

/** The schedule with the model's own instances: those of a restricted model read more than they need. */
function asIn(model: Model, { start, instances }: Schedule): Schedule {
  const names = instances.map(({ name }) => name);
  return { start, instances: instancesNamed(model, names) };
}

/** A goal, where it is first met, and how the search finds out about other states, if it is about a property. */
interface Asked {
  readonly kind: GoalKind;
  readonly name: string;
  readonly verdict: GoalOutcome['verdict'];
  readonly sight: Sight | null;
  readonly judged: { readonly goal: Goal; readonly atRest: boolean } | null;
}

function goalsOf(model: Model, search: Search, ways: Ways): Asked[] {
  const verdict = (isMet: boolean) =>
    isMet ? 'covered' : search.limit === null ? 'impossible' : 'undecided';
  const goal = (kind: GoalKind, name: string, sight: Sight | null): Asked => ({
    kind,
    name,
    verdict: verdict(sight !== null),
    sight,
    judged: null,
  });
  // Actions that no test takes are not in the search.
  const names = [...new Set(model.actions.map(({ action }) => action))];
  const actions = names.map((name) => {
    const at = ways.actions.indexOf(name);
    if (at === -1) return { ...goal('action', name, null), verdict: 'excluded' as const };
    return goal('action', name, ways.taken(at));
  });
  const pairs = ways
    .pairs()
    .map(({ first, second, sight }) =>
      goal('pair', `${ways.actions[first]} → ${ways.actions[second]}`, sight),
    );
  const properties = search.model.properties.map(({ id }): Asked => {
    const isWitness = model.properties.some((at) => at.id === id && at.kind === 'reachable');
    const sighting = search.sightings.get(id);
    const kind = isWitness ? 'witness' : 'antecedent';
    if (!sighting) return goal(kind, id, null);
    const judge = goalOf(search, id);
    const sight = ways.calmest(sighting.states.flatMap((state) => sightsIn(search, judge, state)));
    const atRest = search.programs.quiescent.properties.some((at) => at.id === id);
    return { ...goal(kind, id, sight), judged: { goal: judge, atRest } };
  });
  // Witnesses before antecedents, each in the order of the protocol.
  const ofKind = (kind: GoalKind) => properties.filter((at) => at.kind === kind);
  return [...actions, ...pairs, ...ofKind('witness'), ...ofKind('antecedent')];
}

function sightsIn({ root }: Search, goal: Goal, state: number) {
  const sights: { state: number; instance: number | null }[] = [];
  goal.judge(root.leftOf(state), root.rightOf(state), (aim, instance) => {
    if (aim === goal.wanted) sights.push({ state, instance });
  });
  return sights;
}

/** Pairs that were not met, of actions that may be taken. */
function otherPairs(goals: readonly Asked[]): number {
  const left: readonly GoalOutcome['verdict'][] = ['impossible', 'excluded'];
  const actions = goals.filter((at) => at.kind === 'action' && !left.includes(at.verdict)).length;
  return actions ** 2 - goals.filter(({ kind }) => kind === 'pair').length;
}

/** Which goals a way comes by. Ways share their beginnings, so what is found out about a state is kept. */
class Covering {
  readonly #search: Search;
  readonly #ways: Ways;
  readonly #goals: readonly Asked[];
  readonly #positions: ReadonlyMap<string, number>;
  /** State → goals met in it, and instances by which others are met. */
  readonly #met = new Map<number, (readonly [goal: number, instance: number | null])[]>();

  constructor(search: Search, ways: Ways, goals: readonly Asked[]) {
    this.#search = search;
    this.#ways = ways;
    this.#goals = goals;
    this.#positions = new Map(goals.map(({ kind, name }, at) => [`${kind} ${name}`, at]));
  }

  by({ states, instances }: ReturnType<Ways['way']>): number[] {
    const { actions, actionOf } = this.#ways;
    const covered = new Set<number>();
    const taken = instances.map((instance) => actions[actionOf[instance]!]!);
    for (const [at, action] of taken.entries()) {
      covered.add(this.#positions.get(`action ${action}`)!);
      if (at > 0) covered.add(this.#positions.get(`pair ${taken[at - 1]} → ${action}`)!);
    }
    for (const [at, state] of states.entries()) {
      for (const [goal, instance] of this.#metIn(state)) {
        if (instance === null || instance === instances[at]) covered.add(goal);
      }
    }
    return [...covered].sort((a, b) => a - b);
  }

  #metIn(state: number) {
    const known = this.#met.get(state);
    if (known) return known;
    const isAtRest = this.#ways.expand(state);
    const met = this.#goals.flatMap(({ judged }, at) => {
      if (judged === null || (judged.atRest && !isAtRest)) return [];
      const sights = sightsIn(this.#search, judged.goal, state);
      return sights.map(({ instance }) => [at, instance] as const);
    });
    this.#met.set(state, met);
    return met;
  }
}
