/**
 * Pictures are drawn by a real browser; where there is none, only these tests are left out.
 */
import { chmodSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { findBrowser } from '../../src/cli/pictures/browser.ts';
import type { Painter } from '../../src/cli/pictures/painter.ts';
import { openPainter } from '../../src/cli/pictures/painter.ts';
import { withSource } from '../../src/cli/pictures/svg.ts';
import { sequenceOf } from '../../src/report/mermaid/sequence.ts';
import { statesOf } from '../../src/report/mermaid/states.ts';
import { storyOf } from '../../src/report/story/tell.ts';
import { sourceIn } from '../readme/source.ts';
import { faultySchedule, outcomeOf, tellingOf } from '../report/outcomes.ts';

const world = { env: process.env, cwd: '.' };
const browser = await findBrowser(undefined, world, () => Promise.resolve(undefined)).catch(
  () => undefined,
);

/** A browser that notes each start, and has no sandbox. */
function watched(): { readonly path: string; readonly starts: () => readonly string[] } {
  const folder = mkdtempSync(join(tmpdir(), 'dropproof-watched-'));
  const [path, log] = [join(folder, 'browser'), join(folder, 'log')];
  const lines = [
    '#!/bin/sh',
    `echo start >> ${log}`,
    'case " $* " in *" --no-sandbox "*) ;; *) echo "No usable sandbox!" >&2; exit 1;; esac',
    `exec ${browser} "$@"`,
  ];
  writeFileSync(path, `${lines.join('\n')}\n`);
  chmodSync(path, 0o755);
  return { path, starts: () => readFileSync(log, 'utf8').trim().split('\n') };
}

/** What is wrong with an SVG as XML. */
async function complaints(svg: string): Promise<string[]> {
  const xsd =
    '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" ' +
    'targetNamespace="http://www.w3.org/2000/svg"><xs:element name="svg"/></xs:schema>';
  const { errors } = await validateXML({
    xml: [{ fileName: 'a.svg', contents: svg }],
    schema: [xsd],
  });
  return errors.map(({ rawMessage }) => rawMessage);
}

/** The size that a PNG says it has. */
function sizeOf(png: Uint8Array): readonly [width: number, height: number] {
  expect([...png.subarray(0, 8)]).toEqual([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const view = new DataView(png.buffer, png.byteOffset);
  return [view.getUint32(16), view.getUint32(20)];
}

const nasty = `</text><script>alert(1)</script> & "'\`]]> 😀 end; #35; <img src=x onerror=alert(2)>`;

/** A story in which everything is called like that. */
function nastyDiagram(): string {
  const { outcome, property } = tellingOf({}, ['cpo.drops']);
  const [step] = property.trace.steps;
  const lane = { role: nasty, ids: [nasty] };
  const [sent] = step?.sends ?? [];
  if (!step || !sent) throw new Error('the fixture sends something');
  const sends = [{ ...sent, to: lane, message: nasty }];
  const trace = { ...property.trace, steps: [{ ...step, label: nasty, lane, sends }] };
  const reason = { sentence: nasty, facts: { [nasty]: nasty } };
  return sequenceOf(storyOf(outcome, { ...property, name: nasty, reason, trace }));
}

const graph = {
  of: nasty,
  complete: true,
  values: [nasty, { [nasty]: nasty }],
  initial: [0],
  edges: [{ from: 0, to: 1, action: nasty, kind: 'fault', steps: 1 } as const],
};

describe.skipIf(browser === undefined)('one browser draws all pictures', () => {
  const { path, starts } = watched();
  const said: string[] = [];
  const stderr = { write: (text: string) => void said.push(text), isTTY: false, columns: 80 };
  let painter: Painter | undefined;
  const draw = async (diagram: string, form: 'svg' | 'png') => {
    painter ??= await openPainter(path, { ...world, stderr });
    return painter.draw(diagram, form);
  };
  const svgOf = async (diagram: string) => new TextDecoder().decode(await draw(diagram, 'svg'));
  afterAll(() => painter?.close());

  it('also where its sandbox cannot start, and then it says so', async () => {
    await draw('sequenceDiagram\n  a->>b: hello\n', 'png');
    expect(starts()).toHaveLength(2);
    expect(said).toEqual(['the sandbox of the browser cannot start here; it draws without it\n']);
  });

  it('an SVG is XML, runs nothing, loads nothing, and carries the text of its diagram', async () => {
    const diagrams = [
      sequenceOf(tellingOf({ bounds: 'lossy', bound: { delays: 1 } }, faultySchedule).story),
      statesOf(graph),
      nastyDiagram(),
    ];
    for (const diagram of diagrams) {
      const svg = await svgOf(diagram);
      expect(await complaints(svg)).toEqual([]);
      const tags = svg.match(/<[^>]*>/g)?.join('\n');
      expect(tags).not.toMatch(/<(script|img|iframe|a)\b|\son\w+=|javascript:|(href|src)="(?!#)/i);
      expect(svg).not.toMatch(/aria-roledescription="error"/);
      expect(sourceIn(svg)).toBe(diagram);
    }
  });

  it('words are shown as they are', async () => {
    const svg = await svgOf(nastyDiagram());
    const shown = svg.slice(0, svg.indexOf('<metadata>')).replace(/<style[\s\S]*?<\/style>/g, '');
    const text = shown
      .replace(/<[^>]*>/g, '')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>');
    expect(text).toContain('<script>alert(1)</script>');
    expect(text).toContain('😀');
    expect(text).not.toMatch(/#\d+;(?<!#35;)/);
  });

  it('a PNG is as large as its diagram, twice over, so that it can be read', async () => {
    const [width, height] = sizeOf(await draw(sequenceOf(storyOfOutcome()), 'png'));
    expect(width).toBeGreaterThan(1000);
    expect(height).toBeGreaterThan(1000);
    expect(Math.max(width, height)).toBeLessThan(5000);
  });

  it('a trace of 10 000 steps too', async () => {
    const { outcome, property } = tellingOf(
      { bounds: 'lossy', bound: { delays: 1 } },
      faultySchedule,
    );
    const steps = Array.from({ length: 10_000 }, (_, at) => {
      return property.trace.steps[at % faultySchedule.length] as (typeof property.trace.steps)[0];
    });
    const long = { ...property, trace: { ...property.trace, steps } };
    const png = await draw(sequenceOf(storyOf(outcome, long)), 'png');
    // Chromium leaves a picture blank that is higher than this, and a blank one is small.
    expect(sizeOf(png)[1]).toBeLessThan(64_000);
    expect(png.length).toBeGreaterThan(100_000);
  });

  it('and started once for all of these', () => {
    expect(starts()).toHaveLength(2);
  });
});

function storyOfOutcome() {
  const outcome = outcomeOf();
  const [property] = outcome.properties;
  if (!property?.trace) throw new Error('the fixture is violated');
  return storyOf(outcome, { ...property, trace: property.trace });
}

describe('a picture carries the text of its diagram', () => {
  it.each([nasty, '', '&amp;lt;', '</metadata>', 'a\n\n  b  \n'])('%j', (text) => {
    const svg = withSource('<svg><text>&lt;metadata&gt;</text></svg>', text);
    expect(sourceIn(svg)).toBe(text);
  });

  it('or none', () => {
    expect(sourceIn('<svg></svg>')).toBeNull();
  });
});
