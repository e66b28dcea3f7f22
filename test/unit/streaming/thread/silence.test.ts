/** The decision about a connection that is silent, in tables. */
import { expect, test } from "vitest";
import { NotFoundError } from "../../../../src/errors.js";
import type { RunOutcome } from "../../../../src/streaming/run-api.js";
import { afterSilence } from "../../../../src/streaming/thread/silence.js";
import type { AfterSilence, Silence } from "../../../../src/streaming/thread/silence.js";

const headers = new Headers();
const error = new NotFoundError({
  method: "GET",
  url: "",
  status: 404,
  detail: "",
  body: "",
  text: "",
  headers,
});
const active: RunOutcome = { type: "active" };
const pending: RunOutcome = { type: "active", isPending: true };
const ended: RunOutcome = { type: "ended", cancelled: false };
const cancelled: RunOutcome = { type: "ended", cancelled: true };
const deleted: RunOutcome = { type: "deleted", error };
const gone: RunOutcome = { type: "gone", error };

const begun: Silence = {
  mayEnd: false,
  hasBegun: true,
  wasOver: false,
  silentAfterEnd: 0,
  silentBeforeStart: 0,
  mayBeDead: false,
};
const notBegun: Silence = { ...begun, hasBegun: false };
const late: Silence = { ...begun, wasOver: true };

test.each<[string, RunOutcome | undefined, Silence, AfterSilence["type"]]>([
  ["a graph thinks", active, begun, "wait"],
  ["a graph thinks, and the connection may be dead", active, { ...begun, mayBeDead: true }, "reopen"],
  ["the server cannot tell", undefined, { ...begun, mayBeDead: true }, "wait"],
  ["the run has ended meanwhile", ended, begun, "reopen"],
  ["the run was rolled back", deleted, begun, "end"],
  ["the thread is gone", gone, begun, "end"],
  ["the run waits for others", pending, notBegun, "wait"],
  ["the run waits for others, for long", pending, { ...notBegun, mayBeDead: true }, "wait"],
  ["the run works, and has no event yet", active, { ...notBegun, silentBeforeStart: 1 }, "reopen"],
  ["so did the connection before", active, { ...notBegun, silentBeforeStart: 2 }, "reopen"],
  ["so did both before", active, { ...notBegun, silentBeforeStart: 3 }, "disconnected"],
  ["a connection behind the end is silent", ended, { ...late, silentAfterEnd: 1 }, "reopen"],
  ["so is a second one", ended, { ...late, silentAfterEnd: 2 }, "reopen"],
  ["so is a third one", ended, { ...late, silentAfterEnd: 3 }, "disconnected"],
  ["a cancelled run with events lacks its end", cancelled, { ...late, silentAfterEnd: 3 }, "disconnected"],
  ["a cancelled run has no events", cancelled, { ...late, hasBegun: false, silentAfterEnd: 3 }, "end"],
  ["an interrupted run goes on", active, { ...begun, mayEnd: true }, "wait"],
  [
    "an interrupted run goes on, maybe unheard",
    active,
    { ...begun, mayEnd: true, mayBeDead: true },
    "reopen",
  ],
  ["an interrupted run has just ended", ended, { ...begun, mayEnd: true }, "wait"],
  ["an interrupted run had ended", ended, { ...late, mayEnd: true }, "end at last event"],
  ["an interrupted run was deleted", deleted, { ...late, mayEnd: true }, "end at last event"],
])("%s", (_, run, silence, expected) => {
  expect(afterSilence(run, silence).type).toBe(expected);
});
