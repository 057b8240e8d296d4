import { createHash } from 'node:crypto';
import { fc, test } from '@fast-check/vitest';
import { Window } from 'happy-dom';
import { describe, expect, it } from 'vitest';
import type { ReportData } from '../../../src/report/html/data.ts';
import { hashOf, placeIn } from '../../../src/report/html/place.ts';
import { storyOf } from '../../../src/report/story/tell.ts';
import { violatedFirst } from '../../../src/report/words.ts';
import { outcomeOf, tellingOf } from '../outcomes.ts';
import { longOutcome, lossy, named, nasties, pageOf } from './pages.ts';

function documentOf(html: string) {
  const { document } = new Window();
  document.write(html);
  return document;
}

/** What a reader without scripts reads, a line for each row, item and heading. */
function readable(html: string): string[] {
  const all = documentOf(html).querySelectorAll('h1, h2, h3, p, tr, li, dl > div, pre, figcaption');
  return [...all]
    .filter((at) => !at.querySelector('p, tr, li'))
    .map(
      (at) =>
        [...at.childNodes].map(({ textContent }) => textContent).join(' | ') || at.textContent,
    )
    .map((line) => line.replaceAll(/\s+/g, ' ').trim());
}

describe('the page says without a script what was found, how, and what was not looked at', () => {
  it('a violation with its story', () => {
    expect(readable(pageOf(outcomeOf()))).toMatchSnapshot();
  });

  it('a success with what makes it suspicious', () => {
    expect(readable(pageOf(outcomeOf({ preset: 'repaired' })))).toMatchSnapshot();
  });

  it('an endless behaviour', () => {
    const { outcome } = tellingOf({}, ['cpo.drops', 'client.reads(1)'], 1);
    const lines = readable(pageOf(outcome));
    expect(lines.filter((line) => line.includes('again'))).toMatchInlineSnapshot(`
      [
        "From here on, again and again: | client 1 reads a key | client.reads(1) | client(1).phase: idle → open, .readFrom: 0 → 1",
      ]
    `);
  });

  it('the graph of a cell and the profile, if they were asked for', () => {
    const outcome = outcomeOf({}, { graph: 'cpo', keepGoing: true, profile: true });
    const headings = [...documentOf(pageOf(outcome)).querySelectorAll('h2')];
    expect(headings.map(({ textContent }) => textContent)).toMatchInlineSnapshot(`
      [
        "What was explored",
        "Checked (+) and not checked (−)",
        "P1 is violated after 6 steps: one incarnation per transaction",
        "Properties",
        "Coverage",
        "How cpo changes",
        "Where the effort went",
      ]
    `);
  });
});

describe('the shape of the state space: a bar for each level', () => {
  const barsOf = (levels: readonly number[]) => {
    const outcome = outcomeOf({ preset: 'repaired' });
    const page = documentOf(pageOf({ ...outcome, counts: { ...outcome.counts, levels } }));
    return [...page.querySelectorAll('.shape rect title')].map(({ textContent }) => textContent);
  };

  it('says how many states it has', () => {
    expect(barsOf([1, 3, 1])).toEqual([
      'level 1: 1 state',
      'level 2: 3 states',
      'level 3: 1 state',
    ]);
  });

  test.prop([fc.array(fc.integer({ min: 1, max: 1e9 }), { minLength: 2, maxLength: 2000 })], {
    numRuns: 20,
  })('no state is left out, however many levels share a bar', (levels) => {
    const counts = barsOf(levels).map((told) =>
      Number(told.replace(/^.*: ([\d,]+) states?$/, '$1').replaceAll(',', '')),
    );
    expect(counts.length).toBeLessThanOrEqual(240);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(
      levels.reduce((sum, count) => sum + count, 0),
    );
  });

  it('is left away where a search has no levels to compare', () => {
    expect([...barsOf([]), ...barsOf([1])]).toEqual([]);
  });
});

describe('one file that sends nothing', () => {
  const html = pageOf(lossy());
  const page = documentOf(html);
  const policy =
    page.querySelector('meta[http-equiv="Content-Security-Policy"]')?.getAttribute('content') ?? '';
  const hash = (text: string | undefined) =>
    `'sha256-${createHash('sha256')
      .update(text ?? '')
      .digest('base64')}'`;

  it('its policy allows its own script and style, and no request', () => {
    const script = hash(page.querySelector('script[type=module]')?.textContent);
    const style = hash(page.querySelector('style')?.textContent);
    expect(policy.split('; ')).toEqual([
      "default-src 'none'",
      `style-src ${style}`,
      `script-src ${script}`,
      "connect-src 'none'",
      "base-uri 'none'",
      "form-action 'none'",
    ]);
  });

  it('it names no other file', () => {
    expect(html).not.toMatch(/<link|<img|<iframe|@import|url\(|\ssrc=|\shref="(?!#)/);
  });

  it('without a counterexample it needs no script', () => {
    expect(pageOf(outcomeOf({ preset: 'repaired' }))).not.toContain('<script');
  });
});

describe('whatever a model calls its things, the page stays the page', () => {
  const tagsOf = (html: string) =>
    [...documentOf(html).querySelectorAll('*')].map(({ tagName }) => tagName);
  const tame = tagsOf(pageOf(named('tame')));

  const texts = fc.oneof(
    fc.constantFrom(...nasties),
    fc.string({ unit: 'binary', minLength: 1 }),
    fc
      .array(fc.constantFrom('<', '>', '"', "'", '&', '/', '!', '--', 'script', ' ', '\n', ']]>'))
      .map((parts) => `x${parts.join('')}`),
  );

  test.prop([texts], { numRuns: 50 })('no value becomes an element, or is lost', (nasty) => {
    const html = pageOf(named(nasty));
    expect(tagsOf(html)).toEqual(tame);
    const json = /<script type="application\/json" id="data">(.*?)<\/script>/s.exec(html)?.[1];
    const data = JSON.parse(json ?? '') as ReportData;
    const outcome = named(nasty);
    const stories = violatedFirst(outcome).map((at) => storyOf(outcome, at));
    expect(data.stories.map(({ story }) => story)).toEqual(JSON.parse(JSON.stringify(stories)));
  });

  it('ten thousand steps are all there', () => {
    const html = pageOf(longOutcome(10_000));
    expect(html.match(/<code class="instance">/g)).toHaveLength(10_000);
  });
});

describe('the address of a step', () => {
  test.prop([fc.option(fc.string({ unit: 'grapheme' })), fc.option(fc.nat({ max: 1e9 - 1 }))])(
    'leads to it',
    (property, step) => {
      expect(placeIn(hashOf({ property, step }))).toEqual({ property, step });
    },
  );

  it.each(['', '#', '#top', '#step=', '#step=-1', '#step=1e3', '#step=x'])(
    '%j names none',
    (hash) => {
      expect(placeIn(hash)).toEqual({ property: null, step: null });
    },
  );
});
