// @vitest-environment happy-dom
import { globSync, readFileSync } from 'node:fs';
import mermaid from 'mermaid';
import { describe, expect, it } from 'vitest';

/** GitHub shows no page that is much longer, and draws no diagram with more text. */
const [mostOfPage, mostOfDiagram] = [300_000, 50_000];

describe('a forge can draw every page of the gallery', () => {
  it.each(globSync('reports/*.md').sort())('%s', async (path) => {
    const page = readFileSync(path, 'utf8');
    expect(page.length).toBeLessThan(mostOfPage);
    const diagrams = [...page.matchAll(/^```mermaid\n([\s\S]*?)^```$/gm)];
    expect(diagrams.length > 0).toBe(path !== 'reports/README.md');
    for (const [, diagram = ''] of diagrams) {
      expect(diagram.length).toBeLessThan(mostOfDiagram);
      expect(await mermaid.parse(diagram)).toMatchObject({ diagramType: expect.any(String) });
    }
  });
});
