/** The life of a run's stream: connections and states of the run in, events and requests out. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { ApiError, StreamDisconnectedError } from "../../../src/errors.js";
import { all } from "../../helpers/async.js";
import { live } from "./scripted-run.js";
import type { RunScript } from "./scripted-run.js";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"] });
  // The largest delay of each attempt.
  vi.spyOn(Math, "random").mockReturnValue(1);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** A script, and the life of its stream: the delivered data and all requests. */
interface Row extends RunScript {
  rule: string;
  delivered: string;
  requests: string;
}

const PROOFS: Row[] = [
  {
    rule: "proves the end by a replay that repeats the last event",
    connections: ["0:a 1:b", "1:b"],
    delivered: "ab",
    requests: "open values, status, reconnect 0",
  },
  {
    rule: "replays from the start if there was one event",
    connections: ["0:a", "0:a"],
    delivered: "a",
    requests: "open values, status, reconnect -1",
  },
  {
    rule: "delivers new events of a proof, and proves again",
    connections: ["0:a 1:b", "1:b 2:c", "2:c"],
    delivered: "abc",
    requests: "open values, status, reconnect 0, reconnect 1",
  },
  {
    rule: "reconnects without a proof while the run is active",
    connections: ["0:a 1:b", "1:b 2:c", "2:c"],
    states: ["active", "ended"],
    delivered: "abc",
    requests: "open values, status, reconnect 0, status, reconnect 1",
  },
  {
    rule: "ends at the event end without any further request",
    connections: ["0:a 1:end 2:b stays open"],
    delivered: "anull",
    requests: "open values",
  },
  {
    rule: "ends at the event error without any further request",
    connections: ["0:a 1:error 2:b stays open"],
    delivered: "a!",
    requests: "open values",
  },
  {
    rule: "synthesizes an error event if the run failed and the server stored none",
    connections: ["0:a", "0:a"],
    states: ["failed"],
    delivered: "a!",
    requests: "open values, status, reconnect -1",
  },
  {
    rule: "completes after two whole connections, the second one empty, if events may not be stored",
    connections: ["0:a 1:b", ""],
    settings: { isStorageUncertain: true },
    delivered: "ab",
    requests: "open values, status, reconnect 0",
  },
  {
    rule: "completes without a proof if the server cannot tell the run's state",
    connections: ["0:a 1:b"],
    states: ["unknown"],
    delivered: "ab",
    requests: "open values, status",
  },
  {
    rule: "completes without a proof if the events have no ids",
    connections: ["a b"],
    delivered: "ab",
    requests: "open values, status",
  },
  {
    rule: "completes without a proof if the server stores no events",
    connections: ["0:a"],
    settings: { obstacle: "streamResumable is false" },
    delivered: "a",
    requests: "open values, status",
  },
  {
    rule: "delivers the unfinished last event of a stream that cannot reconnect",
    connections: ["a b unfinished"],
    delivered: "ab",
    requests: "open values, status",
  },
  {
    rule: "completes a stateless run that is gone at its end",
    connections: ["0:a"],
    states: ["gone"],
    isStateless: true,
    delivered: "a",
    requests: "open values, status",
  },
];

