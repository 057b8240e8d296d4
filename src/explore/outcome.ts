/**
 * What one exploration found, as plain data: the only thing that reports know.
 *
 * The JSON form is public (`schema/outcome.json`); it changes only together with `version`.
 */
import type { ActionKind, ChannelFault } from '../spec/actions.ts';
import type { CellKind } from '../spec/cells.ts';
import type { PropertyKind } from '../spec/properties.ts';
import type { Json } from '../spec/value.ts';

/** What is known about a property; `undecided` means that a limit cut the search, and never counts as success. */
export type Verdict = 'holds' | 'violated' | 'unreached' | 'undecided';

/**
 * Which limit cut a search; `capacity` is what the engine's tables and the platform's arrays can hold
 * at most, `runs` are those that fuzzing was asked for.
 */
export type Limit =
  | 'states'
  | 'depth'
  | 'seconds'
  | 'memory'
  | 'capacity'
  | 'runs'
  | 'interrupted'
  | 'violation';

/** Public exit codes. Several at once: the lowest non-zero of 10–13, else 20. */
export const exitCodes = {
  asExpected: 0,
  violated: 10,
  deadlock: 11,
  unreached: 12,
  liveness: 13,
  undecided: 20,
  gate: 30,
  usage: 64,
  internal: 70,
} as const;

/** A role instance: a lane of a diagram. */
export interface LaneJson {
  readonly role: string;
  readonly ids: readonly string[];
}

/** A message that was sent, received, lost, duplicated or delayed in a step. */
export interface MessageJson {
  readonly channel: string;
  readonly from: LaneJson;
  readonly to: LaneJson;
  /**
   * Which message of the trace it is, from 1 in the order of sending; a copy has a number of its own. Messages
   * that were under way at the start have numbers up to 0.
   */
  readonly number: number;
  readonly message: Json;
}

/** One step of a trace. */
export interface TraceStep {
  /** The instance: `node.handlesOffload(1)`. */
  readonly instance: string;
  /** `node.handlesOffload`. */
  readonly action: string;
  readonly lane: LaneJson;
  readonly ids: readonly string[];
  readonly kind: ActionKind;
  /** The sentence without its subject. */
  readonly label: string;
  /** Names of the cells that the action read, in order. */
  readonly reads: readonly string[];
  readonly changes: readonly {
    readonly cell: string;
    readonly before: Json;
    readonly after: Json;
  }[];
  readonly sends: readonly MessageJson[];
  readonly receives: readonly MessageJson[];
  /** What a fault of the network did, and to which message; `copy` is the new one of a duplication. */
  readonly fault: {
    readonly kind: ChannelFault;
    readonly message: MessageJson;
    readonly copy: MessageJson | null;
  } | null;
}

/**
 * A behaviour: an initial state and steps. `loop` is the index of the step that a lasso comes back to; where it is
 * the number of steps, nothing happens any more: the behaviour stays in its last state for ever.
 */
export interface Trace {
  readonly initial: Readonly<Record<string, Json>>;
  readonly steps: readonly TraceStep[];
  readonly loop: number | null;
}

/** Why a property is violated. */
export interface ReasonJson {
  readonly sentence: string;
  readonly facts: Readonly<Record<string, Json>>;
}

/** What was found about one property. */
export interface PropertyOutcome {
  readonly id: string;
  readonly name: string;
  readonly by: string | null;
  /** `deadlock` is the one property that every system has. */
  readonly kind: PropertyKind | 'deadlock';
  readonly reportOnly: boolean;
  readonly verdict: Verdict;
  /** It holds, but only because its antecedent was never true. */
  readonly vacuous: boolean;
  /** The violation; for a verdict that is undecided, what cut the search. */
  readonly reason: ReasonJson | null;
  readonly trace: Trace | null;
}

/** A cell, as far as reports need to know it. */
export interface CellOutcome {
  readonly name: string;
  readonly family: string;
  readonly kind: CellKind;
  /** How many different values it had; 1 means that it never changed. */
  readonly values: number;
}

/** How often an action was enabled (over all states and instances), and how often it led to another state. */
export interface ActionOutcome {
  readonly name: string;
  readonly kind: ActionKind;
  readonly enabled: number;
  readonly taken: number;
}

/** A walk is a run; the same seed, runs and steps give the same walks. */
export interface FuzzSummary {
  readonly seed: number;
  /** Walks that were made, and how many there were to be; null: as many as there was time for. */
  readonly runs: number;
  readonly maxRuns: number | null;
  /** Steps of all walks, and the most that one of them may have. */
  readonly steps: number;
  readonly maxSteps: number;
  /** How steps were chosen. */
  readonly strategy: string;
  /** What was drawn anew for some runs each, how often, and what was chosen and so not drawn; null if nothing was. */
  readonly random: {
    readonly what: readonly string[];
    readonly draws: number;
    readonly variant: Readonly<Record<string, string>>;
    readonly bounds: Readonly<Record<string, Json>>;
  } | null;
}

