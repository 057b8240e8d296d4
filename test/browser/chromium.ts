/**
 * One real Chromium for all tests of a file, or none where there is none: then they say so and are skipped.
 */
import type { Browser, Page } from 'puppeteer';
import puppeteer from 'puppeteer';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { findBrowser } from '../../src/cli/pictures/browser.ts';

/** The browser that draws the pictures, too; null where there is none. */
const path = await findBrowser(
  undefined,
  { env: process.env, cwd: process.cwd() },
  async () => undefined,
).catch(() => null);

/** Nothing of its own may go to the network. Root has no sandbox. */
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A page that was opened, and what it should not have done. */
export interface Opened {
  readonly page: Page;
  /** Messages on the console, and errors that nobody caught. */
  readonly complaints: string[];
  /** Addresses that were asked for, apart from the page itself. */
  readonly requests: string[];
}

/** Opens an address in a page of its own, in a browser with nothing stored. */
export type Open = (address: string) => Promise<Opened>;

/** Tests that drive a browser. */
export function inChromium(promise: string, tests: (open: Open) => void): void {
  if (path === null) {
    it(`${promise}: NOT CHECKED`, ({ skip }) => {
      skip('no Chromium was found; apt-get install chromium, or PUPPETEER_EXECUTABLE_PATH');
    });
    return;
  }
  describe(promise, () => {
    let browser: Browser;
    beforeAll(async () => {
      browser = await puppeteer.launch({ executablePath: path, args: flags });
    });
    afterAll(() => browser.close());
    tests(async (address) => {
      const page = await browser.newPage();
      await page.setViewport({ width: 1280, height: 900 });
      const [complaints, requests]: [string[], string[]] = [[], []];
      page.on('console', (message) => complaints.push(message.text()));
      page.on('pageerror', (error) => complaints.push(String(error)));
      page.on('request', (request) => {
        if (request.url() !== address.replace(/#.*/, '')) requests.push(request.url());
      });
      await page.goto(address);
      return { page, complaints, requests };
    });
  });
}

/** The text of an element as it is seen, or as it is in the document. */
export function textOf(
  page: Page,
  selector: string,
  what: 'innerText' | 'textContent' = 'innerText',
): Promise<string> {
  return page.$eval(selector, (at, name) => String(Reflect.get(at, name)), what);
}

/** The texts of all elements. */
export function textsOf(page: Page, selector: string): Promise<string[]> {
  return page.$$eval(selector, (list) => list.map((at) => at.textContent ?? ''));
}

/** Does an element take room on the screen? */
export function isSeen(page: Page, selector: string): Promise<boolean> {
  return page.$eval(selector, (at) => at.getClientRects().length > 0);
}

/** The colour behind an element. */
export function colourOf(page: Page, selector: string): Promise<unknown> {
  return page.evaluate(`getComputedStyle(document.querySelector('${selector}')).backgroundColor`);
}

/** Waits until an element has a text in it: browsers follow links when they have time. Throws where it never comes. */
export async function comes(page: Page, selector: string, text: string): Promise<void> {
  const [at, wanted] = [JSON.stringify(selector), JSON.stringify(text)];
  await page.waitForFunction(`document.querySelector(${at})?.textContent.includes(${wanted})`);
}
