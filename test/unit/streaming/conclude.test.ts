/** The rules by which a stream is over, reconnects, or is disconnected. */
import { describe, expect, test, vi } from "vitest";
import { ApiError, ConnectionError, InvalidResponseError } from "../../../src/errors.js";
import { concludeFrom, nextReconnect } from "../../../src/streaming/conclude.js";
import type { Conclusion, ConnectionEnd, StreamFacts } from "../../../src/streaming/conclude.js";
import type { RunOutcome } from "../../../src/streaming/run-api.js";

function apiError(status: number, headers: Record<string, string> = {}): ApiError {
  const init = { method: "GET", url: "http://a", detail: "d", body: undefined, text: "" };
  return ApiError.of({ ...init, status, headers: new Headers(headers) });
}

const notFound = apiError(404);
const active: RunOutcome = { type: "active" };
const ended: RunOutcome = { type: "ended", cancelled: false };
const failed: RunOutcome = { type: "ended", cancelled: false, failure: { error: "E", message: "m" } };
const deleted: RunOutcome = { type: "deleted", error: notFound };
const gone: RunOutcome = { type: "gone", error: notFound };

type Closed = ConnectionEnd & { type: "closed" };

/** A first connection that delivered events and closed after a complete one. */
const closed: Closed = {
  type: "closed",
  isHanging: false,
  isClean: true,
  openedAfterEnd: false,
  isEmpty: false,
  hasNewEvents: true,
  hasOnlyDuplicates: false,
};
/** A connection that was opened after the end of the run, and repeated the last events. */
const proof: Closed = { ...closed, openedAfterEnd: true, hasNewEvents: false, hasOnlyDuplicates: true };
const silentProof: Closed = { ...proof, isEmpty: true, hasOnlyDuplicates: false };

const facts: StreamFacts = {
  obstacle: undefined,
  isStorageUncertain: false,
  expectsFirstEvent: false,
  connections: 1,
  previousWasClean: false,
  isStateless: false,
};
const unstored: Partial<StreamFacts> = { obstacle: "the server sends no event ids" };

type Row = [
  rule: string,
  end: ConnectionEnd,
  stream: Partial<StreamFacts>,
  run: RunOutcome | undefined,
  conclusion: Partial<Conclusion>,
];

