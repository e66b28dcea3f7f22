/** Random tests with a printed seed: known messages, cut into random chunks, assemble to the same messages. */
import { expect, test, vi } from "vitest";
import { messageReader, textReader } from "../../../src/parts/readers.js";
import { PartBuilder } from "../../../src/parts/part-builder.js";
import type { PartEvent } from "../../../src/parts/wire.js";
import { Random } from "../../helpers/random.js";
import { ai, from, ofType, values } from "./events.js";

const random = new Random();
const chance = (probability: number) => random.next() < probability;
const WORDS = ["a", "b c", "😀", "ä€", '"', "\\", "\n", "{", "}]", "👩‍👩‍👧", "\u2028", ""];
const text = (most = 8) => Array.from({ length: random.between(0, most) }, () => random.pick(WORDS)).join("");

/** Cuts a text between any two code units. */
function cut(whole: string): string[] {
  const chunks: string[] = [];
  for (let at = 0; at < whole.length;) {
    const end = at + random.between(1, 5);
    chunks.push(whole.slice(at, end));
    at = end;
  }
  return chunks.length === 0 ? [""] : chunks;
}

interface Case {
  /** The assembled message. */
  message: object;
  events: PartEvent[];
  text: string;
}

function json(depth = 0): unknown {
  const kind = random.between(0, depth < 3 ? 5 : 3);
  if (kind === 0) return text(3);
  if (kind === 1) return random.between(-9, 9);
  if (kind === 2) return null;
  if (kind === 3) return chance(0.5);
  const items = Array.from({ length: random.between(0, 3) }, () => json(depth + 1));
  return kind === 4 ? items : Object.fromEntries(items.map((item, index) => [`k${index}`, item]));
}

/** The content of a message, and the contents of its chunks. */
function content(): { whole: unknown; chunks: unknown[]; text: string } {
  if (chance(0.5)) {
    const whole = text();
    return { whole, chunks: cut(whole), text: whole };
  }
  const sharesIndex = chance(0.5);
  const blocks = ["reasoning", "text", "thinking"]
    .filter(() => chance(0.7))
    .map((type, index) => ({ type, index: sharesIndex ? 0 : index, [type]: `x${text()}` }));
  // Blocks of one index follow each other; those of different ones alternate.
  const queues = blocks.map(({ type, index, ...fields }) =>
    cut(String(fields[type])).map((part) => [{ type, index, [type]: part }]),
  );
  const chunks = queues.length === 0 ? [[]] : sharesIndex ? queues.flat() : interleave(queues);
  const order = [...new Set(chunks.flat().map(({ type }) => type))];
  const whole = order.map((type) => blocks.find((block) => block.type === type));
  const shown = blocks.find(({ type }) => type === "text");
  return { whole, chunks, text: String(shown?.["text"] ?? "") };
}

/** Mixes lists at random. The order within each remains. */
function interleave<T>(lists: readonly (readonly T[])[]): T[] {
  const rest = lists.map((list) => [...list]).filter((list) => list.length > 0);
  const mixed: T[] = [];
  while (rest.length > 0) {
    const list = random.pick(rest);
    mixed.push(...list.splice(0, 1));
    if (list.length === 0) rest.splice(rest.indexOf(list), 1);
  }
  return mixed;
}

function toolCalls(): { whole: object[]; chunks: object[] } {
  const calls = Array.from({ length: random.between(0, 3) }, (_, index) => ({
    id: `c${index}`,
    name: `f${index}`,
    args: { a: json(), b: json() },
    // Some providers give every call the same index: their calls follow each other.
    index,
  }));
  const isOneIndex = chance(0.3);
  const queues = calls.map(({ id, name, args, index }) =>
    ["", ...cut(JSON.stringify(args, null, chance(0.3) ? 1 : 0))].map((part, at) => ({
      index: isOneIndex ? 0 : index,
      args: part,
      ...(at === 0 ? { id, name } : { id: null, name: null }),
    })),
  );
  const chunks = isOneIndex ? queues.flat() : interleave(queues);
  const order = [...new Set(chunks.flatMap(({ id }) => id ?? []))];
  const whole = order.flatMap((id) =>
    calls.filter((call) => call.id === id).map(({ name, args }) => ({ name, args, id, type: "tool_call" })),
  );
  return { whole, chunks };
}

