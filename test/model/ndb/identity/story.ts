/**
 * What stories about handles are made of.
 */

/** A user drops the table, and nothing stands in the way. */
export const drop = ['user.drops(1, A)', 'dict.handlesDrop(1, A)', 'dict.finishesDrop(1, A)'];

export const create = 'dict.creates(A)';
export const start = 'client.starts(1)';
export const define = 'client.defines(1, A)';
export const execute = 'tc.executes(1)';
export const commit = 'client.commits(1)';

/** "startTransaction, drop, create, getNdbOperation, execute." */
export const example1 = [start, ...drop, create, define, execute];

/** "startTransaction, getNdbOperation, execute, drop, create, getNdbOperation, execute." */
export const example2 = [start, define, execute, ...drop, create, define, execute];
