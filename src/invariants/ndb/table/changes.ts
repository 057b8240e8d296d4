/**
 * What the nodes make of a schema change, and what its caller was told.
 */
import type { World } from '../../../model/ndb/table/cells.ts';
import { isRunning, isSettled, upNodes } from '../../../model/ndb/table/views.ts';
import type { Property } from '../../../spec/properties.ts';
import { because, every, property, vacuous } from '../../../spec/properties.ts';

export const securedMeansGone = (world: World): Property => {
  const { at } = world;
  return property.always({
    id: 'secured-means-gone',
    name: 'what was reported as dropped is gone',
    by: 'note, step 2: "secured but not yet completed"',
    holds: (read) => {
      const { what, inc } = read(at.told());
      if (!isSettled(read, world) || (what !== 'secured' && what !== 'done')) return vacuous;
      const has = upNodes(read, world).find((n) => {
        const entry = read(at.entry(n));
        return entry.state === 'inUse' && entry.inc === inc;
      });
      return !has || because('a node has a table that was reported as dropped', { node: has, inc });
    },
  });
};

export const abortedMeansBack = (world: World): Property => {
  const { at } = world;
  return property.always({
    id: 'aborted-means-back',
    name: 'a drop that was reported as undone stays undone',
    by: 'undone drops stay undone',
    appliesTo: mayUndo(world),
    holds: (read) => {
      const { what, inc } = read(at.told());
      if (!isSettled(read, world) || what !== 'aborted') return vacuous;
      const lacks = upNodes(read, world).find((n) => {
        const entry = read(at.entry(n));
        return entry.state !== 'inUse' || entry.inc !== inc;
      });
      return !lacks || because('a node lacks a table whose drop was undone', { node: lacks, inc });
    },
  });
};

/** Only a new master undoes a drop. */
export function mayUndo({ variant, bounds }: World): boolean {
  const { takeover } = variant;
  return takeover !== 'forward' && takeover !== 'none' && bounds.nodes > 1 && bounds.crashes > 0;
}

export const inUseIsComplete = (world: World): Property => {
  const { at } = world;
  return property.always({
    id: 'in-use-is-complete',
    name: 'no table without its fragments',
    by: 'no table without files',
    holds: (read) => {
      if (!isSettled(read, world)) return vacuous;
      return every(upNodes(read, world), (n) => {
        const { state, inc } = read(at.entry(n));
        if (state !== 'inUse') return vacuous;
        const fragment = read(at.frag(n));
        return (
          fragment === inc ||
          because('a table is in use without its fragment', { node: n, inc, fragment })
        );
      });
    },
  });
};

export const inUseIsOpen = (world: World): Property => {
  const { at } = world;
  return property.always({
    id: 'in-use-is-open',
    name: 'a table that is in use takes work',
    by: 'bug 46873',
    holds: (read) => {
      if (!isSettled(read, world)) return vacuous;
      return every(upNodes(read, world), (n) => {
        const { state, ver } = read(at.entry(n));
        if (state !== 'inUse') return vacuous;
        const [tc, dih, lqh] = [read(at.tc(n)), read(at.dih(n)), read(at.lqh(n))];
        const isOpen = tc.table === 'open' && dih.table === 'active' && lqh.table === 'defined';
        return (
          (isOpen && tc.ver === ver && lqh.ver === ver) ||
          because('a table is in use, but a block does not take work', { node: n, tc, dih, lqh })
        );
      });
    },
  });
};

export const nodesAgree = (world: World): Property => {
  const { at } = world;
  return property.always({
    id: 'nodes-agree',
    name: 'all nodes have the same table',
    by: 'note, restart: "no risk of different behaviour"',
    holds: (read) => {
      if (!isSettled(read, world)) return vacuous;
      const entries = upNodes(read, world).map((n) => read(at.entry(n)).set('ver', 0));
      const [first] = entries;
      const other = entries.find((entry) => !entry.equals(first));
      return !other || because('two nodes have different tables', { one: first, other });
    },
  });
};

export const versionsAgree = (world: World): Property => {
  const { at } = world;
  return property.always({
    id: 'versions-agree',
    name: 'all nodes have the same version',
    by: 'note, restart: "no risk of different behaviour"',
    holds: (read) => {
      if (!isSettled(read, world)) return vacuous;
      const versions = upNodes(read, world).map((n) => read(at.entry(n)).ver);
      const [first] = versions;
      const other = versions.find((ver) => ver !== first);
      return other === undefined || because('two nodes have different versions', { first, other });
    },
  });
};

export const oneSchemaChange = (world: World): Property => {
  const { at } = world;
  return property.neverStep({
    id: 'one-schema-change',
    name: 'one schema change at a time',
    by: 'errors 701 and 711',
    holds: (before, after) => {
      const drops = before(at.ddl).state === 'asking' && after(at.ddl).state === 'waiting';
      const creates = after(at.next()) > before(at.next());
      if (!drops && !creates) return vacuous;
      return !isRunning(before, world) || because('a schema change begins while another one runs');
    },
  });
};

export const startExcludesChange = (world: World): Property => {
  const { at, scope, bounds } = world;
  return property.always({
    id: 'start-excludes-change',
    name: 'no node starts during a schema change',
    by: 'DICT lock',
    appliesTo: bounds.nodes > 1 && bounds.crashes > 0,
    holds: (read) => {
      const starting = scope.nodes.find((n) => read(at.up(n)) === 'starting');
      if (!starting) return vacuous;
      return (
        !isRunning(read, world) ||
        because('a node starts during a schema change', { node: starting })
      );
    },
  });
};