/** Creates a random message of a server that marks the last chunk. */
function messageOf(id: string, node: string): Case {
  const { whole, chunks, text: shown } = content();
  const calls = toolCalls();
  const bare = { type: "AIMessageChunk", id, content: "", tool_call_chunks: [], chunk_position: null };
  const tokens = random.between(0, 3);
  const fields = [
    ...chunks.map((each) => ({ content: each })),
    ...calls.chunks.map((each) => ({ tool_call_chunks: [each] })),
    ...Array.from({ length: tokens }, () => ({
      usage_metadata: { input_tokens: 1, output_tokens: 2, total_tokens: 3 },
      response_metadata: { model_name: "m" },
    })),
  ];
  const data = [...fields, { chunk_position: "last" }].map((each) => [{ ...bare, ...each }, from(node)]);
  return {
    message: {
      type: "ai",
      id,
      content: whole,
      ...(calls.whole.length > 0 && { tool_calls: calls.whole, invalid_tool_calls: [] }),
      ...(tokens > 0 && {
        usage_metadata: { input_tokens: tokens, output_tokens: 2 * tokens, total_tokens: 3 * tokens },
        response_metadata: { model_name: "m" },
      }),
    },
    events: data.map((each) => ({ event: "messages", data: each })),
    text: shown,
  };
}

const lone = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

test("messages in random chunks, two of them at a time, assemble to the same messages and texts", () => {
  for (let round = 0; round < 400; round += 1) {
    const cases = [messageOf("a", "n"), messageOf("b", chance(0.5) ? "n" : "o")];
    const events = interleave(cases.map((each) => each.events));
    const last = new Map<string, object>();
    const messages = messageReader({});
    for (const event of events) for (const message of messages.add(event)) last.set(message.id, message);
    for (const { message } of cases) expect([...last.values()]).toContainEqual(message);

    // The state has the same messages: nothing is new.
    const state = values(cases.map(({ message }) => structuredClone(message)));
    expect(messages.add(state), JSON.stringify(cases)).toEqual([]);

    const reader = textReader({});
    const texts = [...events.flatMap((event) => reader.add(event)), ...reader.end()];
    expect(texts.filter((each) => each === "" || lone.test(each))).toEqual([]);
    const [first = "", second = ""] = cases.map((each) => each.text);
    expect([first + second, second + first]).toContain(texts.join(""));

    const builder = new PartBuilder();
    const parts = [...events.flatMap((event) => builder.add(event)), ...builder.end()];
    for (const [index, id] of ["a", "b"].entries()) {
      const own = ofType(parts, "message").filter(({ message }) => message.id === id);
      expect(own.map((part) => part.text).join("")).toBe(cases[index]?.text);
      expect(own.map(({ done }) => done).filter(Boolean)).toEqual([true]);
    }
    const called = ofType(parts, "tool").filter(({ status }) => status !== "streaming");
    expect(called.map(({ status }) => status).filter((status) => status !== "called")).toEqual([]);
  }
});

test("messages in random chunks, one after the other without an end marker, stay apart", () => {
  for (let round = 0; round < 200; round += 1) {
    const cases = ["a", "b", "c"].map((id) => messageOf(`run-${id}`, "n"));
    const events = cases
      .flatMap((each) => each.events)
      .flatMap(({ data }) => {
        // The server of JavaScript has one type for chunks and messages.
        const [{ chunk_position: position, ...chunk }, metadata] = data as [Record<string, unknown>, object];
        return position === "last" ? [] : [{ event: "messages", data: [{ ...chunk, type: "ai" }, metadata] }];
      });
    const reader = textReader({});
    const texts = [...events.flatMap((event) => reader.add(event)), ...reader.end()];
    expect(texts.join("")).toBe(cases.map((each) => each.text).join(""));
    const builder = new PartBuilder();
    const parts = [...events.flatMap((event) => builder.add(event)), ...builder.end()];
    const done = ofType(parts, "message").filter((part) => part.done);
    expect(done.map(({ message }) => message)).toEqual(cases.map(({ message }) => message));
  }
});

test("arguments of a tool call are parsed once, however many chunks end in a brace", () => {
  const parse = vi.spyOn(JSON, "parse");
  const builder = new PartBuilder();
  const chunks = ['{"list":[', ...Array.from({ length: 1_000 }, () => '{"a":{}},'), "{}]}"];
  for (const [index, args] of chunks.entries()) {
    const chunk = { index: 0, args, ...(index === 0 && { id: "c", name: "f" }) };
    const data = ai("m", "", { type: "AIMessageChunk", tool_call_chunks: [chunk] });
    builder.add({ event: "messages", data: [data, from()] });
  }
  const parsed = parse.mock.calls.map(([text]) => text);
  parse.mockRestore();
  expect(parsed).toEqual([chunks.join("")]);
});
