/**
 * A story as a Mermaid sequence diagram: a lane for each role instance, an arrow for each message at the moment of
 * sending, a note for what a step does and takes, faults on red, and a red frame around the step that breaks the
 * promise.
 *
 * Mermaid draws arrows level, so a message has no second end in time: the note of the step that receives it names
 * it, and what never arrives is marked where it is sent.
 */
import type { ReportOptions } from '../options.ts';
import { usualOptions } from '../options.ts';
import type { Folded, Passage } from '../story/fold.ts';
import { folded, foldedLines } from '../story/fold.ts';
import type { Story, StoryMessage, StoryStep, Told } from '../story/story.ts';
import { messageOf, toldChanges } from '../story/story.ts';
import type { Difference } from '../values.ts';
import { headingOf, printCall, printValue, shorten } from '../values.ts';
import { balanced, escaped, indented, joined, noted } from './escape.ts';

/** Translucent, so that they work on light and dark backgrounds. */
const [redOfFault, redOfViolation] = ['rgba(255, 60, 60, 0.12)', 'rgba(255, 0, 0, 0.28)'];

/** Letters of a message, of a change, of a label, of a line; more pushes the lanes apart, and is not read. */
const [mostOfMessage, mostOfChange, mostOfLabel, mostOnLine] = [80, 44, 200, 38];
/** Changes in a note, and facts of a reason. */
const [mostChanges, mostFacts] = [5, 8];

/** Steps of a diagram: the first of these with which the text stays below what forges draw. */
const sizes = [80, 40, 20, 8] as const;
const mostText = 45_000;

/** The diagram of a story; a long one is folded. */
export function sequenceOf(
  story: Told,
  options: ReportOptions = usualOptions,
  comments: readonly string[] = [],
): string {
  let text = '';
  for (const most of sizes) {
    text = new Sequence(story, folded(story, most), options.ghosts).text(comments);
    if (text.length <= mostText) break;
  }
  return text;
}

class Sequence {
  readonly #story: Told;
  readonly #folded: Folded;
  readonly #ghosts: boolean;
  /** The steps that are shown, and so the arrows that there are. */
  readonly #shown: ReadonlySet<number>;

  constructor(story: Told, passages: Folded, ghosts: boolean) {
    this.#story = story;
    this.#folded = passages;
    this.#ghosts = ghosts;
    const all = [...passages.before, ...passages.loop];
    const shown = all.flatMap((at) => (at.kind === 'shown' ? at.steps : []));
    this.#shown = new Set(shown.map(({ number }) => number));
  }

