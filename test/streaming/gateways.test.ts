/** Gateways and proxies: events of their own on each connection, limits of time, headers that they drop. */
import { StreamDisconnectedError } from "langgraph-client";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { event, readNames, replay, scripted } from "../helpers/scripted-server.js";
import type { ServerScript, StoredEvent, StreamRequest } from "../helpers/scripted-server.js";

const run: StoredEvent[] = [
  { id: "0", event: "metadata", data: { run_id: "r" } },
  { id: "1", event: "values", data: 1 },
  { id: "2", event: "values", data: 2 },
  { id: "3", event: "values", data: 3 },
];
const names = run.map((each) => `${each.event} ${each.id}`);
const running = () => ({ run_id: "r", status: "running" });

/** The first event of a connection that a gateway sends, by the connection's number. */
const greetings: [name: string, greeting: (count: number) => string][] = [
  ["a ping with the same data", () => event("ping", {})],
  ["a ping with other data", (count) => event("ping", count)],
  ["a ping without data", () => event("ping", "")],
  ["an event without a name", () => event("message", { at: 1 })],
  ["two pings", (count) => event("ping", {}) + event("pong", count)],
  ["an event of a run without an id", () => event("metadata", { run_id: "r" })],
];

afterEach(() => void vi.restoreAllMocks());

describe.each(greetings)("a gateway that begins each connection with %s", (_, greeting) => {
  const isKnown = greeting(0).startsWith("event: metadata");
  const stored = isKnown ? run.slice(1) : run;
  const expected = stored.map((each) => `${each.event} ${each.id}`);

  /** Serves the run. `cuts`: the number of stored events that each connection sends before it breaks. */
  const serve = (cuts: number[], then: "reset" | "end" = "reset", script: Partial<ServerScript> = {}) => {
    let isWhole = false;
    return scripted({
      stream: (request) => {
        const frames = replay(stored, request).split(/(?<=\n\n)/);
        const cut = cuts[request.count];
        isWhole ||= cut === undefined;
        return {
          text: greeting(request.count) + frames.slice(0, cut).join(""),
          then: cut === undefined ? "end" : then,
        };
      },
      status: () => ({ run_id: "r", status: isWhole ? "success" : "running" }),
      ...script,
    });
  };
  const ofRun = (seen: readonly string[]) => seen.filter((name) => / \d+$/.test(name));

  test.each(["reset", "end"] as const)(
    "delivers every event of the run once at any cut: %s",
    async (then) => {
      for (let cut = isKnown ? 1 : 0; cut <= stored.length; cut += 1) {
        for (const cuts of [[cut], [cut, 1], [cut, 2, 2]]) {
          const { client, requests } = serve(cuts, then);
          const { seen, error } = await readNames(client.runs.stream("t", "agent"));
          expect([ofRun(seen), error], `${cuts.join()}: ${requests.join()}`).toEqual([expected, undefined]);
        }
      }
    },
  );

  test("delivers every event of the run once when the stream is not cut, and ends", async () => {
    const { client, requests, open } = serve([]);
    const { seen, error } = await readNames(client.runs.stream("t", "agent"));
    expect([ofRun(seen), error, open()]).toEqual([expected, undefined, 0]);
    expect(requests).toEqual(["POST stream", "GET status", "GET stream 2"]);
  });

  test.each(["reset", "end"] as const)(
    "throws after the attempts if no connection brings an event of the run: %s",
    async (then) => {
      const cuts = [2, ...Array<number>(50).fill(0)];
      const { client, delays, requests } = serve(cuts, then);
      const attempts: number[] = [];
      const stream = client.runs.stream("t", "agent", {
        onReconnect: ({ attempt }) => attempts.push(attempt),
      });
      const { seen, error } = await readNames(stream);
      expect(ofRun(seen)).toEqual(expected.slice(0, 2));
      expect(error).toBeInstanceOf(StreamDisconnectedError);
      expect(attempts).toEqual([1, 2, 3, 4, 5, 6]);
      // The first reconnect is immediate. Shorter pauses precede requests for the status of the run.
      const pauses = delays.filter((ms) => ms !== 150 && ms !== 250);
      expect(pauses).toHaveLength(5);
      expect(Math.min(...pauses)).toBeGreaterThanOrEqual(500);
      expect(requests.filter((request) => request.startsWith("GET stream"))).toHaveLength(6);
    },
  );

  test("throws for an ended run whose replays bring no event of it", async () => {
    const { client, requests } = serve([2, ...Array<number>(50).fill(0)], "reset", {
      status: () => ({ run_id: "r", status: "success" }),
    });
    const { seen, error } = await readNames(client.runs.stream("t", "agent"));
    expect(ofRun(seen)).toEqual(expected.slice(0, 2));
    expect(error).toBeInstanceOf(StreamDisconnectedError);
    expect(requests.length).toBeLessThan(12);
  });
});

