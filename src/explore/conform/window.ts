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
  /** The position of its last event with a meaning; -1 if there is none. */
  last: number;
  seq: { readonly number: number; readonly line: number } | null;
  /** Messages that it received in events without a meaning: what comes next comes after them. */
  received: MessageId[];
}

/** Who sent a message: the position after which it was under way, -1 if that was before all others. */
interface Sent {
  readonly position: number;
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

  /** An event without a meaning still carries messages: its place in the order is told by its neighbours. */
  #passOver(event: LogEvent): void {
    this.ignored++;
    const node = this.#nodeOf(event);
    for (const message of event.sends) this.#send(message, event, node.last);
    node.received.push(...event.receives);
  }

  #place(event: LogEvent, act: Act): void {
    const position = this.events++;
    if (act.begins) this.#begin(position);
    const node = this.#nodeOf(event);
    const after: number[] = [];
    if (node.last >= 0) after.push(node.last);
    this.#placed.set(position, { position, event, act, after });
    for (const message of [...node.received, ...event.receives]) {
      const sent = this.#sent.get(message);
      if (sent === undefined) this.#await(message, position);
      else if (sent.position >= 0) after.push(sent.position);
    }
    node.received = [];
    node.last = position;
    for (const message of event.sends) this.#send(message, event, position);
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
    const node = this.#nodes.get(name) ?? { last: -1, seq: null, received: [] };
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

  #send(message: MessageId, event: LogEvent, position: number): void {
    const before = this.#sent.get(message);
    if (before !== undefined) {
      throw new UsageError(
        `line ${event.line}: the message ${message} was sent before, in line ${before.line}; ` +
          'each message needs an id of its own',
      );
    }
    this.#sent.set(message, { position, line: event.line });
    forgetFirst(this.#sent);
    const waiting = this.#awaited.get(message) ?? [];
    this.#awaited.delete(message);
    for (const receiver of waiting)
      if (position >= 0) this.#wait(receiver, position, message, event);
  }

  /** An event comes after one that stands below it. */
  #wait(receiver: number, sender: number, message: MessageId, sending: LogEvent): void {
    const placed = this.#placed.get(receiver);
    const line = placed?.event.line;
    if (sender - receiver > this.#reorder) {
      const where =
        line === undefined ? 'far above' : `in line ${line}, ${sender - receiver} events above`;
      throw new UsageError(
        `line ${sending.line}: the message ${message} is sent here and received ${where}; ` +
          `the map lets an event be overtaken by the ${this.#reorder} below it (reorder)`,
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
