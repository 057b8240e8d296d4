/**
 * The player of a course: forward and back, by button, key, slider or link.
 */
import { sequenceOf } from '../report/mermaid/sequence.ts';
import { usualOptions } from '../report/options.ts';
import type { Told } from '../report/story/story.ts';
import type { Broken } from './card.ts';
import { cardOf } from './card.ts';
import { copyButton } from './copy.ts';
import { button, element } from './dom.ts';
import { Score } from './score.ts';
import { StateTable } from './stateTable.ts';

/** What is played. */
export interface Showing {
  readonly course: Told;
  readonly broken: readonly Broken[];
}

/** What a player needs of the page around it. */
export interface Surroundings {
  /** The end of the address of a step. */
  readonly linkTo: (step: number) => string;
  /** Told of every step that the reader goes to by button, key or slider. */
  readonly moved: (step: number) => void;
  readonly ghosts: boolean;
  /** Buttons that copy more than the diagram. */
  readonly copies: readonly HTMLElement[];
}

const nothing: Showing = {
  course: {
    system: '',
    lanes: [],
    cells: [],
    startsDiffer: false,
    messages: [],
    steps: [],
    ending: { kind: 'start' },
  },
  broken: [],
};

export class Player {
  readonly element: HTMLElement;
  readonly #around: Surroundings;
  readonly #score: Score;
  readonly #table = new StateTable();
  readonly #card = element('div', { class: 'card', 'aria-live': 'polite' });
  readonly #position = element('output', { class: 'position' });
  readonly #slider = element('input', { type: 'range', min: 0, 'aria-label': 'step' });
  readonly #ghosts = element('input', { type: 'checkbox' });
  readonly #back = button('◀', 'One step back (←)', () => this.#move(this.step - 1));
  readonly #forward = button('▶', 'One step forward (→)', () => this.#move(this.step + 1));
  readonly #first = button('|◀', 'To the start (Home)', () => this.#move(0));
  readonly #last = button('▶|', 'To the end (End)', () => this.#move(this.#length));
  #showing = nothing;
  /** Where the reader is: after so many steps. */
  step = 0;

  constructor(around: Surroundings) {
    this.#around = around;
    this.#score = new Score(around.linkTo);
    this.#ghosts.checked = around.ghosts;
    this.#ghosts.addEventListener('change', () => this.#render());
    this.#slider.addEventListener('input', () => this.#move(Number(this.#slider.value)));
    const side = element('div', { class: 'side' }, [this.#card, this.#table.element]);
    this.element = element('div', { class: 'player' }, [
      this.#bar(),
      element('div', { class: 'stage' }, [this.#score.element, side]),
    ]);
    document.addEventListener('keydown', (event) => this.#key(event));
  }

  /** Shows a course at one of its steps. */
  show(showing: Showing, step: number): void {
    this.#showing = showing;
    this.go(step);
  }

  /** Goes to a step; beyond the ends there is none. */
  go(step: number): void {
    this.step = Math.max(0, Math.min(step, this.#length));
    this.#render();
  }

  get #length(): number {
    return this.#showing.course.steps.length;
  }

  #move(step: number): void {
    this.go(step);
    this.#around.moved(this.step);
  }

  #bar(): HTMLElement {
    const options = () => ({ ...usualOptions, ghosts: this.#ghosts.checked });
    return element('div', { class: 'bar' }, [
      element('div', { class: 'moves' }, [this.#first, this.#back, this.#forward, this.#last]),
      this.#slider,
      this.#position,
      element('label', {}, [this.#ghosts, ' ghosts']),
      element('div', { class: 'copies' }, [
        copyButton('Copy Mermaid', 'Copy the sequence diagram', () =>
          sequenceOf(this.#showing.course, options()),
        ),
        ...this.#around.copies,
      ]),
    ]);
  }

  #render(): void {
    const { course, broken } = this.#showing;
    const [step, length] = [this.step, this.#length];
    this.#score.show(
      course,
      step,
      broken.map((at) => at.step),
    );
    this.#card.replaceChildren(...cardOf(course, step, broken, this.#ghosts.checked));
    this.#table.show(course, step, this.#ghosts.checked);
    this.#slider.max = `${length}`;
    this.#slider.value = `${step}`;
    this.#position.textContent = `step ${step} of ${length}`;
    for (const at of [this.#first, this.#back]) at.disabled = step === 0;
    for (const at of [this.#forward, this.#last]) at.disabled = step === length;
  }

  #key(event: KeyboardEvent): void {
    const { target, key } = event;
    const isChord = event.altKey || event.ctrlKey || event.metaKey;
    // Slash takes Shift on some keyboards.
    const isOurs = key === '/' || !event.shiftKey;
    if (isChord || !isOurs || !this.#isSeen()) return;
    const isTyping =
      target instanceof HTMLElement &&
      target.matches('input:not([type=checkbox]), textarea, select');
    if (isTyping) {
      if (key === 'Escape') target.blur();
      return;
    }
    const act = this.#acts[key];
    if (!act) return;
    event.preventDefault();
    act();
  }

  /** Keys are the page's own as long as the player is hidden, or scrolled away. */
  #isSeen(): boolean {
    const { width, top, bottom } = this.element.getBoundingClientRect();
    return width > 0 && bottom > 0 && top < window.innerHeight;
  }

  readonly #acts: Readonly<Record<string, () => void>> = {
    ArrowLeft: () => this.#move(this.step - 1),
    ArrowRight: () => this.#move(this.step + 1),
    Home: () => this.#move(0),
    End: () => this.#move(this.#length),
    '/': () => this.#table.search.focus(),
  };
}
