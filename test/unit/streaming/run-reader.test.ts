/** A run's events over scripted connections: what is delivered, what is requested, and how the stream ends. */
import { beforeEach, describe, expect, test, vi } from "vitest";
import { ApiError } from "../../../src/errors.js";
import { Cursor } from "../../../src/streaming/cursor.js";
import { BEGINNING_MISSING } from "../../../src/streaming/conclude.js";
import { NO_MESSAGES_MODE } from "../../../src/streaming/run-reader.js";
import type { RunOutcome } from "../../../src/streaming/run-api.js";
import { broken, ids, readRun, sse, unreadable } from "./scripted-run.js";
import type { Script } from "./scripted-run.js";

beforeEach(() => {
  vi.spyOn(Math, "random").mockReturnValue(1);
  return () => vi.restoreAllMocks();
});

function apiError(status: number): ApiError {
  const init = {
    method: "GET",
    url: "http://a",
    detail: "d",
    body: undefined,
    text: "",
    headers: new Headers(),
  };
  return ApiError.of({ ...init, status });
}

const active: RunOutcome = { type: "active" };
const ended: RunOutcome = { type: "ended", cancelled: false };
const cancelled: RunOutcome = { type: "ended", cancelled: true };
const failed: RunOutcome = { type: "ended", cancelled: false, failure: { error: "E", message: "m" } };
/** Cursors move: every test needs its own. */
const joined = () => ({ run: ids, cursor: Cursor.after("-1"), from: "first event" as const });
const joinedNow = () => ({ run: ids, cursor: Cursor.after(undefined), from: "middle" as const });

describe("a complete stream", () => {
  test.each<[rule: string, script: Script, events: string, log: string]>([
    [
      "proves its end with a second connection",
      { connections: [sse("0:a 1:b"), sse("1:b")] },
      "0a1b",
      "open values, status, reconnect 0",
    ],
    [
      "asks again briefly for a status that lags behind a clean end",
      { connections: [sse(":a :b")], statuses: [active, active, ended] },
      "ab",
      "open values, status, wait 150, status, wait 250, status",
    ],
    [
      "ends although a proxy drops Last-Event-ID, so that the proof has no event",
      { connections: [sse("0:a 1:b"), ""] },
      "0a1b",
      "open values, status, reconnect 0",
    ],
    [
      "ends although a gateway begins each connection with an event of its own",
      { connections: [sse(":ping 0:a 1:b"), sse(":ping 1:b")] },
      "ping0a1b",
      "open values, status, reconnect 0",
    ],
    [
      "ends although a gateway numbers its own events, so that all of them are new",
      { connections: [sse(":ping1 0:a 1:b"), sse(":ping2 1:b")] },
      "ping10a1bping2",
      "open values, status, reconnect 0",
    ],
    [
      "has no event if the run was cancelled before it began",
      { connections: ["", ""], statuses: [cancelled] },
      "",
      "open values, status, reconnect -1",
    ],
    [
      "has no event if the run was rolled back before it began",
      { connections: [sse(":error")], statuses: [{ type: "deleted", error: apiError(404) }] },
      "",
      "open values, status",
    ],
    [
      "delivers events that only the proof has",
      { connections: [sse("0:a"), sse("0:a 1:b"), sse("1:b")] },
      "0a1b",
      "open values, status, reconnect -1, reconnect 0",
    ],
    ["ends at an error event", { connections: [sse("0:a 1:error")] }, "0a1error", "open values"],
    [
      "ends at an end event, and ignores what follows",
      { connections: [sse("0:a 1:end 2:b")] },
      "0a1end",
      "open values",
    ],
    [
      "has an error event if the run failed and the server stored none",
      { connections: [sse("0:a"), sse("0:a")], statuses: [failed] },
      "0a{}",
      "open values, status, reconnect -1",
    ],
    [
      "needs no proof if the server stores no events",
      { connections: [sse(":a :b")] },
      "ab",
      "open values, status",
    ],
    [
      "needs neither status nor proof if the run is unknown",
      { connections: [sse(":a")], run: undefined },
      "a",
      "open values",
    ],
    [
      "reads a last event that lacks its blank line",
      { connections: [sse(":a :b").slice(0, -1)] },
      "ab",
      "open values, status",
    ],
  ])("%s", async (_, script, events, log) => {
    expect(await readRun(script)).toMatchObject({ events, log, error: undefined });
  });
});

