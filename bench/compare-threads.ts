/**
 * `npx tsx bench/compare-threads.ts`: compares thread streams of this client with those of the official client 1.15.0, on
 * both real servers. Prints a table. Takes minutes, and requires Python.
 *
 * --runs <n>     runs with cut connections, for each client and server (default: 10)
 * --only <name>  only rows with this text in their name
 */
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { gzipSync } from "node:zlib";
import { LangGraphClient } from "../src/index.js";
import { threadStream } from "../src/thread/index.js";
import { Random } from "../test/helpers/random.js";
import { startServer as startPython } from "../test/python/start.js";
import { startServer } from "../test/server/start.js";
import { bundle } from "./cases/package.js";
import { CuttingProxy } from "./cutting-proxy.js";
import { root } from "./files.js";
import { prepare } from "./prepare.js";
import { tabulate } from "./table.js";
import { CHANNELS, isEnd, official, openOurs, phaseOf } from "./thread-clients.js";
import type { OpenSession, Session, ThreadEvent } from "./thread-clients.js";

const FINISHED_RUNS = 5;
const LIMIT_MS = 45_000;
const random = new Random();

/** A client and a server. */
interface Pair {
  open: OpenSession;
  url: string;
  runs: number;
}

interface Scenario {
  name: string;
  run(pair: Pair): Promise<string>;
}

function chat(text: string): object {
  return { messages: [{ role: "user", content: text }] };
}

function words(count: number): string {
  return Array.from({ length: count }, (_, index) => `w${index}`).join(" ");
}

async function newThread(url: string): Promise<string> {
  return (await new LangGraphClient({ apiUrl: url, apiKey: null }).threads.create()).thread_id;
}

/** Calls a function with a session on a new thread. */
async function withSession<T>(
  { open, url }: Pick<Pair, "open" | "url">,
  assistantId: string,
  use: (session: Session) => Promise<T>,
): Promise<T> {
  const session = open(url, await newThread(url), assistantId);
  try {
    return await use(session);
  } finally {
    session.close();
  }
}

/** The result of a promise that may not settle. */
async function withinLimit<T>(promise: Promise<T>): Promise<{ value: T } | { failure: string }> {
  const timer = new AbortController();
  const late = sleep(LIMIT_MS, { failure: `no end after ${LIMIT_MS / 1000} s` }, { signal: timer.signal });
  const settled = promise.then(
    (value) => ({ value }),
    (error: unknown) => ({ failure: String(error) }),
  );
  const result = await Promise.race([settled, late.catch(() => ({ failure: "aborted" }))]);
  timer.abort();
  return result;
}

/** Reads the whole history of a thread, over one connection that is not cut. */
async function history(url: string, threadId: string, runs: number): Promise<ThreadEvent[]> {
  const stop = new AbortController();
  const response = await fetch(`${url}/threads/${threadId}/stream/events`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ channels: CHANNELS }),
    signal: stop.signal,
  });
  const events: ThreadEvent[] = [];
  let rest = "";
  const timer = setTimeout(() => stop.abort(), 10_000);
  try {
    for await (const text of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      const blocks = (rest + text).replaceAll("\r\n", "\n").split("\n\n");
      rest = blocks.pop() ?? "";
      events.push(...blocks.flatMap(eventsOf));
      // A few more events may follow the end.
      if (events.filter(isEnd).length > runs) setTimeout(() => stop.abort(), 300);
    }
  } catch (error) {
    if (!stop.signal.aborted) throw error;
  }
  clearTimeout(timer);
  return events;
}

function eventsOf(block: string): ThreadEvent[] {
  const data = block.split("\n").find((line) => line.startsWith("data:"));
  if (data === undefined) return [];
  const { method, params } = JSON.parse(data.slice(5)) as { method: string; params: ThreadEvent };
  return [{ event: method, namespace: params.namespace, data: params.data }];
}

/** The content of an event. In a replay, the other fields of lifecycle events can differ. */
function keyOf(event: ThreadEvent): string {
  const { event: name, namespace, data } = event;
  return JSON.stringify([name, namespace, name === "lifecycle" ? (data as { event: unknown }).event : data]);
}

