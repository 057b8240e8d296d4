/**
 * The gallery in reports/ is what the models give today, and its links lead somewhere.
 */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { anchorOf } from '../src/report/matrix/answers.ts';
import { asked } from './readme/answers.ts';
import { exhibits } from './readme/exhibits.ts';
import { diagramOf, gallery, pictures, shows } from './readme/gallery.ts';

/** Nothing of it is known when the sources have changed; then some hundred searches are made. */
const patienceMs = 240_000;

const pages = globSync('reports/*.md').sort();
const kept = (path: string) => (existsSync(path) ? readFileSync(path, 'utf8') : '');

describe('the gallery shows what exploring finds today', () => {
  it('page by page', { timeout: patienceMs }, async () => {
    const today = await gallery();
    expect(pages).toEqual(Object.keys(today).sort());
    for (const [path, text] of Object.entries(today)) {
      expect(kept(path), `${path}: npm run reports writes it anew`).toBe(text);
    }
  });

  it('of every system that has questions, and of no other', () => {
    expect(Object.keys(exhibits)).toEqual(asked.map(([{ name }]) => name));
  });

  it.each(pictures)('$file is the picture of today’s diagram', (picture) => {
    const svg = kept(picture.file);
    expect(shows(svg, diagramOf(picture)), 'npm run reports draws it anew').toBe(true);
    expect(kept('README.md').includes(picture.file)).toBe(true);
  });
});

describe('the pages belong together', () => {
  it.each(pages)('every link of %s leads somewhere', (path) => {
    const links = [...kept(path).matchAll(/\]\(([^)#\s]*)(?:#([^)\s]+))?\)/g)];
    expect(links.length).toBeGreaterThan(0);
    for (const [link, file = '', anchor] of links) {
      const target = file === '' ? path : join('reports', file);
      expect(existsSync(target), link).toBe(true);
      const headings = [...kept(target).matchAll(/^#+ (.*)$/gm)].map(([, text = '']) =>
        anchorOf(text.replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))),
      );
      if (anchor !== undefined) expect(headings, link).toContain(anchor);
    }
  });
});
