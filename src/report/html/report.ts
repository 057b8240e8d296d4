/**
 * An outcome as one HTML file: the verdict, the counterexamples in a player, what was checked and how much was seen.
 *
 * Everything can be read without the script and on paper; the script adds the player, which draws each step from the
 * story in the page's data.
 */
import type { Outcome, PropertyOutcome } from '../../explore/outcome.ts';
import { againOf } from '../command.ts';
import { countRows } from '../coverage.ts';
import { graphLines } from '../graph.ts';
import { checkedRows, headRows } from '../header.ts';
import type { ReportOptions } from '../options.ts';
import { plain } from '../options.ts';
import { profileLines } from '../profile.ts';
import { resultOf } from '../result.ts';
import { momentOf } from '../story/lines.ts';
import type { Story } from '../story/story.ts';
import { storyOf } from '../story/tell.ts';
import { remarksOn } from '../verdicts.ts';
import { grouped, verdictWord, violatedFirst } from '../words.ts';
import type { ReportData } from './data.ts';
import { dataId } from './data.ts';
import { dataBlock, pageHtml } from './page.ts';
import { hashOf } from './place.ts';
import { playerCss } from './playerStyle.ts';
import { reportCss } from './reportStyle.ts';
import script from './script.json' with { type: 'json' };
import { shapeHtml } from './shape.ts';
import { stepsHtml } from './story.ts';
import { baseCss } from './style.ts';
import { tag, text } from './tags.ts';

/** The whole page. */
export function htmlReport(outcome: Outcome, options: ReportOptions): string {
  const stories = violatedFirst(outcome).map((property) => ({
    story: storyOf(outcome, property),
    commands: againOf(outcome, property, options).commands,
  }));
  const data: ReportData = { stories, ghosts: options.ghosts };
  return pageHtml({
    title: `${outcome.system}: ${resultOf(outcome)}`,
    style: `${baseCss}${reportCss}${playerCss}`,
    ...(stories.length > 0 ? { script: script.lines.join('\n') } : {}),
    body: [
      headHtml(outcome, options),
      tag('main', {}, [
        ...stories.map(({ story, commands }) => storyHtml(story, commands, options)),
        propertiesHtml(outcome),
        ...coverageHtml(outcome, options),
        ...(stories.length > 0 ? [] : [commandsHtml(againOf(outcome, undefined, options))]),
      ]),
      ...(stories.length > 0 ? [dataBlock(dataId, data)] : []),
    ],
  });
}

function headHtml(outcome: Outcome, options: ReportOptions): string {
  return tag('header', {}, [
    tag('h1', {}, [text(outcome.title)]),
    tag('p', { class: `verdict ${outcome.verdict}`, role: 'status' }, [text(resultOf(outcome))]),
    tag('div', { class: 'pair' }, [
      sectionHtml('What was explored', [listHtml(headRows(outcome, options))]),
      sectionHtml('Checked (+) and not checked (−)', [listHtml(checkedRows(outcome))]),
    ]),
  ]);
}

/** Rows of a label and a text; what has no label of its own explains the row before, for whoever wants to know. */
function listHtml(rows: readonly (readonly string[])[]): string {
  const list = rows.map(([label = '', told = '']) => {
    const content = label === '' ? tag('details', {}, [more, text(told)]) : text(told);
    return tag('div', {}, [tag('dt', {}, [text(label)]), tag('dd', {}, [content])]);
  });
  return tag('dl', { class: 'rows' }, list);
}

const more = tag('summary', {}, ['in full']);

/** A counterexample, told as a list; the script puts the player before it. */
function storyHtml(story: Story, commands: readonly string[], options: ReportOptions): string {
  const { promise } = story;
  return tag('section', { class: 'story' }, [
    tag('h2', {}, [text(`${promise.id} is violated ${momentOf(story)}: ${promise.name}`)]),
    ...(promise.by ? [tag('p', { class: 'by' }, [text(`It rests on: ${promise.by}`)])] : []),
    ...whyHtml(story),
    tag('div', { class: 'told' }, [
      ...stepsHtml(story, options),
      tag('pre', {}, [text(commands.map((line) => `$ ${line}`).join('\n'))]),
    ]),
  ]);
}

/** The reason, where the eye falls first; the end of the story says it again, with the facts. */
function whyHtml({ violation }: Story): string[] {
  return violation.sentence === null ? [] : [tag('p', {}, [text(`${violation.sentence}.`)])];
}