describe("a broken connection", () => {
  test.each<[rule: string, script: Script, events: string, log: string]>([
    [
      "is replaced at once, and its events are not repeated",
      { connections: [`${sse("0:a 1:b")}!`, sse("1:b 2:end")] },
      "0a1b2end",
      "open values, reconnect 0",
    ],
    [
      "is replaced after growing delays",
      { connections: [`${sse("0:a")}!`, broken(), broken(), sse("0:a 1:end")] },
      "0a1end",
      "open values, reconnect -1, wait 750, reconnect -1, wait 1000, reconnect -1",
    ],
    [
      "counts its failures anew after an event",
      { connections: [`${sse("0:a")}!`, broken(), `${sse("0:a 1:b")}!`, sse("1:b 2:end")] },
      "0a1b2end",
      "open values, reconnect -1, wait 750, reconnect -1, reconnect 0",
    ],
    [
      "is replaced when the body ends while the run is active",
      { connections: [sse("0:a"), sse("0:a 1:end")], statuses: [active] },
      "0a1end",
      "open values, status, wait 150, status, wait 250, status, reconnect -1",
    ],
    [
      "is replaced when an event may be a duplicate, without a delay",
      { connections: [`${sse("0:a")}!`, sse("0:a 1:x 1:x"), sse("1:x 1:x 2:end")] },
      "0a1x1x2end",
      "open values, reconnect -1, reconnect 0",
    ],
    [
      "is replaced although its only event had no id and no type of a run's events",
      { connections: [`event: ping\ndata: "ping"\n\n!`, sse("0:metadata 1:end")] },
      "ping0metadata1end",
      "open values, reconnect -1",
    ],
    [
      "is replaced no faster than twice a second while only events without an id arrive",
      {
        connections: [
          ...["1", "2", "3"].map((n) => `event: ping\ndata: "${n}"\n\n!`),
          sse("0:metadata 1:end"),
        ],
      },
      "1230metadata1end",
      "open values, reconnect -1, wait 750, reconnect -1, wait 1000, reconnect -1",
    ],
    [
      "is replaced within an event",
      { connections: [`${sse("0:a")}event: custom\nda!`, sse("0:a 1:end")] },
      "0a1end",
      "open values, reconnect -1",
    ],
  ])("%s", async (_, script, events, log) => {
    expect(await readRun(script)).toMatchObject({ events, log, error: undefined });
  });
});

