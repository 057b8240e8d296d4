/**
 * The steps, one row each, beside the lanes: like a score, read downwards.
 *
 * Rows are all of one height, so that of a long story only those are made that can be seen.
 */
import { sentenceOf } from '../report/story/lines.ts';
import type { Course, StoryStep } from '../report/story/story.ts';
import { arrowsOf, middleOf, rowHeight } from './arrows.ts';
import { element, svg } from './dom.ts';

/** Stories of at most so many rows are there as a whole. */
const mostRows = 300;

/** Rows that are made beyond those that can be seen. */
const spareRows = 12;

/** Pixels of a lane at least and at most, and the share of the width that all lanes may take. */
const [leastLane, mostLane, shareOfLanes] = [22, 104, 0.5];

/** Pixels of a letter of a lane's name. */
const letterWidth = 7;

/** The rows of a course, scrolled so that the present step is seen. */
export class Score {
  readonly element: HTMLElement;
  readonly #linkTo: (step: number) => string;
  readonly #head = element('div', { class: 'lanes' });
  readonly #drawing = svg('svg', { class: 'drawing', 'aria-hidden': 'true' });
  readonly #rows = element('ol', { class: 'rows', 'aria-label': 'steps' });
  readonly #body = element('div', { class: 'body' }, [this.#drawing, this.#rows]);
  #course: Course | null = null;
  #step = 0;
  #broken: readonly number[] = [];

  /** `linkTo` says the address of a step. */
  constructor(linkTo: (step: number) => string) {
    this.#linkTo = linkTo;
    const label = 'the steps, by role instance';
    this.element = element(
      'div',
      { class: 'score', tabindex: 0, role: 'region', 'aria-label': label },
      [this.#head, this.#body],
    );
    this.element.addEventListener('scroll', () => this.#draw(), { passive: true });
    new ResizeObserver(() => this.#draw()).observe(this.element);
  }

  /** Shows a course at one of its steps; those that break a promise are marked. */
  show(course: Course, step: number, broken: readonly number[]): void {
    this.#course = course;
    this.#step = step;
    this.#broken = broken;
    this.#draw();
    this.#reveal();
  }

  #reveal(): void {
    const { scrollTop, clientHeight } = this.element;
    const room = clientHeight - this.#head.offsetHeight;
    const top = this.#step * rowHeight;
    if (top < scrollTop) this.element.scrollTop = Math.max(0, top - rowHeight);
    if (top + 2 * rowHeight > scrollTop + room) this.element.scrollTop = top + 2 * rowHeight - room;
  }

  #draw(): void {
    const course = this.#course;
    if (!course) return;
    const { lanes, steps } = course;
    const room = this.element.clientWidth * shareOfLanes;
    const laneWidth = Math.max(leastLane, Math.min(mostLane, room / Math.max(lanes.length, 1)));
    const width = Math.ceil(laneWidth * lanes.length);
    const [first, last] = this.#range(steps.length);
    this.#head.replaceChildren(headOf(course, laneWidth, width));
    // Half a row more, for the ends of messages that are still under way.
    this.#body.style.height = `${(steps.length + 1.5) * rowHeight}px`;
    this.#body.style.setProperty('--lanes', `${width}px`);
    this.#drawing.setAttribute('width', `${width}`);
    this.#drawing.setAttribute('height', `${(steps.length + 1) * rowHeight}`);
    this.#drawing.replaceChildren(
      ...arrowsOf(course, { laneWidth, first, last, step: this.#step }),
    );
    const numbers = Array.from({ length: last - first + 1 }, (_, at) => first + at);
    // Those that stay are kept: a row that has the focus must not lose it.
    const known = new Map([...this.#rows.children].map((row) => [row.id, row]));
    this.#rows.replaceChildren(...numbers.map((at) => this.#row(course, at, known)));
  }

  #range(last: number): readonly [number, number] {
    if (last <= mostRows) return [0, last];
    const { scrollTop, clientHeight } = this.element;
    const first = Math.floor(scrollTop / rowHeight) - spareRows;
    const end = Math.ceil((scrollTop + clientHeight) / rowHeight) + spareRows;
    return [Math.max(0, first), Math.min(last, end)];
  }

  #row(course: Course, number: number, known: ReadonlyMap<string, Element>): Element {
    const id = `row-${number}`;
    const step = course.steps[number - 1];
    const href = this.#linkTo(number);
    const sentence = step ? sentenceOf(step) : 'At the start';
    const old = known.get(id);
    const link = old?.firstElementChild ?? element('a', {});
    if (link.getAttribute('href') !== href || link.lastChild?.textContent !== sentence) {
      const count = element('span', { class: 'number' }, [step ? `${number}` : '']);
      link.replaceChildren(
        count,
        element('span', { class: 'sentence', title: sentence }, [sentence]),
      );
      link.setAttribute('href', href);
    }
    if (number === this.#step) link.setAttribute('aria-current', 'step');
    else link.removeAttribute('aria-current');
    const row = old ?? element('li', { id }, [link]);
    row.className = `row${step ? kindOf(course, step) : ' start'}${this.#markOf(number)}`;
    (row as HTMLElement).style.top = `${number * rowHeight}px`;
    return row;
  }

  #markOf(number: number): string {
    const mark = this.#broken.includes(number) ? ' broken' : '';
    if (number === this.#step) return `${mark} now`;
    return number > this.#step ? `${mark} later` : mark;
  }
}

function kindOf({ ending }: Course, { number, kind }: StoryStep): string {
  return ` ${kind}${ending.kind === 'loop' && number >= ending.from ? ' loop' : ''}`;
}

/** The names of the lanes; where they are too long for it, they are written upwards. */
function headOf({ lanes }: Course, laneWidth: number, width: number): SVGElement {
  const longest = Math.max(0, ...lanes.map(({ name }) => Array.from(name).length)) * letterWidth;
  const isLevel = longest <= laneWidth;
  const height = isLevel ? 26 : Math.min(longest, 150) * 0.8 + 16;
  const extent = isLevel ? width : width + height;
  const names = lanes.map(({ name }, lane) => {
    const x = middleOf(lane, laneWidth);
    if (isLevel) return svg('text', { x, y: 17, 'text-anchor': 'middle' }, [name]);
    return svg('text', { transform: `translate(${x + 3} ${height - 6}) rotate(-52)` }, [name]);
  });
  return svg('svg', { width: extent, height, role: 'img', 'aria-label': 'lanes' }, names);
}
