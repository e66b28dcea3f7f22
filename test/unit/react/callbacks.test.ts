import { expect, test } from "vitest";
import type { Part, ToolPart } from "../../../src/parts/types.js";
import { callPart, modesOf } from "../../../src/react/callbacks.js";
import { caught } from "../../helpers/async.js";

const none = () => {};

test.each<[string, object, string[]]>([
  ["no callback", {}, []],
  ["callbacks that need no mode of their own", { onCustomEvent: none, onMetadataEvent: none }, []],
  ["one more mode", { onUpdateEvent: none }, ["updates"]],
  ["several", { onDebugEvent: none, onTaskEvent: none, onToolEvent: none }, ["tasks", "debug", "tools"]],
  ["a callback that is not given", { onUpdateEvent: undefined }, []],
  ["a session", { onToolEvent: none, onUpdateEvent: none, thread: none }, ["updates", "tools"]],
])("modesOf: %s", (_, callbacks, expected) => {
  expect(modesOf(callbacks)).toEqual(expected);
});

test.each(["onDebugEvent", "onLangChainEvent"])("modesOf refuses %s with a session", (name) => {
  const error = caught(() => modesOf({ [name]: none, thread: none }));
  expect(error).toMatchObject({ name: "InvalidArgumentError", argument: name });
  expect(String(error)).toContain("Leave out the option thread");
});

const event = (name: string, namespace: string[] = []): Part => ({
  type: "event",
  event: { event: name, namespace, data: name },
});
const custom = (namespace: string[] = []): Part => ({
  type: "custom",
  name: undefined,
  payload: "c",
  namespace,
});

test.each<[Part, string, unknown, string[] | undefined]>([
  [event("updates"), "onUpdateEvent", "updates", undefined],
  [event("updates|a:1|b:2", ["a:1", "b:2"]), "onUpdateEvent", "updates|a:1|b:2", ["a:1", "b:2"]],
  [event("metadata"), "onMetadataEvent", "metadata", undefined],
  [event("events"), "onLangChainEvent", "events", undefined],
  [event("tasks"), "onTaskEvent", "tasks", undefined],
  [event("checkpoints"), "onCheckpointEvent", "checkpoints", undefined],
  [event("debug"), "onDebugEvent", "debug", undefined],
  [event("tools"), "onToolEvent", "tools", undefined],
  [custom(["a:1"]), "onCustomEvent", "c", ["a:1"]],
])("callPart gives an event to its callback: $event.event %s", (part, name, data, namespace) => {
  const called: unknown[][] = [];
  const note =
    (own: string) =>
    (...args: unknown[]) =>
      void called.push([own, ...args]);
  const names = ["Update", "Metadata", "LangChain", "Task", "Checkpoint", "Debug", "Custom", "Tool"];
  const callbacks = Object.fromEntries(names.map((each) => [`on${each}Event`, note(`on${each}Event`)]));
  callPart(callbacks, part, none);
  expect(called).toEqual([[name, data, { namespace, mutate: none }]]);
});

test("callPart leaves out callbacks that the page lacks, and other parts", () => {
  callPart({}, event("updates"), none);
  callPart({ onUpdateEvent: () => expect.fail() }, { type: "values", values: {} }, none);
});

test("callPart names the node of an update that a session sends beside it", () => {
  const seen: unknown[] = [];
  const onUpdateEvent = (data: unknown) => seen.push(data);
  const update = { event: "updates", namespace: [], node: "tick", data: { done: 1 } };
  callPart({ onUpdateEvent, thread: none }, { type: "event", event: update }, none);
  expect(seen).toEqual([{ tick: { done: 1 } }]);
});

const part: ToolPart = {
  type: "tool",
  id: "c",
  name: "f",
  args: { a: 1 },
  status: "called",
  namespace: [],
  node: undefined,
};

test.each<[string, Partial<ToolPart>, object[]]>([
  ["that was called", {}, []],
  ["that runs", { status: "running" }, [{ event: "on_tool_start", input: { a: 1 } }]],
  ["with output so far", { status: "running", output: "o" }, [{ event: "on_tool_event", data: "o" }]],
  ["that is done", { status: "done", output: "ok" }, [{ event: "on_tool_end", output: "ok" }]],
  ["that failed", { status: "failed", error: "no" }, [{ event: "on_tool_error", error: "no" }]],
])("callPart makes the events of a tool of a session's parts: one %s", (_, fields, expected) => {
  const seen: unknown[] = [];
  const onToolEvent = (data: unknown) => seen.push(data);
  callPart({ onToolEvent, thread: none }, { ...part, ...fields }, none);
  expect(seen).toEqual(expected.map((data) => ({ toolCallId: "c", name: "f", ...data })));
  // By the classic protocol, the server sends them.
  callPart({ onToolEvent: () => expect.fail() }, { ...part, ...fields }, none);
});