const BREAKS: Row[] = [
  {
    rule: "delivers the events behind a break",
    connections: ["0:a 1:b breaks", "1:b 2:end"],
    delivered: "abnull",
    requests: "open values, reconnect 0",
  },
  {
    rule: "drops the truncated event, which the replay contains",
    connections: ["0:a 1:b truncated", "0:a 1:b 2:end"],
    states: ["active"],
    delivered: "abnull",
    requests: "open values, status, reconnect -1",
  },
  {
    rule: "reconnects after failed and refused reconnects",
    connections: ["0:a breaks", "fails", "503", "0:a 1:end"],
    delivered: "anull",
    requests: "open values, reconnect -1, reconnect -1, reconnect -1",
  },
  {
    rule: "counts failed reconnects anew after each event",
    connections: ["0:a breaks", "fails", "fails", "0:a 1:b breaks", "fails", "fails", "1:b 2:end"],
    delivered: "abnull",
    requests: `open values${", reconnect -1".repeat(3)}${", reconnect 0".repeat(3)}`,
  },
  {
    rule: "reconnects after a break before the first event",
    connections: ["breaks", "0:a 1:end"],
    delivered: "anull",
    requests: "open values, reconnect -1",
  },
  {
    rule: "reconnects if a new run closes without any event, which cannot be its end",
    connections: ["", "0:a 1:end"],
    states: ["active"],
    delivered: "anull",
    requests: "open values, status, reconnect -1",
  },
  {
    rule: "drops the events of a server that ignores Last-Event-ID",
    connections: ["0:a 1:b 2:c breaks", "0:a 1:b 2:c 3:end"],
    delivered: "abcnull",
    requests: "open values, reconnect 1",
  },
  {
    rule: "drops live events that overlap the replay",
    connections: ["0:a breaks", "0:a 1:b 2:c | 1:b 2:c 3:end"],
    delivered: "abcnull",
    requests: "open values, reconnect -1",
  },
  {
    rule: "reconnects at an ambiguous event, and delivers it if it is new",
    connections: ["0:a breaks", "0:a 1:b 1:b stays open", "0:a 1:b 1:b 2:end"],
    delivered: "abbnull",
    requests: "open values, reconnect -1, reconnect 0",
  },
  {
    rule: "reconnects at an ambiguous event, and drops it if it was a duplicate",
    connections: ["0:a breaks", "0:a 1:b 1:b stays open", "1:b 2:end"],
    delivered: "abnull",
    requests: "open values, reconnect -1, reconnect 0",
  },
  {
    rule: "completes a broken stream of a failed run that cannot reconnect, with a synthesized error",
    connections: ["a breaks"],
    states: ["failed"],
    delivered: "a!",
    requests: "open values, status",
  },
  {
    rule: "completes a broken stream of a deleted run",
    connections: ["0:a breaks", "404"],
    states: ["deleted"],
    delivered: "a",
    requests: "open values, reconnect -1, status",
  },
];

const JOINS: Row[] = [
  {
    rule: "joins behind a cursor, and drops the events that the cursor counts",
    joins: '["5","6",2]',
    connections: ["6:x 6:y 7:a 8:end"],
    delivered: "anull",
    requests: "open values",
  },
  {
    rule: "joins behind an event",
    joins: "5",
    connections: ["6:a 7:b", "7:b"],
    delivered: "ab",
    requests: "open values, status, reconnect 6",
  },
  {
    rule: "joins live events, and drops none",
    joins: "live",
    connections: ["5:a 5:a 6:end"],
    delivered: "aanull",
    requests: "open values",
  },
  {
    rule: "completes a join of live events that brings none, after a second connection",
    joins: "live",
    connections: ["", ""],
    delivered: "",
    requests: "open values, status, reconnect undefined",
  },
  {
    rule: "sends nothing behind the end of a run",
    joins: '["5","6",1,{}]',
    connections: [],
    delivered: "",
    requests: "",
  },
  {
    rule: "delivers a first event error of a run that exists",
    joins: "live",
    connections: ["error"],
    states: ["ended"],
    delivered: "!",
    requests: "open values, status",
  },
  {
    rule: "delivers a first event error if the status request fails",
    joins: "live",
    connections: ["error"],
    states: ["refused"],
    delivered: "!",
    requests: "open values, status",
  },
  {
    rule: "completes without a first event error of a run that was deleted after the stream began",
    connections: ["0:a breaks", "error"],
    states: ["deleted"],
    delivered: "a",
    requests: "open values, reconnect -1, status",
  },
];

const HANGING: Row[] = [
  {
    rule: "asks for the status after 10 seconds without events, and reads on while the run is active",
    connections: ["0:a | ~ ~ ~ ~ 1:end"],
    states: ["active"],
    delivered: "anull",
    requests: "open values, status, status",
  },
  {
    rule: "proves the end of a run whose stream stays open",
    connections: ["0:a hangs", "0:a hangs"],
    delivered: "a",
    requests: "open values, status, reconnect -1",
  },
  {
    rule: "delivers events that arrive within 10 seconds after the end",
    connections: ["0:a | ~ ~ ~ 1:b 2:end"],
    delivered: "abnull",
    requests: "open values, status",
  },
];