/** What one exploration found. */
export interface Outcome {
  readonly format: 'dropproof/outcome';
  readonly version: 1;
  readonly system: string;
  readonly title: string;
  readonly preset: string;
  readonly variant: Readonly<Record<string, string>>;
  readonly boundsName: string;
  readonly bounds: Readonly<Record<string, Json>>;
  readonly engine: {
    /** `random`: fuzzing, which finds violations and proves nothing. */
    readonly search: 'breadth-first' | 'random';
    /** Are all states told apart? Fuzzing keeps none. */
    readonly exact: boolean;
    readonly workers: number;
    readonly symmetry: boolean;
    readonly keepGoing: boolean;
  };
  /** `violated` before `unreached` before `undecided` before `holds`, report-only properties left out. */
  readonly verdict: Verdict;
  readonly exitCode: number;
  /** Was every reachable state explored? */
  readonly complete: boolean;
  readonly limit: Limit | null;
  /** How it was fuzzed; null for a search. */
  readonly fuzz: FuzzSummary | null;
  readonly counts: {
    readonly states: number;
    /** Every enabled instance of every explored state, self-loops included, initial states not. */
    readonly transitions: number;
    /** Levels; initial states are level 1. */
    readonly depth: number;
    readonly initial: number;
    /** States without any enabled instance, final ones included. */
    readonly deadlocks: number;
    /** With symmetry, where a state stands for its whole orbit: how many states they all stand for. Else null. */
    readonly fullStates: number | null;
    /** States of each level. */
    readonly levels: readonly number[];
  };
  readonly timings: { readonly seconds: number; readonly statesPerSecond: number };
  readonly memory: {
    readonly bytesPerState: number;
    readonly peakBytes: number;
    /** What the engine's tables took at the end, the largest first. */
    readonly tables: readonly { readonly name: string; readonly bytes: number }[];
  };
  readonly cache: {
    /** How often an action or property of the model was really called. */
    readonly modelCalls: number;
    /** Nodes of all decision trees. */
    readonly nodes: number;
  };
  readonly properties: readonly PropertyOutcome[];
  /** Properties that were not asked: not selected, or nothing to judge in this variant and these bounds. */
  readonly notChecked: readonly {
    readonly id: string;
    readonly name: string;
    readonly why: string;
  }[];
  readonly coverage: {
    readonly actions: readonly ActionOutcome[];
    readonly cells: readonly CellOutcome[];
    readonly warnings: readonly string[];
  };
  /** Where the effort went; only if it was asked for. */
  readonly profile: Profile | null;
  /** How one cell changes; only if it was asked for. */
  readonly graph: CellGraph | null;
}

/** The graph of the explored states, with those put together in which a cell, or a part of it, has the same value. */
export interface CellGraph {
  /** The name of the cell or its part: `cpo`, `catalog(A).status`. */
  readonly of: string;
  /** Is it of all reachable states? */
  readonly complete: boolean;
  /** All values, in the order in which they first come. */
  readonly values: readonly Json[];
  /** Positions of the values in initial states. */
  readonly initial: readonly number[];
  /** Steps from one value to another one, by action; those that leave the value as it is are left out. */
  readonly edges: readonly {
    readonly from: number;
    readonly to: number;
    readonly action: string;
    readonly kind: ActionKind;
    /** How many steps of explored states do this. */
    readonly steps: number;
  }[];
}

/** What each cell, action and property cost. The calls of actions and properties are all there were. */
export interface Profile {
  readonly cells: readonly {
    readonly name: string;
    /** Different values that it had. */
    readonly values: number;
    /** Calls of the model that were due to a new value of this cell. The first call of each action is due to none. */
    readonly calls: number;
  }[];
  readonly actions: readonly {
    readonly name: string;
    readonly modelCalls: number;
    /** Questions answered without a call. A question is what an instance does in a state that was expanded. */
    readonly cacheHits: number;
    readonly enabled: number;
    readonly taken: number;
    /** In the model, all threads that have a clock together; 0 without one. */
    readonly seconds: number;
  }[];
  /** Properties call the model too; `deadlock` asks whether a state is final. */
  readonly properties: readonly {
    readonly id: string;
    readonly modelCalls: number;
    readonly seconds: number;
  }[];
  /** What to do about it, in a sentence. */
  readonly advice: string;
}
