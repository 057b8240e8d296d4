import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer';
import { expect, it } from 'vitest';
import type { Outcome } from '../../src/index.ts';
import { mermaidReport } from '../../src/report/mermaid/diagram.ts';
import { longOutcome, lossy, named, nasties, pageOf } from '../report/html/pages.ts';
import { colourOf, comes, inChromium, isSeen, textOf, textsOf } from './chromium.ts';

const folder = mkdtempSync(join(tmpdir(), 'dropproof-'));
let files = 0;

/** The page as a file, and its address. */
function addressOf(outcome: Outcome): string {
  const file = join(folder, `${files++}.html`);
  writeFileSync(file, pageOf(outcome));
  return `file://${file}`;
}

const position = (page: Page) => textOf(page, '.position');

inChromium('the player of a report, in a browser', (open) => {
  const address = addressOf(lossy());

  it('goes forward and back by button, key, and slider, and stops at both ends', async () => {
    const { page, complaints, requests } = await open(address);
    expect(await position(page)).toBe('step 0 of 6');
    await page.click('button[title^="One step forward"]');
    await page.keyboard.press('ArrowRight');
    expect(await position(page)).toBe('step 2 of 6');
    await page.click('button[title^="One step back"]');
    expect(await position(page)).toBe('step 1 of 6');
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowRight');
    expect(await position(page)).toBe('step 6 of 6');
    expect(await textOf(page, '.violation')).toMatchInlineSnapshot(`
      "✗ P1 is violated: one incarnation per transaction

      a committed transaction touched two incarnations

      client = 1
      hits = {1, 2}"
    `);
    await page.focus('input[type=range]');
    await page.keyboard.press('ArrowLeft');
    expect(await position(page)).toBe('step 5 of 6');
    await page.click('h1');
    await page.keyboard.press('Home');
    expect(await position(page)).toBe('step 0 of 6');
    expect({ complaints, requests }).toEqual({ complaints: [], requests: [] });
  });

  it('says of each step what happens, which messages move, and what changes', async () => {
    const { page } = await open(`${address}#property=P1&step=3`);
    expect(await textOf(page, '.card')).toMatchInlineSnapshot(`
      "node 1 does what it is told, at once

      node.handles(1)

      takes #1 OFFLOAD {inc: 1} from cpo
      sends #2 DONE {inc: 1} to cpo
      node(1).loaded	true	false
      node(1).inc	1	0"
    `);
    expect(await textsOf(page, '.state .changed')).toMatchInlineSnapshot(`
      [
        "node(1){loaded: false, inc: 0}.loaded true → false.inc 1 → 0",
        "toNode(1)[][OFFLOAD {inc: 1}] → []",
        "toCpo(1)[DONE {inc: 1}][] → [DONE {inc: 1}]",
      ]
    `);
    expect(await textsOf(page, '.lanes text')).toEqual(['cpo', 'node 1', 'client 1']);
    expect(await textsOf(page, '.message.now .name')).toMatchInlineSnapshot(`
      [
        "#1 OFFLOAD",
        "#2 DONE",
      ]
    `);
  });

  const heading = '.story:not(.aside) h2';

  it('an address leads to a step of a story, and the way back to where one was', async () => {
    const { page } = await open(`${address}#property=deadlock&step=2`);
    await comes(page, heading, 'deadlock is violated');
    await comes(page, '.position', 'step 2 of');
    await page.click('.row:nth-child(2) a');
    await comes(page, '.position', 'step 1 of');
    await page.click('.tabs a');
    await comes(page, heading, 'P1 is violated');
    expect(await page.evaluate('location.hash')).toBe('#property=P1&step=0');
    await page.evaluate('history.go(-2)');
    await comes(page, heading, 'deadlock is violated');
    await comes(page, '.position', 'step 2 of');
    expect(await page.evaluate('location.hash')).toBe('#property=deadlock&step=2');
  });

  it('the verdict in the table leads to its story', async () => {
    const { page } = await open(address);
    await page.click('.properties a[href*=deadlock]');
    await comes(page, heading, 'deadlock is violated');
    expect(await page.evaluate('location.hash')).toBe('#property=deadlock&step=0');
  });

  it('searches in cells, takes keys there as letters, and Escape leads out', async () => {
    const { page } = await open(address);
    await page.keyboard.press('/');
    await page.keyboard.type('NODE');
    expect(await textsOf(page, '.state tr:not(.group) th')).toEqual(['node(1)', 'toNode(1)']);
    expect(await textsOf(page, '.state mark')).toEqual(['node', 'Node']);
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    expect(await position(page)).toBe('step 0 of 6');
    await page.keyboard.press('Escape');
    await page.keyboard.press('ArrowRight');
    expect(await position(page)).toBe('step 1 of 6');
    expect((await textsOf(page, '.state tr:not(.group) th')).length).toBeGreaterThan(2);
  });

  it('shows ghosts if asked', async () => {
    const { page } = await open(address);
    expect(await textOf(page, '.state')).not.toContain('hits(1)');
    await page.click('.bar input[type=checkbox]');
    expect(await textOf(page, '.state')).toContain('hits(1)');
  });

  it('copies the diagram, the commands, and the address of the step', async () => {
    const { page } = await open(`${address}#property=P1&step=3`);
    const copied = async (label: string) => {
      await page.evaluate('navigator.clipboard.writeText = async (text) => { self.copied = text }');
      await page.click(`::-p-text(${label})`);
      await comes(page, '.copies', 'Copied');
      return page.evaluate('self.copied');
    };
    const first = { ...lossy(), properties: lossy().properties.filter(({ id }) => id === 'P1') };
    expect(await copied('Copy Mermaid')).toBe(mermaidReport(first));
    expect(await copied('Copy command')).toMatch(/--property P1 .*\nnpx dropproof replay P1.json$/);
    expect(await copied('Copy link')).toBe(`${address}#property=P1&step=3`);
  });

  it('offers the text where the browser does not let it copy', async () => {
    const { page } = await open(address);
    await page.evaluate('navigator.clipboard.writeText = async () => { throw new Error() }');
    await page.click('::-p-text(Copy command)');
    await page.waitForSelector('dialog textarea');
    expect(await page.evaluate("document.querySelector('dialog textarea').value")).toContain(
      'npx dropproof check mini/drop',
    );
    await page.click('dialog button');
    expect(await page.$('dialog')).toBeNull();
  });
});

