/**
 * The words that all reports share: who does what, which message, how many.
 */
import type {
  LaneJson,
  MessageJson,
  Outcome,
  PropertyOutcome,
  TraceStep,
} from '../explore/outcome.ts';
import { printValue } from './values.ts';

/** A role instance as the subject of a sentence: `client 1`, `cpo`. */
export function laneName({ role, ids }: LaneJson): string {
  return ids.length === 0 ? role : `${role} ${ids.join(', ')}`;
}

/**
 * A step as a sentence: `node 1 drops its data at once`. A fault of the network names its channel in the label, so
 * its subject is the network as a whole.
 */
export function sentenceOf({ lane, label, fault }: TraceStep): string {
  return `${fault ? lane.role : laneName(lane)} ${label}`;
}

/** A message with the number by which all steps of the trace call it: `#2 OFFLOAD {n: A}`. */
export function messageText({ number, message }: MessageJson): string {
  return `#${number} ${printValue(message)}`;
}

/** A whole number with its digits in groups: `1,234,567`. */
export function grouped(count: number): string {
  return Math.round(count)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, ',');
}

/** `1 state`, `2 states`. */
export function counted(count: number, noun: string, several = `${noun}s`): string {
  return `${grouped(count)} ${count === 1 ? noun : several}`;
}

/** A rate or an amount with two or three digits that mean something: `5.3 M`, `812`. */
export function rounded(amount: number): string {
  if (amount >= 1e9) return `${(amount / 1e9).toFixed(1)} G`;
  if (amount >= 1e6) return `${(amount / 1e6).toFixed(1)} M`;
  if (amount >= 1e4) return `${Math.round(amount / 1e3)} k`;
  return grouped(amount);
}

/** An amount of memory: `312 MB`. */
export function memoryText(bytes: number): string {
  if (bytes >= 1e10) return `${(bytes / 1e9).toFixed(1)} GB`;
  return bytes >= 1e6 ? `${Math.round(bytes / 1e6)} MB` : `${Math.round(bytes / 1e3)} kB`;
}

/** A duration: `0.42 s`, `12 s`. */
export function secondsText(seconds: number): string {
  if (seconds >= 10) return `${grouped(seconds)} s`;
  return `${seconds.toFixed(seconds >= 1 ? 1 : 2)} s`;
}

/** How the verdict on a property is said; witnesses are reached, all others hold. */
export function verdictWord({ kind, verdict, vacuous }: PropertyOutcome): string {
  if (verdict !== 'holds') return verdict;
  if (kind === 'reachable') return 'reached';
  return vacuous ? 'holds (vacuous)' : 'holds';
}

/** The violated properties that have a trace, those first that are part of the verdict. */
export function violatedFirst({ properties }: Outcome): PropertyOutcome[] {
  return properties
    .filter(({ verdict, trace }) => verdict === 'violated' && trace !== null)
    .sort((a, b) => Number(a.reportOnly) - Number(b.reportOnly));
}
