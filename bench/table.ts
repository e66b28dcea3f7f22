import { cpus, totalmem } from "node:os";
import { contenders } from "./case.js";
import type { Contender, Unit } from "./case.js";
import { achieved } from "./summary.js";
import type { Row } from "./summary.js";

/** Formats a value with three significant digits; 1,000 ms and more as seconds. */
function show(value: number, unit: Unit): string {
  if (unit === "ms" && value >= 1_000) return `${digits(value / 1_000)} s`;
  return unit === "" ? digits(value) : unit === "×" ? `${digits(value)} ×` : `${digits(value)} ${unit}`;
}

function digits(value: number): string {
  const places = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value) || 1)));
  return value.toLocaleString("en", {
    minimumFractionDigits: Math.min(2, places),
    maximumFractionDigits: Math.min(2, places),
  });
}

function cell({ values, ratios, unit }: Row, contender: Contender): string {
  const value = values[contender];
  if (value === undefined) return "";
  const ratio = ratios[contender];
  const shown = show(value.median, unit);
  if (contender === "ours") return value.runs < 2 ? shown : `${shown} ± ${Math.round(value.spread * 100)} %`;
  return ratio === undefined || unit === "×" ? shown : `${shown} (${digits(ratio)})`;
}

function goalOf({ goal, unit }: Row): string {
  if (goal === undefined) return "";
  const { of, min, max } = goal;
  const sign = max === undefined ? "≥" : "≤";
  const bound = max ?? min ?? NaN;
  if (of === "ratio") return `${sign} ${bound} × limit`;
  return of === "over"
    ? `${sign} limit + ${bound} ${unit}`
    : `${sign} ${show(bound, unit).replace(".00", "")}`;
}

function verdict(row: Row): string {
  if (row.met === undefined) return "";
  if (row.met) return "yes";
  return row.goal?.of === "over" ? `no: + ${show(achieved(row) ?? NaN, row.unit)}` : "no";
}

/** Formats rows as an aligned Markdown table. */
export function tabulate(rows: readonly (readonly string[])[]): string {
  const widths = rows.reduce<number[]>(
    (known, row) => row.map((text, column) => Math.max(known[column] ?? 3, text.length)),
    [],
  );
  const line = (row: readonly string[]): string =>
    `| ${row.map((text, column) => text.padEnd(widths[column] ?? 0)).join(" | ")} |`;
  const [head = [], ...body] = rows;
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...body.map(line)].join("\n");
}

export function comparison(rows: readonly Row[]): string {
  const head = ["", "ours", "2.0.0", "1.15.0", "limit", "kind of limit", "ours / limit", "goal", "met"];
  const body = rows.map((row) => [
    row.metric,
    ...contenders.map((contender) => cell(row, contender)),
    row.limit ?? "",
    row.ratios.ours === undefined || row.unit === "×" ? "" : digits(row.ratios.ours),
    goalOf(row),
    verdict(row),
  ]);
  return tabulate([head, ...body]);
}

/** Formats the growth table: one line per case, with its time and its memory. */
export function growth(rows: readonly Row[]): string {
  const head = ["", "time", "peak memory"];
  const times = rows.filter(({ unit }) => unit !== "MB");
  const body = times.map((row) => {
    const memory = rows.find(({ name, unit }) => name === row.name && unit === "MB");
    return [
      row.metric,
      cell(row, "ours"),
      memory === undefined ? "" : (cell(memory, "ours").split(" ±")[0] ?? ""),
    ];
  });
  return tabulate([head, ...body]);
}

const OFFICIAL = ["official-2.0.0", "official-1.15.0"] as const;

/** The part of the rounds in which a client must be faster to be ahead: fewer are chance. */
const MOST = 0.75;

/** True for a row of time in which an official client is ahead of this one. */
function isBehind({ unit, lower }: Row): boolean {
  const shares = OFFICIAL.map((contender) => lower[contender] ?? NaN);
  if (unit === "req/s") return shares.some((share) => share <= 1 - MOST);
  return ["ns", "µs", "ms"].includes(unit) && shares.some((share) => share >= MOST);
}

/** Names the rows of time in which an official client is ahead. */
function rowsBehind(rows: readonly Row[]): string {
  const names: string[] = [];
  let main = "";
  for (const row of rows) {
    const isMain = !row.metric.startsWith("— ");
    if (isMain) main = row.metric;
    if (isBehind(row)) names.push(isMain ? main : `${main} ${row.metric}`);
  }
  const result = names.length === 0 ? "none" : names.join("; ");
  return `Rows of time in which an official client was faster than ours in at least three of four rounds: ${result}.`;
}

export function machine(): string {
  const all = cpus();
  const gigabytes = Math.round(totalmem() / 2 ** 30);
  const model = all[0]?.model.trim() ?? "unknown";
  return `${all.length} × ${model}, ${gigabytes} GB, ${process.platform} ${process.arch}, Node.js ${process.version}`;
}

/** Returns the text of docs/performance.md. */
export function page(rows: readonly Row[], load: string): string {
  const of = (table: Row["table"]) => rows.filter((row) => row.table === table);
  return `# Performance

Written by \`npm run bench -- --write\`. Do not edit this page.

"Ours" is the package built from this checkout. The others are \`@langchain/langgraph-sdk\` 2.0.0 and 1.15.0. All clients
have their default options and are read with \`for await\` over \`runs.stream\`. The limit is code without a client; a client
cannot be much faster. The column "kind of limit" describes it. L1 is one loop that reads the body, decodes the
bytes, splits the lines and parses the JSON. It knows no errors, no reconnects and no ends of runs.

Measured on ${machine()}; ${load}. **Ratios hold on other machines, absolute figures do not.**

Each contender runs in a separate process. The contenders take turns, in reverse order every second round. All must read
the same events with the same checksum. Figures are medians. ± is half the interquartile range. Brackets contain the ratio
to the limit, as the median of the ratios of each round.

${comparison(of("comparison"))}

${rowsBehind(of("comparison"))}

- "Open a stream" uses a \`fetch\` that resolves immediately. At the end of a stream, ours requests the run's status, and
  reconnects once if events have ids, to prove that none is missing. The official clients trust the end of the connection.
- The official clients send at most four requests at a time by default. Ours has no queue.
- "\`/sync\`" is the synchronous client. Its limit is the asynchronous one, which does not cross to another thread.
- Type instantiations exclude those of the import. The time includes it: most of it is for reading the types of the package and of
  the platform.

## Growth

Time and memory should grow linearly with the work. Memory is that of the whole process, above the memory before.

${growth(of("growth"))}
`;
}