const MODES: Row[] = [
  {
    rule: "leaves out events of other modes, but counts them in its position",
    connections: ["0:a@values 1:b@updates breaks", "1:b@updates 2:c@values 3:end"],
    settings: { accepts: (type) => type !== "updates" },
    delivered: "acnull",
    requests: "open values, reconnect 0",
  },
  {
    rule: "selects events of subgraphs by their type",
    connections: ["0:a@values|child:1 1:b@updates|child:1 2:end"],
    settings: { accepts: (type) => type !== "updates" },
    delivered: "anull",
    requests: "open values",
  },
  {
    rule: "completes without a proof behind an event of the mode messages, which is not stored",
    connections: ["0:a 1:b@messages/partial"],
    delivered: "ab",
    requests: "open values, status",
  },
];

describe.each([
  ["the end of a run", PROOFS],
  ["a break", BREAKS],
  ["a join", JOINS],
  ["a stream that stays open", HANGING],
  ["events of several modes", MODES],
])("%s", (name, rows) => {
  test.for(rows.map((row) => [row.rule, row] as const))(`${name}: the reader %s`, async ([, row]) => {
    const { rule: _, delivered, requests, ...script } = row;
    const { run, error, ...life } = await live(script);
    expect(error).toBeUndefined();
    expect(life.delivered).toBe(delivered);
    expect(run.requests.join(", ")).toBe(requests);
  });
});

/** A script, and the error that ends its stream. */
interface ErrorRow extends RunScript {
  rule: string;
  delivered: string;
  message: string;
  /** Undefined if the stream cannot be continued. */
  cursor: string | undefined;
}

const CANNOT = "The connection broke, and the stream cannot reconnect: ";
const GONE = "The server no longer knows the run or its thread";

