import { describe, expect, it } from 'vitest';
import { code, words } from '../../src/report/markdown/escape.ts';
import { markdownReport } from '../../src/report/markdown/report.ts';
import { outcomeOf, tellingOf } from './outcomes.ts';

describe('the report in Markdown, as forges draw it', () => {
  it('verdicts as a table, then a diagram and the story of each violation', () => {
    expect(markdownReport(outcomeOf())).toMatchSnapshot();
  });

  it('without a violation: the verdicts, and how to see it again', () => {
    const repaired = outcomeOf({ preset: 'repaired' }, { properties: ['P1', 'W1'] });
    expect(markdownReport(repaired)).toMatchSnapshot();
  });

  it('with the graph of a cell, if it was asked for', () => {
    const page = markdownReport(outcomeOf({}, { graph: 'cpo.phase', keepGoing: true }));
    expect(page).toContain('## How `cpo.phase` changes\n\n```mermaid\n---\ntitle: "cpo.phase"');
  });

  it('a lasso says from where on it repeats', () => {
    const { outcome } = tellingOf({}, ['cpo.drops', 'client.reads(1)'], 1);
    const page = markdownReport(outcome);
    expect(page.split('\n').filter((line) => /^\d|again and again:/.test(line))).toEqual([
      '1. cpo starts to drop the collection `cpo.drops`',
      'From here on, again and again:',
      '2. client 1 reads a key `client.reads(1)`',
    ]);
  });
});

describe('whatever a model calls its things, the page stays as it is', () => {
  it('words are escaped', () => {
    expect(words('a|b <img onerror=x> [x](y) *b* `c` @you #1\n# no')).toBe(
      'a&#124;b &#60;img onerror=x&#62; &#91;x&#93;(y) &#42;b&#42; &#96;c&#96; &#64;you &#35;1 &#35; no',
    );
  });

  it('literal texts are fenced with more backticks than are in them', () => {
    expect(['a', '`a``b', 'a\nb'].map(code)).toEqual(['`a`', '``` `a``b ```', '`a b`']);
  });

  it('no line begins what a nasty text would begin', () => {
    const nasty = '\n\n# x\n```\n<script>alert(1)</script>\n| a | b |\n- [x](javascript:y) @all';
    const { outcome, property } = tellingOf({}, ['cpo.drops']);
    const [step] = property.trace.steps;
    if (!step) throw new Error('the fixture has a step');
    const told = {
      ...property,
      name: nasty,
      by: nasty,
      reason: { sentence: nasty, facts: { [nasty]: nasty } },
      trace: { ...property.trace, steps: [{ ...step, label: nasty, instance: nasty }] },
    };
    const oneFact = { ...property, reason: { sentence: 'it is wrong', facts: { one: 1 } } };
    const plain = markdownReport({ ...outcome, properties: [oneFact] });
    const page = markdownReport({ ...outcome, title: nasty, properties: [told] });
    const outline = (text: string) =>
      text.split('\n').flatMap((line) => /^(#+|`{3}|<|\||-|\d+\.)/.exec(line)?.[0] ?? []);
    expect(outline(page)).toEqual(outline(plain));
    // In blocks and spans of code a script is only read.
    const outside = page.replace(/^```[\s\S]*?^```$/gm, '').replace(/(`+)[^`].*?[^`]\1(?!`)/g, '');
    expect(outside).not.toMatch(/<script|\]\(|@all/);
  });
});
