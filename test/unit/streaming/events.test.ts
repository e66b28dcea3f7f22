/** Decoded events: type, namespace, id and data. */
import { describe, expect, test } from "vitest";
import { InvalidEventError } from "../../../src/errors.js";
import { eventParser, typeOf } from "../../../src/streaming/events.js";

describe("typeOf", () => {
  test.each([
    ["values", "values"],
    ["values|child:1b2c", "values"],
    ["messages/partial", "messages/partial"],
    ["messages/partial|child:1", "messages/partial"],
    ["state_update", "state_update"],
    ["ping", "other"],
    ["ping|child:1", "other"],
    ["", "other"],
  ])("%j has the type %j", (event, type) => {
    expect(typeOf(event)).toBe(type);
  });
});

describe("eventParser", () => {
  test.each([
    [
      "keeps id, name and data",
      { id: "7", event: "values", data: '{"a":1}' },
      { id: "7", event: "values", namespace: [], data: { a: 1 } },
    ],
    [
      "reads the path of a subgraph",
      { id: "7", event: "values|a:1|b:2", data: "1" },
      { event: "values|a:1|b:2", type: "values", namespace: ["a:1", "b:2"] },
    ],
    ["takes an empty id for missing", { id: "", event: "values", data: "1" }, { id: undefined }],
    [
      "takes a missing name for empty",
      { id: undefined, event: undefined, data: "1" },
      { event: "", type: "other" },
    ],
    ["takes empty data for null", { id: undefined, event: "end", data: "" }, { data: null }],
  ])("%s", (_, message, expected) => {
    expect(eventParser()(message)).toMatchObject(expected);
  });

  test("reads each name, and gives each event a namespace of its own", () => {
    const parse = eventParser();
    const names = ["values|a:1", "values|a:1", "values", "custom|b:2", "values|a:1"];
    const events = names.map((event) => parse({ id: "7", event, data: "1" }));
    expect(events.map(({ type, namespace }) => [type, ...namespace].join("|"))).toEqual(names);
    expect(new Set(events.map(({ namespace }) => namespace)).size).toBe(names.length);
  });

  test("throws InvalidEventError with the data that is not valid JSON", () => {
    const parse = () => eventParser()({ id: "7", event: "values", data: "{" });
    expect(parse).toThrow(InvalidEventError);
    expect(parse).toThrow('The data of the event "values" (id 7) is not valid JSON: {');
  });
});
