/** This client (`ours`), the two official ones, and the practical limit: code without a client. */
export const contenders = ["ours", "official-2.0.0", "official-1.15.0", "limit"] as const;
export type Contender = (typeof contenders)[number];

export type Unit = "ns" | "µs" | "ms" | "req/s" | "MB" | "kB" | "×" | "";

/** The result of one run. */
interface Outcome {
  /** Describes the work done. Must be equal for all contenders, so that none wins by skipping work. */
  proof: string;
  /** The compared value in the case's unit. Default: the time of the run. */
  value?: number | undefined;
  /** Further numbers, by name. */
  notes?: Record<string, number> | undefined;
}

/** `over`: difference to the limit's value; `ratio`: quotient. */
interface Goal {
  of: "value" | "ratio" | "over";
  max?: number | undefined;
  min?: number | undefined;
}

/** One figure of a case's runs, a line of the table. */
export interface Measure {
  metric: string;
  unit: Unit;
  goal?: Goal | undefined;
  /** Use only the first run of a process. */
  first?: boolean | undefined;
  read(report: Report): number;
}

export interface Case extends Omit<Measure, "read"> {
  /** Selects the case with `--only`. */
  name: string;
  /** Operations per run, by which its time is divided. Default: 1. */
  per?: number | undefined;
  /** Reads the compared figure of a run. Default: its value, or its time. */
  read?: Measure["read"] | undefined;
  /** Further figures of the same runs. */
  also?: readonly Measure[] | undefined;
  contenders: readonly Contender[];
  /** Name of the limit. Default: L1. */
  limit?: string | undefined;
  /** The table of the case. Default: the comparison. */
  table?: "growth" | undefined;
  /** Maximum runs of each contender. Default: 15. */
  rounds?: number | undefined;
  /** Start a new process for each run, for figures such as peak memory that only the first run shows. */
  fresh?: boolean | undefined;
  /** The server of the runs. */
  server?: "loopback" | "langgraph" | undefined;
  /** Prepares runs in the contender's process, unmeasured. */
  prepare(contender: Contender, serverUrl: string): Promise<Run> | Run;
}

export type Run = () => Promise<Outcome> | Outcome;

/** Report of a run from the contender's process. */
export interface Report {
  outcome: Outcome;
  ms: number;
  /** CPU time of all threads of the process. */
  cpuMs: number;
  /** Peak memory of the process in the run, above the memory before it. */
  peakMb: number;
}
