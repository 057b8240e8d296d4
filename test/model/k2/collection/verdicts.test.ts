/**
 * The headline verdicts of the reference (9.2), as far as they concern the core. Verdicts are what the search finds;
 * the classes of length are short (up to 6 steps), medium (7 to 12) and long.
 */
import { describe, expect, it } from 'vitest';
import { outcomeOf, verdictOf } from './play.ts';

interface Row {
  readonly property: string;
  readonly preset: string;
  readonly set?: Readonly<Record<string, string>>;
  readonly bounds: string;
  readonly bound?: Readonly<Record<string, unknown>>;
  readonly finds: 'holds' | 'short' | 'medium' | 'long';
  readonly story: string;
}

const rows: readonly Row[] = [
  {
    property: 'P1',
    preset: 'documented',
    bounds: 'note',
    finds: 'long',
    story:
      'read in 1, drop, create, write and commit in 2; the create need not be acknowledged yet',
  },
  {
    property: 'P1',
    preset: 'documentedWithId',
    bounds: 'note',
    finds: 'holds',
    story: 'the id on data requests is enough for this',
  },
  {
    property: 'P2',
    preset: 'documentedWithId',
    bounds: 'note',
    finds: 'holds',
    story: 'a stale id aborts, also at the first touch',
  },
  {
    property: 'P1',
    preset: 'identified',
    bounds: 'note',
    finds: 'holds',
    story: 'the id is pinned at the first touch',
  },
  {
    property: 'P1',
    preset: 'repaired',
    bounds: 'note',
    finds: 'holds',
    story: 'the id is pinned at the first touch',
  },
  {
    property: 'P2',
    preset: 'identified',
    bounds: 'note',
    finds: 'medium',
    story:
      'begun while the name was free or old, first touch after the recreate: refresh and go on',
  },
  {
    property: 'P2',
    preset: 'repaired',
    bounds: 'note',
    finds: 'medium',
    story:
      'begun while the name was free or old, first touch after the recreate: refresh and go on',
  },
  {
    property: 'P8',
    preset: 'documented',
    bounds: 'lateUnload',
    finds: 'long',
    story: 'a copy of OFFLOAD reaches the node after the recreate and kills the new module',
  },
  {
    property: 'P8',
    preset: 'documented',
    set: { offloadMsg: 'byId' },
    bounds: 'lateUnload',
    finds: 'holds',
    story: 'the node compares the id',
  },
  {
    property: 'P9',
    preset: 'documented',
    bounds: 'lateDrop',
    finds: 'medium',
    story: "the admin's retry is overtaken by its own later CREATE and drops the new collection",
  },
  {
    property: 'P9',
    preset: 'documented',
    set: { dropMsg: 'byId' },
    bounds: 'lateDrop',
    finds: 'holds',
    story: 'the CPO compares the id',
  },
  {
    property: 'P6',
    preset: 'documented',
    set: { walKey: 'byName' },
    bounds: 'note',
    finds: 'medium',
    story: 'no crash needed: loading the recreated collection replays the old log',
  },
  {
    property: 'P15',
    preset: 'documented',
    set: { walClean: 'never' },
    bounds: 'note',
    finds: 'short',
    story: 'nothing is left that knows of the old log',
  },
  {
    property: 'P23',
    preset: 'documented',
    set: { collectionId: 'startTsFence' },
    bounds: 'reload',
    finds: 'short',
    story: 'a reload without any drop aborts an open transaction',
  },
  {
    property: 'P3',
    preset: 'documented',
    bounds: 'lateAssign',
    bound: { transactions: ['cold client 1: write k3'] },
    finds: 'long',
    story: 'a late copy of an ASSIGN brings the dropped collection back, and it takes a commit',
  },
  {
    property: 'P3',
    preset: 'identified',
    bounds: 'lateAssign',
    bound: { transactions: ['cold client 1: write k3'] },
    finds: 'holds',
    story: 'the node asks the CPO before it loads',
  },
  {
    property: 'P4',
    preset: 'documented',
    set: { walKey: 'byName' },
    bounds: 'log',
    finds: 'long',
    story: 'the cleaning of the old log takes the new rows with it; a crash shows it',
  },
  {
    property: 'P10',
    preset: 'documented',
    set: { idSource: 'perName' },
    bounds: 'note',
    finds: 'medium',
    story: 'ids that begin anew with the record of a name are not unique',
  },
  {
    property: 'P16',
    preset: 'repaired',
    set: { unload: 'drainAll' },
    bounds: 'note',
    finds: 'short',
    story: 'an open transaction keeps the drop waiting',
  },
  {
    property: 'P22',
    preset: 'repaired',
    set: { unload: 'drainAll' },
    bounds: 'note',
    finds: 'short',
    story: 'and the module stopping',
  },
  {
    property: 'P18',
    preset: 'documentedWithId',
    set: { onMismatch: 'user' },
    bounds: 'twoTxns',
    finds: 'long',
    story: 'a user who does not refresh is refused again',
  },
  {
    property: 'P20',
    preset: 'documented',
    set: { trhGone: 'blocked' },
    bounds: 'log',
    finds: 'medium',
    story: 'nobody may resolve the intent of a vanished coordinator',
  },
];

