import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { Window } from 'happy-dom';
import { describe, expect, it } from 'vitest';
import type { Matrix } from '../../../src/index.ts';
import { widthOf } from '../../../src/report/layout.ts';
import { matrixFormats } from '../../../src/report/matrix/formats.ts';
import { usualOptions } from '../../../src/report/options.ts';
import { matrices } from './matrices.ts';

const all = Object.entries(matrices);
const first = (matrices['one switch at a time'] as () => Matrix)();

describe('text: what differs stands in the table, the rest in a sentence', () => {
  it.each(all)('%s', (_, matrix) => {
    expect(matrixFormats.text(matrix(), usualOptions)).toMatchSnapshot();
  });

  it.each([40, 60])('fits %i columns, apart from commands: wide tables are folded', (width) => {
    const text = matrixFormats.text(first, { ...usualOptions, width });
    const wide = text.split('\n').filter((line) => widthOf(line) > width);
    expect(wide.filter((line) => !line.includes('the story:'))).toEqual([]);
    expect(text).toMatchSnapshot();
  });
});

describe('text: who violates a promise', () => {
  it('is named, unless the base violates it in the same way', () => {
    expect(matrixFormats.text(first, usualOptions)).toContain('1 that is as today');
    const [table, ...tables] = first.tables;
    const [base, ...rows] = table?.rows ?? [];
    const [violation] = first.violations;
    if (!table || !base || !violation) throw new Error('the fixture violates nothing');
    const other = { ...violation, trace: { ...violation.trace, initial: {} } };
    const changed = {
      ...base,
      cells: base.cells.map((cell) =>
        cell.violation === 0 ? { ...cell, violation: first.violations.length } : cell,
      ),
    };
    const otherwise = {
      ...first,
      violations: [...first.violations, other],
      explanations: first.explanations.filter(({ violation: number }) => number === 0),
      tables: [{ ...table, rows: [changed, ...rows] }, ...tables],
    };
    const told = matrixFormats.text(otherwise, usualOptions);
    expect(told).toMatch(/violated by order=\S+ \(note\)/);
  });
});

describe('Markdown: tables, and counterexamples folded', () => {
  it.each(all)('%s', (_, matrix) => {
    expect(matrixFormats.markdown(matrix(), usualOptions)).toMatchSnapshot();
  });
});

describe('JSON fits the shipped schema', () => {
  const schemaOf = (name: string) =>
    JSON.parse(readFileSync(new URL(`../../../schema/${name}.json`, import.meta.url), 'utf8'));
  const ajv = new Ajv({ strict: true, allowUnionTypes: true }).addSchema(schemaOf('outcome'));
  const validate = ajv.compile(schemaOf('matrix'));
  const flaws = (matrix: unknown) => {
    validate(matrix);
    return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
  };

  it.each(all)('%s', (_, matrix) => {
    expect(flaws(JSON.parse(matrixFormats.json(matrix())))).toEqual([]);
  });

  it('refuses what is missing or unknown', () => {
    const { variants: _gone, ...without } = first;
    expect(flaws(without)).toEqual([" must have required property 'variants'"]);
    expect(flaws({ ...first, extra: 1 })).toEqual([' must NOT have additional properties']);
  });
});

describe('HTML: one file that needs nothing else', () => {
  const documentOf = (html: string) => {
    const { document } = new Window();
    document.write(html);
    return document;
  };
  const html = matrixFormats.html(first, usualOptions);

  it('loads nothing, and runs nothing but its player', () => {
    expect(html.match(/<script[^>]*>/g)).toEqual([
      '<script type="application/json" id="data">',
      '<script type="module">',
    ]);
    expect(html).not.toMatch(/<link|<img|@import|url\(|\ssrc=|<[^>]*\s(href|on\w+)=/);
  });

  it('has every cell, and each violated one opens a story that is there', () => {
    const document = documentOf(html);
    const cells = first.tables.flatMap(({ rows }) => rows.flatMap((row) => row.cells));
    expect(document.querySelectorAll('tbody td:not([colspan])')).toHaveLength(cells.length);
    const opened = [...document.querySelectorAll('td button')].map((button) =>
      button.getAttribute('popovertarget'),
    );
    expect(opened).toHaveLength(cells.filter(({ violation }) => violation !== null).length);
    for (const id of opened) expect(document.getElementById(id ?? '')).not.toBeNull();
  });

  it('shows the text of a model as text', () => {
    const title = '<b>&"\'</b>';
    const document = documentOf(matrixFormats.html({ ...first, title }, usualOptions));
    expect(document.querySelector('h1')?.textContent).toBe(title);
  });
});
