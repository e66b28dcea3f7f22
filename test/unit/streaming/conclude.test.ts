/** The rules that decide whether a stream is over, and whether a reconnect can help. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { TimeoutError } from "../../../src/errors.js";
import { concludeFrom, nextReconnect } from "../../../src/streaming/conclude.js";
import type { Conclusion, ConnectionEnd, StreamFacts } from "../../../src/streaming/conclude.js";
import type { RunOutcome } from "../../../src/streaming/run-api.js";
import { apiError, broken } from "./scripted.js";

type Closed = Omit<ConnectionEnd & { type: "closed" }, "type">;

const notFound = apiError(404);
const cause = broken();

const RUNS = {
  active: { type: "active" },
  ended: { type: "ended", cancelled: false },
  failed: { type: "ended", cancelled: false, failure: { error: "TypeError", message: "no" } },
  deleted: { type: "deleted", error: notFound },
  gone: { type: "gone", error: notFound },
  unknown: undefined,
} satisfies Record<string, RunOutcome | undefined>;

/** A body that closed after a complete event, before the run was known to have ended. */
const closed = (facts: Partial<Closed> = {}): ConnectionEnd => ({
  type: "closed",
  isHanging: false,
  isWhole: true,
  isProof: false,
  isSilent: false,
  hasProgressed: true,
  repeatedAll: false,
  ...facts,
});
/** A connection that opened after the end of the run and brought no new event. */
const proof = (facts: Partial<Closed> = {}): ConnectionEnd =>
  closed({ isProof: true, hasProgressed: false, repeatedAll: true, ...facts });
/** The same, but the server replayed nothing. */
const emptyProof = (facts: Partial<Closed> = {}): ConnectionEnd =>
  proof({ isSilent: true, repeatedAll: false, ...facts });
const absent: ConnectionEnd = { type: "absent" };
const failed: ConnectionEnd = { type: "failed", reason: "6 reconnects failed", cause };

const complete: Conclusion = { type: "complete" };
const prove: Conclusion = { type: "prove" };
const tail: Conclusion = { type: "tail" };
const unknownRun: Conclusion = { type: "unknown-run", error: notFound };
const retry = (message: string): Conclusion => ({ type: "retry", message });
const truncated = retry("The stream ended in the middle of an event");
const lastMissing = retry("The server did not replay the last events");
const allMissing = retry("The server did not replay the run's events");
const tooEarly = retry("The stream ended before the run did");
const lost: Conclusion = {
  type: "disconnected",
  message: "The server no longer knows the run or its thread",
  cause: notFound,
};
const refused: Conclusion = {
  type: "disconnected",
  message: "The connection broke, and the stream cannot reconnect: 6 reconnects failed",
  cause,
};
const staysOpen: Conclusion = {
  type: "disconnected",
  message: "The run has ended, but its stream stays open, and cannot reconnect: no ids",
};

type Row = [
  rule: string,
  end: ConnectionEnd,
  facts: Partial<StreamFacts>,
  run: keyof typeof RUNS,
  Conclusion,
];

const obstacle = "no ids";
const silence = { isHanging: true, isSilent: true, hasProgressed: false };
const unproven = { previousWasWhole: true, isStorageUncertain: true, connections: 2 };