test.each([
  ["the same data", () => event("ping", {}), 1],
  ["other data", (count: number) => event("ping", count), 3],
])("delivers the pings of a gateway with %s as often as they differ", async (_, ping, times) => {
  const { client } = scripted({
    stream: (request) => ({
      text:
        ping(request.count) +
        replay(run, request)
          .split(/(?<=\n\n)/)
          .slice(0, 2)
          .join(""),
      then: request.count < 2 ? "reset" : "end",
    }),
  });
  const { seen } = await readNames(client.runs.stream("t", "agent"));
  expect(seen.filter((name) => name === "ping").length).toBeGreaterThanOrEqual(times);
  if (times === 1) expect(seen.filter((name) => name === "ping")).toHaveLength(1);
});

test("never falls below 500 ms between two reconnects that bring pings alone, for a thousand reconnects", async () => {
  const { client, delays, requests } = scripted({
    stream: ({ count }) => ({ text: event("ping", count), then: "reset" }),
    status: running,
  });
  const stream = client.runs.stream("t", "agent", { maxReconnects: 1_000 });
  const { error } = await readNames(stream);
  expect(error).toBeInstanceOf(StreamDisconnectedError);
  expect(requests.filter((request) => request.startsWith("GET stream"))).toHaveLength(1_000);
  expect(delays).toHaveLength(999);
  expect(Math.min(...delays)).toBeGreaterThanOrEqual(500);
});

describe("a proxy that limits the time of a connection", () => {
  let now = 0;
  beforeEach(() => {
    now = 0;
    vi.spyOn(performance, "now").mockImplementation(() => now);
  });

  /** Serves a run that works for `silent` connections, each open for `ageMs`, and then sends its rest. */
  const serve = (silent: number, ageMs: number, then: "reset" | "end", status: () => unknown = running) => {
    let isWhole = false;
    return scripted({
      stream: (request) => {
        const text = replay(run, request).split(/(?<=\n\n)/);
        isWhole = request.count > silent;
        if (isWhole) return { text: text.join("") };
        // Time passes while the connection is open.
        const frames = text.slice(0, request.isNew ? 2 : 1).join("");
        return new Response(
          new ReadableStream<Uint8Array>({
            start: (controller) => controller.enqueue(new TextEncoder().encode(frames)),
            pull: (controller) => {
              now += ageMs;
              if (then === "end") controller.close();
              else controller.error(new TypeError("terminated"));
            },
          }),
          { headers: { "content-type": "text/event-stream", "content-location": "/threads/t/runs/r" } },
        );
      },
      status: () => (isWhole ? { run_id: "r", status: "success" } : status()),
    });
  };

  test.each(["reset", "end"] as const)(
    "does not count reconnects that were open for a second while the run works: %s",
    async (then) => {
      const { client, delays } = serve(40, 3_000, then);
      const attempts: number[] = [];
      const stream = client.runs.stream("t", "agent", {
        onReconnect: ({ attempt }) => attempts.push(attempt),
      });
      expect(await readNames(stream)).toEqual({ seen: names, error: undefined });
      expect(attempts).toHaveLength(41);
      expect(new Set(attempts)).toEqual(new Set([1]));
      const pauses = delays.filter((ms) => ms !== 150 && ms !== 250);
      // Between two of them no event arrived.
      expect(Math.min(...pauses)).toBeGreaterThanOrEqual(500);
      expect(pauses).toHaveLength(40);
    },
  );

  test.each<[string, number, () => unknown]>([
    ["were open for less than a second", 900, running],
    ["were open for a second, if the status of the run is unknown", 3_000, () => ({ status: "completed" })],
    ["were open for a second, if the run has no status", 3_000, () => ({})],
    [
      "were open for a second, if the status is that of another run",
      3_000,
      () => ({ run_id: "other", status: "running" }),
    ],
    [
      "were open for a second, if the status cannot be requested",
      3_000,
      () => Response.json({}, { status: 403 }),
    ],
  ])("counts reconnects that %s", async (_, ageMs, status) => {
    const { client, requests } = serve(40, ageMs, "reset", status);
    const { seen, error } = await readNames(client.runs.stream("t", "agent"));
    expect(seen).toEqual(names.slice(0, 2));
    expect(error).toBeInstanceOf(StreamDisconnectedError);
    expect(requests.filter((request) => request.startsWith("GET stream"))).toHaveLength(6);
  });

  test("does not count a reconnect that was refused as open", async () => {
    const { client, requests } = scripted({
      stream: (request) => {
        now += 5_000;
        if (!request.isNew) return new Response(null, { status: 503 });
        return { text: replay(run.slice(0, 2), request), then: "reset" };
      },
      status: running,
    });
    const { error } = await readNames(client.runs.stream("t", "agent"));
    expect(error).toBeInstanceOf(StreamDisconnectedError);
    expect(requests.filter((request) => request.startsWith("GET stream"))).toHaveLength(6);
  });
});

