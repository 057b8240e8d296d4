/**
 * Mistakes that can be built in, to see that the tests find them.
 */

/** Bug → what goes wrong. */
export const bugs = {
  idNotChecked: 'a partition writes to whatever it has loaded, not to the id that the client meant',
  acknowledgesEarly: 'a partition says that it has unloaded, and does so when it next has time',
  replaysAll: 'a partition that restarts replays its log without the list of live ids',
  keepsStaleId: 'a client that was refused keeps the id in its cache',
  retriesByName: 'the admin asks again for the drop of the name, whatever id it has now',
} as const;

export type Bug = keyof typeof bugs;
