import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Serving } from '../cli/serving.ts';
import { served } from '../cli/serving.ts';
import { outcomeOf } from '../report/outcomes.ts';
import { colourOf, inChromium, textOf, textsOf } from './chromium.ts';

inChromium('explore, in a browser', (open) => {
  let server: Serving;
  beforeAll(async () => {
    server = await served('explore mini/drop --bounds note');
  });
  afterAll(() => server.end());

  /** The page, when it has its first answer. */
  const opened = async () => {
    const all = await open(server.url.href);
    await all.page.waitForSelector('.choice');
    return all;
  };
  /** Waits until the page is after so many steps. */
  const at = (page: Page, position: string) =>
    page.waitForFunction(`document.querySelector('.position').textContent === '${position}'`);
  const choices = (page: Page) => textsOf(page, '.choice code');
  const choose = (page: Page, name: string) => page.locator(`.choice ::-p-text(${name})`).click();
  const press = (page: Page, label: string) => page.locator(`button::-p-text(${label})`).click();

  it('each step is chosen among those that are enabled', async () => {
    const { page, complaints, requests } = await opened();
    expect(await choices(page)).toEqual(['cpo.drops', 'client.reads(1)']);
    await choose(page, 'cpo.drops');
    await at(page, 'step 1 of 1');
    expect(await choices(page)).toEqual(['node.handles(1)', 'client.reads(1)']);
    expect(await textOf(page, '.card .said')).toBe('cpo starts to drop the collection');
    expect(await textsOf(page, '.message.now .name')).toEqual(['#1 OFFLOAD']);
    expect(complaints).toEqual([]);
    expect(new Set(requests)).toEqual(new Set([`${server.url.href}look`]));
  });

  it('back and aside: what was gone stays as a branch', async () => {
    const { page } = await opened();
    await choose(page, 'cpo.drops');
    await at(page, 'step 1 of 1');
    await choose(page, 'node.handles(1)');
    await at(page, 'step 2 of 2');
    await page.keyboard.press('ArrowLeft');
    await at(page, 'step 1 of 2');
    await choose(page, 'client.reads(1)');
    await at(page, 'step 2 of 2');
    expect(await textsOf(page, '.branches button')).toMatchInlineSnapshot(`
      [
        "1. 2 steps, node.handles(1)",
        "2. 2 steps, client.reads(1)",
      ]
    `);
    await page.click('.branches li:first-child button');
    await page.waitForFunction("document.querySelectorAll('.row')[2].textContent.includes('node')");
    expect(await textOf(page, '.branches [aria-current]')).toContain('1. 2 steps');
  });

  it('a disabled instance says what its guard read', async () => {
    const { page } = await opened();
    await page.click('.disabled > summary');
    await page.locator('.closed summary ::-p-text(client.commits)').click();
    expect(await textOf(page, '.closed[open]')).toMatchInlineSnapshot(`
      "client.commits(1)
      client 1 writes that key and commits as client 1. Its guard read, and then gave up:
      node(1)	{loaded: true, inc: 1}
      client(1)	{phase: idle, readFrom: 0}"
    `);
  });

  it('a broken promise is told where it breaks', async () => {
    const { page } = await opened();
    const steps = outcomeOf().properties[0]?.trace?.steps ?? [];
    await page.type('textarea', steps.map(({ instance }) => instance).join('\n'));
    await press(page, 'Load');
    await at(page, 'step 6 of 6');
    expect(await textOf(page, '.violation')).toContain('P1 is violated');
    await page.keyboard.press('ArrowLeft');
    await at(page, 'step 5 of 6');
    expect(await page.$('.violation')).toBeNull();
  });

  it('a trace is opened as a file, and what is wrong with one is said', async () => {
    const { page } = await opened();
    const file = join(mkdtempSync(join(tmpdir(), 'dropproof-')), 'P1.json');
    writeFileSync(file, JSON.stringify(outcomeOf()));
    const input = await page.waitForSelector('input[type=file]');
    await (input as { uploadFile(path: string): Promise<void> } | null)?.uploadFile(file);
    await at(page, 'step 6 of 6');
    await page.evaluate("document.querySelector('textarea').value = 'nobody.does'");
    await press(page, 'Load');
    await page.waitForSelector('.load .complaint');
    expect(await textOf(page, '.load .complaint')).toContain("unknown instance 'nobody.does'");
    expect(await textOf(page, '.position')).toBe('step 6 of 6');
  });

  it('a search from here shows the way to what it finds', async () => {
    const { page } = await opened();
    await choose(page, 'cpo.drops');
    await at(page, 'step 1 of 1');
    await page.select('select', 'P1');
    await press(page, 'Search');
    await page.waitForFunction(
      "document.querySelector('.answer').textContent.includes('violated')",
    );
    expect(await textOf(page, '.answer p')).toBe('P1 is violated after 5 more steps.');
    await press(page, 'Show it');
    await at(page, 'step 1 of 6');
    await page.keyboard.press('End');
    await page.waitForSelector('.violation');
    expect(await textOf(page, '.violation')).toContain('P1 is violated');
  });

  it('the answer to a search that the reader has left is not shown', async () => {
    const { page } = await opened();
    // The answer is ready, but it comes only when the reader has moved on.
    await page.evaluate(`{
      const fetched = window.fetch;
      window.fetch = async (path, request) => {
        if (path !== '/search') return fetched(path, request);
        const { signal, ...rest } = request;
        const response = await fetched(path, rest);
        await new Promise((resolve) => { window.comes = resolve; });
        return response;
      };
    }`);
    await page.select('select', 'P1');
    await press(page, 'Search');
    await page.waitForFunction('window.comes !== undefined');
    await choose(page, 'cpo.drops');
    await at(page, 'step 1 of 1');
    await page.evaluate('window.comes(), new Promise((resolve) => setTimeout(resolve, 50))');
    expect(await textOf(page, '.search .answer')).toBe('');
  });

  it('dark as the system is', async () => {
    const { page } = await opened();
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'dark' }]);
    expect(await colourOf(page, 'body')).toBe('rgb(20, 24, 29)');
  });

  it('a page from elsewhere gets nothing', async () => {
    const { page } = await open('about:blank');
    const asked = `fetch('${server.url.href}look', { method: 'POST', body: '{}' })`;
    expect(await page.evaluate(`${asked}.then(() => 'answered', () => 'refused')`)).toBe('refused');
  });

  it('says so when the server is gone', async () => {
    const other = await served('explore mini/drop');
    const { page } = await open(other.url.href);
    await page.waitForSelector('.choice');
    await other.end();
    await choose(page, 'cpo.drops');
    await page.waitForFunction("document.querySelector('.complaint').textContent !== ''");
    expect(await textOf(page, '.complaint')).toMatch(/^The server has ended\./);
  });
});
