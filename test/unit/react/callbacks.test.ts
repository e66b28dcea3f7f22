import { expect, test } from "vitest";
import type { Part } from "../../../src/parts/types.js";
import { callPart, modesOf } from "../../../src/react/callbacks.js";

const none = () => {};

test.each<[string, object, string[] | undefined]>([
  ["no callback", {}, undefined],
  ["callbacks that need no mode of their own", { onCustomEvent: none, onMetadataEvent: none }, undefined],
  ["one more mode", { onUpdateEvent: none }, ["messages-tuple", "values", "custom", "updates"]],
  [
    "several",
    { onDebugEvent: none, onTaskEvent: none },
    ["messages-tuple", "values", "custom", "tasks", "debug"],
  ],
  ["a callback that is not given", { onUpdateEvent: undefined }, undefined],
])("modesOf: %s", (_, callbacks, expected) => {
  expect(modesOf(callbacks)).toEqual(expected);
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

test.each<[Part, string, unknown, string | undefined]>([
  [event("updates"), "onUpdateEvent", "updates", undefined],
  [event("updates|a:1|b:2", ["a:1", "b:2"]), "onUpdateEvent", "updates|a:1|b:2", "a:1|b:2"],
  [event("metadata"), "onMetadataEvent", "metadata", undefined],
  [event("events"), "onLangChainEvent", "events", undefined],
  [event("tasks"), "onTaskEvent", "tasks", undefined],
  [event("checkpoints"), "onCheckpointEvent", "checkpoints", undefined],
  [event("debug"), "onDebugEvent", "debug", undefined],
  [custom(["a:1"]), "onCustomEvent", "c", "a:1"],
])("callPart gives an event to its callback: $event.event %s", (part, name, data, namespace) => {
  const called: unknown[][] = [];
  const note =
    (own: string) =>
    (...args: unknown[]) =>
      void called.push([own, ...args]);
  const names = ["Update", "Metadata", "LangChain", "Task", "Checkpoint", "Debug", "Custom"];
  const callbacks = Object.fromEntries(names.map((each) => [`on${each}Event`, note(`on${each}Event`)]));
  callPart(callbacks, part, none);
  expect(called).toEqual([[name, data, { namespace, mutate: none }]]);
});

test("callPart leaves out callbacks that the page lacks, and other parts", () => {
  callPart({}, event("updates"), none);
  callPart({ onUpdateEvent: () => expect.fail() }, { type: "values", values: {} }, none);
});
