/**
 * The helpers of an exploration: threads that run hands on the shared tables, as the main thread sees them.
 *
 * Helpers build the model for themselves, from the module that it came from: functions cannot be sent. While they
 * start, the search goes on without them.
 */
import type { MessagePort, Worker } from 'node:worker_threads';
import { MessageChannel, receiveMessageOnPort } from 'node:worker_threads';
import { ModelError } from '../spec/errors.ts';
import type { Phase } from './control.ts';
import { at, phases } from './control.ts';
import { Origins } from './origins.ts';
import type { PairHandles, PairTable } from './pairs.ts';
import type { Programs } from './programs.ts';
import type { HandBytes, Report, Tally } from './reports.ts';
import type { ModelSource } from './source.ts';
import type { Grown, TableHandles, Tables } from './tables.ts';
import type { Threads } from './threads.ts';
import type { Tuning } from './tuning.ts';
import type { Origin } from './values.ts';
import { CapacityError } from './words.ts';

/** What a helper is started with. */
export interface HelperData {
  readonly source: ModelSource;
  /** Ids of the properties to check, and whether deadlocks are looked for. */
  readonly properties: readonly string[];
  readonly checksDeadlock: boolean;
  readonly symmetry: boolean;
  readonly profile: boolean;
  readonly tuning: Tuning;
  readonly learned: Int32Array;
  readonly control: Int32Array;
  readonly threads: number;
  readonly origins: readonly Origin[];
  /** To the main thread, and to every thread that makes values. */
  readonly port: MessagePort;
  readonly peers: readonly MessagePort[];
}

/** What the main thread tells a helper before a round. */
export interface Order {
  /** Other tables to work on. */
  readonly tables?: TableHandles;
  /** Of the same tables, those that have grown. */
  readonly grown?: Grown;
  readonly settled?: ReadonlySet<string>;
  readonly marked?: PairHandles;
}

/** What a helper tells after a round. */
export type Answer =
  | { readonly kind: 'report'; readonly report: Sent }
  | { readonly kind: 'tally'; readonly tally: Tally }
  | { readonly kind: 'broken'; readonly stack: string };

/** A report as it is sent: an error of the model arrives without its class. */
export type Sent = Omit<Report, 'error'> & {
  readonly error: {
    readonly state: number;
    readonly where: string;
    readonly what: string;
  } | null;
  /** What there was no more room for. */
  readonly full: string | null;
  readonly bytes: HandBytes;
};

interface Helper {
  readonly worker: Worker;
  readonly port: MessagePort;
  /** What it has told, and nobody has asked for yet. */
  readonly told: Answer[];
}

/** Milliseconds of waiting, after which somebody looks whether a helper died. */
const patienceMs = 200;
/** So often is a helper waited for that only has to end what it is at. */
const mostPatience = 300;

export class Crew {
  /** What each helper's own memory took when it last said so. */
  bytes: readonly HandBytes[] = [];

