import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { exploreMatrix } from '../../src/explore/matrix/matrix.ts';
import { matrixFormats } from '../../src/report/matrix/formats.ts';
import { usualOptions } from '../../src/report/options.ts';
import { miniDrop } from '../fixtures/miniDrop.ts';
import { inChromium, isSeen, textOf } from './chromium.ts';

inChromium('a violated cell of a matrix opens its counterexample', (open) => {
  const file = join(mkdtempSync(join(tmpdir(), 'dropproof-')), 'matrix.html');
  const matrix = exploreMatrix(miniDrop, { switches: ['checksId'], bounds: ['note'] });
  writeFileSync(file, matrixFormats.html(matrix, usualOptions));

  it('in the player', async () => {
    const { page, complaints, requests } = await open(`file://${file}`);
    await page.click('td.violated button');
    await page.waitForSelector('.player', { visible: true });
    expect(await textOf(page, '.position')).toBe('step 0 of 6');
    await page.keyboard.press('End');
    expect(await textOf(page, '.violation')).toContain('P1 is violated');
    expect(await isSeen(page, 'article:popover-open .told')).toBe(false);
    expect(await page.evaluate('location.hash')).toMatch(/^#property=story-\d+&step=6$/);
    await page.click('article:popover-open .close');
    expect(await isSeen(page, '.player')).toBe(false);
    await page.keyboard.press('Home');
    expect(await textOf(page, '.position', 'textContent')).toBe('step 6 of 6');
    expect({ complaints, requests }).toEqual({ complaints: [], requests: [] });
  });

  it('by its address, and as a list on paper', async () => {
    const { page } = await open(`file://${file}#property=story-0&step=2`);
    await page.waitForSelector('.player', { visible: true });
    expect(await textOf(page, '.position')).toBe('step 2 of 6');
    await page.emulateMediaType('print');
    expect(await isSeen(page, '.player')).toBe(false);
    expect(await isSeen(page, '.told')).toBe(true);
  });
});