function propertiesHtml(outcome: Outcome): string {
  const heads = ['property', 'verdict', 'kind', 'promise'];
  const rows = outcome.properties.map((at) =>
    tag('tr', { class: classOf(at) }, [
      tag('th', { scope: 'row' }, [text(at.id)]),
      tag('td', {}, [wordHtml(at)]),
      tag('td', { class: 'faint' }, [text(at.kind)]),
      tag('td', {}, [
        text(at.name),
        ...remarksOn(at, outcome).map((line) => tag('div', { class: 'by' }, [text(line)])),
      ]),
    ]),
  );
  const skipped = outcome.notChecked.map(({ id, name, why }) =>
    tag('tr', { class: 'notAsked' }, [
      tag('th', { scope: 'row' }, [text(id)]),
      tag('td', {}, [tag('span', { class: 'word' }, [text('not checked')])]),
      tag('td', {}, []),
      tag('td', {}, [text(name), tag('div', { class: 'by' }, [text(why)])]),
    ]),
  );
  return sectionHtml('Properties', [tableHtml(heads, [...rows, ...skipped], 'properties')]);
}

/** The verdict; where there is a story, a way to it. */
function wordHtml(at: PropertyOutcome): string {
  const word = [text(verdictWord(at))];
  if (!at.trace) return tag('span', { class: 'word' }, word);
  return tag('a', { class: 'word', href: hashOf({ property: at.id, step: 0 }) }, word);
}

function classOf({ verdict, vacuous }: PropertyOutcome): string {
  return vacuous ? 'vacuous' : verdict;
}

function coverageHtml(outcome: Outcome, options: ReportOptions): string[] {
  const { coverage, counts, graph, profile } = outcome;
  const page = { ...options, style: plain };
  const warnings = coverage.warnings.map((warning) => tag('li', {}, [text(warning)]));
  const actions = coverage.actions.map(({ name, kind, enabled, taken }) =>
    countRow(name, enabled === 0, [kind, grouped(enabled), grouped(taken)]),
  );
  const cells = coverage.cells.map(({ name, kind, values }) =>
    countRow(name, values === 1, [kind, grouped(values)]),
  );
  return [
    sectionHtml('Coverage', [
      ...(warnings.length > 0
        ? [tag('h3', {}, [text('Worth a second look')]), tag('ul', { class: 'warnings' }, warnings)]
        : []),
      listHtml(countRows(outcome)),
      ...shapeHtml(counts.levels),
      foldedHtml(`Actions (${actions.length})`, ['action', 'kind', 'enabled', 'taken'], actions),
      foldedHtml(`Cells (${cells.length})`, ['cell', 'kind', 'values'], cells),
    ]),
    ...(graph ? [preHtml(`How ${graph.of} changes`, graphLines(graph, page))] : []),
    ...(profile ? [preHtml('Where the effort went', profileLines(profile, page))] : []),
  ];
}

function countRow(name: string, isSuspect: boolean, columns: readonly string[]): string {
  return tag('tr', isSuspect ? { class: 'undecided' } : {}, [
    tag('th', { scope: 'row' }, [text(name)]),
    ...columns.map((told) =>
      tag('td', /^[\d,]+$/.test(told) ? { class: 'number' } : {}, [text(told)]),
    ),
  ]);
}

function foldedHtml(summary: string, heads: readonly string[], rows: readonly string[]): string {
  return tag('details', {}, [
    tag('summary', {}, [text(summary)]),
    tableHtml(heads, rows, 'counts'),
  ]);
}

function tableHtml(heads: readonly string[], rows: readonly string[], kind: string): string {
  const head = heads.map((told) => tag('th', { scope: 'col' }, [text(told)]));
  return tag('div', { class: 'scroll', tabindex: '0' }, [
    tag('table', { class: kind }, [
      tag('thead', {}, [tag('tr', {}, head)]),
      tag('tbody', {}, rows),
    ]),
  ]);
}

function sectionHtml(heading: string, content: readonly string[]): string {
  return tag('section', {}, [tag('h2', {}, [text(heading)]), ...content]);
}

function preHtml(heading: string, lines: readonly string[]): string {
  return sectionHtml(heading, [tag('pre', {}, [text(lines.join('\n'))])]);
}

function commandsHtml({ heading, commands }: ReturnType<typeof againOf>): string {
  return preHtml(
    heading,
    commands.map((line) => `$ ${line}`),
  );
}
