/**
 * Where the effort of a search went, and what would make it less.
 *
 * The engine is fast because it remembers what the model answered. It cannot where a cell has nearly as many values as
 * there are states, or where an action or property looks at so much that it hardly ever sees the same again.
 */
import type { Layout } from '../spec/cells.ts';
import type { Outcome, Profile } from './outcome.ts';
import type { Tally } from './reports.ts';
import type { Search } from './search.ts';

/** Fewer calls than this take no time worth speaking of. */
const manyCalls = 10_000;
/** And so it is where there are this many states for each call. */
const statesForACall = 10;
/** From so many values on, a cell is coarse: most likely it holds several things that change one by one. */
const coarseValues = 100;
/** Who causes this share of the calls is to blame. */
const mostOfThem = 0.5;

/** What each cell, action and property cost. */
export function profileOf(search: Search, tally: Tally, coverage: Outcome['coverage']): Profile {
  const { due } = tally.cost;
  const cells = coverage.cells.map(({ name, values }, at) => ({ name, values, calls: due[at]! }));
  const actions = actionsOf(search, tally, coverage.actions);
  const properties = propertiesOf(search, tally);
  const advice = adviceOn(search.model.layout, search.root.count, { cells, actions, properties });
  return { cells, actions, properties, advice };
}

function actionsOf(
  { model }: Search,
  { cost, expanded }: Tally,
  actions: Outcome['coverage']['actions'],
): Profile['actions'] {
  return actions.map(({ name, enabled, taken }) => {
    const instances = [...model.actions.keys()].filter((at) => model.actions[at]!.action === name);
    const modelCalls = summed(instances, cost.calls);
    // Threads may ask the model the same: then there are more calls than questions.
    const cacheHits = Math.max(0, expanded * instances.length - modelCalls);
    const seconds = summed(instances, cost.millis) / 1000;
    return { name, modelCalls, cacheHits, enabled, taken, seconds };
  });
}

function propertiesOf({ model, programs }: Search, { cost }: Tally): Profile['properties'] {
  const ids = programs.asked.flatMap(({ properties }) => properties.map(({ id }) => id));
  return [...new Set(ids)].map((id) => {
    // A `leadsTo` asks two things.
    const asked = [...ids.keys()].filter((at) => ids[at] === id);
    const places = asked.map((at) => model.actions.length + at);
    const seconds = summed(places, cost.millis) / 1000;
    return { id, modelCalls: summed(places, cost.calls), seconds };
  });
}

function summed(places: readonly number[], of: Float64Array): number {
  return places.reduce((sum, at) => sum + of[at]!, 0);
}

/** What to do about it, in a sentence. */
function adviceOn(
  layout: Layout,
  states: number,
  { cells, actions, properties }: Omit<Profile, 'advice'>,
): string {
  const programs = [
    ...actions.map(({ name, modelCalls }) => ({ name, calls: modelCalls })),
    ...properties.map(({ id, modelCalls }) => ({ name: id, calls: modelCalls })),
  ];
  const calls = programs.reduce((sum, at) => sum + at.calls, 0);
  const told = `${grouped(calls)} calls of the model`;
  if (calls < manyCalls || calls * statesForACall < states) {
    const extent = `${grouped(states)} states`;
    return `nothing needs doing: ${told} for ${extent} are few`;
  }
  const coarsest = mostCostly(familiesOf(layout, cells));
  if (coarsest.calls > calls * mostOfThem && coarsest.values >= coarseValues) {
    const { name, members } = coarsest;
    const most = grouped(coarsest.values);
    const [what, values] =
      members === 1 ? [name, `its ${most}`] : [`the cells of ${name}`, `their up to ${most}`];
    return (
      `split ${what}: ${values} values caused ${share(coarsest.calls, calls)} of ${told}; ` +
      "where cells are as fine as the protocol's parts (one for each node, one for each " +
      'channel), calls are remembered'
    );
  }
  const busiest = mostCostly(programs);
  return (
    `no cell is to blame alone: ${busiest.name} made ${share(busiest.calls, calls)} of ${told}; ` +
    'let it read fewer cells, and first those that decide most often'
  );
}

/** The cells of a family are one noun of the model: what is said of one of them goes for all. */
function familiesOf(layout: Layout, cells: Profile['cells']) {
  const families = Map.groupBy(cells, (_, at) => layout.cells[at]!.family);
  return [...families].map(([name, members]) => ({
    name,
    members: members.length,
    values: Math.max(...members.map(({ values }) => values)),
    calls: members.reduce((sum, at) => sum + at.calls, 0),
  }));
}

function mostCostly<T extends { readonly calls: number }>(list: readonly T[]): T {
  return list.reduce((most, at) => (at.calls > most.calls ? at : most));
}

function share(part: number, whole: number): string {
  return `${Math.round((100 * part) / whole)}%`;
}

function grouped(count: number): string {
  return count.toLocaleString('en-US');
}
