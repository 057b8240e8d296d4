/**
 * Parts of stories.
 */

/** (1)–(4): collection 1 is there, and RootCoord begins to drop it. */
export const asked = ['client.create(1)', 'client.drop(1)', 'proxy.executeAccepted(1)'];

/** A proxy gets to know what the name means. */
export const cached = ['client.describe(1)', 'proxy.fill(1)'];

/** A row is accepted, and RootCoord begins to drop. */
export const askedWithRow = [
  'client.create(1)',
  ...cached,
  'client.insert(1, 1)',
  'client.drop(1)',
  'proxy.executeAccepted(1)',
];

/** The answer to a describe is in flight while RootCoord begins to drop. */
export const askedWithAnswer = [
  'client.create(1)',
  'client.describe(1)',
  'client.drop(1)',
  'proxy.executeAccepted(1)',
];

/** (10)–(15), where there is nothing to release. */
export const released = ['rootcoord.release(1)', 'querycoord.start', 'rootcoord.releaseDone(1)'];

/** (11), and the client hears. */
export const told = ['rootcoord.invalidate(1, 1)', 'rootcoord.reply(1)', 'proxy.postExecute(1)'];

/** (16)(17), with a row before the drop. */
export const read = ['datanode.takeInsert(1)', 'datanode.takeDrop(1)'];

/** Everything that is collected of the segment of a collection. */
export const collected = ['expire', 'deleteFile', 'deleteMeta'].map(
  (verb) => `datacoord.${verb}(1, 1, 0)`,
);

/** The first three calls of a repaired tombstone. */
export const tombstoned = ['rootcoord.tombstone(1)', ...told];

/** What comes behind the reply, up to the message. */
export const behindReply = [...released, 'rootcoord.dropIndexes(1)', 'rootcoord.message(1, 1)'];

/** An answer that was in flight lands, and is used. */
export const landsLate = ['proxy.fill(1)', 'client.insert(1, 1)'];