describe("a stream that cannot reconnect", () => {
  const broke = "The connection broke, and the stream cannot reconnect";
  test.each<[rule: string, script: Script, message: string]>([
    [
      "names a run that is not resumable",
      { connections: [`${sse("0:a")}!`], settings: { obstacle: "streamResumable is false" } },
      `${broke}: streamResumable is false`,
    ],
    [
      "names missing ids of events",
      { connections: [`${sse(":a")}!`] },
      `${broke}: the server sends no event ids`,
    ],
    [
      "names the first event of a join, behind which a stream cannot continue",
      { connections: [`${sse("5:a")}!`], settings: joinedNow() },
      `${broke}: the id before event 5 is unknown`,
    ],
    [
      "names a run whose ids are unknown",
      { connections: [`${sse("0:a")}!`], run: undefined },
      `${broke}: the server has not named the run yet`,
    ],
    [
      "names the number of failures",
      { connections: [`${sse("0:a")}!`, broken(), broken()], settings: { maxReconnects: 2 } },
      `${broke}: 2 reconnects failed`,
    ],
    [
      "names disabled reconnects",
      { connections: [`${sse("0:a")}!`], settings: { maxReconnects: 0 } },
      `${broke}: maxReconnects is 0`,
    ],
    [
      "names the status of a refused reconnect",
      { connections: [`${sse("0:a")}!`, apiError(403)] },
      `${broke}: the server responded with 403`,
    ],
    [
      "names the event that the replay lacks",
      { connections: [`${sse("0:a 1:b")}!`, sse("3:c")] },
      "The replay does not contain event 1, and continues with event 3. Servers store events for a limited time, the hosted platform for 2 minutes",
    ],
    [
      "names the failed reconnects although each connection had an event without an id",
      {
        connections: Array<string>(7)
          .fill(`${sse("0:a")}event: ping\ndata: "x"\n\n!`)
          .map((text, n) => (n === 0 ? text : text.slice(sse("0:a").length))),
      },
      `${broke}: 6 reconnects failed`,
    ],
    [
      "names the reasons why the events of a run that has ended can be missing, soon",
      { connections: [`${sse("0:a")}!`, "", "", "", ""], statuses: [ended] },
      "The server did not replay the run's last events. Servers store events for a limited time, the hosted platform for 2 minutes. A proxy that drops the header Last-Event-ID is another cause",
    ],
    [
      "names the order of ids that cannot be told from another one",
      {
        connections: [
          `${sse(Array.from({ length: 1_001 }, (_, id) => `${id + 5}:a`).join(" "))}${sse("3:b")}!`,
        ],
      },
      `${broke}: the ids of its events are in no order`,
    ],
    [
      "names ids that a header cannot carry",
      { connections: [`${sse("é:a ü:b")}!`] },
      `${broke}: a header cannot carry the event ids of the server`,
    ],
    [
      "names the missing beginning of a joined run",
      { connections: [sse("4:a 5:b"), sse("5:b")], statuses: [ended], settings: joined() },
      BEGINNING_MISSING,
    ],
    [
      "names the missing beginning of a joined run whose server stores no events",
      {
        connections: [sse("4:a 5:b"), ""],
        statuses: [ended],
        settings: { ...joined(), from: "stored events" },
      },
      BEGINNING_MISSING,
    ],
    ...["", "!"].map((ending): [string, Script, string] => [
      `names the replay that has only an end event without an id, after a body that ends with "${ending}"`,
      {
        connections: [`${sse("0:a 1:b")}${ending}`, ...Array<string>(4).fill(sse(":end"))],
        statuses: [ended],
      },
      "The server did not replay the run's last events. Servers store events for a limited time, the hosted platform for 2 minutes. A proxy that drops the header Last-Event-ID is another cause",
    ]),
    [
      "names the missing beginning of a joined run after its end event",
      { connections: [sse("4:a 5:end")], settings: joined() },
      BEGINNING_MISSING,
    ],
    [
      "names the missing position of a stream of new events",
      { connections: [`${sse("4:a")}!`], settings: joinedNow() },
      `${broke}: the id before event 4 is unknown`,
    ],
    [
      "names a server that has lost run and thread",
      { connections: [sse("0:a")], statuses: [{ type: "gone", error: apiError(404) }] },
      "The run and its thread no longer exist on the server",
    ],
  ])("%s", async (_, script, message) => {
    const { error, events } = await readRun({ statuses: [active], ...script });
    expect(events).not.toBe("");
    expect(error).toMatchObject({ name: "StreamDisconnectedError", threadId: "t" });
    expect((error as Error).message).toContain(`${message} (`);
  });

  test.each<[string, Script]>([
    ["a run that is joined from the start", { connections: [sse(":end")], settings: joined() }],
    [
      "a run that is joined at all that is stored",
      { connections: [sse(":end")], settings: { ...joined(), from: "stored events" } },
    ],
    ["a new run whose connection broke before its first event", { connections: ["!", sse(":end")] }],
  ])("an end event alone is not the end of %s", async (_, script) => {
    const { error, events } = await readRun(script);
    expect(events).toBe("");
    expect((error as Error).message).toContain(BEGINNING_MISSING);
  });

  test.each<[string, Script]>([
    ["a new run", { connections: [sse(":end")] }],
    ["a join of new events", { connections: [sse(":end")], settings: joinedNow() }],
  ])("an end event alone is the end of %s", async (_, script) => {
    expect(await readRun(script)).toMatchObject({ events: "end", error: undefined });
  });

  test("names the mode whose events the server does not store", async () => {
    const body = 'event: messages/partial\ndata: "a"\nid: 0\n\n!';
    const { error } = await readRun({ connections: [body], statuses: [active] });
    expect((error as Error).message).toContain('does not store events of the mode "messages"');
  });

  test("carries the position of the last event, and opens a stream behind it", async () => {
    const rejoin = vi.fn();
    const settings = { maxReconnects: 0, rejoin };
    const { error } = await readRun({ connections: [`${sse("0:a 1:b")}!`], statuses: [active], settings });
    const { reconnect, ...data } = error as { reconnect: () => void };
    expect(data).toMatchObject({ runId: "r", received: 2, lastEventId: "1", cursor: '["0","1",1]' });
    reconnect();
    expect(rejoin).toHaveBeenCalledWith(ids, '["0","1",1]');
  });

  test("delivers the events before a gap first", async () => {
    const { events, error } = await readRun({ connections: [`${sse("0:a 1:b")}!`, sse(":x 3:c")] });
    expect([events, (error as Error).name]).toEqual(["0a1bx", "StreamDisconnectedError"]);
  });
});

