/**
 * The world outside, as far as the command line needs it. Everything goes through here, so that tests run whole
 * commands without a process, a terminal or a clock.
 */

/** Where text goes to. */
export interface Out {
  readonly write: (text: string) => void;
  readonly isTTY: boolean;
  /** Columns of the terminal, if it is one. */
  readonly columns: number | undefined;
}

/** The outside world of one run. */
export interface Io {
  readonly stdout: Out;
  readonly stderr: Out;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Milliseconds since some fixed moment. */
  readonly clock: () => number;
  /** A whole number that nobody can foresee: the seed where none is given. */
  readonly entropy: () => number;
  /** How many threads can run at the same time. */
  readonly cores: () => number;
  /** Resident bytes of this process. */
  readonly memory: () => number;
  /** Calls back when the user wants to stop; the answer takes the wish back. */
  readonly onInterrupt: (act: () => void) => () => void;
  /** Lets signals and output through before a long computation goes on. */
  readonly pause: () => Promise<void>;
}