describe("a proxy that drops Last-Event-ID", () => {
  /** Serves a run whose first connection ends after a number of events. Replays are empty, as without the header. */
  const serve = (
    cut: number | undefined,
    then: "reset" | "end",
    statusAtCut: string,
    live: (request: StreamRequest) => string = () => "",
  ) => {
    let count = 0;
    return scripted({
      stream: (request) => {
        count = request.count;
        if (!request.isNew) return { text: live(request) };
        const frames = replay(run, request).split(/(?<=\n\n)/);
        return { text: frames.slice(0, cut).join(""), then };
      },
      status: () => ({ run_id: "r", status: count === 0 ? statusAtCut : "success" }),
    });
  };

  test("delivers all events of an undisturbed stream, and ends after one replay", async () => {
    const { client, requests } = serve(undefined, "end", "success");
    expect(await readNames(client.runs.stream("t", "agent"))).toEqual({ seen: names, error: undefined });
    expect(requests).toEqual(["POST stream", "GET status", "GET stream 2"]);
  });

  test.each<[string, number, "reset" | "end", string, string]>([
    ["a reset", 2, "reset", "running", ""],
    ["a reset before the first event", 0, "reset", "running", ""],
    ["a reset after the run has ended", 2, "reset", "success", ""],
    ["a reset before the first event of a run that has ended", 0, "reset", "success", ""],
    ["a clean end before the first event of a run that has ended", 0, "end", "success", ""],
    ["a clean end while the run works", 2, "end", "running", ""],
    ["a reset and live events", 2, "reset", "running", event("values", 3, "3")],
    ["a clean end and live events", 2, "end", "running", event("values", 3, "3")],
    [
      "a reset before the first event, and live events",
      0,
      "reset",
      "running",
      event("values", 2, "2") + event("values", 3, "3"),
    ],
    ["a reset and the end of the run", 2, "reset", "running", event("end", "null")],
    ["a reset and the end of the run with an id", 2, "reset", "running", event("end", "null", "4")],
    ["a reset before the first event and the end of the run", 0, "reset", "running", event("end", "null")],
    [
      "a reset before the first event, a live event and the end of the run",
      0,
      "reset",
      "running",
      event("values", 3, "3") + event("end", "null", "4"),
    ],
  ])("throws after %s, and never ends without all events", async (_, cut, then, status, live) => {
    const { client, requests } = serve(cut, then, status, ({ count }) => (count === 1 ? live : ""));
    const { error } = await readNames(client.runs.stream("t", "agent"));
    expect(error).toBeInstanceOf(StreamDisconnectedError);
    expect(requests.length).toBeLessThan(30);
  });

  test("delivers all events of an undisturbed stream, and ends, if it sends pings of its own", async () => {
    const { client } = serve(undefined, "end", "success", () => event("ping", {}));
    expect(await readNames(client.runs.stream("t", "agent"))).toMatchObject({
      seen: expect.arrayContaining(names) as unknown,
      error: undefined,
    });
  });

  test("throws after a clean end within an event of a run that has ended", async () => {
    const { client } = scripted({
      stream: (request) => ({
        text: request.isNew ? `${replay(run.slice(0, 2), request)}event: values\nda` : "",
      }),
    });
    const { seen, error } = await readNames(client.runs.stream("t", "agent"));
    expect(seen).toEqual(names.slice(0, 2));
    expect(error).toBeInstanceOf(StreamDisconnectedError);
  });

  test("names itself and the limited time of storage as causes", async () => {
    const { client } = serve(2, "reset", "success");
    const { error } = await readNames(client.runs.stream("t", "agent"));
    expect(String(error)).toMatch(/limited time.* 2 minutes.*Last-Event-ID/);
  });

  test("keeps the position in the error after the last event of an incomplete stream", async () => {
    const rest = event("values", 2, "2") + event("end", "null", "3");
    const { client } = serve(0, "reset", "running", () => rest);
    const stream = client.runs.stream("t", "agent");
    const { seen, error } = await readNames(stream);
    expect(seen).toEqual(["values 2", "end 3"]);
    expect(error).toMatchObject({ received: 2, lastEventId: "3", cursor: stream.cursor });
  });
});

test("requests a replay again if `end` arrives before the events that were delivered", async () => {
  const { client, requests } = scripted({
    stream: (request) => {
      if (request.isNew) return { text: replay(run.slice(0, 2), request), then: "reset" };
      if (request.count === 1) return { text: event("end", "null") };
      return { text: replay(run, request) + event("end", "null") };
    },
    status: running,
  });
  expect(await readNames(client.runs.stream("t", "agent"))).toEqual({
    seen: [...names, "end"],
    error: undefined,
  });
  const streams = requests.filter((request) => request !== "GET status");
  expect(streams).toEqual(["POST stream", "GET stream 0", "GET stream 0"]);
});