/** Counts the elements of a list that another one lacks. */
function missing(all: readonly string[], from: readonly string[]): number {
  const counts = new Map<string, number>();
  for (const key of from) counts.set(key, (counts.get(key) ?? 0) + 1);
  let count = 0;
  for (const key of all) {
    const left = counts.get(key) ?? 0;
    if (left === 0) count += 1;
    else counts.set(key, left - 1);
  }
  return count;
}

interface CutRun {
  cuts: number;
  lost: number;
  repeated: number;
  failure: string | undefined;
}

/** Reads one run over connections that are cut, and compares its events with the history of the thread. */
async function cutRun({ open, url }: Pair): Promise<CutRun> {
  const threadId = await newThread(url);
  const direct = threadStream(new LangGraphClient({ apiUrl: url, apiKey: null }), threadId, {
    assistantId: "agent",
  });
  for (let index = 0; index < FINISHED_RUNS; index += 1)
    await direct.start({ input: chat(`turn ${index}`) }).final();
  const proxy = await CuttingProxy.start(url, random);
  const session = open(proxy.url, threadId, "agent");
  const received: string[] = [];
  const run = session.events(chat(words(1_000)), FINISHED_RUNS, (event) => {
    received.push(keyOf(event));
    if (received.length === 8) proxy.cut(random.between(1, 4));
  });
  const result = await withinLimit(run);
  // The official client may receive more after the end.
  await sleep(200);
  session.close();
  proxy.stop();
  const all = await history(url, threadId, FINISHED_RUNS);
  const expected = all.slice(all.findLastIndex((event) => phaseOf(event) === "running")).map(keyOf);
  return {
    cuts: proxy.cuts,
    lost: missing(expected, received),
    repeated: missing(received, expected),
    failure: "failure" in result ? result.failure : undefined,
  };
}

async function cuts(pair: Pair): Promise<string> {
  const runs: CutRun[] = [];
  for (let index = 0; index < pair.runs; index += 1) runs.push(await cutRun(pair));
  const sum = (read: (run: CutRun) => number): number => runs.reduce((total, run) => total + read(run), 0);
  // An error tells that events are missing.
  const silent = runs.filter(({ failure, lost }) => failure === undefined && lost > 0);
  const failures = runs.flatMap(({ failure }) => failure ?? []);
  const lost = silent.reduce((total, run) => total + run.lost, 0);
  return [
    `${runs.length} runs, ${sum((run) => run.cuts)} cuts: ${lost} events lost without an error in ${silent.length} runs`,
    `${sum((run) => run.repeated)} repeated`,
    `${failures.length} errors${failures.length > 0 ? ` (${[...new Set(failures)].join("; ")})` : ""}`,
  ].join(", ");
}

const TURNS = ["one", "two", "three"];

function showTurns(turns: ({ text: string; state: unknown } | { failure: string })[]): string {
  return turns
    .map((turn) => {
      if ("failure" in turn) return turn.failure;
      const messages = (turn.state as { messages?: unknown[] } | undefined)?.messages?.length ?? 0;
      return `"${turn.text.replace("You said: ", "")}" (${messages} messages)`;
    })
    .join(", ");
}

async function turnsOfOneSession(pair: Pair): Promise<string> {
  return withSession(pair, "agent", async (session) => {
    const turns = [];
    for (const text of TURNS) {
      const result = await withinLimit(session.turn(chat(text)));
      turns.push("value" in result ? result.value : result);
      if ("failure" in result) break;
    }
    return showTurns(turns);
  });
}

async function turnsOfNewSessions({ open, url }: Pair): Promise<string> {
  const threadId = await newThread(url);
  const turns = [];
  for (const text of TURNS) {
    const session = open(url, threadId, "agent");
    const result = await withinLimit(session.turn(chat(text)));
    turns.push("value" in result ? result.value : result);
    session.close();
  }
  return showTurns(turns);
}

async function late(pair: Pair): Promise<string> {
  const result = await withinLimit(withSession(pair, "agent", (session) => session.late(chat(words(1_000)))));
  return "value" in result ? charactersOf(result.value) : result.failure;
}

/** The length of a reply to 1,000 words, and of the whole one. */
function charactersOf(text: string): string {
  return `${text.length} of ${`You said: ${words(1_000)}`.length} characters`;
}