inChromium('a page looks as its reader wants', (open) => {
  const address = addressOf(lossy());

  it('light and dark as the system is, or as the button says', async () => {
    const { page } = await open(address);
    const [light, dark] = ['rgb(255, 255, 255)', 'rgb(20, 24, 29)'];
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'dark' }]);
    expect(await colourOf(page, 'body')).toBe(dark);
    await page.click('header > button');
    expect(await colourOf(page, 'body')).toBe(light);
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'light' }]);
    await page.click('header > button');
    expect(await colourOf(page, 'body')).toBe(dark);
    await page.click('header > button');
    expect(await colourOf(page, 'body')).toBe(light);
  });

  it('on paper every story stands in full, and no button', async () => {
    const { page } = await open(address);
    expect(await isSeen(page, '.told')).toBe(false);
    await page.emulateMediaType('print');
    expect(await isSeen(page, '.player')).toBe(false);
    expect(await isSeen(page, 'header > button')).toBe(false);
    const seen = await page.$$eval('.told ol > li', (list) =>
      list.map((at) => at.getClientRects().length > 0),
    );
    const steps = lossy().properties.flatMap(({ trace }) => trace?.steps ?? []);
    expect(seen).toEqual(steps.map(() => true));
  });

  it('nothing is wider than a narrow screen', async () => {
    const { page } = await open(address);
    await page.setViewport({ width: 400, height: 800 });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(400);
  });
});

inChromium('whatever a model calls its things, a real browser shows it as text', (open) => {
  const tagsOf = (page: Page) =>
    page.$$eval('*', (list) => list.map(({ tagName }) => tagName).join(' '));

  // Each alone is asked of another parser, in milliseconds; here it is the real one.
  it.each([nasties[0] ?? '', nasties.join(' ')])('%j', async (nasty) => {
    const { page, complaints, requests } = await open(addressOf(named(nasty)));
    const tame = await open(addressOf(named('tame')));
    expect(await tagsOf(page)).toBe(await tagsOf(tame.page));
    await page.keyboard.press('End');
    expect(await textOf(page, '.row:last-child .sentence', 'textContent')).toBe(
      `${nasty} ${nasty} ${nasty}`,
    );
    expect({ complaints, requests }).toEqual({ complaints: [], requests: [] });
  });

  it('ten thousand steps: only those are drawn that can be seen', async () => {
    const { page, complaints } = await open(`${addressOf(longOutcome(10_000))}#step=5000`);
    expect(await position(page)).toBe('step 5000 of 10000');
    expect(await textOf(page, '.row.now .number')).toBe('5000');
    await page.keyboard.press('End');
    expect(await textOf(page, '.row.now .number')).toBe('10000');
    expect((await page.$$('.row')).length).toBeLessThan(100);
    expect(complaints).toEqual([]);
  });
});
