/**
 * The shape of a state space: how many states each level has, as a bar chart.
 */
import { counted, grouped } from '../words.ts';
import { tag, text } from './tags.ts';

/** The picture, in units of its own; the page scales it. */
const [width, height, left, bottom, top] = [720, 170, 8, 22, 20];

/** More bars than this are not told apart: several levels then share one. */
const mostBars = 240;

/** Room between two bars, as a share of a bar's own. */
const gap = 0.15;

/** A bar: the levels from one to another, and the states of all of them. */
interface Bar {
  readonly from: number;
  readonly to: number;
  readonly states: number;
}

/** The chart of the states of each level; nothing for fewer than two levels. */
export function shapeHtml(levels: readonly number[]): string[] {
  if (levels.length < 2) return [];
  const bars = barsOf(levels);
  const most = Math.max(...bars.map(({ states }) => states));
  const widest = bars.find(({ states }) => states === most) as Bar;
  const label =
    `${counted(levels.length, 'level')}; the most states, ${grouped(most)}, ` +
    `are in ${levelText(widest)}`;
  return [
    tag('figure', { class: 'shape' }, [
      tag('svg', { viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': label }, [
        ...bars.map((bar, at) => barSvg(bar, at, bars.length, most)),
        ...ticksSvg(levels.length),
      ]),
      tag('figcaption', {}, [text(`States of each level: ${label}.`)]),
    ]),
  ];
}

function barsOf(levels: readonly number[]): Bar[] {
  const size = Math.ceil(levels.length / mostBars);
  return Array.from({ length: Math.ceil(levels.length / size) }, (_, at) => {
    const part = levels.slice(at * size, (at + 1) * size);
    const states = part.reduce((sum, count) => sum + count, 0);
    return { from: at * size + 1, to: at * size + part.length, states };
  });
}

function barSvg(bar: Bar, at: number, count: number, most: number): string {
  const room = (width - 2 * left) / count;
  // A level that is there must be seen.
  const tall = Math.max(1, (bar.states / most) * (height - bottom - top));
  return tag(
    'rect',
    {
      x: rounded(left + (at + gap / 2) * room),
      y: rounded(height - bottom - tall),
      width: rounded(room * (1 - gap)),
      height: rounded(tall),
    },
    [tag('title', {}, [text(`${levelText(bar)}: ${counted(bar.states, 'state')}`)])],
  );
}

/** The first and the last level by number. */
function ticksSvg(count: number): string[] {
  const y = `${height - 5}`;
  return [
    tag(
      'line',
      {
        x1: `${left}`,
        x2: `${width - left}`,
        y1: `${height - bottom}`,
        y2: `${height - bottom}`,
      },
      [],
    ),
    tag('text', { x: `${left}`, y }, [text('level 1')]),
    tag('text', { x: `${width - left}`, y, 'text-anchor': 'end' }, [text(`level ${count}`)]),
  ];
}

function levelText({ from, to }: Bar): string {
  return from === to ? `level ${from}` : `levels ${from} to ${to}`;
}

function rounded(length: number): string {
  return `${Math.round(length * 100) / 100}`;
}