const CLOSED: Row[] = [
  ["reconnects when the body ended before the run", closed(), {}, "active", tooEarly],
  [
    "reconnects when a body ended in the middle of an active run's event",
    closed({ isWhole: false }),
    {},
    "active",
    tooEarly,
  ],
  ["reconnects when the run is active after all, whatever was replayed", proof(), {}, "active", tooEarly],
  [
    "reconnects when the run is active, and cannot reconnect later",
    closed(),
    { obstacle },
    "active",
    tooEarly,
  ],

  ["proves the end after the first connection to a run that has ended", closed(), {}, "ended", prove],
  ["proves the end after a truncated body", closed({ isWhole: false }), {}, "ended", prove],
  [
    "proves the end after a body without events",
    closed({ isSilent: true, hasProgressed: false }),
    {},
    "ended",
    prove,
  ],
  ["proves the end of a failed run, too", closed(), {}, "failed", prove],
  ["proves the end of a deleted run, too", closed(), {}, "deleted", prove],
  [
    "proves the end again when the replay brought new events",
    proof({ hasProgressed: true, repeatedAll: false }),
    {},
    "ended",
    prove,
  ],
  [
    "does not accept a replay as a proof that opened before the end",
    proof({ isProof: false }),
    {},
    "ended",
    prove,
  ],

  ["completes when a proof repeats the last events and nothing else", proof(), {}, "ended", complete],
  ["completes by a proof, although the run is unknown", proof(), {}, "unknown", complete],
  ["completes by a proof of a deleted run", proof(), {}, "deleted", complete],
  ["reconnects when a proof is truncated", proof({ isWhole: false }), {}, "ended", lastMissing],
  [
    "reconnects when a proof does not repeat the last events",
    proof({ repeatedAll: false }),
    {},
    "ended",
    lastMissing,
  ],

  [
    "completes after a second whole connection without events, if events may not be stored",
    emptyProof(),
    unproven,
    "ended",
    complete,
  ],
  [
    "reconnects after an empty replay if the server stores all events",
    emptyProof(),
    { ...unproven, isStorageUncertain: false },
    "ended",
    lastMissing,
  ],
  [
    "reconnects after an empty replay if the connection before was truncated",
    emptyProof(),
    { ...unproven, previousWasWhole: false },
    "ended",
    lastMissing,
  ],
  [
    "reconnects after a replay with events but without the last ones",
    emptyProof({ isSilent: false }),
    unproven,
    "ended",
    lastMissing,
  ],

  ["completes a whole body if the stream cannot reconnect", closed(), { obstacle }, "ended", complete],
  [
    "delivers a truncated body's last event if the stream cannot reconnect",
    closed({ isWhole: false }),
    { obstacle },
    "ended",
    tail,
  ],
  [
    "delivers a deleted run's last event if the stream cannot reconnect",
    closed({ isWhole: false }),
    { obstacle },
    "deleted",
    tail,
  ],
  ["completes a whole body if the server cannot tell the run's state", closed(), {}, "unknown", complete],
  [
    "reconnects after a truncated body if the server cannot tell the run's state",
    closed({ isWhole: false }),
    {},
    "unknown",
    truncated,
  ],

  ["disconnects when the run is gone with the thread that the caller named", closed(), {}, "gone", lost],
  ["disconnects when the run is gone, even after a proof", proof(), {}, "gone", lost],
  [
    "completes a stateless run, whose thread is deleted at its end",
    closed(),
    { isStateless: true },
    "gone",
    complete,
  ],
  [
    "delivers a stateless run's truncated last event",
    closed({ isWhole: false }),
    { isStateless: true },
    "gone",
    tail,
  ],
];

const HANGING: Row[] = [
  [
    "proves the end when the stream of an ended run stays open",
    closed({ isHanging: true }),
    {},
    "ended",
    prove,
  ],
  [
    "proves the end when the first connection stays open without events",
    closed(silence),
    { expectsFirstEvent: true },
    "ended",
    prove,
  ],
  [
    "reconnects when a proof stays open without the run's first event",
    emptyProof(silence),
    { expectsFirstEvent: true },
    "ended",
    allMissing,
  ],
  [
    "reconnects when a proof closes without the run's first event",
    emptyProof(),
    { expectsFirstEvent: true },
    "ended",
    lastMissing,
  ],
  [
    "proves the end again when a proof that stays open brought events",
    proof({ isHanging: true, hasProgressed: true, repeatedAll: false }),
    { expectsFirstEvent: true },
    "ended",
    prove,
  ],
  [
    "completes when a proof stays open without events, and none was expected",
    proof(silence),
    {},
    "ended",
    complete,
  ],
  [
    "completes when a proof repeats the only event and stays open",
    proof({ isHanging: true }),
    { expectsFirstEvent: true },
    "ended",
    complete,
  ],
  [
    "disconnects when the stream of an ended run stays open and cannot reconnect",
    closed({ isHanging: true }),
    { obstacle },
    "ended",
    staysOpen,
  ],
];

