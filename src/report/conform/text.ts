/**
 * What came of following a log, as text: how far it conforms, and why not further.
 */
import type {
  Conformance,
  EventJson,
  Mismatch,
  Refusal,
  Repair,
  StatesJson,
  Way,
} from '../../explore/conform/outcome.ts';
import { columns, wrap } from '../layout.ts';
import type { ReportOptions } from '../options.ts';
import { printValue, shorten } from '../values.ts';
import { counted, grouped } from '../words.ts';

type Page = Pick<ReportOptions, 'width' | 'style'>;

/** A value may be long; so much of it is shown. */
const mostLetters = 300;
/** So many nodes are named. */
const mostNodes = 12;

/** The whole report. */
export function conformanceText(outcome: Conformance, page: Page): string {
  const { mismatch } = outcome;
  const sections = [
    headLines(outcome, page),
    ...(mismatch ? mismatchSections(mismatch, page) : []),
    ...noteLines(outcome, page),
    wrap(resultOf(outcome, page), page.width),
  ];
  return `${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function headLines(outcome: Conformance, page: Page): string[] {
  const { system, preset, boundsName, log, states, verdict } = outcome;
  const runs = log.runs === 1 ? '' : ` in ${counted(log.runs, 'run')}`;
  const ignored = log.ignored === 0 ? '' : `, and ${grouped(log.ignored)} ignored`;
  const more = log.nodes.length > mostNodes ? ', …' : '';
  const names = log.nodes.slice(0, mostNodes).join(', ');
  const nodes = `${counted(log.nodes.length, 'node')} (${names}${more})`;
  const asFar = verdict === 'conforms' ? '' : '; as far as it was read';
  const most = counted(states.most, 'state');
  return columns(
    [
      ['system', `${system}, preset ${preset}, bounds ${boundsName}`],
      ['log', `${counted(log.events, 'event')}${runs} of ${nodes}${ignored}${asFar}`],
      ['followed', `the system could be in ${most} at most`],
    ],
    page.width,
  );
}

function mismatchSections(mismatch: Mismatch, page: Page): string[][] {
  const { event, refused, last, orders, overtaken, states, repairs } = mismatch;
  const { style, width } = page;
  const waits = refused
    ? `It has to wait for ${eventText(refused)}, and nothing accounts for that.`
    : 'Nothing accounts for it after all above it.';
  const lastOne = last
    ? `The last event that is accepted: ${eventText(last)}.`
    : 'It is the first.';
  const order =
    orders === 1
      ? []
      : wrap(
          `${grouped(orders)} orders lead here; told is the one in which ` +
            (overtaken.length === 0
              ? 'nothing was overtaken.'
              : `${counted(overtaken.length, 'line')} below came first: ${overtaken.join(', ')}.`),
          width,
          '  ',
        );
  return [
    [
      ...wrap(style.bad(`Does not conform: ${eventText(event)}`), width),
      '',
      ...wrap(waits, width, '  '),
      ...wrap(lastOne, width, '  '),
      ...order,
    ],
    ['Where the system could be', '', ...statesLines(states, page)],
    ['Why the event is refused', '', ...waysLines(mismatch, page)],
    ['What would let the log go on', '', ...repairLines(repairs, page)],
  ];
}

/** `line 7, node 1: unloaded {partition: 1}`. */
function eventText({ line, node, kind, fields }: EventJson): string {
  const rest = Object.keys(fields).length === 0 ? '' : ` ${printValue(fields)}`;
  return `line ${grouped(line)}, ${node}: ${kind}${rest}`;
}

function statesLines(states: StatesJson, { width, style }: Page): string[] {
  const { count, withHidden, shown, differing, changed } = states;
  const hidden = withHidden > count ? `, ${grouped(withHidden)} with hidden steps` : '';
  const few = shown.length < count ? `; ${shown.length} of them` : '';
  const differ = differing.length > 0 ? ' (| where they differ)' : '';
  const valuesOf = (cell: string) => {
    const values = shown.map((state) => clipped(state[cell] ?? null));
    return differing.includes(cell) ? style.strong([...new Set(values)].join(' | ')) : values[0];
  };
  const rows = changed.map((cell) => [cell, valuesOf(cell) ?? '']);
  const cells = rows.length === 0 ? 'No cell has changed.' : `Cells that changed${differ}:`;
  return [
    ...wrap(`${counted(count, 'state')}${hidden}${few}. ${cells}`, width, '  '),
    ...columns(rows, width, '    '),
  ];
}

function waysLines({ ways, moreWays, names }: Mismatch, page: Page): string[] {
  if (ways.length === 0) {
    return wrap(`It names ${names}: this variant has no such action.`, page.width, '  ');
  }
  const more = moreWays > 0 ? [`  and ${counted(moreWays, 'way')} more`] : [];
  return [...ways.flatMap((way) => wayLines(way, page)), ...more];
}

function wayLines({ instance, refusals, moreStates }: Way, page: Page): string[] {
  const heading = instance === null ? [] : [`  ${page.style.strong(instance)}`];
  const more = moreStates > 0 ? [`    in ${counted(moreStates, 'state')} for other reasons`] : [];
  const lines = refusals.flatMap((at) => wrap(refusalText(at), page.width, '    '));
  return [...heading, ...lines, ...more];
}

function refusalText(refusal: Refusal): string {
  const where = `(${counted(refusal.states, 'state')})`;
  switch (refusal.why) {
    case 'disabled': {
      const reads = refusal.reads.map(({ cell, value }) => `${cell} = ${clipped(value)}`);
      return `is disabled where it reads ${reads.join(', ') || 'nothing'} ${where}`;
    }
    case 'before':
    case 'after': {
      const { cell, expected, got, why } = refusal;
      const told = 'json' in expected ? `is ${clipped(expected.json)}` : expected.sentence;
      return `${why} it ${cell} is ${clipped(got)}; the event says that it ${told} ${where}`;
    }
  }
}

function repairLines(repairs: readonly Repair[], { width }: Page): string[] {
  if (repairs.length === 0) return wrap('No single change near here does.', width, '  ');
  return repairs.flatMap((repair, at) => wrap(repairText(repair), width, `  ${at + 1}. `));
}

function repairText({ kind, lines, steps, gains, toTheEnd }: Repair): string {
  const [line = 0] = lines;
  const then = toTheEnd
    ? 'then it goes on as far as was tried'
    : `then it goes on for ${counted(gains, 'event')}`;
  switch (kind) {
    case 'swapped':
      return `lines ${lines.map(grouped).join(' and ')} in each other's place: ${then}`;
    case 'altered':
      return steps.length === 0
        ? `line ${grouped(line)} without what it observes: ${then}`
        : `line ${grouped(line)} telling of ${steps.join(' or ')}: ${then}`;
    case 'missing':
      return `an event missing above line ${grouped(line)}, ${steps.join(' or ')}: ${then}`;
    case 'extra':
      return `without line ${grouped(line)}: ${then}`;
  }
}

function noteLines({ silent, verdict }: Conformance, { width }: Page): string[][] {
  if (silent.length === 0 || verdict !== 'conforms') return [];
  const list = silent.join(', ');
  return [
    wrap(`No event can have been one of these actions, which are not hidden: ${list}`, width),
  ];
}

function resultOf({ verdict, accepted, limit, log }: Conformance, { style }: Page): string {
  switch (verdict) {
    case 'conforms':
      return style.good(
        log.events === 1
          ? 'The log conforms: its one event is accepted.'
          : `The log conforms: all ${counted(log.events, 'event')} are accepted.`,
      );
    case 'differs':
      return style.bad(`The log does not conform: ${counted(accepted, 'event')} accepted.`);
    case 'undecided':
      return style.doubtful(`Undecided after ${counted(accepted, 'event')}: ${limit}.`);
  }
}

function clipped(value: Parameters<typeof printValue>[0]): string {
  return shorten(printValue(value), mostLetters);
}
