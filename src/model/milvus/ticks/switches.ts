/**
 * The design decisions about the timestamp of a drop: in which order RootCoord makes its calls, and who makes ticks.
 */
import type { VariantOf } from '../../../spec/choices.ts';
import { listOf, oneOf } from '../../../spec/choices.ts';

const ddlTokens = [
  'stamp',
  'register',
  'stampAndRegister',
  'otherCall',
  'send',
  'unregister',
  'forceTick',
  'waitSynced',
  'giveBack',
] as const;

export type DdlToken = (typeof ddlTokens)[number];

const ddlLists = {
  /** Steps 7, 5 and 8; step 9, "update internal timestamp", is RootCoord's own share of ordinary ticks. */
  design: ['stamp', 'otherCall', 'send'],
  /** 2021-07. */
  registered: ['stamp', 'register', 'otherCall', 'send', 'unregister', 'giveBack'],
  /** Since 2021-08; `ddlLock` is held between them. */
  forced: ['stamp', 'register', 'otherCall', 'send', 'unregister', 'forceTick', 'giveBack'],
  /** 2021-12: the call to IndexCoord came between the stamp and the lock. */
  slowCallInside: ['stamp', 'otherCall', 'register', 'send', 'unregister', 'forceTick', 'giveBack'],
  /** 2022-01: a new timestamp after the slow calls. */
  stampedLate: ['otherCall', 'stamp', 'register', 'send', 'unregister', 'forceTick', 'giveBack'],
  /** 2022-10: `step.go` and `ddlTsLockManager`. */
  waits: ['otherCall', 'stampAndRegister', 'send', 'unregister', 'waitSynced', 'giveBack'],
} as const satisfies Readonly<Record<string, readonly DdlToken[]>>;

/** What makes an order of calls senseless, if something does. */
function nonsense(list: readonly DdlToken[]): string | undefined {
  const stamp = list.findIndex((token) => token === 'stamp' || token === 'stampAndRegister');
  if (!list.includes('send')) return 'without send nobody is told of the drop';
  if (stamp < 0 || stamp > list.indexOf('send')) return 'the drop needs a stamp before send';
  return undefined;
}

export const switches = {
  ddlSteps: listOf<DdlToken>(ddlTokens, ddlLists, nonsense),
  tickedBy: oneOf({
    rootCoord: 'RootCoord makes the ticks, and knows the last one',
    logService: 'the streaming service makes them, and the record of RootCoord stands still (2.6)',
  }),
};

export type Variant = VariantOf<typeof switches>;

export const presets: Readonly<Record<string, Variant>> = {
  'design-2021': { ddlSteps: ddlLists.design, tickedBy: 'rootCoord' },
  'code-2021-07': { ddlSteps: ddlLists.registered, tickedBy: 'rootCoord' },
  'code-2021-11': { ddlSteps: ddlLists.forced, tickedBy: 'rootCoord' },
  'code-2021-12': { ddlSteps: ddlLists.slowCallInside, tickedBy: 'rootCoord' },
  'code-2022-01': { ddlSteps: ddlLists.stampedLate, tickedBy: 'rootCoord' },
  'tombstone-2022-10': { ddlSteps: ddlLists.waits, tickedBy: 'rootCoord' },
};
