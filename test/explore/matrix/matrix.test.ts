import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { follow } from '../../../src/explore/trace.ts';
import { judgeTrace } from '../../../src/explore/traceCheck.ts';
import type { Matrix } from '../../../src/index.ts';
import {
  explore,
  exploreMatrix,
  initialStates,
  instancesNamed,
  instantiate,
} from '../../../src/index.ts';
import type { Gate } from '../../fixtures/gates.ts';
import { gated } from '../../fixtures/gates.ts';
import { miniDrop } from '../../fixtures/miniDrop.ts';
import { exploreNaively } from '../../oracle.ts';

const names = ({ variants }: Matrix) => variants.map(({ name }) => name);

describe('variants are switches varied one at a time, all pairs of named switches, or the presets', () => {
  it('one at a time, the base first', () => {
    expect(names(exploreMatrix(miniDrop))).toEqual(['today', 'checksId=yes', 'order=readFirst']);
  });

  it('of the named switches only, from another base', () => {
    const base = { preset: 'repaired', set: { order: 'readFirst' } };
    expect(names(exploreMatrix(miniDrop, { base, switches: ['checksId'] }))).toEqual([
      'repaired + order=readFirst',
      'checksId=no',
    ]);
  });

  it('in pairs: every combination once', () => {
    const question = { variation: 'pairs', switches: ['checksId', 'order'] } as const;
    expect(names(exploreMatrix(miniDrop, question))).toEqual([
      'today',
      'order=readFirst',
      'checksId=yes',
      'checksId=yes + order=readFirst',
    ]);
  });

  it('presets, with what is set in each of them', () => {
    const base = { set: { order: 'readFirst' } };
    expect(names(exploreMatrix(miniDrop, { variation: 'presets', base }))).toEqual([
      'today + order=readFirst',
      'repaired + order=readFirst',
    ]);
  });

  it.each([
    [
      { switches: ['checkId'] },
      "unknown switch 'checkId'. Did you mean 'checksId'? Known: checksId, order.",
    ],
    [
      { properties: ['W9'] },
      "unknown property 'W9'. Did you mean 'W1'? Known: P1, P2, W1, W2, P3, deadlock.",
    ],
    [{ bounds: ['lossi'] }, "unknown bounds 'lossi'. Did you mean 'lossy'? Known: note, lossy."],
    [{ variation: 'pairs', switches: ['order'] }, 'a pair takes two switches, got order'],
  ] as const)('%j is refused', (question, message) => {
    expect(() => exploreMatrix(miniDrop, question)).toThrow(message);
  });
});

describe('every cell is decided, or says why not; none is blank', () => {
  it('what has nothing to judge is not asked, a column all the same if it was named', () => {
    const { properties, tables, counts } = exploreMatrix(miniDrop, { properties: ['P1', 'P3'] });
    expect(properties.map(({ id }) => id)).toEqual(['P1', 'P3']);
    expect(tables[0]?.rows[1]?.cells.map(({ verdict }) => verdict)).toEqual(['holds', 'notAsked']);
    expect(counts).toMatchObject({ notAsked: 3, violated: 2, holds: 1 });
  });

  it('a limit leaves undecided what it cut, and the exit code says so', () => {
    const { tables, counts, exitCode } = exploreMatrix(miniDrop, {}, { maxStates: 3 });
    const [first] = tables[0]?.rows ?? [];
    expect(first?.limit).toBe('states');
    expect(first?.cells[0]).toEqual({
      verdict: 'undecided',
      vacuous: false,
      steps: null,
      violation: null,
      why: 'the limit on states cut the search',
    });
    expect([counts.undecided > 0, exitCode]).toEqual([true, 20]);
  });

  it('violations are what a matrix is for: the exit code is 0', () => {
    expect(exploreMatrix(miniDrop)).toMatchObject({ counts: { violated: 2 }, exitCode: 0 });
  });

  it('a counterexample that several variants have is told once', () => {
    const { tables, violations } = exploreMatrix(miniDrop, { properties: ['P1'] });
    const cells = tables[0]?.rows.map(({ cells: [cell] }) => cell?.violation);
    expect(cells).toEqual([0, null, 0]);
    expect(violations).toHaveLength(1);
  });
});

describe('neighbours that differ in a verdict are explained by replaying the trace of the one in the other', () => {
  it('the first step that is disabled, and why', () => {
    const { explanations } = exploreMatrix(miniDrop, { properties: ['P1'] });
    expect(explanations).toMatchInlineSnapshot(`
      [
        {
          "fate": {
            "instance": "client.commits(1)",
            "kind": "disabledByGuard",
            "reads": [
              {
                "cell": "node(1)",
                "value": {
                  "inc": 2,
                  "loaded": true,
                },
              },
              {
                "cell": "client(1)",
                "value": {
                  "phase": "open",
                  "readFrom": 1,
                },
              },
            ],
            "step": 6,
          },
          "kept": 1,
          "neighbours": [
            {
              "differs": "checksId",
              "variant": 0,
            },
          ],
          "parting": null,
          "property": "P1",
          "table": 0,
          "violation": 0,
        },
      ]
    `);
  });
});