describe("concludeFrom", () => {
  const rows: Row[] = [
    ["retries when the body ends before the run does", closed, {}, active, { type: "retry" }],
    ["retries when a run is active again after a proof", proof, {}, active, { type: "retry" }],
    ["proves the end after a whole body", closed, {}, ended, { type: "prove" }],
    ["proves the end after a truncated body", { ...closed, isClean: false }, {}, ended, { type: "prove" }],
    ["proves the end of a failed run", closed, {}, failed, { type: "prove" }],
    ["proves the end of a deleted run", closed, {}, deleted, { type: "prove" }],
    [
      "completes when a proof repeats the last events and nothing else",
      proof,
      {},
      ended,
      { type: "complete" },
    ],
    [
      "does not take a truncated proof for the end",
      { ...proof, isClean: false },
      {},
      ended,
      { type: "retry", message: "The server did not replay the last events" },
    ],
    [
      "proves the end once more after a proof with new events",
      { ...proof, hasNewEvents: true, hasOnlyDuplicates: false },
      {},
      ended,
      { type: "prove" },
    ],
    [
      "retries when a proof does not repeat the last events",
      silentProof,
      {},
      ended,
      { type: "retry", message: "The server did not replay the last events" },
    ],
    [
      "completes when a silent proof follows a whole body and the server may store nothing",
      silentProof,
      { isStorageUncertain: true, previousWasClean: true },
      ended,
      { type: "complete" },
    ],
    [
      "retries when a silent proof follows a truncated body, even if the server may store nothing",
      silentProof,
      { isStorageUncertain: true },
      ended,
      { type: "retry" },
    ],
    [
      "retries when a silent proof follows a whole body of a server that stores events",
      silentProof,
      { previousWasClean: true },
      ended,
      { type: "retry" },
    ],
    ["takes a whole body for the end without storage", closed, unstored, ended, { type: "complete" }],
    ["takes a whole body for the end without a status", closed, unstored, undefined, { type: "complete" }],
    [
      "takes a whole body for the end if only the status is unknown",
      closed,
      {},
      undefined,
      { type: "complete" },
    ],
    [
      "reads a truncated last event of an ended run without storage",
      { ...closed, isClean: false },
      unstored,
      ended,
      { type: "tail" },
    ],
    [
      "retries after a truncated body without a status",
      { ...closed, isClean: false },
      {},
      undefined,
      { type: "retry", message: "The stream ended in the middle of an event" },
    ],
    [
      "is disconnected when the run is gone with its thread",
      closed,
      {},
      gone,
      {
        type: "disconnected",
        message: "The run and its thread no longer exist on the server",
        cause: notFound,
      },
    ],
    ["is disconnected when the run is gone after a proof", proof, {}, gone, { type: "disconnected" }],
    ["completes a stateless run that is gone", closed, { isStateless: true }, gone, { type: "complete" }],
    [
      "reads a truncated last event of a stateless run that is gone",
      { ...closed, isClean: false },
      { isStateless: true },
      gone,
      { type: "tail" },
    ],
    [
      "proves the end of a run whose connection stays open",
      { ...closed, isHanging: true },
      {},
      ended,
      { type: "prove" },
    ],
    [
      "retries when a hanging proof has not even the first event",
      { ...silentProof, isHanging: true },
      { expectsFirstEvent: true },
      ended,
      { type: "retry", message: "The server did not replay the run's events" },
    ],
    [
      "retries when a hanging proof does not repeat the last events",
      { ...silentProof, isHanging: true },
      {},
      ended,
      { type: "retry", message: "The server did not replay the last events" },
    ],
    [
      "completes when a hanging proof repeats the last events",
      { ...proof, isHanging: true },
      {},
      ended,
      { type: "complete" },
    ],
    [
      "is disconnected when the connection of an ended run stays open and cannot be replayed",
      { ...closed, isHanging: true },
      unstored,
      ended,
      {
        type: "disconnected",
        message:
          "The run has ended, but its stream stays open, and cannot reconnect: the server sends no event ids",
      },
    ],
    [
      "reports a run that never existed",
      { type: "absent" },
      {},
      deleted,
      { type: "unknown-run", error: notFound },
    ],
    [
      "reports a thread that never existed",
      { type: "absent" },
      {},
      gone,
      { type: "unknown-run", error: notFound },
    ],
    [
      "completes a run that was deleted meanwhile",
      { type: "absent" },
      { connections: 2 },
      deleted,
      { type: "complete" },
    ],
    [
      "is disconnected when run and thread were lost meanwhile",
      { type: "absent" },
      { connections: 2 },
      gone,
      { type: "disconnected", cause: notFound },
    ],
    [
      "is disconnected by a failure that a reconnect cannot mend",
      { type: "failed", reason: "6 reconnects failed", cause: notFound },
      {},
      ended,
      {
        type: "disconnected",
        message: "The connection broke, and the stream cannot reconnect: 6 reconnects failed",
        cause: notFound,
      },
    ],
    [
      "is disconnected by a failure while the run is active",
      { type: "failed", reason: "r", cause: notFound },
      {},
      active,
      { type: "disconnected" },
    ],
    [
      "completes a failed run although its connection broke",
      { type: "failed", reason: "r", cause: notFound },
      {},
      failed,
      { type: "complete" },
    ],
    [
      "completes a deleted run although its connection broke",
      { type: "failed", reason: "r", cause: notFound },
      {},
      deleted,
      { type: "complete" },
    ],
  ];

  test.each(rows)("%s", (_, end, stream, run, conclusion) => {
    expect(concludeFrom(end, { ...facts, ...stream }, run)).toMatchObject(conclusion);
  });

  test("every reason to disconnect has a text of its own", () => {
    const messages = rows.flatMap(([, end, stream, run]) => {
      const conclusion = concludeFrom(end, { ...facts, ...stream }, run);
      return conclusion.type === "disconnected" ? [conclusion.message] : [];
    });
    expect(new Set(messages).size).toBe(4);
  });
});

describe("nextReconnect", () => {
  const broken = new ConnectionError("broke", { method: "GET", url: "http://a" });
  const asked = (seconds: number) => apiError(503, { "retry-after": String(seconds) });

  test.each<[rule: string, cause: unknown, failed: number, max: number, next: object]>([
    ["reconnects at once after the first failure", broken, 0, 6, { delayMs: 0 }],
    ["waits before the second reconnect", broken, 1, 6, { delayMs: 500 }],
    ["doubles the delay", broken, 3, 6, { delayMs: 2_000 }],
    ["limits the delay", broken, 20, 30, { delayMs: 8_000 }],
    ["waits after a transient status", apiError(502), 0, 6, { delayMs: 500 }],
    ["counts a refused reconnect as a failure", apiError(502), 2, 6, { delayMs: 1_000 }],
    ["obeys Retry-After", asked(7), 1, 6, { delayMs: 7_000 }],
    [
      "gives up if Retry-After is too long",
      asked(61),
      1,
      6,
      { reason: "Retry-After is longer than a minute" },
    ],
    ["gives up after the last failure", broken, 6, 6, { reason: "6 reconnects failed" }],
    ["gives up at once if reconnects are disabled", broken, 0, 0, { reason: "maxReconnects is 0" }],
    [
      "gives up after a status that does not pass",
      apiError(404),
      1,
      6,
      { reason: "the server responded with 404" },
    ],
    [
      "gives up after a status that does not pass, before counting",
      apiError(403),
      6,
      6,
      { reason: "the server responded with 403" },
    ],
    [
      "gives up after a response that is not a stream",
      new InvalidResponseError("page", { method: "GET", url: "http://a", status: 200, text: "" }),
      1,
      6,
      { reason: "InvalidResponseError: page (GET http://a)" },
    ],
  ])("%s", (_, cause, failures, max, next) => {
    vi.spyOn(Math, "random").mockReturnValue(1);
    expect(nextReconnect(cause, failures, max)).toEqual(next);
    vi.restoreAllMocks();
  });
});