const FAILED: Row[] = [
  ["disconnects when an active run's connection failed", failed, {}, "active", refused],
  ["disconnects when an ended run's connection failed", failed, {}, "ended", refused],
  [
    "disconnects when the connection failed and the server cannot tell the run's state",
    failed,
    {},
    "unknown",
    refused,
  ],
  ["disconnects with the reason when the connection failed and the run is gone", failed, {}, "gone", refused],
  [
    "completes when the connection failed and the run failed, which ends with a synthesized error",
    failed,
    {},
    "failed",
    complete,
  ],
  ["completes when the connection failed and the run was deleted", failed, {}, "deleted", complete],
];

const ABSENT: Row[] = [
  ["throws the 404 when a joined run never existed", absent, {}, "deleted", unknownRun],
  ["throws the 404 when a joined run and its thread never existed", absent, {}, "gone", unknownRun],
  [
    "completes when a run was deleted after the stream began",
    absent,
    { connections: 2 },
    "deleted",
    complete,
  ],
  [
    "disconnects when a run is gone with its thread after the stream began",
    absent,
    { connections: 2 },
    "gone",
    lost,
  ],
  ["completes when a run that seemed absent has ended", absent, {}, "ended", complete],
];

describe("the conclusion from the end of a connection", () => {
  test.each([...CLOSED, ...HANGING, ...FAILED, ...ABSENT])("%s", (_rule, end, facts, run, expected) => {
    const stream: StreamFacts = {
      obstacle: undefined,
      isStorageUncertain: false,
      expectsFirstEvent: false,
      connections: 1,
      previousWasWhole: false,
      isStateless: false,
      ...facts,
    };
    expect(concludeFrom(end, stream, RUNS[run])).toEqual(expected);
  });
});

describe("the next reconnect", () => {
  // The largest delay of each attempt.
  beforeEach(() => void vi.spyOn(Math, "random").mockReturnValue(1));
  afterEach(() => void vi.restoreAllMocks());

  const timeout = new TimeoutError("The connection is dead", { method: "GET", url: "/stream" });
  const wait = (seconds: number) => apiError(503, { "retry-after": String(seconds) });

  test.each<[rule: string, cause: unknown, failed: number, max: number, delayMs: number]>([
    ["is immediate after a break", broken(), 0, 6, 0],
    ["is immediate after a dead connection", timeout, 0, 6, 0],
    ["waits after a second break", broken(), 1, 6, 500],
    ["waits twice as long after each further break", broken(), 3, 6, 2_000],
    ["waits at most 8 seconds", broken(), 9, 10, 8_000],
    ["waits after a first transient status", apiError(503), 0, 6, 500],
    ["waits as long after the refusal of a first reconnect", apiError(503), 1, 6, 500],
    ["waits twice as long after the refusal of a second reconnect", apiError(429), 2, 6, 1_000],
    ["waits as long as Retry-After asks", wait(2), 1, 6, 2_000],
    ["waits a minute if Retry-After asks so", wait(60), 1, 6, 60_000],
    ["is allowed once with maxReconnects 1", broken(), 0, 1, 0],
  ])("a reconnect %s", (_rule, error, failedReconnects, maxReconnects, delayMs) => {
    expect(nextReconnect(error, failedReconnects, maxReconnects)).toEqual({ delayMs });
  });

  test.each<[rule: string, cause: unknown, failed: number, max: number, reason: string]>([
    ["cannot help after a final status", apiError(404), 0, 6, "the server responded with 404"],
    [
      "is refused after a final status even if disabled",
      apiError(403),
      0,
      0,
      "the server responded with 403",
    ],
    ["is not made if disabled", broken(), 0, 0, "maxReconnects is 0"],
    ["is not made after too many failures", broken(), 6, 6, "6 reconnects failed"],
    ["is not made after too many refusals", apiError(503), 2, 2, "2 reconnects failed"],
    [
      "is not made if Retry-After is too long",
      wait(61),
      1,
      6,
      "the server asks to wait for more than a minute",
    ],
    ["is not made after any other error", new TypeError("no"), 0, 6, "reconnecting threw TypeError: no"],
  ])("a reconnect %s", (_rule, error, failedReconnects, maxReconnects, reason) => {
    expect(nextReconnect(error, failedReconnects, maxReconnects)).toEqual({ reason });
  });
});
