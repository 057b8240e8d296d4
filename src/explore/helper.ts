/**
 * What a helper's thread runs: for each exploration it builds the model, waits for rounds, works, and tells what it did.
 */
import { parentPort, receiveMessageOnPort } from 'node:worker_threads';
import { at, phases } from './control.ts';
import type { Answer, HelperData, Order, Sent } from './crew.ts';
import { Hand } from './hand.ts';
import { Learned } from './learned.ts';
import { Origins } from './origins.ts';
import { PairTable } from './pairs.ts';
import { Programs } from './programs.ts';
import { buildFrom } from './source.ts';
import { groupFor } from './symmetry/group.ts';
import { type TableHandles, Tables } from './tables.ts';
import { isFull } from './words.ts';

/** Milliseconds of waiting, after which a helper takes in what the others have learned. */
const patienceMs = 20;

parentPort?.on('message', (data: HelperData) => void helpOrSayWhy(data));

async function helpOrSayWhy(data: HelperData): Promise<void> {
  try {
    await help(data);
  } catch (error) {
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
    tell(data, { kind: 'broken', stack });
    // Whoever waits for this helper is to find out.
    arrive(data, at.online);
    arrive(data, at.arrived);
  }
}

async function help(data: HelperData): Promise<void> {
  const { control } = data;
  const { model, clock } = await buildFrom(data.source);
  const { threads, tuning } = data;
  const chosen = model.properties.filter(({ id }) => data.properties.includes(id));
  const group = groupFor(model, data.symmetry, chosen);
  const programs = new Programs(model, chosen, data.checksDeadlock, group.exchanges);
  if (data.profile && clock) programs.timeWith(clock);
  programs.share(new Learned(data.learned));
  programs.values.repeat(data.origins);
  programs.values.exchange = new Origins(control, data.peers);
  const handOn = (handles: TableHandles) => {
    const { sideOf } = handles;
    const size = { ...tuning, sideOf, threads, moves: model.actions.length };
    const tables = new Tables(size, control, handles);
    tables.isShared = true;
    return new Hand(model, programs, group, tables, tuning);
  };
  let hand: Hand | null = null;
  // Whoever is ready is waited for, so what there is to hear is heard before.
  programs.hear();
  // The first round may have come and gone: an end, when the search is over before this helper is ready.
  let round = 0;
  arrive(data, at.online);
  for (;;) {
    // Woken is not called: whoever is quick may be asleep again when the notification of its last round arrives.
    while (Atomics.load(control, at.round) === round) {
      if (Atomics.wait(control, at.round, round, patienceMs) === 'timed-out') programs.hear();
    }
    round = Atomics.load(control, at.round);
    hand = obey(data, hand, handOn);
    const phase = control[at.phase]!;
    if (phase === phases.end) {
      for (const open of [data.port, ...data.peers]) open.close();
      return;
    }
    if (hand === null) throw new Error('a helper is to work, and not told on what');
    if (phase === phases.tally) tell(data, { kind: 'tally', tally: hand.tally() });
    else {
      const full = work(hand, phase as typeof phases.judge);
      tell(data, { kind: 'report', report: { ...sent(hand), full, bytes: hand.bytes } });
    }
    arrive(data, at.arrived);
  }
}

/** Works until the round is over, and answers what there was no more room for, if anything. */
function work(hand: Hand, phase: typeof phases.judge): string | null {
  try {
    hand.work(phase, Number.MAX_SAFE_INTEGER);
    return null;
  } catch (error) {
    if (!isFull(error)) throw error;
    return error.message;
  }
}

/** Follows what it was told since the last round; answers the hand to work with from now on. */
function obey(
  { port }: HelperData,
  present: Hand | null,
  handOn: (tables: TableHandles) => Hand,
): Hand | null {
  let hand = present;
  for (;;) {
    const order = receiveMessageOnPort(port)?.message as Order | undefined;
    if (order === undefined) return hand;
    if (order.tables) hand = handOn(order.tables);
    if (order.grown) hand?.tables.adopt(order.grown);
    if (order.settled) hand?.judges.settle(order.settled);
    if (order.marked && hand) hand.leads.marked = new PairTable(undefined, 0, order.marked);
  }
}

function sent(hand: Hand): Omit<Sent, 'full' | 'bytes'> {
  const { error, ...report } = hand.report();
  if (error === null) return { ...report, error };
  const { state, error: what } = error;
  return {
    ...report,
    error: { state, where: what.where, what: what.message.slice(what.where.length + 2) },
  };
}

function tell({ port }: HelperData, answer: Answer): void {
  port.postMessage(answer);
}

function arrive({ control }: HelperData, word: number): void {
  Atomics.add(control, word, 1);
  Atomics.notify(control, word);
}
