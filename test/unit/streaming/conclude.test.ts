/** The rules by which a stream is over, reconnects, or is disconnected. */
import { describe, expect, test } from "vitest";
import { ApiError } from "../../../src/errors.js";
import { BEGINNING_MISSING, concludeFrom } from "../../../src/streaming/conclude.js";
import type { Conclusion, ConnectionEnd, StreamFacts } from "../../../src/streaming/conclude.js";
import type { RunOutcome } from "../../../src/streaming/run-api.js";

function apiError(status: number, headers: Record<string, string> = {}): ApiError {
  const init = { method: "GET", url: "http://a", detail: "d", body: undefined, text: "" };
  return ApiError.of({ ...init, status, headers: new Headers(headers) });
}

const notFound = apiError(404);
const active: RunOutcome = { type: "active" };
const ended: RunOutcome = { type: "ended", cancelled: false };
const cancelled: RunOutcome = { type: "ended", cancelled: true };
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
  from: "new run",
  hasBegun: true,
  lacksBeginning: false,
  connections: 1,
  emptyReplays: 0,
  previousWasClean: false,
  isStateless: false,
};
const unstored: Partial<StreamFacts> = { obstacle: "the server sends no event ids" };

/** A stream from the run's first event that has had none. */
const absent: Partial<StreamFacts> = {
  from: "first event",
  lacksBeginning: true,
  hasBegun: false,
  connections: 2,
  previousWasClean: true,
};

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
      { type: "retry", message: "The server did not replay the run's last events" },
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
      { type: "retry", message: "The server did not replay the run's last events" },
    ],
    [
      "completes when a silent proof follows a whole body and the server may store nothing",
      silentProof,
      { from: "middle", isStorageUncertain: true, previousWasClean: true },
      ended,
      { type: "complete" },
    ],
    [
      "retries when a silent proof follows a truncated body, even if the server may store nothing",
      silentProof,
      { from: "middle", isStorageUncertain: true },
      ended,
      { type: "retry" },
    ],
    [
      "completes when a silent proof follows the only body, and that was whole",
      silentProof,
      { previousWasClean: true, connections: 2 },
      ended,
      { type: "complete" },
    ],
    [
      "completes so for a run that was joined at its first event",
      silentProof,
      { previousWasClean: true, connections: 2, from: "first event" },
      ended,
      { type: "complete" },
    ],
    [
      "retries when the body before was not the only one: events between them may be missing",
      silentProof,
      { previousWasClean: true, connections: 3 },
      ended,
      { type: "retry" },
    ],
    [
      "retries when the stream begins in the middle of the run",
      silentProof,
      { previousWasClean: true, connections: 2, from: "middle" },
      ended,
      { type: "retry" },
    ],
    [
      "retries when the only body had no event",
      silentProof,
      { previousWasClean: true, connections: 2, hasBegun: false },
      ended,
      { type: "retry" },
    ],
    [
      "completes without an event when the run was cancelled before it began",
      silentProof,
      { previousWasClean: true, connections: 2, hasBegun: false },
      cancelled,
      { type: "complete" },
    ],
    [
      "does not take a replay without an event for the end because nothing was delivered",
      { ...silentProof, hasOnlyDuplicates: true },
      { previousWasClean: true, connections: 2, hasBegun: false },
      ended,
      { type: "retry" },
    ],
    [
      "retries when the connection of a run that was cancelled before it began broke",
      silentProof,
      { connections: 2, hasBegun: false },
      cancelled,
      { type: "retry" },
    ],
    [
      "is disconnected by the third empty proof, or the second silent one",
      silentProof,
      { emptyReplays: 2, connections: 4 },
      ended,
      {
        type: "disconnected",
        message:
          "The server did not replay the run's last events. Servers store events for a limited time, the hosted platform for 2 minutes. A proxy that drops the header Last-Event-ID is another cause",
      },
    ],
    [
      "retries after the second empty proof",
      silentProof,
      { emptyReplays: 1, connections: 3 },
      ended,
      { type: "retry" },
    ],
    [
      "retries after any number of proofs that were cut within their first event",
      { ...silentProof, isClean: false },
      { emptyReplays: 2, connections: 4, previousWasClean: true },
      ended,
      { type: "retry" },
    ],
    [
      "does not take such a proof for the end, although the only body was whole",
      { ...silentProof, isClean: false },
      { connections: 2, previousWasClean: true },
      ended,
      { type: "retry" },
    ],
    [
      "retries after any number of proofs that broke off",
      { ...proof, isClean: false, hasOnlyDuplicates: false },
      { emptyReplays: 3, connections: 7 },
      ended,
      { type: "retry" },
    ],
    [
      "completes a run that was joined behind its last event",
      { ...silentProof, hasOnlyDuplicates: true },
      { from: "middle", hasBegun: false, connections: 2 },
      ended,
      { type: "complete" },
    ],
    ...["closed", "hanging"].map((name): Row => [
      `is disconnected when a run joined at its first event has none: ${name}`,
      { ...silentProof, hasOnlyDuplicates: true, isHanging: name === "hanging" },
      { ...absent, connections: 4, emptyReplays: 2 },
      ended,
      { type: "disconnected", message: BEGINNING_MISSING },
    ]),
    ...[deleted, gone].map((run): Row => [
      `reports a run that does not exist on the thread, and whose stream is empty: ${run.type}`,
      { ...closed, isEmpty: true, hasNewEvents: false },
      { ...absent, connections: 1 },
      run,
      { type: "unknown-run", error: notFound },
    ]),
    [
      "reports a joined run that does not exist on the thread although its events arrived",
      closed,
      { from: "first event" },
      deleted,
      { type: "unknown-run", error: notFound },
    ],
    [
      "retries when the first replay of a run joined at its first event has none",
      { ...silentProof, hasOnlyDuplicates: true },
      absent,
      ended,
      { type: "retry" },
    ],
    [
      "is disconnected when a run joined at its first event began with another one",
      proof,
      { from: "first event", lacksBeginning: true },
      ended,
      { type: "disconnected", message: BEGINNING_MISSING },
    ],
    [
      "completes so if the server has replayed all that it stores, and no more was requested",
      proof,
      { from: "stored events", lacksBeginning: true },
      ended,
      { type: "complete" },
    ],
    [
      "is disconnected so although all that is stored was requested, and nothing is",
      closed,
      { ...unstored, from: "stored events", lacksBeginning: true },
      ended,
      { type: "disconnected", message: BEGINNING_MISSING },
    ],
    [
      "is disconnected so although the server stores nothing",
      closed,
      { ...unstored, from: "first event", lacksBeginning: true },
      ended,
      { type: "disconnected", message: BEGINNING_MISSING },
    ],
    [
      "reports the failure of a run rather than a missing first event",
      proof,
      { from: "first event", lacksBeginning: true },
      failed,
      { type: "complete" },
    ],
    [
      "reports the failure of a run rather than that it has no events",
      silentProof,
      { ...absent, connections: 4, emptyReplays: 2 },
      failed,
      { type: "complete" },
    ],
    [
      "completes a join of new events that has none",
      closed,
      { obstacle: "none has arrived", from: "middle", hasBegun: false },
      ended,
      { type: "complete" },
    ],
    [
      "does not take a body without an event for the end of a new run",
      closed,
      { ...unstored, hasBegun: false },
      ended,
      { type: "tail" },
    ],
    [
      "takes a body without an event for the end of a run that was cancelled before it began",
      closed,
      { ...unstored, hasBegun: false },
      cancelled,
      { type: "complete" },
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
      { ...silentProof, isHanging: true, hasOnlyDuplicates: true },
      { hasBegun: false },
      ended,
      { type: "retry" },
    ],
    [
      "retries when a hanging proof does not repeat the last events",
      { ...silentProof, isHanging: true },
      {},
      ended,
      { type: "retry", message: "The server did not replay the run's last events" },
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
      "completes a new run that was rolled back before it began",
      { type: "absent" },
      { hasBegun: false },
      deleted,
      { type: "complete" },
    ],
    [
      "reports a run that never existed",
      { type: "absent" },
      { from: "first event" },
      deleted,
      { type: "unknown-run", error: notFound },
    ],
    [
      "reports a thread that never existed",
      { type: "absent" },
      { from: "middle" },
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
    expect(new Set(messages).size).toBe(6);
  });
});