describe('the headline verdicts', () => {
  const titled = rows.map((row) => ({
    ...row,
    variant: [row.preset, ...Object.entries(row.set ?? {}).map((pair) => pair.join('='))].join(
      ' + ',
    ),
  }));
  it.each(titled)('$variant, $bounds: $property $finds ($story)', (row) => {
    const { property, preset, set = {}, bounds, bound = {}, finds } = row;
    const outcome = outcomeOf({ preset, set, bounds, bound });
    const { verdict, vacuous, trace } = verdictOf(outcome, property);
    expect(verdict).toBe(finds === 'holds' ? 'holds' : 'violated');
    expect(vacuous).toBe(false);
    if (trace) expect(lengthOf(trace.steps.length)).toBe(finds);
  });
});

const core = [
  'note',
  'readOnly',
  'twoTxns',
  'note2',
  'lateUnload',
  'lateDrop',
  'lateAssign',
  'overtaking',
  'doubleStop',
  'lostDrop',
  'lossy',
  'log',
  'lateAppend',
  'reload',
  'medium',
];

describe('repaired: all but P2 hold, and R1 to R4 are reached where a transaction and a create exist', () => {
  it.each(core)('%s', (bounds) => {
    const outcome = outcomeOf({ preset: 'repaired', bounds });
    const notHolding = outcome.properties.filter(({ verdict }) => verdict !== 'holds');
    expect(notHolding.filter(({ id }) => id !== 'P2')).toEqual([]);
    expect(outcome.properties.filter(({ vacuous }) => vacuous)).toEqual([]);
    expect(outcome).toMatchObject({ verdict: 'holds', exitCode: 0, complete: true });
  });
});

describe('the remedy of the note', () => {
  it('is complete in `note`: every property holds, none for want of anything to judge', () => {
    const outcome = outcomeOf({ preset: 'documentedWithId', bounds: 'note' });
    expect(outcome).toMatchObject({ verdict: 'holds', exitCode: 0, complete: true });
    expect(outcome.properties.filter(({ vacuous }) => vacuous)).toEqual([]);
    expect(outcome.properties.map(({ id }) => id).join(' ')).toBe(
      'P1 P2 P3 P4 P5 P6 P7 P8 P9 P10 P15 P16 P17 P19 P20 P24 R1 R2 R3 deadlock',
    );
  });

  it('leaves out what one transaction in this variant cannot show', () => {
    // R4: the only transaction of the client is the price of learning the new id.
    const outcome = outcomeOf({ preset: 'documentedWithId', bounds: 'note' });
    expect(outcome.notChecked.map(({ id }) => id)).toEqual(['P10f', 'P18', 'P22', 'P23', 'R4']);
  });
});

function lengthOf(steps: number): Row['finds'] {
  if (steps <= 6) return 'short';
  return steps <= 12 ? 'medium' : 'long';
}

describe('a program writes each key once, as the model keeps one version of a row', () => {
  it('and is refused otherwise', () => {
    const twice = { transactions: ['client 1: write k1', 'client 2: write k1'] };
    expect(() => outcomeOf({ preset: 'repaired', bounds: 'note', bound: twice })).toThrow(
      "bound transactions: 'write k1' stands twice; every key may be written once, by one program",
    );
  });
});
