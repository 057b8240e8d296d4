/**
 * How a report looks where that is not the outcome's business: width, emphasis, and the command that led to it.
 */
import type { Json } from './values.ts';

/** Sets a piece of text off. */
export type Paint = (text: string) => string;

/** The kinds of emphasis. A report never knows whether they are colours, so it needs no terminal. */
export interface Style {
  readonly strong: Paint;
  readonly faint: Paint;
  readonly good: Paint;
  readonly bad: Paint;
  readonly doubtful: Paint;
}

const unchanged: Paint = (text) => text;

/** No emphasis at all: files, pipes, tests. */
export const plain: Style = {
  strong: unchanged,
  faint: unchanged,
  good: unchanged,
  bad: unchanged,
  doubtful: unchanged,
};

/** Command lines, without what a report adds to them. */
export interface Commands {
  /** `check` or `fuzz`, as it was. */
  readonly check: string;
  readonly replay: string;
}

/** What differs from the preset and from the set of bounds that a variant and its bounds are named after. */
export interface Unlike {
  readonly set: Readonly<Record<string, string>>;
  readonly bound: Readonly<Record<string, Json>>;
}

/** A place in a source file, counted from 1. */
export interface SourcePlace {
  /** From where the command runs, with slashes; an absolute URL for what lies elsewhere. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Where a system declares what reports speak of; null where that is not known. */
export interface Places {
  readonly system: SourcePlace | null;
  /** By id; `deadlock` is declared nowhere. */
  readonly property: (id: string) => SourcePlace | null;
  /** By `role.verb`. */
  readonly action: (name: string) => SourcePlace | null;
}

/** What every format may be told; each ignores what does not concern it. */
export interface ReportOptions {
  /** Columns of the page. */
  readonly width: number;
  readonly style: Style;
  /** Show ghost cells too: the history that only properties read. */
  readonly ghosts: boolean;
  /** The commands that lead to this outcome again, if they are known better than the outcome can spell them out. */
  readonly again?: Commands;
  /** What the names of the preset and the bounds do not say; absent where nothing is known of it. */
  readonly unlike?: Unlike;
  /** Of the dropproof that reports. */
  readonly version?: string;
  /** Where a system, named as in the outcome, declares things. */
  readonly places?: (system: string) => Places;
}

/** A plain page of 100 columns. */
export const usualOptions: ReportOptions = { width: 100, style: plain, ghosts: false };
