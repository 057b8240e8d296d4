/**
 * What must stay as it is in this repository: every preset of every system, in all tiny bounds, and in the small ones
 * where they are quick.
 *
 * A system of the catalogue is a line here. What is expected lies in `dropproof.expected.json`; `npm run gate -- --update`
 * shows what differs and then expects it.
 */
import { defineGate } from './src/index.ts';

export default defineGate({
  pins: ['counts', 'lengths'],
  cells: [
    { system: 'k2/collection', sizes: ['tiny', 'small'] },
    { system: 'k2/schema', sizes: ['tiny', 'small'] },
    { system: 'ndb/prep-drop', sizes: ['tiny'] },
    { system: 'ndb/durable-drop', sizes: ['tiny'] },
    { system: 'ndb/identity', sizes: ['tiny'] },
    { system: 'ndb/table', sizes: ['tiny'] },
    { system: 'milvus/collection', sizes: ['tiny'] },
    { system: 'milvus/ticks', sizes: ['tiny'] },
  ],
});