async function resume(pair: Pair): Promise<string> {
  const result = await withinLimit(
    withSession(pair, "interrupt", (session) => session.resume({ request: "tea" }, "yes")),
  );
  return "value" in result ? JSON.stringify(result.value) : result.failure;
}

async function failure(pair: Pair): Promise<string> {
  const result = await withinLimit(
    withSession(pair, "thrower", (session) => session.failure({ message: "boom" })),
  );
  return "value" in result ? result.value : result.failure;
}

const MODELS = ["first", "second", "third", "fourth", "fifth", "sixth", "left", "right"];

async function models(pair: Pair): Promise<string> {
  const result = await withinLimit(withSession(pair, "models", (session) => session.messages(chat("go"))));
  if ("failure" in result) return result.failure;
  const texts = result.value;
  const expected = MODELS.map((name) => `${name} one two three`);
  const wrong = texts.filter((text) => !expected.includes(text));
  const right = expected.length - missing(expected, texts);
  const others = wrong.length > 0 ? `; also ${wrong.map((text) => JSON.stringify(text)).join(", ")}` : "";
  return `${right} of ${expected.length} texts${others}`;
}

/** A connection that stops without an end. */
async function halfOpen({ open, url }: Pair): Promise<string> {
  const proxy = await CuttingProxy.start(url, random);
  let text = "";
  const start = performance.now();
  const turn = withSession({ open, url: proxy.url }, "agent", (session) =>
    session.turn(chat(words(1_000)), (chunk) => {
      if (text === "") proxy.stall();
      text += chunk;
    }),
  );
  const result = await withinLimit(turn);
  proxy.stop();
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  const end = "failure" in result ? result.failure : `ends after ${seconds} s`;
  return `${end}, with ${charactersOf(text)}`;
}

const SCENARIOS: readonly Scenario[] = [
  { name: `cuts, ${FINISHED_RUNS} finished runs on the thread`, run: cuts },
  { name: "three turns in one session", run: turnsOfOneSession },
  { name: "three turns, a new session for each", run: turnsOfNewSessions },
  { name: "text that is read after the start of the run", run: late },
  { name: "state after an interrupt and its resume", run: resume },
  { name: "a run that fails", run: failure },
  { name: "eight model calls, up to two at once", run: models },
  { name: "a half-open connection", run: halfOpen },
];

/** The modules that applications bundle. */
const EXPORTS = {
  "1.15.0": `export { Client } from "official-1.15.0";\n`,
  ours: `export { LangGraphClient } from ${JSON.stringify(join(root, "dist/index.js"))};
export { threadStream } from ${JSON.stringify(join(root, "dist/thread.js"))};\n`,
};

function sizeOf(code: string, index: number): string {
  const bytes = bundle(`threads-${index}`, code);
  const kb = (size: number): string => `${(size / 1000).toFixed(1)} kB`;
  return `${kb(bytes.length)} minified, ${kb(gzipSync(bytes, { level: 9 }).length)} gzipped`;
}

function log(text: string): void {
  process.stderr.write(`${text}\n`);
}

async function main(): Promise<void> {
  const { values: options } = parseArgs({ options: { runs: { type: "string" }, only: { type: "string" } } });
  const { runs = "10", only = "" } = options;
  prepare(log);
  const clients = { "1.15.0": await official(), ours: openOurs };
  const servers = { JS: await startServer(), Python: await startPython({ polling: true }) };
  const rows = [["", "server", ...Object.keys(clients)]];
  try {
    for (const { name, run } of SCENARIOS.filter((each) => each.name.includes(only))) {
      for (const [server, { url }] of Object.entries(servers)) {
        const cells = [];
        for (const open of Object.values(clients)) cells.push(await run({ open, url, runs: Number(runs) }));
        log(`${name}, ${server}: ${cells.join(" | ")}`);
        rows.push([name, server, ...cells]);
      }
    }
    rows.push(["client and thread stream, bundled for browsers", "", ...Object.values(EXPORTS).map(sizeOf)]);
    console.log(tabulate(rows));
  } finally {
    await Promise.all(Object.values(servers).map((server) => server.stop()));
  }
}

// The official client rejects promises that nobody awaits.
process.on("unhandledRejection", (error) => log(`unhandled rejection: ${String(error)}`));
await main();
// Connections that a client left open would keep the process alive.
process.exit(0);