const DISCONNECTS: ErrorRow[] = [
  {
    rule: "the caller made the run not resumable",
    connections: ["0:a breaks"],
    states: ["active"],
    settings: { obstacle: "streamResumable is false" },
    delivered: "a",
    message: `${CANNOT}streamResumable is false (run r, 1 events received, the last one 0)`,
    cursor: undefined,
  },
  {
    rule: "the events have no ids",
    connections: ["a b breaks"],
    states: ["active"],
    delivered: "ab",
    message: `${CANNOT}the server sends no event ids (run r, 2 events received)`,
    cursor: undefined,
  },
  {
    rule: "the stream had an event of the mode messages",
    connections: ["0:a 1:b@messages/complete breaks"],
    states: ["active"],
    delivered: "ab",
    message: `${CANNOT}the server does not store events of the mode "messages" (run r, 2 events received, the last one 1)`,
    cursor: undefined,
  },
  {
    rule: "the server has not named the run",
    connections: ["breaks"],
    isUnnamed: true,
    delivered: "",
    message: `${CANNOT}the server has not named the run yet (0 events received)`,
    cursor: undefined,
  },
  {
    rule: "the body of an unnamed run is truncated",
    connections: ["0:a truncated"],
    isUnnamed: true,
    delivered: "",
    message: `${CANNOT}the server has not named the run yet (0 events received)`,
    cursor: undefined,
  },
  {
    rule: "the server refuses to reconnect",
    connections: ["0:a 1:b breaks", "404"],
    states: ["ended"],
    delivered: "ab",
    message: `${CANNOT}the server responded with 404 (run r, 2 events received, the last one 1)`,
    cursor: '["0","1",1]',
  },
  {
    rule: "reconnects are disabled",
    connections: ["0:a breaks"],
    states: ["active"],
    settings: { maxReconnects: 0 },
    delivered: "a",
    message: `${CANNOT}maxReconnects is 0 (run r, 1 events received, the last one 0)`,
    cursor: '["-1","0",1]',
  },
  {
    rule: "too many reconnects failed",
    connections: ["0:a breaks", "fails", "503", "fails"],
    states: ["active"],
    delivered: "a",
    message: `${CANNOT}3 reconnects failed (run r, 1 events received, the last one 0)`,
    cursor: '["-1","0",1]',
  },
  {
    rule: "the status request fails, too",
    connections: ["0:a breaks", "404"],
    states: ["refused"],
    delivered: "a",
    message: `${CANNOT}the server responded with 404 (run r, 1 events received, the last one 0)`,
    cursor: '["-1","0",1]',
  },
  {
    rule: "a reconnect throws another error",
    connections: ["0:a breaks", "throws"],
    states: ["active"],
    delivered: "a",
    message: `${CANNOT}reconnecting threw TypeError: no (run r, 1 events received, the last one 0)`,
    cursor: '["-1","0",1]',
  },
  {
    rule: "the server asks to wait for too long",
    connections: ["0:a breaks", "503 long"],
    states: ["active"],
    delivered: "a",
    message: `${CANNOT}the server asks to wait for more than a minute (run r, 1 events received, the last one 0)`,
    cursor: '["-1","0",1]',
  },
  {
    rule: "the last delivered event is missing from the replay",
    connections: ["0:a 1:b breaks", "5:c 6:d stays open"],
    delivered: "ab",
    message:
      "The replay does not contain event 1, and continues with event 5: the server no longer stores the events between them (run r, 2 events received, the last one 1)",
    cursor: '["0","1",1]',
  },
  {
    rule: "the last delivered event is missing behind events without ids, which are delivered",
    connections: ["0:a 1:b breaks", "x 5:c stays open"],
    delivered: "abx",
    message:
      "The replay does not contain event 1, and continues with event 5: the server no longer stores the events between them (run r, 3 events received, the last one 1)",
    cursor: '["0","1",1]',
  },
  {
    rule: "the thread of the run is gone",
    connections: ["0:a"],
    states: ["gone"],
    delivered: "a",
    message: `${GONE} (run r, 1 events received, the last one 0)`,
    cursor: '["-1","0",1]',
  },
  {
    rule: "a reconnect finds that the run and its thread are gone",
    connections: ["0:a breaks", "error"],
    states: ["gone"],
    delivered: "a",
    message: `${GONE} (run r, 1 events received, the last one 0)`,
    cursor: '["-1","0",1]',
  },
  {
    rule: "the stream of an ended run stays open and cannot reconnect",
    connections: ["a hangs"],
    delivered: "a",
    message:
      "The run has ended, but its stream stays open, and cannot reconnect: the server sends no event ids (run r, 1 events received)",
    cursor: undefined,
  },
  {
    rule: "every body closes before the run ends",
    connections: ["0:a", "0:a", "0:a", "0:a"],
    states: ["active"],
    delivered: "a",
    message: `${CANNOT}3 reconnects failed (run r, 1 events received, the last one 0)`,
    cursor: '["-1","0",1]',
  },
  {
    rule: "the stream without a thread names no thread",
    connections: ["0:a breaks", "404"],
    states: ["active"],
    isStateless: true,
    delivered: "a",
    message: `${CANNOT}the server responded with 404 (run r, 1 events received, the last one 0)`,
    cursor: '["-1","0",1]',
  },
];

describe("a StreamDisconnectedError", () => {
  test.for(DISCONNECTS.map((row) => [row.rule, row] as const))(
    "StreamDisconnectedError is thrown if %s",
    async ([, row]) => {
      const { rule: _, delivered, message, cursor, ...script } = row;
      const { error, reader, rejoins, ...life } = await live(script);
      expect(life.delivered).toBe(delivered);
      expect(error).toBeInstanceOf(StreamDisconnectedError);
      const { lastEventId } = reader.cursor;
      const runId = script.isUnnamed ? null : "r";
      const threadId = script.isStateless ? null : "t";
      expect(error).toMatchObject({
        message,
        runId,
        threadId,
        lastEventId,
        cursor,
        received: delivered.length,
      });
      const reconnect = error instanceof StreamDisconnectedError ? error.reconnect : undefined;
      if (reconnect !== undefined) await all(reconnect());
      expect(rejoins).toEqual(cursor === undefined ? [] : [cursor]);
    },
  );

  test("StreamDisconnectedError has the failure of the connection as its cause", async () => {
    const { error } = await live({ connections: ["a breaks"], states: ["active"] });
    expect(error).toMatchObject({ cause: { message: "The stream broke off (GET /stream)" } });
  });

  const closures: [rule: string, script: RunScript, cause: string][] = [
    [
      "closed before the run ended",
      { connections: ["0:a"], states: ["active"] },
      "The stream ended before the run did (GET /stream)",
    ],
    [
      "was truncated",
      { connections: ["0:a truncated"], states: ["unknown"] },
      "The stream ended in the middle of an event (GET /stream)",
    ],
    [
      "was truncated inside an event that cannot be completed",
      { connections: ["a b truncated"], states: ["ended"] },
      "The stream ended in the middle of an event (GET /stream)",
    ],
    [
      "did not replay the last events",
      { connections: ["0:a 1:b", ""], settings: { maxReconnects: 0 } },
      "The server did not replay the last events (GET /stream)",
    ],
    [
      "did not replay any event and stays open",
      { connections: ["hangs", "hangs"] },
      "The server did not replay the run's events (GET /stream)",
    ],
  ];
  test.each(closures)(
    "StreamDisconnectedError names as its cause that a connection %s",
    async (_rule, script, message) => {
      const { error } = await live({ ...script, settings: { maxReconnects: 0 } });
      expect(error).toMatchObject({ message: expect.stringContaining(CANNOT), cause: { message } });
    },
  );
});

