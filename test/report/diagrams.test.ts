// @vitest-environment happy-dom
import mermaid from 'mermaid';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../../src/catalogue.ts';
import { flowOfModel } from '../../src/cli/show/flow.ts';
import { observe } from '../../src/cli/show/observe.ts';
import { explore, exploring } from '../../src/explore/explore.ts';
import { instantiate } from '../../src/index.ts';
import { itfReport } from '../../src/report/itf.ts';
import { mermaidReport } from '../../src/report/mermaid/diagram.ts';
import { flowOf } from '../../src/report/mermaid/flow.ts';
import { sequenceOf } from '../../src/report/mermaid/sequence.ts';
import { statesOf } from '../../src/report/mermaid/states.ts';
import { storyOf } from '../../src/report/story/tell.ts';
import { violatedFirst } from '../../src/report/words.ts';
import { miniDrop } from '../fixtures/miniDrop.ts';
import { quietIo } from '../quietIo.ts';
import { readItf } from './itf/reader.ts';
import { outcomeOf } from './outcomes.ts';

/** The diagram, after Mermaid itself has accepted it. */
async function accepted(diagram: string, diagramType: string): Promise<string> {
  expect(await mermaid.parse(diagram)).toMatchObject({ diagramType });
  return diagram;
}

const tinyBounds = Object.values(catalogue).flatMap((system) =>
  Object.keys(system.presets).flatMap((preset) =>
    Object.entries(system.boundSets)
      .filter(([, { size }]) => size === 'tiny')
      .map(([bounds]) => ({ system, preset, bounds, name: system.name })),
  ),
);

/** Presets share counterexamples; Mermaid takes long to read one. */
const known = new Set<string>();

describe('every counterexample of the catalogue is a diagram for Mermaid, and a trace for ITF', () => {
  it.each(tinyBounds)('$name, $preset, $bounds', async ({ system, preset, bounds }) => {
    const outcome = explore(instantiate(system, { preset, bounds }), { keepGoing: true });
    for (const property of violatedFirst(outcome)) {
      const diagram = sequenceOf(storyOf(outcome, property));
      if (known.has(diagram)) continue;
      known.add(await accepted(diagram, 'sequence'));
      expect(diagram.length).toBeLessThan(50_000);
      const { states } = readItf(itfReport({ ...outcome, properties: [property] }));
      expect(states.length).toBeGreaterThanOrEqual(property.trace.steps.length);
    }
  });
});

describe('a state diagram of how a cell changes', () => {
  it('values are states, actions that change them are arrows', async () => {
    const outcome = outcomeOf({ bounds: 'lossy' }, { graph: 'cpo', keepGoing: true });
    expect(await accepted(mermaidReport(outcome), 'stateDiagram')).toMatchInlineSnapshot(`
      "---
      title: "cpo"
      ---
      stateDiagram-v2
        state "phase#58; live<br/>inc#58; 1" as s0
        state "phase#58; dropping<br/>inc#58; 1" as s1
        state "phase#58; live<br/>inc#58; 2" as s2
        [*] --> s0
        s0 --> s1: cpo.drops
        s1 --> s2: cpo.recreates
      "
    `);
  });

  it('faults are marked, and what is the same in all records is left out', async () => {
    const spends = { from: 0, to: 1, action: 'net.loses', kind: 'fault', steps: 2 } as const;
    const graph = {
      of: 'net',
      complete: false,
      values: [
        { left: 1, name: 'a' },
        { left: 0, name: 'a' },
      ],
      initial: [0],
      edges: [spends, { ...spends, action: 'net.rests', kind: 'system' as const }],
    };
    const lines = (await accepted(statesOf(graph), 'stateDiagram')).split('\n');
    expect(lines.filter((line) => line.startsWith('  ') || line.includes('title'))).toEqual([
      'title: "net, as far as was explored"',
      '  state "left#58; 1" as s0',
      '  state "left#58; 0" as s1',
      '  [*] --> s0',
      '  s0 --> s1: #9889; net.loses<br/>net.rests',
    ]);
  });

  it.each(nastyTexts())('%j as name, value and action', async (nasty) => {
    const action = { from: 0, to: 1, action: nasty, kind: 'fault', steps: 1 } as const;
    const graph = {
      of: nasty,
      complete: false,
      values: [nasty, { [nasty]: nasty }, { '#map': [[nasty, nasty]] }],
      initial: [0, 1],
      edges: [action, { ...action, to: 2 }],
    };
    const lines = (await accepted(statesOf(graph), 'stateDiagram')).trimEnd().split('\n');
    expect(lines).toHaveLength(4 + 3 + 2 + 2);
  });
});

describe('the flow of messages of a system', () => {
  it('roles are nodes, channels are edges with the verbs seen in them', async () => {
    const model = instantiate(miniDrop, { bounds: 'lossy', bound: { clients: 2 } });
    const observation = await observe(exploring, model, quietIo);
    const diagram = flowOf(flowOfModel(model, observation));
    expect(await accepted(diagram, 'flowchart-v2')).toMatchInlineSnapshot(`
      "---
      title: "mini/drop: who sends what to whom"
      ---
      flowchart LR
        r0["cpo"]
        r1["node"]
        others("without messages<br/>client")
        r0 -->|"toNode<br/>ASSIGN, OFFLOAD<br/>#9889; may be lost, repeated"| r1
        r1 -->|"toCpo<br/>DONE"| r0
      "
    `);
  });

  it.each(nastyTexts())('%j as role, channel and message', async (nasty) => {
    const flow = {
      title: nasty,
      roles: [{ name: nasty, instances: 2 }],
      channels: [{ name: nasty, from: nasty, to: nasty, messages: [nasty], faults: [] }],
    };
    const lines = (await accepted(flowOf(flow), 'flowchart-v2')).trimEnd().split('\n');
    expect(lines).toHaveLength(4 + 1 + 1);
  });
});

function nastyTexts(): string[] {
  return [
    'end',
    'a; b',
    's0 --> s1: x',
    '%% no',
    '#35;',
    '<b>',
    'a\nb',
    '"',
    '{[(',
    '---',
    ':::x',
    '€ 😀',
    '`',
    '|',
    '',
  ];
}
