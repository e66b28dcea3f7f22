/** Aegra's processes, and the rules of streams that no other server tests: ids without an order, and `on_disconnect`. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { LangGraphClient, StreamDisconnectedError } from "langgraph-client";
import { describe, expect, inject, onTestFinished, test } from "vitest";
import { all, failure, until } from "../helpers/async.js";
import { proxy, type Damage } from "../helpers/proxy.js";
import { eventsOf, newThread, type Graphs } from "../real/setup.js";
import { aegraPython, postgresPrograms, startServer } from "./aegra.js";

const slow = { input: { ticks: 20, delay_ms: 20 }, streamMode: "custom" as const };
const direct = new LangGraphClient<Graphs>({ apiUrl: inject("serverUrl"), apiKey: null });

/** A client behind a proxy that damages one connection after the other. */
async function behindProxy(damages: Damage[]) {
  const { url, cuts } = await proxy(inject("serverUrl"), () => damages.shift());
  return { client: new LangGraphClient<Graphs>({ apiUrl: url, apiKey: null }), cuts };
}

describe("events whose ids have no order", () => {
  test.each<[string, Damage[]]>([
    ["a reset", [{ after: 700, how: "reset" }]],
    ["a clean end", [{ after: 700, how: "end" }]],
    ["two resets, the second before a new event", [700, 10].map((after) => ({ after, how: "reset" }))],
    [
      "resets and a truncated body",
      [
        { after: 300, how: "reset" },
        { after: 500, how: "truncate" },
        { after: 400, how: "reset" },
      ],
    ],
    ["a reset before the first event", [{ after: 0, how: "reset" }]],
  ])("arrive once and in order despite %s", async (_, damages) => {
    const count = damages.length;
    const { client, cuts } = await behindProxy(damages);
    const threadId = await newThread();
    // Without `onDisconnect`: the client asks for a run that continues.
    const stream = client.runs.stream(threadId, "slow", slow);
    const events = await eventsOf(stream);
    const { runId } = await stream.run;
    expect(cuts()).toBe(count);
    expect(events.map(({ id }) => id)).toEqual(events.map((_, index) => `${runId}_event_${index + 1}`));
    expect(events.slice(1).map(({ data }) => data)).toEqual(
      Array.from({ length: 20 }, (_, index) => ({ tick: index + 1 })),
    );
    expect(await direct.runs.get(threadId, runId)).toMatchObject({ status: "success" });
  });

  test.for([1, 2, 10, 21])("joinStream continues from the cursor after %i events", async (count) => {
    const threadId = await newThread();
    const stream = direct.runs.stream(threadId, "slow", slow);
    const before: unknown[] = [];
    for await (const event of stream) if (before.push(event) === count) break;
    const [{ runId }, { cursor }] = [await stream.run, stream];
    const { client } = await behindProxy([{ after: 200, how: "reset" }]);
    const after = await eventsOf(client.runs.joinStream(threadId, runId, { cursor }));
    const whole = await eventsOf(direct.runs.joinStream(threadId, runId, { lastEventId: "-1" }));
    expect(whole).toHaveLength(21);
    expect([...before, ...after]).toEqual(whole);
  });

  for (const [how, after] of [
    ["reset", 20],
    ["truncate", 20],
    ["end", 20],
    ["end", 60],
  ] as const) {
    test(`arrive although two replays in a row are cut (${how}, after ${after} bytes)`, async () => {
      const threadId = await newThread();
      const { run_id } = await direct.runs.create(threadId, "slow", slow);
      await direct.runs.join(threadId, run_id);
      const { client } = await behindProxy([
        { after: 400, how: "end" },
        ...Array<Damage>(3).fill({ after, how }),
      ]);
      const events = await eventsOf(client.runs.joinStream(threadId, run_id, { lastEventId: "-1" }));
      expect(events).toHaveLength(21);
    });
  }

  test("a failed run whose stream is cut throws RunFailedError", async () => {
    for (const after of [0, 150, 250, 320]) {
      const { client } = await behindProxy([{ after, how: "reset" }]);
      const stream = client.runs.stream(await newThread(), "thrower", { input: { message: "no" } });
      expect(await failure(eventsOf(stream))).toMatchObject({ name: "RunFailedError", error: "TypeError" });
    }
  });
});

