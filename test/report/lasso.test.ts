// @vitest-environment happy-dom
import mermaid from 'mermaid';
import { describe, expect, it } from 'vitest';
import { explore } from '../../src/explore/explore.ts';
import type { Model, Outcome } from '../../src/index.ts';
import { mermaidReport } from '../../src/report/mermaid/diagram.ts';
import { textReport } from '../../src/report/text.ts';
import { walking } from '../fixtures/paths.ts';

const blinking = walking(
  { turns: ['weak', [0, 1], [1, 2], [2, 1]], leaves: ['weak', [1, 3]] },
  { due: [0], kept: [3] },
);
const resting = walking({ turns: ['weak', [0, 1]], calls: ['none', [1, 2]] }, { kept: [2] });

function outcomeOf(model: Model): Outcome {
  const outcome = explore(model);
  return { ...outcome, memory: { ...outcome.memory, bytesPerState: 24, peakBytes: 64e6 } };
}

/** From the verdicts to the end of the story. */
function storyIn(outcome: Outcome): string {
  const text = textReport(outcome);
  return text.slice(text.indexOf('Verdicts'), text.indexOf('\n\nSearch'));
}

describe('a behaviour that goes round for ever', () => {
  it('as a story', () => {
    expect(storyIn(outcomeOf(blinking))).toMatchInlineSnapshot(`
      "Verdicts

        L         violated  leadsTo   the promise; after 1 step a loop of 2 steps
        deadlock  holds     deadlock  no unexpected deadlock

      L is violated by a loop of 2 steps after 1 step: the promise

         1. walker turns [walker.turns]
              at: 0 → 1
        from here on, again and again:
         2. walker turns [walker.turns]
              at: 1 → 2
         3. walker turns [walker.turns]
              at: 2 → 1

        So L (the promise) is violated: at the start it is due, and steps 2 and 3 may repeat for ever, and
        nobody is neglected.
          not taken, but disabled now and then  [walker.leaves]"
    `);
  });

  it('as a diagram', async () => {
    const diagram = mermaidReport(outcomeOf(blinking));
    expect(await mermaid.parse(diagram)).toMatchObject({ diagramType: 'sequence' });
    expect(diagram).toMatchInlineSnapshot(`
      "sequenceDiagram
        title L#58; the promise
        participant p0 as walker
        Note over p0: 1. turns<br/>at: 0 → 1
        loop again and again
          Note over p0: 2. turns<br/>at: 1 → 2
          Note over p0: 3. turns<br/>at: 2 → 1
        end
        rect rgba(255, 0, 0, 0.28)
          Note over p0: ✗ L is violated: at the start it is due, and steps 2<br/>and 3 may repeat for ever, and nobody is neglected<br/>not taken, but disabled now and then = [walker.leaves]
        end
      "
    `);
  });
});

describe('a behaviour that comes to an end where it should not', () => {
  it('as a story', () => {
    expect(storyIn(outcomeOf(resting))).toMatchInlineSnapshot(`
      "Verdicts

        L         violated  eventually  the promise; after 1 step
        deadlock  holds     deadlock    no unexpected deadlock

      L is violated after 1 step: the promise

         1. walker turns [walker.turns]
              at: 0 → 1
        from here on nothing happens any more

        So L (the promise) is violated: after step 1 nothing has to happen any more, and what is promised
        never comes.
          may happen, but need not  [walker.calls]"
    `);
  });

  it('as a diagram', async () => {
    const diagram = mermaidReport(outcomeOf(resting));
    expect(await mermaid.parse(diagram)).toMatchObject({ diagramType: 'sequence' });
    expect(diagram).toMatchInlineSnapshot(`
      "sequenceDiagram
        title L#58; the promise
        participant p0 as walker
        Note over p0: 1. turns<br/>at: 0 → 1
        rect rgba(255, 0, 0, 0.28)
          Note over p0: nothing happens any more
          Note over p0: ✗ L is violated: after step 1 nothing has to<br/>happen any more, and what is promised never comes<br/>may happen, but need not = [walker.calls]
        end
      "
    `);
  });

  it('at once', async () => {
    const outcome = outcomeOf(walking({ calls: ['none', [0, 1]] }, { kept: [1] }));
    expect(storyIn(outcome).split('\n').slice(5)).toMatchInlineSnapshot(`
      [
        "L is violated from the start: the promise",
        "  from here on nothing happens any more",
        "",
        "  So L (the promise) is violated: from the start nothing has to happen any more, and what is",
        "  promised never comes.",
        "    may happen, but need not  [walker.calls]",
      ]
    `);
    const diagram = mermaidReport(outcome);
    expect(await mermaid.parse(diagram)).toMatchObject({ diagramType: 'sequence' });
  });
});

describe('the head of the report', () => {
  it('says that liveness was checked', () => {
    expect(textReport(outcomeOf(resting))).toMatch(/\+ liveness +L\n/);
  });
});
