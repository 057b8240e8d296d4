/**
 * What must stay as it is in this repository: every preset of every system, in all tiny and small bounds.
 *
 * A system of the catalogue is a line here. What is expected lies in `dropproof.expected.json`; `npm run gate -- --update`
 * shows what differs and then expects it.
 */
import { defineGate } from './src/index.ts';

export default defineGate({
  pins: ['counts', 'lengths'],
  cells: [
    'k2/collection',
    'k2/schema',
    'ndb/prep-drop',
    'ndb/durable-drop',
    'ndb/identity',
    'ndb/table',
    'milvus/collection',
    'milvus/ticks',
  ].map((system) => ({ system, sizes: ['tiny', 'small'] })),
});
