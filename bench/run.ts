/**
 * `npm run bench`: compares this client with the official ones and the limit.
 *
 * --only <name>  run only cases with this text in their name
 * --json         print rows as JSON
 * --cpu          measure CPU time instead of wall time, for a busy machine
 * --write        write docs/performance.md
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

async function runCase(one: Case, clock: Clock): Promise<Row[]> {
  const server = await serve(one);
  try {
    return summarize(one, await contest(one, server.url), clock);
  } finally {
    await server.stop();
  }
}

function log(text: string): void {
  process.stderr.write(`${text}\n`);
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
    throw new Error(`Unknown case "${only}". Cases: ${cases.map(({ name }) => name).join(", ")}`);
  if (write && (only !== "" || cpu)) throw new Error("--write cannot be combined with --only or --cpu.");
  prepare(log);
  const rows: Row[] = [];
  const before = loadavg()[0] ?? 0;
  for (const one of chosen) {
    const start = performance.now();
    rows.push(...(await runCase(one, cpu ? "cpu" : "wall")));
    log(`${one.name}: ${((performance.now() - start) / 1000).toFixed(1)} s`);
  }
  if (json) return void console.log(JSON.stringify({ machine: machine(), rows }, null, 2));
  const of = (table: Row["table"]) => rows.filter((row) => row.table === table);
  if (of("comparison").length > 0) console.log(comparison(of("comparison")));
  if (of("growth").length > 0) console.log(growth(of("growth")));
  if (write) {
    mkdirSync(join(root, "docs"), { recursive: true });
    const load = `load average before the start: ${before.toFixed(1)}`;
    writeFileSync(join(root, "docs/performance.md"), page(rows, load));
    execute("npx", ["prettier", "--write", "docs/performance.md"], root);
  }
}

await main();