describe("other ends of a stream", () => {
  test.each(["404", "503", "fails", "throws"])(
    "throws the error of the first request as it is, without a reconnect: %s",
    async (request) => {
      const { error, run } = await live({ connections: [request] });
      expect(error).not.toBeInstanceOf(StreamDisconnectedError);
      expect(run.requests).toEqual(["open values"]);
    },
  );

  test.each(["deleted", "gone"] as const)("throws the 404 of a joined run that is %s", async (state) => {
    const { error, run, delivered } = await live({ joins: "live", connections: ["error"], states: [state] });
    expect(error).toBeInstanceOf(ApiError);
    expect([delivered, run.requests]).toEqual(["", ["open values", "status"]]);
    expect(run.sources[0]?.isCancelled).toBe(true);
  });

  test("reads undefined again after the end", async () => {
    const { reader, run } = await live({ connections: ["0:end"] });
    expect(await reader.read(new AbortController().signal)).toBeUndefined();
    expect(run.requests).toEqual(["open values"]);
  });

  test("cancels the body at a final event", async () => {
    const { run } = await live({ connections: ["0:a 1:end stays open"] });
    expect(run.sources[0]?.isCancelled).toBe(true);
  });

  test("cancels the body at an ambiguous event", async () => {
    const { run } = await live({ connections: ["0:a breaks", "0:a 1:b 1:b stays open", "1:b 2:end"] });
    expect(run.sources.map(({ isCancelled }) => isCancelled)).toEqual([false, true, true]);
  });

  test("cancels the body if the onRun callback throws, and throws its error", async () => {
    const callerError = new Error("mine");
    const onRun = () => {
      throw callerError;
    };
    const { error, run } = await live({ connections: ["0:a"], settings: { onRun } });
    expect(error).toBe(callerError);
    expect(run.sources[0]?.isCancelled).toBe(true);
  });

  test("throws the signal's reason instead of a failure after an abort", async () => {
    const controller = new AbortController();
    const { signal } = controller;
    const onReconnect = () => controller.abort("left");
    const script = { connections: ["0:a breaks", "fails"], signal, settings: { onReconnect } };
    const { error, run } = await live(script);
    expect([error, run.requests]).toEqual(["left", ["open values", "reconnect -1"]]);
  });

  test("gives the chosen mode to the first request", async () => {
    const { reader, run } = await live({ connections: [], joins: '["5","6",1,{}]' });
    expect([reader.mode, run.requests]).toEqual(["values", []]);
  });
});

describe("the reconnects of a stream", () => {
  test("reconnects are announced with their attempt, delay and cause", async () => {
    const { reconnects, delays } = await live({
      connections: ["0:a breaks", "fails", "503", "0:a 1:b breaks", "1:b 2:end"],
    });
    expect(reconnects.map(({ attempt, delayMs }) => [attempt, delayMs])).toEqual([
      [1, 0],
      [2, 500],
      [3, 1_000],
      [1, 0],
    ]);
    expect(reconnects.map(({ cause }) => String(cause))).toEqual([
      "ConnectionError: The stream broke off (GET /stream)",
      "ConnectionError: The stream broke off (GET /stream)",
      "InternalServerError: HTTP 503: refused (GET /stream)",
      "ConnectionError: The stream broke off (GET /stream)",
    ]);
    // The first one is immediate.
    expect(delays).toEqual([500, 1_000]);
  });

  test("reconnects to prove the end are not announced", async () => {
    const { reconnects } = await live({ connections: ["0:a 1:b", "1:b"] });
    expect(reconnects).toEqual([]);
  });
});