  readonly #control: Int32Array;
  readonly #helpers: readonly Helper[];
  /** What everyone works on. */
  #tables: Tables | null = null;
  /** Helpers at work in the present round. */
  #busy: readonly Helper[] = [];
  #failure: Error | null = null;
  readonly #threads: Threads;
  readonly #onError = (error: Error) => {
    this.#failure ??= error;
  };
  readonly #onExit = (code: number) => {
    this.#failure ??= new Error(`a worker ended with code ${code}`);
  };
  /** To all helpers, about values. */
  readonly #lines: readonly MessagePort[];

  constructor(
    control: Int32Array,
    programs: Programs,
    data: Omit<HelperData, 'control' | 'origins' | 'port' | 'peers'>,
    pool: Threads,
  ) {
    this.#control = control;
    this.#threads = pool;
    const { threads, tuning } = data;
    const { origins } = programs.values;
    const lines = linesBetween(threads);
    this.#lines = lines[0]!;
    programs.values.exchange = new Origins(control, this.#lines);
    this.#helpers = lines.slice(1).map((peers) => {
      const { port1: port, port2: ours } = new MessageChannel();
      const helperData: HelperData = { ...data, control, origins, port, peers };
      const worker = pool.take();
      worker.on('error', this.#onError);
      worker.on('exit', this.#onExit);
      worker.postMessage(helperData, [port, ...peers]);
      return { worker, port: ours, told: [] };
    });
    if (tuning.waitsForHelpers) while (!this.#waits(at.online, threads - 1));
  }

  /** From now on everyone works on these tables, with all that was learned of the model before. */
  workOn(tables: Tables): void {
    this.#tables = tables;
    tables.takeGrown();
    for (const helper of this.#helpers) this.#tell(helper, { tables: tables.handles });
  }

  /**
   * Sends everyone who is ready into a round. False if nobody is.
   *
   * @param marked what the states are asked about, if anything
   */
  start(phase: Phase, marked: PairTable | null): boolean {
    const tables = this.#tables;
    if (tables === null || Atomics.load(this.#control, at.online) < this.#helpers.length) {
      this.#refuseBroken();
      return false;
    }
    this.#busy = this.#helpers;
    const grown = tables.takeGrown();
    for (const helper of this.#busy) {
      if (grown) this.#tell(helper, { grown });
      if (marked) this.#tell(helper, { marked: marked.handles });
    }
    this.#wake(phase);
    return true;
  }

  /** Have all ended the round? Waits a little for it. */
  hasArrived(): boolean {
    return this.#waits(at.arrived, this.#busy.length);
  }

  /** What everyone did in the round that has ended. */
  reports(): Report[] {
    const sent = this.#busy.map((helper) => {
      const answer = this.#hear(helper);
      if (answer.kind !== 'report') throw new Error(`a helper tells ${answer.kind} after a round`);
      return answer.report;
    });
    const full = sent.find((report) => report.full !== null)?.full;
    if (full) throw new CapacityError(full);
    this.bytes = sent.map(({ bytes }) => bytes);
    return sent.map(({ error, ...report }) => ({
      ...report,
      error: error && { state: error.state, error: new ModelError(error.where, error.what) },
    }));
  }

  /** Waits until all have ended the round, and forgets what they did in it. */
  dismiss(): void {
    // Who is broken would be waited for in vain; the search ends with that error anyway.
    if (this.#failure !== null) return;
    this.#waitForAll();
    for (const helper of this.#busy) {
      this.#listen(helper);
      helper.told.length = 0;
    }
  }

  /** Tells everyone which properties are settled. */
  settle(settled: ReadonlySet<string>): void {
    for (const helper of this.#helpers) this.#tell(helper, { settled });
  }

  /** What everyone has counted. Between rounds. */
  tally(): Tally[] {
    if (Atomics.load(this.#control, at.online) < this.#helpers.length) return [];
    this.#busy = this.#helpers;
    this.#wake(phases.tally);
    this.#waitForAll();
    return this.#busy.map((helper) => {
      const answer = this.#hear(helper);
      if (answer.kind !== 'tally') throw new Error(`a helper tells ${answer.kind}, not its tally`);
      return answer.tally;
    });
  }

  /** Ends the search for everyone; whoever was ready for it may serve another one. */
  end(): void {
    Atomics.store(this.#control, at.halt, 1);
    this.#wake(phases.end);
    for (const { worker, port } of this.#helpers) {
      worker.off('error', this.#onError);
      worker.off('exit', this.#onExit);
      port.close();
      // Whoever is not ready yet will find that the search is over, and then be ready for another one.
      if (this.#failure === null) this.#threads.giveBack(worker);
    }
    for (const line of this.#lines) line.close();
  }

  /** For what takes no time but that of a few states. */
  #waitForAll(): void {
    for (let patience = mostPatience; !this.hasArrived(); patience--) {
      if (patience === 0) throw new Error('a worker does not answer any more');
    }
  }

  #tell({ port }: Helper, order: Order): void {
    port.postMessage(order);
  }

  #hear(helper: Helper): Answer {
    this.#listen(helper);
    const answer = helper.told.shift();
    if (answer === undefined) throw new Error('a helper ended a round without a word');
    return answer;
  }

  /** Takes in what a helper has told. */
  #listen({ port, told }: Helper): void {
    for (;;) {
      const answer = receiveMessageOnPort(port)?.message as Answer | undefined;
      if (answer === undefined) return;
      if (answer.kind === 'broken') {
        this.#failure = new Error(`a worker broke: ${answer.stack}`);
        throw this.#failure;
      }
      told.push(answer);
    }
  }

  #wake(phase: Phase): void {
    const control = this.#control;
    Atomics.store(control, at.phase, phase);
    Atomics.store(control, at.arrived, 0);
    Atomics.add(control, at.round, 1);
    Atomics.notify(control, at.round);
  }

  /** Waits a little until a control word has come to a value. */
  #waits(word: number, until: number): boolean {
    const control = this.#control;
    for (;;) {
      const now = Atomics.load(control, word);
      if (now >= until) return true;
      if (Atomics.wait(control, word, now, patienceMs) !== 'timed-out') continue;
      this.#refuseBroken();
      return false;
    }
  }

  /** A helper that could not start, or died, has said why. */
  #refuseBroken(): void {
    if (this.#failure) throw this.#failure;
    for (const helper of this.#helpers) this.#listen(helper);
  }
}

/** Thread → ports to all other threads, in order. */
function linesBetween(threads: number): MessagePort[][] {
  const lines = Array.from({ length: threads }, (): MessagePort[] => []);
  for (let one = 0; one < threads; one++) {
    for (let other = one + 1; other < threads; other++) {
      const { port1, port2 } = new MessageChannel();
      lines[one]!.push(port1);
      lines[other]!.push(port2);
    }
  }
  return lines;
}
