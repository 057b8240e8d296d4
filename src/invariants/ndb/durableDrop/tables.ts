/**
 * A table that is in use is whole, and the same everywhere.
 */
import type { World } from '../../../model/ndb/durableDrop/cells.ts';
import { isChanging, isSettled, upNodes } from '../../../model/ndb/durableDrop/views.ts';
import type { Property } from '../../../spec/properties.ts';
import { because, every, property, vacuous } from '../../../spec/properties.ts';

export const inUseIsComplete = (world: World): Property => {
  const { at } = world;
  return property.always({
    id: 'in-use-is-complete',
    name: 'a table in use has its files',
    by: 'note, restart: "after this the schema information is updated"',
    holds: (read) =>
      every(upNodes(read, world), (n) => {
        if (isChanging(read, world) || read(at.entry(n)) !== 'inUse') return vacuous;
        return (
          read(at.frag(n)) === 'present' ||
          because('a node has a table in use that has no files', { node: n })
        );
      }),
  });
};

export const inUseIsOpen = (world: World): Property => {
  const { at } = world;
  return property.always({
    id: 'in-use-is-open',
    name: 'a table in use takes work',
    by: 'bug 46873',
    holds: (read) =>
      every(upNodes(read, world), (n) => {
        if (!isSettled(read, world) || read(at.entry(n)) !== 'inUse') return vacuous;
        return read(at.open(n)) || because('a table is in use and takes no work', { node: n });
      }),
  });
};

export const nodesAgree = (world: World): Property => {
  const { at, scope } = world;
  return property.always({
    id: 'nodes-agree',
    name: 'all nodes have the same tables',
    by: 'note, restart: "no risk of different behaviour"',
    appliesTo: scope.nodes.length > 1,
    holds: (read) => {
      const up = upNodes(read, world);
      const [first, ...others] = up;
      if (!first || others.length === 0 || !isSettled(read, world)) return vacuous;
      const entries = up.map((n) => read(at.entry(n)));
      return (
        new Set(entries).size === 1 ||
        because('two nodes do not agree about the table', { entries: entries.join(', ') })
      );
    },
  });
};
