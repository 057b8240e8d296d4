/**
 * What happens between lanes, as SVG: a line down for each lane, a dot for each step, and a slanted arrow for each
 * message, from the step that sends it to the one that takes it.
 *
 * Unlike Mermaid, a drawing of our own has time: a message that is long under way is a long arrow.
 */
import type { Course, StoryMessage, StoryStep } from '../report/story/story.ts';
import { headingOf } from '../report/values.ts';
import { messageText } from '../report/words.ts';
import { svg } from './dom.ts';

/** Height of a row, in pixels; the style has the same number. */
export const rowHeight = 44;

/** Radius of a dot, and the length of an arrow's head. */
const [dotRadius, headLength] = [5, 7];

/** Letters of a message's name at most. */
const mostLetters = 18;

/** What is drawn: which rows, how wide a lane is, and where the reader is. */
export interface View {
  readonly laneWidth: number;
  readonly first: number;
  readonly last: number;
  readonly step: number;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** The drawing of some rows. */
export function arrowsOf(course: Course, view: View): SVGElement[] {
  const { steps, messages, lanes } = course;
  const { first, last, laneWidth } = view;
  const lines = lanes.map((_, lane) => {
    const x = middleOf(lane, laneWidth);
    const [y1, y2] = [first * rowHeight, (last + 1) * rowHeight];
    return svg('line', { class: 'lane', x1: x, x2: x, y1, y2 });
  });
  const shown = messages.filter((at) => startOf(at) <= last && endOf(at) >= first);
  const dots = steps.slice(Math.max(first - 1, 0), last).flatMap((at) => dotOf(course, at, view));
  return [...lines, ...shown.map((at) => messageOf(at, view)), ...dots];
}

function dotOf({ messages }: Course, step: StoryStep, view: View): SVGElement[] {
  const { number, lane, kind, fault } = step;
  const classes = `dot ${kind}${tenseOf(number, view)}`;
  const y = heightOf(number);
  if (lane !== null) {
    return [
      svg('circle', { class: classes, cx: middleOf(lane, view.laneWidth), cy: y, r: dotRadius }),
    ];
  }
  const hit =
    fault && 'message' in fault ? messages.find((at) => at.number === fault.message) : undefined;
  // What is lost has its mark at the end of its arrow.
  if (!hit || fault?.kind === 'loses') return [];
  const { x } = between(hit, y, y, view);
  const d = `M${x - 6} ${y}l6 -6l6 6l-6 6z`;
  return [svg('path', { class: classes, d })];
}

function messageOf(message: StoryMessage, view: View): SVGElement {
  const { from, to, fate } = message;
  const [sent, ended] = [startOf(message), endOf(message)];
  const start = { x: middleOf(from, view.laneWidth), y: heightOf(sent) };
  const y = fate.kind === 'underWay' ? start.y + rowHeight * 0.7 : heightOf(ended);
  const end =
    fate.kind === 'received'
      ? { x: middleOf(to, view.laneWidth), y }
      : between(message, start.y, y, view);
  const isNow =
    view.step > 0 && (sent === view.step || (fate.kind !== 'underWay' && ended === view.step));
  const tense = isNow ? ' now' : tenseOf(sent, view);
  const title = svg('title', {}, [`${messageText(message)}${fateText(message)}`]);
  const kind = fate.kind === 'received' ? '' : ` ${fate.kind}`;
  return svg('g', { class: `message${tense}${kind}` }, [
    title,
    svg('path', { class: 'way', d: wayOf(start, end, from === to, view) }),
    endMark(message, start, end),
    ...(isNow ? [nameOf(message, start, end)] : []),
  ]);
}

function wayOf(start: Point, end: Point, isOwn: boolean, { laneWidth }: View): string {
  if (!isOwn) return `M${start.x} ${start.y}L${end.x} ${end.y}`;
  const x = start.x + laneWidth / 2;
  return `M${start.x} ${start.y}C${x} ${start.y} ${x} ${end.y} ${end.x} ${end.y}`;
}

/** The head of an arrow; a cross where the message is lost, a ring where it is still under way. */
function endMark({ fate, from, to }: StoryMessage, start: Point, end: Point): SVGElement {
  const { x, y } = end;
  if (fate.kind === 'lost')
    return svg('path', { class: 'cross', d: `M${x - 5} ${y - 5}l10 10m0 -10l-10 10` });
  if (fate.kind === 'underWay') return svg('circle', { class: 'ring', cx: x, cy: y, r: 3 });
  const angle = from === to ? Math.PI : Math.atan2(y - start.y, x - start.x);
  const tip = { x: x - dotRadius * Math.cos(angle), y: y - dotRadius * Math.sin(angle) };
  const corner = (turn: number) =>
    `${tip.x - headLength * Math.cos(angle + turn)} ${tip.y - headLength * Math.sin(angle + turn)}`;
  return svg('path', { class: 'head', d: `M${tip.x} ${tip.y}L${corner(0.45)}L${corner(-0.45)}z` });
}

/** On the way of the message; beside the end of one that is still under way, which has no room for it. */
function nameOf({ number, message, fate }: StoryMessage, start: Point, end: Point): SVGElement {
  const heading = Array.from(headingOf(message) ?? '')
    .slice(0, mostLetters)
    .join('');
  const place =
    fate.kind === 'underWay'
      ? { x: end.x + 7, y: end.y + 4 }
      : { x: (start.x + end.x) / 2, y: (start.y + end.y) / 2 - 9 };
  return svg('text', { class: 'name', ...place }, [`#${number} ${heading}`.trim()]);
}

/** A place on the way that a message has not come to the end of. */
function between({ from, to }: StoryMessage, y1: number, y2: number, { laneWidth }: View): Point {
  const share = y1 === y2 ? 0.5 : 0.6;
  const [x1, x2] = [middleOf(from, laneWidth), middleOf(to, laneWidth)];
  return { x: x1 + (x2 - x1) * share, y: y2 };
}

function fateText({ fate }: StoryMessage): string {
  if (fate.kind === 'underWay') return ', still under way';
  return `, ${fate.kind} in step ${fate.step}`;
}

function startOf({ sentIn }: StoryMessage): number {
  return sentIn ?? 0;
}

function endOf(message: StoryMessage): number {
  const { fate } = message;
  return fate.kind === 'underWay' ? startOf(message) + 1 : fate.step;
}

function tenseOf(step: number, view: View): string {
  if (step === view.step) return ' now';
  return step > view.step ? ' later' : '';
}

/** The middle of a lane. */
export function middleOf(lane: number, laneWidth: number): number {
  return (lane + 0.5) * laneWidth;
}

/** The middle of a step's row; row 0 is the start. */
function heightOf(step: number): number {
  return (step + 0.5) * rowHeight;
}