describe("events that are not stored", () => {
  test("a duplicate event of the mode messages makes the stream one that cannot reconnect", async () => {
    const body = 'event: messages/partial\ndata: "a"\nid: 0\n\n!';
    const settings = { ...joined(), cursor: Cursor.parse('["-1","0",1]') };
    const { error, log } = await readRun({ connections: [body], statuses: [active], settings });
    expect((error as Error).message).toContain(NO_MESSAGES_MODE);
    expect(log).toBe("open values, status");
  });

  test("a synthesized error does not move the cursor", async () => {
    const settings = { ...joinedNow(), cursor: Cursor.after("5") };
    const { events, reader } = await readRun({ connections: ["", ""], statuses: [failed], settings });
    expect([events, reader.cursorText()]).toEqual(["{}", '["5",null,0]']);
  });

  test("a body that cannot be read disconnects the stream of a run that has started", async () => {
    const { error } = await readRun({ connections: [unreadable()], statuses: [active] });
    expect(error).toMatchObject({
      name: "StreamDisconnectedError",
      runId: "r",
      cursor: '["-1",null,0]',
      cause: { name: "TypeError" },
    });
  });
});

describe("a joined run", () => {
  test.each<[rule: string, script: Script, events: string, log: string]>([
    [
      "delivers the first event even if it is an error",
      { connections: [sse("0:error")], statuses: [failed], settings: joined() },
      "0error",
      "open values, status",
    ],
    [
      "delivers a first error if the status is unknown",
      { connections: [sse("0:error")], statuses: [broken()], settings: joined() },
      "0error",
      "open values, status",
    ],
    [
      "delivers the events of the requested types only",
      {
        connections: [sse("0:metadata 1:end")],
        settings: { ...joined(), accepts: (type) => type === "end" },
      },
      "1end",
      "open values",
    ],
    [
      "sends nothing behind the end of the run",
      { connections: [], settings: { ...joined(), cursor: Cursor.parse('["-1","0",1,{}]') } },
      "",
      "",
    ],
    [
      "ends without an event if only new ones were requested",
      {
        connections: [""],
        settings: { ...joinedNow(), isStorageUncertain: true },
      },
      "",
      "open values, status",
    ],
    [
      "ends after an empty replay if the server may store nothing",
      {
        connections: [sse("7:a 8:b"), ""],
        settings: { ...joinedNow(), isStorageUncertain: true },
      },
      "7a8b",
      "open values, status, reconnect 7",
    ],
  ])("%s", async (_, script, events, log) => {
    expect(await readRun(script)).toMatchObject({ events, log, error: undefined });
  });

  test("throws the error of the status request if the run never existed", async () => {
    const error = apiError(404);
    const script: Script = {
      connections: [sse("0:error")],
      statuses: [{ type: "deleted", error }],
      settings: joined(),
    };
    expect((await readRun(script)).error).toBe(error);
  });
});

test("the error of the first request reaches the caller unchanged", async () => {
  const error = apiError(422);
  const { error: thrown, log } = await readRun({ connections: [error] });
  expect([thrown, log]).toEqual([error, "open values"]);
});

test("the ids of a new run are announced once", async () => {
  const onRun = vi.fn();
  const { reader } = await readRun({ connections: [sse("0:end")], settings: { onRun } });
  reader.monitor.learn({ runId: "other", threadId: null });
  expect(onRun.mock.calls).toEqual([[ids]]);
  expect(reader.monitor.run).toEqual(ids);
});

test("a callback that throws closes the connection of the new run", async () => {
  const reason = new Error("mine");
  const onRun = () => {
    throw reason;
  };
  expect((await readRun({ connections: [sse("0:end")], settings: { onRun } })).error).toBe(reason);
});

test("every reconnect after a failure is announced", async () => {
  const onReconnect = vi.fn();
  const cause = broken();
  await readRun({ connections: [`${sse("0:a")}!`, cause, sse("0:a 1:end")], settings: { onReconnect } });
  expect(onReconnect.mock.calls).toEqual([
    [{ attempt: 1, delayMs: 0, cause: expect.objectContaining({ name: "ConnectionError" }) }],
    [{ attempt: 2, delayMs: 750, cause }],
  ]);
});

test("the logger gets a line for each step of a stream's life", async () => {
  const { lines } = await readRun({
    connections: [`${sse("0:a")}!`, sse("0:a 1:b"), sse("1:b")],
    statuses: [ended],
  });
  expect(lines).toEqual([
    "info run r: connection 1 opened",
    expect.stringMatching(/^warn run r: reconnect 1 in 0 ms: ConnectionError: The stream broke off/),
    "info run r: connection 2 opened, replaying after -1",
    "debug run r: connection closed",
    "debug run r: run status: ended",
    "debug run r: reconnecting to prove the end",
    "info run r: connection 3 opened, replaying after 0",
    "debug run r: connection closed",
    "info run r: complete after 2 events",
  ]);
});

test("the logger gets the reason of a disconnected stream", async () => {
  const { lines } = await readRun({ connections: [`${sse(":a")}!`], statuses: [active] });
  expect(lines.at(-1)).toMatch(/^error run r: StreamDisconnectedError: The connection broke/);
});