  text(comments: readonly string[]): string {
    const { promise, lanes, ending } = this.#story;
    const { before, loop } = this.#folded;
    // A violated initial state has no steps, but a diagram needs somebody to hang the note on.
    const names = lanes.length > 0 ? lanes.map(({ name }) => name) : [this.#story.system];
    const title = promise ? `${promise.id}: ${promise.name}` : this.#story.system;
    const repeated = loop.flatMap((at) => this.#passage(at));
    return joined([
      'sequenceDiagram',
      ...comments.map((comment) => `%% ${escaped(comment)}`),
      ...indented([
        `title ${escaped(shorten(title, mostOfLabel))}`,
        ...names.map((name, at) => `participant p${at} as ${escaped(name)}`),
        ...before.flatMap((at) => this.#passage(at)),
        ...(loop.length > 0
          ? [`loop ${escaped('again and again')}`, ...indented(repeated), 'end']
          : []),
        ...(ending.kind === 'step' ? [] : this.#end([])),
      ]),
    ]);
  }

  #passage(passage: Passage): string[] {
    if (passage.kind === 'shown') return passage.steps.flatMap((step) => this.#step(step));
    return [this.#noteOverAll(foldedLines(passage))];
  }

  #step(step: StoryStep): string[] {
    const { ending, promise } = this.#story;
    const lines = this.#stepLines(step);
    // A loop is violated by going on for ever, not by a last step.
    if (promise && ending.kind === 'step' && ending.step === step.number) return this.#end(lines);
    return step.fault ? inRed(redOfFault, lines) : lines;
  }

  /** Where the promise is broken; nowhere, if there is none. */
  #end(lines: readonly string[]): string[] {
    const { promise, violation } = this.#story;
    if (!promise || !violation) return [...lines];
    return inRed(redOfViolation, [...lines, ...this.#endNotes(promise, violation)]);
  }

  #stepLines(step: StoryStep): string[] {
    const { number, lane, label, receives, sends, fault } = step;
    if (lane === null) return this.#networkLines(step);
    const mark = fault ? '⚡ ' : '';
    const texts = [
      ...balanced(`${mark}${number}. ${shorten(label, mostOfLabel)}`, mostOnLine),
      ...receives.flatMap((at) => this.#taken(messageOf(this.#story, at))),
      ...this.#changes(step),
    ];
    const arrows = sends.map((at) => this.#arrow(messageOf(this.#story, at)));
    return [`Note over p${lane}: ${noted(...texts)}`, ...arrows];
  }

  /** What the message says stands on its arrow, if there is one. */
  #taken({ number, message, sentIn, from }: StoryMessage): string[] {
    if (sentIn !== null && this.#shown.has(sentIn)) {
      const heading = headingOf(message);
      return [`takes #${number}${heading === null ? '' : ` ${shorten(heading, mostOfChange)}`}`];
    }
    const sender = this.#story.lanes[from]?.name ?? '?';
    return balanced(`takes #${number} ${callOf(message)} from ${sender}`, mostOnLine);
  }

  #arrow(sent: StoryMessage): string {
    const { number, message, from, to } = sent;
    const text = balanced(`#${number} ${callOf(message)}`, mostOnLine);
    return `p${from}-)p${to}: ${noted(...text, ...this.#endOf(sent))}`;
  }

  /** What is to be said of a message that no note says it is taken. */
  #endOf({ channel, fate }: StoryMessage): string[] {
    const { ending, messages } = this.#story;
    if (fate.kind === 'received') return [];
    if (fate.kind === 'lost') return [`(lost in step ${fate.step})`];
    // In a loop that takes messages of this channel, the next round takes this one.
    const isTaken =
      ending.kind === 'loop' &&
      messages.some((at) => at.channel === channel && goesIn(at, ending.from));
    return isTaken ? [] : ['(still under way)'];
  }

  /** Faults of the network are marked on the way of the message: a crossed arrow, a second arrow, or a note between both ends. */
  #networkLines({ number, label, fault }: StoryStep): string[] {
    if (!fault || fault.kind === 'fails') return [this.#noteOverAll([`⚡ ${number}. ${label}`])];
    const { from, to, message } = messageOf(this.#story, fault.message);
    const text = (fate: string) =>
      noted(
        ...balanced(`⚡ ${number}. ${fate}`, mostOnLine),
        ...balanced(callOf(message), mostOnLine),
      );
    const original = `#${fault.message}`;
    switch (fault.kind) {
      case 'loses':
        return [`p${from}--xp${to}: ${text(`${original} is lost`)}`];
      case 'duplicates':
        return [`p${from}--)p${to}: ${text(`#${fault.copy} repeats ${original}`)}`];
      case 'delays': {
        const ends = from === to ? `p${from}` : `p${from},p${to}`;
        return [`Note over ${ends}: ${text(`${original} is delayed behind all others`)}`];
      }
    }
  }

  /** The first few changes; a note that lists a whole cluster is not read. */
  #changes(step: StoryStep): string[] {
    const { role = '', ids = [] } = this.#story.lanes[step.lane ?? -1] ?? {};
    // The note hangs on the lane: what the lane's own cell is called need not be said again.
    const own = `${ids.length === 0 ? role : `${role}(${ids.join(', ')})`}.`;
    // Budgets say how many more faults the search would allow; the fault itself is already drawn.
    const told = toldChanges(step, this.#ghosts).filter(({ kind }) => kind !== 'budget');
    const all = told.flatMap(({ parts }) => parts.map((part) => changeText(part, own)));
    if (all.length <= mostChanges) return all;
    return [...all.slice(0, mostChanges - 1), `… ${all.length - mostChanges + 1} more changes`];
  }

  /** Why the promise is broken, over all lanes. */
  #endNotes(promise: Story['promise'], violation: Story['violation']): string[] {
    const { ending } = this.#story;
    const { id, name, kind } = promise;
    const facts = violation.facts.map((fact) =>
      shorten(`${fact.name} = ${printValue(fact.value)}`, mostOfMessage),
    );
    const more = facts.length - mostFacts;
    const sentence = shorten(violation.sentence ?? name, mostOfLabel);
    const lines = [
      // What is wrong with a state of rest is often not the fault of the step that leads to it.
      ...balanced(
        `✗ ${id} is violated${kind === 'quiescent' ? ', the system at rest' : ''}: ${sentence}`,
        2 * mostOnLine,
      ),
      ...facts.slice(0, mostFacts),
      ...(more > 0 ? [`… ${more} more facts`] : []),
    ];
    const stays = ending.kind === 'rest' ? [this.#noteOverAll(['nothing happens any more'])] : [];
    return [...stays, this.#noteOverAll(lines)];
  }

  #noteOverAll(lines: readonly string[]): string {
    const last = this.#story.lanes.length - 1;
    return `Note over ${last > 0 ? `p0,p${last}` : 'p0'}: ${noted(...lines)}`;
  }
}

function inRed(red: string, lines: readonly string[]): string[] {
  return [`rect ${red}`, ...indented(lines), 'end'];
}

/** Is a message taken, or lost, in this step or later? */
function goesIn({ fate }: StoryMessage, step: number): boolean {
  return fate.kind !== 'underWay' && fate.step >= step;
}

function callOf(message: StoryMessage['message']): string {
  return shorten(printCall(message), mostOfMessage);
}

/** `status: live → absent`, or only what it is now where both are too long. */
function changeText({ path, before, after }: Difference, own: string): string {
  const name = path.startsWith(own) ? path.slice(own.length) : path;
  const whole = `${name}: ${before} → ${after}`;
  return whole.length <= mostOfChange ? whole : shorten(`${name} = ${after}`, mostOfChange);
}
