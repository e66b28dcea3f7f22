/**
 * `npm run bench`: our client, the official ones and the limit, side by side.
 *
 * --only <name>  the cases with this in their name
 * --json         rows for programs
 * --cpu          the processes' CPU time instead of the clock, for a machine that has other things to do
 * --write        docs/performance.md anew
 */
import { fork } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { loadavg } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { startServer } from "../test/server/start.js";
import type { Case } from "./case.js";
import { cases } from "./cases/index.js";
import { contest } from "./contest.js";
import { built, execute, root } from "./files.js";
import { prepare } from "./prepare.js";
import { summarize } from "./summary.js";
import type { Clock, Row } from "./summary.js";
import { comparison, growth, machine, page } from "./table.js";

interface Server {
  url: string;
  stop(): unknown;
}

async function startLoopback(): Promise<Server> {
  const child = fork(join(built, "server.js"));
  const { url } = await new Promise<{ url: string }>((resolve) => child.once("message", resolve));
  return { url, stop: () => child.kill() };
}

async function serve({ server }: Case): Promise<Server> {
  if (server === "loopback") return startLoopback();
  if (server === "langgraph") return startServer({ graphs: ["agent"] });
  return { url: "", stop: () => {} };
}

async function play(one: Case, clock: Clock): Promise<Row[]> {
  const server = await serve(one);
  try {
    return summarize(one, await contest(one, server.url), clock);
  } finally {
    await server.stop();
  }
}

function tell(what: string): void {
  process.stderr.write(`${what}\n`);
}

async function main(): Promise<void> {
  const { values: options } = parseArgs({
    options: {
      only: { type: "string" },
      json: { type: "boolean" },
      write: { type: "boolean" },
      cpu: { type: "boolean" },
    },
  });
  const { only = "", json = false, write = false, cpu = false } = options;
  const chosen = cases.filter(({ name }) => name.includes(only));
  if (chosen.length === 0)
    throw new Error(`There is no case "${only}": ${cases.map(({ name }) => name).join(", ")}`);
  if (write && (only !== "" || cpu)) throw new Error("--write needs all cases, and the clock.");
  prepare(tell);
  const rows: Row[] = [];
  const before = loadavg()[0] ?? 0;
  for (const one of chosen) {
    const start = performance.now();
    rows.push(...(await play(one, cpu ? "cpu" : "wall")));
    tell(`${one.name}: ${((performance.now() - start) / 1000).toFixed(1)} s`);
  }
  if (json) return void console.log(JSON.stringify({ machine: machine(), rows }, null, 2));
  const of = (table: Row["table"]) => rows.filter((row) => row.table === table);
  if (of("comparison").length > 0) console.log(comparison(of("comparison")));
  if (of("growth").length > 0) console.log(growth(of("growth")));
  if (write) {
    mkdirSync(join(root, "docs"), { recursive: true });
    const load = `load average when it began: ${before.toFixed(1)}`;
    writeFileSync(join(root, "docs/performance.md"), page(rows, load));
    execute("npx", ["prettier", "--write", "docs/performance.md"], root);
  }
}

await main();
