/** Tool parts where several runs share a thread, and where a run fails. */
import { describe, expect, test } from "vitest";
import { PartBuilder } from "../../../src/parts/part-builder.js";

const calls = (id: string, call: string) => ({
  type: "ai",
  id,
  content: "",
  tool_calls: [{ name: "search", args: { q: id }, id: call, type: "tool_call" }],
});
const result = (id: string, call: string) => ({ type: "tool", id, tool_call_id: call, content: id });

/** Returns the tool parts of some events as `id status output`. */
function read(events: [event: string, data: unknown][]): string[] {
  const builder = new PartBuilder();
  const parts = [...events.flatMap(([event, data]) => builder.add({ event, data })), ...builder.end()];
  return parts.flatMap((part) =>
    part.type === "tool"
      ? [`${part.id} ${part.status} ${String(part.output ?? part.error ?? "")}`.trim()]
      : [],
  );
}

describe("a call whose id an earlier call of the thread had", () => {
  const before = [calls("a", "c"), result("t", "c")];

  test("is not ended by the earlier result", () => {
    const events: [string, unknown][] = [
      ["values", { messages: before }],
      ["messages", [calls("b", "c"), {}]],
      ["values", { messages: [...before, calls("b", "c")] }],
      ["messages", [result("u", "c"), {}]],
      ["values", { messages: [...before, calls("b", "c"), result("u", "c")] }],
    ];
    expect(read(events)).toEqual(["c called", "c done u"]);
  });

  test("is not ended by the earlier result when the stream begins late", () => {
    const events: [string, unknown][] = [
      ["messages", [calls("b", "c"), {}]],
      ["values", { messages: [...before, calls("b", "c")] }],
      ["values", { messages: [...before, calls("b", "c"), result("u", "c")] }],
    ];
    expect(read(events)).toEqual(["c called", "c done u"]);
  });

  test("is not ended by the earlier result in a state that does not have the call yet", () => {
    const events: [string, unknown][] = [
      ["values", { messages: before }],
      ["messages", [calls("b", "c"), {}]],
      ["values", { messages: before }],
    ];
    expect(read(events)).toEqual(["c called"]);
  });
});

describe("the calls of a failed run", () => {
  const error: [string, unknown] = ["error", { error: "TypeError", message: "no" }];

  test("fail with its error, if they have no result", () => {
    const messages: [string, unknown][] = [
      ["messages", [calls("a", "c"), {}]],
      ["messages", [calls("b", "d"), {}]],
      ["messages", [result("t", "c"), {}]],
    ];
    expect(read([...messages, error])).toEqual(["c called", "d called", "c done t", "d failed no"]);
  });

  test("fail only if this run made them", () => {
    expect(read([["values", { messages: [calls("a", "c")] }], error])).toEqual([]);
  });

  test("stay as they are if the run waits", () => {
    const events: [string, unknown][] = [
      ["messages", [calls("a", "c"), {}]],
      ["values", { __interrupt__: [{ id: "i", value: 1 }] }],
    ];
    expect(read(events)).toEqual(["c called"]);
  });
});

test.each([null, undefined, {}, "values", { event: 1 }])("add refuses %j", (event) => {
  expect(() => new PartBuilder().add(event as never)).toThrow(/^event: expected an event of a run/);
});
