/**
 * The part of a log that is being looked at: events with what must have happened before each of them.
 *
 * Events of a node happen in the order of their lines, and a message is received after it was sent. Nothing else orders
 * events. A message may be received above the line that sends it, as clocks disagree; so the window reads on as far as an
 * event may be overtaken, and knows in time for whom each event has to wait.
 */
import { UsageError } from '../../spec/errors.ts';
import type { LogEvent, MessageId } from './event.ts';
import { parseEvent } from './event.ts';
import type { Act, Meanings } from './meanings.ts';

/** An event in its place. */
export interface Placed {
  /** Which of the events with a meaning it is, from 0. */
  readonly position: number;
  readonly event: LogEvent;
  readonly act: Act;
  /** The positions of events that happened before it: enough of them, their own predecessors are not repeated. */
  readonly after: readonly number[];
}

/** Messages that are remembered: who receives one that was sent before so many others is not checked. */
const mostMessages = 1 << 16;

/** What is known of a node. */
interface Node {
  /** What its next event comes after: its last one with a meaning, and what others without one have received since. */
  before: readonly Before[];
  seq: { readonly number: number; readonly line: number } | null;
}

/** What an event comes after: another one, by its position, or whatever sends a message. */
type Before = number | MessageId;

/** A message that is under way. One that an event without a meaning sends passes on what that one comes after. */
interface Sent {
  readonly before: ReadonlySet<Before>;
  readonly line: number;
}

export class Window {
  /** Lines read so far. */
  lines = 0;
  ignored = 0;
  /** Events with a meaning so far, and those of them that only begin a run. */
  events = 0;
  beginnings = 0;
  runs = 1;
  readonly nodeNames = new Set<string>();
  readonly #source: Iterator<string>;
  readonly #meanings: Meanings;
  readonly #reorder: number;
  readonly #placed = new Map<number, Placed & { readonly after: number[] }>();
  #nodes = new Map<string, Node>();
  #sent = new Map<MessageId, Sent>();
  /** Messages that were received and not sent yet: by whom. */
  #awaited = new Map<MessageId, number[]>();
  #isOver = false;

  constructor(lines: Iterable<string>, meanings: Meanings, reorder: number) {
    this.#source = lines[Symbol.iterator]();
    this.#meanings = meanings;
    this.#reorder = reorder;
  }

  /**
   * The event at a position, if the log has one. All that it has to wait for is known.
   *
   * @throws UsageError for a line that cannot be read, and for an order that contradicts itself
   */
  at(position: number): Placed | undefined {
    while (!this.#isOver && this.events <= position + this.#reorder) this.#read();
    return this.#placed.get(position);
  }

  /** Reads no further. */
  close(): void {
    this.#source.return?.();
  }

  /** Lets go of all events before a position. */
  forget(before: number): void {
    for (const position of this.#placed.keys()) {
      if (position >= before) return;
      this.#placed.delete(position);
    }
  }

  #read(): void {
    const { done, value } = this.#source.next();
    if (done) {
      this.#isOver = true;
      return;
    }
    this.lines++;
    if (value.trim() === '') return;
    const event = parseEvent(value, this.lines);
    this.nodeNames.add(event.node);
    if (this.#meanings.ignores(event)) this.#passOver(event);
    else this.#place(event, this.#meanings.of(event));
  }

  /** An event without a meaning still carries messages: what follows it comes after what was before it. */
  #passOver(event: LogEvent): void {
    this.ignored++;
    const node = this.#nodeOf(event);
    const before = this.#resolved([...node.before, ...event.receives]);
    node.before = [...before];
    for (const message of event.sends) this.#send(message, event, before, this.events);
  }

