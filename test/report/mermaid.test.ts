// @vitest-environment happy-dom
import mermaid from 'mermaid';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../../src/catalogue.ts';
import { explore } from '../../src/explore/explore.ts';
import { instantiate } from '../../src/index.ts';
import { formatNames, formats } from '../../src/report/formats.ts';
import { mermaidReport } from '../../src/report/mermaid/diagram.ts';
import { escaped } from '../../src/report/mermaid/escape.ts';
import { sequenceOf } from '../../src/report/mermaid/sequence.ts';
import { usualOptions } from '../../src/report/options.ts';
import { storyOf } from '../../src/report/story/tell.ts';
import { faultySchedule, outcomeOf, tellingOf } from './outcomes.ts';

/** The diagram, after Mermaid itself has accepted it. */
async function accepted(diagram: string): Promise<string> {
  expect(await mermaid.parse(diagram)).toMatchObject({ diagramType: 'sequence' });
  return diagram;
}

describe('the diagram has a lane for each role instance, in protocol order', () => {
  it('arrows when messages are sent, notes for what steps do, a red frame on the last', async () => {
    expect(await accepted(mermaidReport(outcomeOf()))).toMatchInlineSnapshot(`
      "sequenceDiagram
        title P1#58; one incarnation per transaction
        participant p0 as cpo
        participant p1 as node 1
        participant p2 as client 1
        Note over p0: 1. starts to drop the collection<br/>phase: live → dropping
        p0-)p1: #35;1 OFFLOAD(inc=1)
        Note over p2: 2. reads a key<br/>phase: idle → open<br/>readFrom: 0 → 1
        Note over p1: 3. does what it is told, at once<br/>takes #35;1 OFFLOAD<br/>loaded: true → false<br/>inc: 1 → 0
        p1-)p0: #35;2 DONE(inc=1)
        Note over p0: 4. creates the collection anew<br/>takes #35;2 DONE<br/>phase: dropping → live<br/>inc: 1 → 2
        p0-)p1: #35;3 ASSIGN(inc=2)
        Note over p1: 5. does what it is told, at once<br/>takes #35;3 ASSIGN<br/>loaded: false → true<br/>inc: 0 → 2
        rect rgba(255, 0, 0, 0.28)
          Note over p2: 6. writes that key and<br/>commits as client 1<br/>phase: open → committed
          Note over p0,p2: ✗ P1 is violated: a committed transaction touched two incarnations<br/>client = 1<br/>hits = {1, 2}
        end
      "
    `);
  });

  it('lost, repeated and delayed messages are marked on their way', async () => {
    const choice = { bounds: 'lossy', bound: { delays: 1 } };
    const { story } = tellingOf(choice, faultySchedule);
    const lines = (await accepted(sequenceOf(story))).split('\n');
    expect(lines.slice(6, 18)).toMatchInlineSnapshot(`
      [
        "  Note over p0: 2. starts to drop the collection<br/>phase: live → dropping",
        "  p0-)p1: #35;1 OFFLOAD(inc=1)",
        "  rect rgba(255, 60, 60, 0.12)",
        "    p0--)p1: ⚡ 3. #35;2 repeats #35;1<br/>OFFLOAD(inc=1)",
        "  end",
        "  rect rgba(255, 60, 60, 0.12)",
        "    Note over p0,p1: ⚡ 4. #35;1 is delayed behind all others<br/>OFFLOAD(inc=1)",
        "  end",
        "  rect rgba(255, 60, 60, 0.12)",
        "    p0--xp1: ⚡ 5. #35;2 is lost<br/>OFFLOAD(inc=1)",
        "  end",
        "  Note over p1: 6. does what it is told, at once<br/>takes #35;1 OFFLOAD<br/>loaded: true → false<br/>inc: 1 → 0",
      ]
    `);
  });

  it('a lasso is a loop', async () => {
    const { story } = tellingOf({}, ['cpo.drops', 'client.reads(1)'], 1);
    expect(await accepted(sequenceOf(story))).toMatchInlineSnapshot(`
      "sequenceDiagram
        title P1#58; one incarnation per transaction
        participant p0 as cpo
        participant p1 as node 1
        participant p2 as client 1
        Note over p0: 1. starts to drop the collection<br/>phase: live → dropping
        p0-)p1: #35;1 OFFLOAD(inc=1)<br/>(still under way)
        loop again and again
          Note over p2: 2. reads a key<br/>phase: idle → open<br/>readFrom: 0 → 1
        end
        rect rgba(255, 0, 0, 0.28)
          Note over p0,p2: ✗ P1 is violated: a committed transaction touched two incarnations<br/>client = 1<br/>hits = {1, 2}
        end
      "
    `);
  });

  it('a state that is wrong from the start needs no step', async () => {
    const { story } = tellingOf({}, []);
    expect(await accepted(sequenceOf(story))).toMatchInlineSnapshot(`
      "sequenceDiagram
        title P1#58; one incarnation per transaction
        participant p0 as mini/drop
        rect rgba(255, 0, 0, 0.28)
          Note over p0: ✗ P1 is violated: a committed transaction touched two incarnations<br/>client = 1<br/>hits = {1, 2}
        end
      "
    `);
  });

  it('nothing violated: the verdicts in one note', async () => {
    const holds = outcomeOf({ preset: 'repaired' }, { properties: ['P1', 'W1'] });
    expect(await accepted(mermaidReport(holds))).toMatchInlineSnapshot(`
      "sequenceDiagram
        participant p0 as a small drop that forgets its readers
        Note over p0: repaired, bounds note<br/>P1 holds#58; one incarnation per transaction<br/>W1 reached#58; a transaction commits
      "
    `);
  });

  it('several violated: the first is drawn, the others are named in a comment', async () => {
    const lossy = outcomeOf({ bounds: 'lossy' }, { keepGoing: true });
    const lines = (await accepted(mermaidReport(lossy))).split('\n');
    expect(lines.slice(0, 3)).toEqual([
      'sequenceDiagram',
      '%% also violated#58; deadlock',
      '  title P1#58; one incarnation per transaction',
    ]);
  });

  it('ghost cells are drawn only if asked', async () => {
    const { story } = tellingOf({}, ['client.reads(1)']);
    const ghostly = sequenceOf(story, { ...usualOptions, ghosts: true });
    expect((await accepted(ghostly)).match(/hits[^<\n]*/g)).toEqual([
      'hits(1): {} → {1}',
      'hits = {1, 2}',
    ]);
  });
});

