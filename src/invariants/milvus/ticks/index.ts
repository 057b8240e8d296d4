/**
 * The promises about the timestamp of a drop, in the order of reports.
 */
import type { World } from '../../../model/milvus/ticks/cells.ts';
import { A, B } from '../../../model/milvus/ticks/cells.ts';
import type { Property } from '../../../spec/properties.ts';
import { because, property, vacuous } from '../../../spec/properties.ts';

export function properties(world: World): Property[] {
  return [
    noLieAboutRows(world),
    noLieAboutTheDrop(world),
    dropReachesTheFlowGraph(world),
    producerIsGivenBack(world),
    rowsBeforeThePointCount(world),
    dropTaskEnds(world),
    rowsOfTheNeighbourArrive(world),
    handedOutLate(world),
    rowsBehindTheDrop(world),
  ];
}

const noLieAboutRows = ({ at }: World): Property =>
  property.always({
    id: 'T1',
    name: 'a tick never lies about rows',
    by: 'what a tick promises; step 9',
    appliesTo: at.inserts.initial > 0 && at.into.length > 0,
    holds: (read) =>
      read(at.lateRow) ? because('a row comes behind a tick that promised there was none') : true,
  });

const noLieAboutTheDrop = ({ at }: World): Property =>
  property.always({
    id: 'T2',
    name: 'a tick never lies about the drop',
    by: 'steps 7 and 9',
    holds: (read) =>
      read(at.lateDrop)
        ? because('the drop comes behind a tick that promised there was none')
        : true,
  });

const dropReachesTheFlowGraph = ({ at }: World): Property =>
  property.quiescent({
    id: 'T3',
    name: 'the drop reaches the flow graph',
    by: 'steps 8 and 16',
    holds: (read) => {
      if (read(at.pc) === 0) return vacuous;
      return (
        !read(at.flowGraph(A)) ||
        because('no tick comes any more that would hand out the drop', {
          buffer: read(at.buffer),
        })
      );
    },
  });

const producerIsGivenBack = ({ at }: World): Property =>
  property.quiescent({
    id: 'T4',
    name: 'the producer is given back',
    by: 'a leak of the code of 2021',
    holds: (read) => {
      if (read(at.pc) === 0) return vacuous;
      return (
        !read(at.producer(A)) || because('RootCoord keeps the producer of a dropped collection')
      );
    },
  });

const rowsBeforeThePointCount = ({ at }: World): Property =>
  property.always({
    id: 'T5',
    name: 'rows before the point count',
    by: 'step 7: "the point when the collection was deleted"',
    appliesTo: at.inserts.initial > 0 && at.into.includes(A),
    holds: (read) =>
      read(at.rowLost) ? because('a row from before the drop finds no flow graph') : true,
  });

const dropTaskEnds = ({ at, variant }: World): Property =>
  property.quiescent({
    id: 'T6',
    name: 'the drop task ends',
    by: 'step 4',
    holds: (read) => {
      const token = variant.ddlSteps[read(at.pc)];
      return (
        token === undefined ||
        because('the drop waits for ever', { at: token, rootTick: read(at.rootTick) })
      );
    },
  });

const rowsOfTheNeighbourArrive = ({ at }: World): Property =>
  property.quiescent({
    id: 'T7',
    name: "the neighbour's rows arrive",
    by: 'one channel, two collections',
    appliesTo: at.inserts.initial > 0 && at.into.includes(B),
    holds: (read) => {
      const held = read(at.buffer).find(
        ({ verb, collection }) => verb === 'insert' && collection === B,
      );
      return !held || because('a row of the neighbour is held for ever', { held });
    },
  });

const handedOutLate = ({ at }: World): Property =>
  property.reachable({
    id: 'W1',
    name: 'a message is held until a tick covers it',
    reached: (read) => !read(at.buffer).isEmpty() && read(at.mark) > 0,
  });

const rowsBehindTheDrop = ({ at }: World): Property =>
  property.reachable({
    id: 'W2',
    name: 'a row and the drop are in the channel at the same time',
    appliesTo: at.inserts.initial > 0 && at.into.length > 0,
    reached: (read) => {
      const verbs = read(at.pchannel).map(({ verb }) => verb);
      return verbs.includes('insert') && verbs.includes('drop');
    },
  });