  #place(event: LogEvent, act: Act): void {
    const position = this.events++;
    if (act.begins) this.#begin(position);
    const node = this.#nodeOf(event);
    const after: number[] = [];
    this.#placed.set(position, { position, event, act, after });
    for (const before of this.#resolved([...node.before, ...event.receives])) {
      if (typeof before === 'number') after.push(before);
      else this.#await(before, position);
    }
    node.before = [position];
    for (const message of event.sends) this.#send(message, event, new Set([position]), position);
  }

  /** Events in the place of messages, as far as these are sent. Events that nobody looks at any more are left out. */
  #resolved(before: readonly Before[]): Set<Before> {
    const met = new Set(before);
    const found = new Set<Before>();
    // What is added to a set while it is walked is walked too.
    for (const at of met) {
      const sent = typeof at === 'number' ? undefined : this.#sent.get(at);
      if (sent) for (const further of sent.before) met.add(further);
      else if (typeof at !== 'number' || this.#placed.has(at)) found.add(at);
    }
    return found;
  }

  /** Numbers and messages of a new run have nothing to do with those of the last one. */
  #begin(position: number): void {
    this.beginnings++;
    if (position > 0) this.runs++;
    this.#nodes = new Map();
    this.#sent = new Map();
    this.#awaited = new Map();
  }

  #nodeOf({ node: name, seq, line }: LogEvent): Node {
    const node = this.#nodes.get(name) ?? { before: [], seq: null };
    this.#nodes.set(name, node);
    if (seq === null) return node;
    if (node.seq !== null && node.seq.number >= seq) {
      throw new UsageError(
        `line ${line}: ${name} logs number ${seq} after ${node.seq.number} ` +
          `(line ${node.seq.line}); the lines of a node must be in its own order`,
      );
    }
    node.seq = { number: seq, line };
    return node;
  }

  #await(message: MessageId, position: number): void {
    const waiting = this.#awaited.get(message) ?? [];
    waiting.push(position);
    this.#awaited.set(message, waiting);
    forgetFirst(this.#awaited);
  }

  /** @param place how many events stand above the line that sends it */
  #send(message: MessageId, event: LogEvent, before: ReadonlySet<Before>, place: number): void {
    const known = this.#sent.get(message);
    if (known !== undefined) {
      throw new UsageError(
        `line ${event.line}: the message ${message} was sent before, in line ${known.line}; ` +
          'each message needs an id of its own',
      );
    }
    if (before.has(message)) {
      throw new UsageError(
        `the log contradicts itself: line ${event.line} sends the message ${message}, ` +
          'and comes after whatever receives it, by node and message',
      );
    }
    this.#sent.set(message, { before, line: event.line });
    forgetFirst(this.#sent);
    const waiting = this.#awaited.get(message) ?? [];
    this.#awaited.delete(message);
    if (waiting.length === 0) return;
    for (const sender of this.#resolved([...before])) {
      for (const receiver of waiting) {
        if (typeof sender === 'string') this.#await(sender, receiver);
        else this.#wait(receiver, sender, message, { line: event.line, place });
      }
    }
  }

  /** An event comes after another one, as a line below it tells. */
  #wait(
    receiver: number,
    sender: number,
    message: MessageId,
    sending: { readonly line: number; readonly place: number },
  ): void {
    // So far apart the lines tell their order.
    if (sender < receiver - this.#reorder) return;
    const placed = this.#placed.get(receiver);
    const line = placed?.event.line;
    const distance = sending.place - receiver;
    if (distance > this.#reorder) {
      const where = line === undefined ? 'far above' : `in line ${line}, ${distance} events above`;
      throw new UsageError(
        `line ${sending.line}: the message ${message} is sent here and received ${where}; ` +
          `the map lets an event overtake the ${this.#reorder} right above it ` +
          'and no others (reorder)',
      );
    }
    const way = this.#way(sender, receiver, new Set());
    if (way !== null) {
      const lines = way.map((at) => this.#placed.get(at)?.event.line).join(', ');
      throw new UsageError(
        `the log contradicts itself: line ${line} receives the message ${message}, ` +
          `which line ${sending.line} sends, and comes before it too, ` +
          `by node and message (lines ${lines})`,
      );
    }
    placed?.after.push(sender);
  }

  /** How an event comes after another one, from that one on; null if it does not. */
  #way(from: number, to: number, seen: Set<number>): number[] | null {
    if (from === to) return [to];
    if (seen.has(from)) return null;
    seen.add(from);
    for (const before of this.#placed.get(from)?.after ?? []) {
      const way = this.#way(before, to, seen);
      if (way !== null) return [...way, from];
    }
    return null;
  }
}

function forgetFirst(map: Map<MessageId, unknown>): void {
  if (map.size <= mostMessages) return;
  for (const first of map.keys()) {
    map.delete(first);
    return;
  }
}