// Aegra sends `end`, without an id, as the only event of an ended run to a request without `Last-Event-ID`.
test.each([
  ["reset", 0],
  ["reset", 300],
  ["reset", 700],
  ["end", 0],
  ["end", 300],
  ["truncate", 0],
  ["truncate", 700],
] as const)(
  "a stream that is cut (%s) after %i bytes throws behind a proxy that drops Last-Event-ID",
  async (how, after) => {
    const threadId = await newThread();
    const isForwarded = (name: string) => /^(x-.*|authorization|content-(type|length)|accept)$/.test(name);
    const { url } = await proxy(
      inject("serverUrl"),
      (_, count) => (count === 0 ? { after, how } : undefined),
      { forwards: isForwarded },
    );
    const client = new LangGraphClient<Graphs>({
      apiUrl: url,
      apiKey: null,
      fetch: async (address, init) => {
        // The run ends before the client reconnects.
        if (init.method === "GET" && address.endsWith("/stream"))
          await until(
            () => direct.runs.list(threadId),
            ([run]) => run?.status === "success",
          );
        return fetch(address, init);
      },
    });
    const events: unknown[] = [];
    const read = async () => {
      for await (const event of client.runs.stream(threadId, "slow", slow)) events.push(event);
    };
    expect(await failure(read())).toBeInstanceOf(StreamDisconnectedError);
  },
);

test.for(["stream", "wait"])("a run whose %s is left without onDisconnect continues", async (method) => {
  const threadId = await newThread();
  const caller = new AbortController();
  const options = { input: slow.input, signal: caller.signal };
  const left = failure(
    method === "wait"
      ? direct.runs.wait(threadId, "slow", options)
      : all(direct.runs.stream(threadId, "slow", options)),
  );
  const [run] = await until(
    () => direct.runs.list(threadId),
    ([run]) => run?.status === "running",
  );
  caller.abort();
  expect(await left).toMatchObject({ name: "AbortError" });
  expect(await direct.runs.join(threadId, run?.run_id ?? "")).toMatchObject({ done: 20 });
  expect(await direct.runs.get(threadId, run?.run_id ?? "")).toMatchObject({ status: "success" });
});

/** True if a process exists. */
function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** The id of PostgreSQL's process, which it writes to its folder. */
function postgresOf(dataDir: string): number {
  return Number(readFileSync(join(dataDir, "postgres", "postmaster.pid"), "utf8").split("\n")[0]);
}

describe("the server's processes", () => {
  test("stop ends PostgreSQL and removes the folder", async () => {
    const server = await startServer({ graphs: ["trivial"] });
    const postgres = postgresOf(server.dataDir);
    expect(isAlive(postgres)).toBe(true);
    await server.stop();
    expect(isAlive(postgres)).toBe(false);
    expect(existsSync(server.dataDir)).toBe(false);
  });

  test("a server that cannot start removes its files", async () => {
    const temporary = temporaryFolder();
    const { exited } = run(temporary, { graphs: ["trivial"], app: "nowhere" });
    expect(await exited).not.toBe(0);
    expect(readdirSync(temporary)).toEqual([]);
  });

  test.each(["SIGINT", "SIGTERM"] as const)("%s ends PostgreSQL and removes the folder", async (signal) => {
    const temporary = temporaryFolder();
    const { child, exited, report } = run(temporary, { graphs: ["trivial"] });
    const { dataDir } = await report;
    const postgres = postgresOf(dataDir);
    child.kill(signal);
    await exited;
    expect(isAlive(postgres)).toBe(false);
    expect(readdirSync(temporary)).toEqual([]);
  });

  test("a signal while PostgreSQL's files are created ends everything", async () => {
    const temporary = temporaryFolder();
    const { child, exited } = run(temporary, { graphs: ["trivial"] });
    const folders = () => sleep(1, readdirSync(temporary));
    await until(folders, ([folder = ""]) => existsSync(join(temporary, folder, "postgres", "base")));
    child.kill("SIGTERM");
    await exited;
    expect(readdirSync(temporary)).toEqual([]);
  });
});

/** Creates a folder in which another user may start PostgreSQL. It is removed when the test finishes. */
function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "langgraph-client-test-"));
  chmodSync(folder, 0o711);
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Runs the server's script with a temporary folder of its own. */
function run(temporary: string, options: object) {
  const script = fileURLToPath(new URL("serve.py", import.meta.url));
  const modules = fileURLToPath(new URL("../python/", import.meta.url));
  const args = [script, JSON.stringify({ ...options, postgres: postgresPrograms() })];
  const child = spawn(aegraPython(), args, {
    env: { ...process.env, TMPDIR: temporary, PYTHONPATH: modules, PYTHONDONTWRITEBYTECODE: "1" },
    stdio: ["pipe", "pipe", "ignore"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const report = once(createInterface(child.stdout), "line").then(
    ([line]) => JSON.parse(String(line)) as { dataDir: string },
  );
  return { child, report, exited: once(child, "exit").then(([code]) => code as unknown) };
}
