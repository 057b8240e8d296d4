// @vitest-environment happy-dom
import mermaid from 'mermaid';
import { describe, expect, it } from 'vitest';
import { itfReport } from '../../src/report/itf.ts';
import { markdownReport } from '../../src/report/markdown/report.ts';
import { sequenceOf } from '../../src/report/mermaid/sequence.ts';
import { usualOptions } from '../../src/report/options.ts';
import { folded } from '../../src/report/story/fold.ts';
import { storyLines } from '../../src/report/story/lines.ts';
import type { Story } from '../../src/report/story/story.ts';
import { storyOf } from '../../src/report/story/tell.ts';
import { readItf } from './itf/reader.ts';
import { faultySchedule, tellingOf } from './outcomes.ts';

/** What forges draw at most. */
const mostText = 50_000;

/** A story in which the same things happen again and again, up to ten thousand steps. */
function longOutcome(loop: number | null = null, count = 10_000, label?: string) {
  const { outcome, property } = tellingOf(
    { bounds: 'lossy', bound: { delays: 1 } },
    faultySchedule,
  );
  const { trace } = property;
  const steps = Array.from({ length: count }, (_, at) => {
    const step = trace.steps[at % trace.steps.length] as (typeof trace.steps)[number];
    return label === undefined ? step : { ...step, label };
  });
  const long = { ...property, trace: { ...trace, steps, loop } };
  return { outcome: { ...outcome, properties: [long] }, story: storyOf(outcome, long) };
}

/** The numbers of the steps that are shown; of those that are folded, the first and the last. */
function outlineOf(story: Story, most: number) {
  const { before, loop } = folded(story, most);
  const outline = (list: typeof before) =>
    list.map((at) =>
      at.kind === 'shown'
        ? `${at.steps[0]?.number}-${at.steps.at(-1)?.number}`
        : `(${at.from}-${at.to})`,
    );
  return { before: outline(before), loop: outline(loop) };
}

describe('a story of ten thousand steps', () => {
  it('is told in full as text', () => {
    const lines = storyLines(longOutcome().story, usualOptions);
    expect(lines.filter((line) => /^ *\d+\. /.test(line))).toHaveLength(10_000);
  });

  it('is folded in a diagram, which forges still draw', async () => {
    const diagram = sequenceOf(longOutcome().story);
    expect(await mermaid.parse(diagram)).toMatchObject({ diagramType: 'sequence' });
    expect(diagram.length).toBeLessThan(mostText);
    expect(diagram.split('\n').find((line) => line.includes('…'))).toMatchInlineSnapshot(
      `"  Note over p0,p2: … 9,920 steps, 28 to 9,947#59; text has them all …<br/>network.duplicates × 1,102<br/>network.delays × 1,102<br/>network.loses × 1,102<br/>node.handles × 2,204<br/>client.reads × 1,103<br/>cpo.drops × 1,103<br/>and 2 other actions"`,
    );
    expect(diagram).toContain('9974. ');
    expect(diagram).toContain('10000. ');
  });

  it('is folded more where the steps say much', async () => {
    const wordy = longOutcome(null, 10_000, '<'.repeat(500)).story;
    const diagram = sequenceOf(wordy);
    expect(await mermaid.parse(diagram)).toMatchObject({ diagramType: 'sequence' });
    expect(diagram.length).toBeLessThan(mostText);
    expect(outlineOf(wordy, 8).before).toEqual(['1-3', '(4-9995)', '9996-10000']);
  });

  it('is whole in ITF', () => {
    expect(readItf(itfReport(longOutcome().outcome)).states).toHaveLength(10_001);
  });

  it('is folded in Markdown, with the diagram', () => {
    const { outcome } = longOutcome();
    const page = markdownReport(outcome);
    expect(page.match(/^\d+\. /gm)).toHaveLength(200);
    expect(page.length).toBeLessThan(4 * mostText);
  });
});

describe('folding keeps the beginning and the end of each part', () => {
  it('nothing is folded that fits, or nearly', () => {
    expect(outlineOf(longOutcome(null, 11).story, 10)).toEqual({ before: ['1-11'], loop: [] });
    expect(outlineOf(longOutcome(null, 12).story, 10)).toEqual({
      before: ['1-4', '(5-6)', '7-12'],
      loop: [],
    });
  });

  it('a loop is a part of its own', () => {
    expect(outlineOf(longOutcome(60, 100).story, 10)).toEqual({
      before: ['1-2', '(3-57)', '58-60'],
      loop: ['61-62', '(63-97)', '98-100'],
    });
    expect(outlineOf(longOutcome(3, 100).story, 10)).toEqual({
      before: ['1-3'],
      loop: ['4-6', '(7-96)', '97-100'],
    });
    expect(outlineOf(longOutcome(98, 100).story, 10)).toEqual({
      before: ['1-3', '(4-93)', '94-98'],
      loop: ['99-100'],
    });
  });

  it('a message whose arrow is not drawn is told where it is taken', () => {
    const { outcome, property } = tellingOf(
      { bounds: 'lossy', bound: { delays: 1 } },
      faultySchedule,
    );
    const steps = property.trace.steps.slice(6);
    const diagram = sequenceOf(
      storyOf(outcome, { ...property, trace: { ...property.trace, steps } }),
    );
    expect(diagram.match(/takes [^<\n]*/g)).toEqual([
      'takes #35;3 DONE(inc=1) from node 1',
      'takes #35;4 ASSIGN',
    ]);
  });
});
