/**
 * Who sends what to whom: from the model's channels, and from the messages that were seen in them while exploring.
 */
import type { Flow } from '../../report/mermaid/flow.ts';
import type { Lane } from '../../spec/cells.ts';
import type { Model } from '../../spec/system.ts';
import type { Observation } from './observe.ts';

/** The flow of messages of a model; channels of one family between the same roles are one. */
export function flowOfModel(model: Model, { messages, outcome }: Observation): Flow {
  const channels = model.layout.cells.flatMap((cell) =>
    cell.ends ? [{ name: cell.name, family: cell.family, ...cell.ends }] : [],
  );
  const lanes = [
    ...model.actions.filter(({ channelFault }) => !channelFault).map(({ lane }) => lane),
    ...channels.flatMap(({ from, to }) => [from, to]),
  ];
  const roles = Map.groupBy(lanes, ({ role }) => role);
  const groups = Map.groupBy(channels, (at) => `${at.family}\n${at.from.role}\n${at.to.role}`);
  const extent = outcome.complete ? '' : ', as far as was explored';
  const seen = new Set(
    outcome.coverage.actions.filter(({ enabled }) => enabled > 0).map(({ name }) => name),
  );
  const faults = model.actions.flatMap(({ action, channelFault, ids }) =>
    channelFault && seen.has(action) ? [{ channelFault, channel: ids[0]?.label }] : [],
  );
  return {
    title: `${model.system.name}: who sends what to whom${extent}`,
    roles: [...roles].map(([name, list]) => ({ name, instances: new Set(list.map(keyOf)).size })),
    channels: [...groups.values()].map((group) => {
      const [{ family, from, to }] = group as [(typeof group)[number]];
      const mine = faults.filter(({ channel }) => group.some(({ name }) => name === channel));
      return {
        name: family,
        from: from.role,
        to: to.role,
        messages: [...new Set(group.flatMap(({ name }) => [...(messages.get(name) ?? [])]))].sort(),
        faults: [...new Set(mine.map(({ channelFault }) => channelFault))],
      };
    }),
  };
}

function keyOf({ ids }: Lane): string {
  return ids.map(({ label }) => label).join('\n');
}
