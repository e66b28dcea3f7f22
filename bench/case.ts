/** Who takes part: our client, the two official ones, and what no client can be faster than. */
export const contenders = ["ours", "official-2.0.0", "official-1.15.0", "limit"] as const;
export type Contender = (typeof contenders)[number];

export type Unit = "ns" | "µs" | "ms" | "req/s" | "MB" | "kB" | "×" | "";

/** What one run came to. */
export interface Outcome {
  /** What was done: it must be the same for all contenders, so that nobody wins by dropping work. */
  proof: string;
  /** What is compared, in the case's unit, where it is not simply the time of the run. */
  value?: number | undefined;
  /** Numbers beside it, by their names. */
  notes?: Record<string, number> | undefined;
}

/** `over`: above the limit's value; `ratio`: divided by it. */
export interface Goal {
  of: "value" | "ratio" | "over";
  max?: number | undefined;
  min?: number | undefined;
}

/** What is read off the runs of a case: a line of the table. */
export interface Measure {
  metric: string;
  unit: Unit;
  goal?: Goal | undefined;
  /** Only the first run of a process tells it. */
  first?: boolean | undefined;
  read(report: Report): number;
}

export interface Case extends Omit<Measure, "read"> {
  /** For `--only`. */
  name: string;
  /** A run does the measured thing so often: its time is divided by this. Default: 1. */
  per?: number | undefined;
  /** What of a run is compared. Default: its value, or its time. */
  read?: Measure["read"] | undefined;
  /** What else the same runs tell. */
  also?: readonly Measure[] | undefined;
  contenders: readonly Contender[];
  /** What the limit is. Default: L1. */
  limit?: string | undefined;
  /** Which of the two tables it belongs to. Default: the comparison. */
  table?: "growth" | undefined;
  /** At most so many runs of each contender. Default: 15. */
  rounds?: number | undefined;
  /** Every run has a process of its own: for what only the first run shows, such as the peak of memory. */
  fresh?: boolean | undefined;
  /** A server that runs meanwhile. */
  server?: "loopback" | "langgraph" | undefined;
  /** Gets ready, unmeasured, in the contender's own process. */
  prepare(contender: Contender, serverUrl: string): Promise<Run> | Run;
}

export type Run = () => Promise<Outcome> | Outcome;

/** What a contender's process says of a run. */
export interface Report {
  outcome: Outcome;
  ms: number;
  /** Of all threads of the process. */
  cpuMs: number;
  /** By how much the memory of the process grew at its peak, in that run. */
  peakMb: number;
}
