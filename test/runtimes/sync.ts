/** Checks of the synchronous client in runtimes with threads. Prints the report as the last line. */
import { NotFoundError } from "langgraph-client";
import { SyncLangGraphClient } from "langgraph-client/sync";
import type { Report, Target } from "./program.js";

const { url, cutUrl } = JSON.parse(process.argv.at(-1) ?? "") as Target;
const client = new SyncLangGraphClient({ apiUrl: url, apiKey: "a-key", auth: () => ({ "x-own": "a" }) });
const cut = new SyncLangGraphClient({ apiUrl: cutUrl, apiKey: "a-key" });
const input = { messages: [{ role: "user", content: "Hello there" }] };

function same(actual: unknown, expected: unknown): void {
  if (actual !== expected) throw new Error(`expected ${String(expected)}, got ${String(actual)}`);
}

const checks: Record<string, () => void> = {
  create() {
    const { thread_id: id } = client.threads.create({ metadata: { from: "sync" } });
    same(client.threads.get(id).metadata?.["from"], "sync");
  },

  stream() {
    const text = [...client.runs.stream(null, "agent", { input }).text()].join("");
    same(text.includes("Hello there"), true);
  },

  reconnect() {
    const { thread_id: id } = cut.threads.create();
    const payload = { input: { ticks: 3, delay_ms: 50 } };
    const values: unknown[] = [];
    let events = 0;
    for (const { event, data } of cut.runs.stream(id, "slow", payload)) {
      if (event === "values") values.push(data);
      events += 1;
      // The gateway sends the beginning of the stream, and waits for this request.
      if (events === 1) cut.request("GET", "/cut");
    }
    same(values.length, 4);
  },

  leave() {
    for (const { event } of client.runs.stream(null, "slow", { input: { ticks: 9, delay_ms: 50 } })) {
      if (event === "values") break;
    }
  },

  error() {
    try {
      client.threads.get("00000000-0000-4000-8000-000000000000");
    } catch (error) {
      same(error instanceof NotFoundError, true);
      same((error as NotFoundError).status, 404);
      return;
    }
    throw new Error("expected an error");
  },
};

const report: Report = {};
for (const [name, check] of Object.entries(checks)) {
  try {
    check();
    report[name] = "ok";
  } catch (error) {
    report[name] = error instanceof Error ? (error.stack ?? String(error)) : String(error);
  }
}
console.log(JSON.stringify(report));
