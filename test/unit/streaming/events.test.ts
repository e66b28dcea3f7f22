/** The decoding of events: their type, their namespace and their data. */
import { describe, expect, test } from "vitest";
import { InvalidEventError } from "../../../src/errors.js";
import { parseEvent, typeOf } from "../../../src/streaming/events.js";
import type { SseMessage } from "../../../src/streaming/sse.js";
import { caught } from "../../helpers/async.js";

const KNOWN_TYPES = [
  ...["values", "updates", "messages", "messages/metadata", "messages/partial", "messages/complete"],
  ...["custom", "events", "debug", "tasks", "checkpoints", "tools", "lifecycle"],
  ...["metadata", "error", "end", "feedback", "state_update"],
];

describe("the type of an event", () => {
  test.each(KNOWN_TYPES)("%s is the type of its event and of a subgraph's event", (type) => {
    expect([typeOf(type), typeOf(`${type}|child:1b2c`)]).toEqual([type, type]);
  });

  test.each([
    "",
    "message",
    "new-mode",
    "new-mode|child:1b2c",
    "|values",
    "Values",
    "messages/other",
    "constructor",
  ])("the event %j has the type other", (event) => {
    expect(typeOf(event)).toBe("other");
  });
});

describe("the decoding of a message", () => {
  test.each<[rule: string, message: SseMessage, event: Partial<ReturnType<typeof parseEvent>>]>([
    [
      "an event of the graph itself has an empty namespace",
      { id: "1", event: "values", data: '{"a":1}' },
      { id: "1", event: "values", type: "values", namespace: [], data: { a: 1 } },
    ],
    [
      "an event of a subgraph has the namespace of its name",
      { id: "1", event: "values|child:1b2c", data: "1" },
      { event: "values|child:1b2c", type: "values", namespace: ["child:1b2c"] },
    ],
    [
      "an event of a nested subgraph has a namespace of several names",
      { id: "1", event: "updates|child:1|inner:2", data: "1" },
      { type: "updates", namespace: ["child:1", "inner:2"] },
    ],
    [
      "an unknown event is delivered with the type other",
      { id: "1", event: "new-mode|child:1", data: "1" },
      { event: "new-mode|child:1", type: "other", namespace: ["child:1"], data: 1 },
    ],
    [
      "a message without a name has an empty one",
      { data: "1" },
      { id: undefined, event: "", type: "other", namespace: [] },
    ],
    ["an empty id counts as missing", { id: "", event: "end", data: "1" }, { id: undefined }],
    ["empty data becomes null", { event: "end", data: "" }, { data: null }],
    ["null stays null", { event: "end", data: "null" }, { data: null }],
  ])("%s", (_rule, message, expected) => {
    expect(parseEvent(message)).toMatchObject(expected);
  });

  test.each<[rule: string, message: SseMessage, text: string]>([
    [
      "names the event and its id",
      { id: "7", event: "values", data: "{" },
      'The data of the event "values" (id 7) is not valid JSON: {',
    ],
    [
      "omits a missing id",
      { event: "values", data: "no" },
      'The data of the event "values" is not valid JSON: no',
    ],
    [
      "shows the first 80 characters of the data",
      { event: "values", data: "x".repeat(81) },
      `The data of the event "values" is not valid JSON: ${"x".repeat(80)}…`,
    ],
  ])("the InvalidEventError of an event without JSON %s", (_rule, message, text) => {
    const error = caught(() => parseEvent(message));
    expect(error).toBeInstanceOf(InvalidEventError);
    expect(error).toMatchObject({ message: text, id: message.id, event: "values", data: message.data });
    expect(error).toHaveProperty("cause", expect.any(SyntaxError));
  });
});
