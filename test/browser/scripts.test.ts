import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { bundled, scripts } from './bundle.ts';

describe('the scripts of pages are what their sources say: node tools/scripts.ts writes them', () => {
  it.each(Object.entries(scripts))('%s from %s', async (file, source) => {
    expect(readFileSync(file, 'utf8')).toBe(await bundled(source));
  });

  it.each(Object.keys(scripts))('%s can stand in a script element', (file) => {
    const { lines } = JSON.parse(readFileSync(file, 'utf8')) as { lines: string[] };
    expect(lines.join('\n')).not.toMatch(/<\/script|<!--|\bimport\b.*\bfrom\b/i);
  });
});