describe('every diagram is accepted by Mermaid', () => {
  it('that of the scenario of the K2 note too', async () => {
    const [k2] = Object.values(catalogue);
    if (!k2) throw new Error('the catalogue is empty');
    const outcome = explore(instantiate(k2, { preset: 'documented', bounds: 'note' }));
    expect((await accepted(mermaidReport(outcome))).split('\n')[1]?.trim()).toMatch(/^(title|%%)/);
  });
});

describe('whatever a model calls its things, the diagram stays a diagram', () => {
  it('everything but harmless characters becomes the entity of its code point', () => {
    expect(escaped('a;b#c<d>', 'é→😀')).toBe('a#59;b#35;c#60;d#62;<br/>#233;#8594;#128512;');
  });

  it.each([
    'end',
    'a; b',
    'a -> b',
    'x ->> y: z',
    '%% no comment',
    '#35;',
    '<script>',
    'line\nbreak',
    'loop',
    '{[(',
    '"',
    'participant p0',
    '- x',
    '+',
    'note over p0: x',
    '€ 😀',
  ])('%j as label, role, message and reason', async (nasty) => {
    const { outcome, property } = tellingOf({}, ['cpo.drops']);
    const [step] = property.trace.steps;
    if (!step) throw new Error('the fixture has a step');
    const [sent] = step.sends;
    if (!sent) throw new Error('the step sends something');
    const lane = { role: nasty, ids: [nasty] };
    const told = {
      ...property,
      name: nasty,
      reason: { sentence: nasty, facts: { [nasty]: nasty } },
      trace: {
        ...property.trace,
        steps: [{ ...step, label: nasty, lane, sends: [{ ...sent, to: lane, message: nasty }] }],
      },
    };
    const diagram = await accepted(sequenceOf(storyOf(outcome, told)));
    expect(diagram.split('\n')).toHaveLength(10);
  });
});

describe('formats are one map', () => {
  it('every format answers with text that ends in a newline', () => {
    const outcome = outcomeOf();
    for (const name of formatNames) {
      expect(formats[name](outcome, usualOptions).endsWith('\n')).toBe(true);
    }
    expect(formatNames).toEqual([
      'text',
      'json',
      'markdown',
      'mermaid',
      'itf',
      'html',
      'junit',
      'sarif',
      'github',
    ]);
  });
});
