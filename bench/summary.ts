import type { Case, Contender, Measure, Report } from "./case.js";
import type { Results } from "./contest.js";

/** Results of one measure of a case. */
export interface Row {
  name: string;
  metric: string;
  unit: Measure["unit"];
  table: "comparison" | "growth";
  limit: string | undefined;
  goal: Measure["goal"];
  /** The median of each contender, and half the interquartile range as a fraction of the median. */
  values: Partial<Record<Contender, { median: number; spread: number; runs: number }>>;
  /** Ratio to the limit: the median of the ratios of each round. */
  ratios: Partial<Record<Contender, number>>;
  /** The part of the rounds in which a contender's figure was lower than ours. */
  lower: Partial<Record<Contender, number>>;
  met: boolean | undefined;
}

function quantile(sorted: readonly number[], part: number): number {
  const at = (sorted.length - 1) * part;
  const low = sorted[Math.floor(at)] ?? NaN;
  return low + ((sorted[Math.ceil(at)] ?? NaN) - low) * (at - Math.floor(at));
}

function sort(numbers: readonly number[]): number[] {
  return [...numbers].sort((left, right) => left - right);
}

const PER_MS = { ns: 1e6, µs: 1e3, ms: 1 } as const;

/** The measured time of runs without a value. CPU time is more reliable on a busy machine. */
export type Clock = "wall" | "cpu";

/** Returns the main measure of a case: its value or its time. */
function mainMeasure({ metric, unit, goal, per = 1, read: custom }: Case, clock: Clock): Measure {
  const read = ({ outcome, ms, cpuMs }: Report): number => {
    if (outcome.value !== undefined) return outcome.value;
    const time = clock === "cpu" ? cpuMs : ms;
    if (unit === "ns" || unit === "µs" || unit === "ms") return (time * PER_MS[unit]) / per;
    throw new Error(`A case in ${unit} must return a value`);
  };
  return { metric, unit, goal, read: custom ?? read };
}

/** Drops the first run as a warm-up, unless there are fewer than three or each run has a new process. */
function warm<T>(runs: readonly T[], { fresh }: Case): readonly T[] {
  return fresh === true || runs.length < 3 ? runs : runs.slice(1);
}

function summarizeOne(one: Case, measure: Measure, results: Results): Row {
  const { metric, unit, goal, first, read } = measure;
  const { name, table = "comparison" } = one;
  const limit = one.contenders.includes("limit") ? (one.limit ?? "L1") : undefined;
  const row: Row = {
    name,
    metric,
    unit,
    table,
    limit,
    goal,
    values: {},
    ratios: {},
    lower: {},
    met: undefined,
  };
  const ours = results.ours?.map(read) ?? [];
  const limits = results.limit?.map(read);
  for (const contender of one.contenders) {
    const reports = results[contender] ?? [];
    const all = (first === true ? reports.slice(0, 1) : reports).map(read);
    const sorted = sort(warm(all, one));
    const median = quantile(sorted, 0.5);
    const spread = (quantile(sorted, 0.75) - quantile(sorted, 0.25)) / 2 / median;
    row.values[contender] = { median, spread, runs: sorted.length };
    const rounds = all.slice(0, ours.length).map((value, round) => value < (ours[round] ?? NaN));
    const compared = warm(rounds, one);
    row.lower[contender] = compared.filter(Boolean).length / compared.length;
    if (limits === undefined || contender === "limit") continue;
    const ratios = all.map((value, round) => value / (limits[round] ?? NaN));
    row.ratios[contender] = quantile(sort(warm(ratios, one).filter(Number.isFinite)), 0.5);
  }
  const { min = -Infinity, max = Infinity } = goal ?? {};
  const value = achieved(row);
  if (goal !== undefined && value !== undefined) row.met = value >= min && value <= max;
  return row;
}

/** Returns the figure that the goal compares. */
export function achieved({ goal, values, ratios }: Row): number | undefined {
  const ours = values.ours?.median;
  if (ours === undefined || goal?.of === "value") return ours;
  if (goal?.of === "over") return ours - (values.limit?.median ?? 0);
  return ratios.ours;
}

/** Returns the rows of a case. */
export function summarize(one: Case, results: Results, clock: Clock): Row[] {
  return [mainMeasure(one, clock), ...(one.also ?? [])].map((measure) => summarizeOne(one, measure, results));
}