describe("the log of a stream", () => {
  const cases: [rule: string, script: RunScript, log: string[]][] = [
    [
      "a stream that ends by a proof",
      { connections: ["0:a 1:b", "1:b"] },
      [
        "run r: connection 1 opened",
        "run r: connection closed",
        "run r: the run is ended",
        "run r: reconnecting to prove the end",
        "run r: connection 2 opened, replaying after 0",
        "run r: connection closed",
        "run r: complete after 2 events",
      ],
    ],
    [
      "a stream that breaks and ends by a final event",
      { connections: ["0:a breaks", "fails", "0:a 1:end"] },
      [
        "run r: connection 1 opened",
        "WARN run r: reconnect 1 in 0 ms: ConnectionError: The stream broke off (GET /stream)",
        "WARN run r: reconnect 2 in 500 ms: ConnectionError: The stream broke off (GET /stream)",
        "run r: connection 2 opened, replaying after -1",
        'run r: complete: the run sent "end"',
      ],
    ],
    [
      "a stream with an ambiguous event",
      { connections: ["0:a breaks", "0:a 1:b 1:b stays open", "1:b 2:error"] },
      [
        "run r: connection 1 opened",
        "WARN run r: reconnect 1 in 0 ms: ConnectionError: The stream broke off (GET /stream)",
        "run r: connection 2 opened, replaying after -1",
        "run r: an event may be a duplicate: reconnecting",
        "run r: connection 3 opened, replaying after 0",
        'run r: complete: the run sent "error"',
      ],
    ],
    [
      "a stream that stays open after a failed run",
      { connections: ["0:a hangs", "0:a"], states: ["failed"] },
      [
        "run r: connection 1 opened",
        "run r: the run is ended with a failure",
        "run r: only heartbeats since the run ended",
        "run r: reconnecting to prove the end",
        "run r: connection 2 opened, replaying after -1",
        "run r: connection closed",
        "run r: complete after 1 events",
      ],
    ],
    [
      "a join that is disconnected",
      { joins: "5", connections: ["6:a breaks"], states: ["active"], settings: { maxReconnects: 0 } },
      [
        "run r: connection 1 opened, replaying after 5",
        "run r: StreamDisconnectedError: The connection broke, and the stream cannot reconnect: maxReconnects is 0 (run r, 1 events received, the last one 6)",
      ],
    ],
    [
      "a join of live events",
      { joins: "live", connections: ["6:end"] },
      ["run r: connection 1 opened", 'run r: complete: the run sent "end"'],
    ],
    [
      "a run without a name",
      { isUnnamed: true, connections: ["a"] },
      ["new run: connection 1 opened", "new run: connection closed", "new run: complete after 1 events"],
    ],
  ];
  test.each(cases)("the log has one line for each step of %s", async (_rule, script, log) => {
    expect((await live(script)).log).toEqual(log);
  });
});

describe("the cursor of a stream", () => {
  test.each<[rule: string, script: RunScript, cursorText: string | undefined]>([
    ["is behind the last delivered event", { connections: ["0:a 1:b 2:end"] }, '["1","2",1]'],
    [
      "counts events of other modes",
      { connections: ["0:a 1:b 2:end"], settings: { accepts: () => false } },
      '["1","2",1]',
    ],
    [
      "is missing if the server stores no events",
      { connections: ["0:end"], settings: { obstacle: "no" } },
      undefined,
    ],
    ["is missing without ids", { connections: ["a end"] }, undefined],
    [
      "is missing behind an event of the mode messages",
      { connections: ["0:a@messages/partial 1:end"] },
      undefined,
    ],
  ])("the cursor %s", async (_rule, script, cursorText) => {
    expect((await live(script)).reader.cursorText).toBe(cursorText);
  });
});