describe('what becomes of a violating trace where one gate is shut', () => {
  const fills = (by: Gate['by']) => ({ at: 0, by, reads: 0, least: 0, adds: 0 });
  const follows: Gate = { at: 1, by: 'state', reads: 0, least: 1, adds: 1 };
  const fateOf = (gates: readonly Gate[], caps: readonly number[]) =>
    exploreMatrix(gated(gates, caps), { switches: ['one'] }).explanations.map(({ fate }) => fate);

  it('a guard that stays shut with every cell as in the violating run', () => {
    const reads: unknown[] = [];
    const [step, instance] = [1, 'gate.steps0'];
    const expected = { kind: 'disabledByGuard', step, instance, reads };
    expect(fateOf([fills('guard'), follows], [3, 0])).toEqual([expected]);
  });

  it('a step that is not there', () => {
    const expected = { kind: 'gone', step: 1, instance: 'gate.steps0' };
    expect(fateOf([fills('absence'), follows], [3, 0])).toEqual([expected]);
  });

  it('a step that does otherwise, so that a later one is disabled: the field is named', () => {
    const contrast = {
      cell: 'box0',
      violated: { fill: 1, seal: 'shut' },
      kept: { fill: 0, seal: 'shut' },
    };
    const [step, instance] = [2, 'gate.steps1'];
    expect(fateOf([fills('skips'), follows], [3, 0])).toEqual([
      { kind: 'disabledByState', step, instance, since: 1, contrasts: [contrast] },
    ]);
  });

  it('all steps can be taken, and the promise is kept', () => {
    expect(fateOf([fills('skips')], [0])).toEqual([{ kind: 'kept', why: 'P0 holds' }]);
  });
});

const gate: fc.Arbitrary<Gate> = fc.record({
  at: fc.nat(2),
  by: fc.constantFrom('state', 'guard', 'absence', 'skips'),
  reads: fc.nat(2),
  least: fc.nat(2),
  adds: fc.nat(2),
});
const random = {
  gates: fc.array(gate, { minLength: 2, maxLength: 5 }),
  caps: fc.array(fc.nat(3), { minLength: 1, maxLength: 3 }),
  variation: fc.constantFrom('oneByOne', 'pairs', 'presets'),
};

describe('laws of every matrix', () => {
  test.prop(random, { numRuns: 40 })(
    'a cell is what the naive explorer finds in that variant, with the same length',
    ({ gates, caps, variation }) => {
      const system = gated(gates, caps);
      const { properties, variants, tables } = exploreMatrix(system, { variation });
      for (const [at, { variant }] of variants.entries()) {
        const naive = exploreNaively(instantiate(system, { set: variant }));
        const cells = tables[0]?.rows[at]?.cells ?? [];
        for (const [column, { id }] of properties.entries()) {
          expect(cells[column]?.steps ?? undefined).toBe(naive.shortest[id]);
        }
      }
    },
  );

  test.prop(random, { numRuns: 40 })(
    'a cell is the verdict of a search that asks all, whatever else is in the matrix',
    ({ gates, caps, variation }) => {
      const system = gated(gates, caps);
      const { properties, variants, tables, violations } = exploreMatrix(system, { variation });
      for (const [at, { variant }] of variants.entries()) {
        const alone = explore(instantiate(system, { set: variant }), { keepGoing: true });
        const found = tables[0]?.rows[at]?.cells.map(({ verdict, violation }, column) => ({
          id: properties[column]?.id,
          verdict,
          trace: violation === null ? null : violations[violation]?.trace,
        }));
        expect(found).toEqual(
          alone.properties.map(({ id, verdict, trace }) => ({ id, verdict, trace })),
        );
      }
    },
  );

  test.prop(random, { numRuns: 60 })(
    'an explanation is true: the step is disabled, and the named changes would enable it',
    ({ gates, caps, variation }) => {
      const system = gated(gates, caps);
      const matrix = exploreMatrix(system, { variation });
      for (const { property, kept, violation, fate } of matrix.explanations) {
        const model = instantiate(system, { set: matrix.variants[kept]?.variant ?? {} });
        const { trace } = matrix.violations[violation] as Matrix['violations'][number];
        const steps = trace.steps.map(({ instance }) => instance);
        const upTo = fate.kind === 'kept' ? steps : steps.slice(0, fate.step - 1);
        const states = follow(
          model,
          initialStates(model)[0] as readonly unknown[],
          instancesNamed(model, upTo),
        );
        expect(states).toHaveLength(upTo.length + 1);
        if (fate.kind === 'kept') {
          const judged = judgeTrace(model, { id: property, kind: 'always' }, { states, trace });
          expect(judged.violated).toBe(false);
          continue;
        }
        const instance = model.actions.find(({ name }) => name === fate.instance);
        expect(instance === undefined).toBe(fate.kind === 'gone');
        if (!instance) continue;
        const last = states.at(-1) as readonly unknown[];
        expect(follow(model, last, [instance])).toHaveLength(1);
        if (fate.kind !== 'disabledByState') continue;
        const opened = model.layout.cells.map(({ name, index, initial }) => {
          const contrast = fate.contrasts.find(({ cell }) => cell === name);
          return contrast ? initial.merge(contrast.violated) : last[index];
        });
        expect(follow(model, opened, [instance])).toHaveLength(2);
      }
    },
  );

  it('neighbours differ in exactly one switch', () => {
    const gates = [{ at: 0, by: 'guard', reads: 0, least: 0, adds: 0 }] as const;
    const { explanations, variants } = exploreMatrix(gated(gates, [0]), { variation: 'pairs' });
    expect(explanations.length).toBeGreaterThan(0);
    for (const { kept, neighbours } of explanations) {
      for (const { variant, differs } of neighbours) {
        const [a, b] = [variants[kept]?.variant ?? {}, variants[variant]?.variant ?? {}];
        expect(Object.keys(a).filter((name) => a[name] !== b[name])).toEqual([differs]);
      }
    }
  });
});
