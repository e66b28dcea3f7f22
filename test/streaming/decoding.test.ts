/** Bytes to events: the standard's vectors, whatever the places where the bytes are cut. */
import { LangGraphClient } from "langgraph-client";
import { describe, expect, test } from "vitest";
import { all, failure, untilCut } from "../helpers/async.js";

/** A client whose streams consist of these chunks. */
export function clientOfChunks(chunks: Uint8Array[]): LangGraphClient {
  const fetch = async () => {
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        for (const chunk of chunks) controller.enqueue(chunk);
        controller.close();
      },
    });
    return new Response(body, { headers: { "content-type": "text/event-stream; charset=utf-8" } });
  };
  return new LangGraphClient({ fetch, apiKey: null });
}

/** A stream of which nothing is known but its bytes. */
const open = (client: LangGraphClient) =>
  client.raw.stream("GET", "/threads/{thread_id}/stream", { params: { path: { thread_id: "t" } } });

/** `[event, data]` or `[event, data, id]` of every event. */
async function decode(chunks: Uint8Array[]): Promise<unknown[]> {
  const events = await all(open(clientOfChunks(chunks)));
  return events.map(({ event, data, id }) => (id === undefined ? [event, data] : [event, data, id]));
}

const bytesOf = (text: string) => new TextEncoder().encode(text);

const vectors: [string, string, unknown[]][] = [
  ["an event", 'event: values\ndata: {"a":1}\n\n', [["values", { a: 1 }]]],
  [
    "an id after the data, CRLF",
    'event: values\r\ndata: {"a":1}\r\nid: 7\r\n\r\n',
    [["values", { a: 1 }, "7"]],
  ],
  ["an id before the data", "id: 7\nevent: values\ndata: 1\n\n", [["values", 1, "7"]]],
  [
    "CR alone",
    "event: a\rdata: 1\r\revent: b\rdata: 2\r\r",
    [
      ["a", 1],
      ["b", 2],
    ],
  ],
  [
    "lines that end in every way",
    "event: a\r\ndata: 1\n\r\nevent: b\rdata: 2\n\n",
    [
      ["a", 1],
      ["b", 2],
    ],
  ],
  ["a carriage return, then both", "event: a\rdata: 1\r\r\n", [["a", 1]]],
  ["a byte order mark", "\uFEFFevent: a\ndata: 1\n\n", [["a", 1]]],
  ["several bytes to a character", 'event: a\ndata: "ä€😀\u2028\u0085"\n\n', [["a", "ä€😀\u2028\u0085"]]],
  ["several lines of data", "event: a\ndata: [1,\ndata: 2]\n\n", [["a", [1, 2]]]],
  ["a comment", ": heartbeat\n\nevent: a\ndata: 1\n\n: heartbeat\n\n", [["a", 1]]],
  ["a comment after an id", "id: 1\nevent: a\ndata: 1\n\n: heartbeat\n\n", [["a", 1, "1"]]],
  ["a comment inside an event", "event: a\n: heartbeat\ndata: 1\n\n", [["a", 1]]],
  [
    "an id for its own event alone",
    "id: 1\nevent: a\ndata: 1\n\nevent: b\ndata: 2\n\n",
    [
      ["a", 1, "1"],
      ["b", 2],
    ],
  ],
  ["an id with NUL", "id: 1\0\nevent: a\ndata: 1\n\n", [["a", 1]]],
  ["no name", "data: 1\n\n", [["", 1]]],
  ["no colon", "event: a\ndata\n\n", [["a", null]]],
  ["no space", "event:a\ndata:1\n\n", [["a", 1]]],
  ["two spaces", "event:  a\ndata: 1\n\n", [[" a", 1]]],
  ["no data", "event: end\n\nevent: a\ndata: 1\n\n", [["a", 1]]],
  ["null", "event: end\ndata: null\n\n", [["end", null]]],
  ["a field of reconnecting", "retry: 100\n\n", []],
  ["a field that nobody knows", "other: x\nevent: a\ndata: 1\n\n", [["a", 1]]],
  ["nothing", "", []],
  ["blank lines", "\n\n\r\n\r\n", []],
];

describe.each(vectors)("%s", (_, text, expected) => {
  const bytes = bytesOf(text);

  test("in one piece", async () => {
    expect(await decode([bytes])).toEqual(expected);
  });

  test("in pieces of a byte", async () => {
    expect(await decode(Array.from(bytes, (byte) => Uint8Array.of(byte)))).toEqual(expected);
  });

  test("in two pieces, cut anywhere", async () => {
    for (let cut = 1; cut < bytes.length; cut += 1) {
      expect(await decode([bytes.slice(0, cut), bytes.slice(cut)]), `cut at ${cut}`).toEqual(expected);
    }
  });
});

test("names are kept as on the wire, and parsed", async () => {
  const text =
    "event: values|a:1|b\ndata: 1\n\nevent: messages/partial\ndata: []\n\nevent: new|x\ndata: 2\n\n";
  const events = await untilCut(clientOfChunks([bytesOf(text)]).threads.joinStream("t"));
  expect(events).toEqual([
    { id: undefined, event: "values|a:1|b", type: "values", namespace: ["a:1", "b"], data: 1 },
    { id: undefined, event: "messages/partial", type: "messages/partial", namespace: [], data: [] },
    { id: undefined, event: "new|x", type: "other", namespace: ["x"], data: 2 },
  ]);
});

test.each(["{oops", "NaN", "{}{}"])("data that is no JSON is an error: %s", async (data) => {
  const client = clientOfChunks([bytesOf(`id: 9\nevent: values\ndata: ${data}\n\n`)]);
  const error = await failure(all(client.threads.joinStream("t")));
  expect(error).toMatchObject({ name: "InvalidEventError", event: "values", id: "9", data });
});

test("one large event in many pieces is read in linear time", async () => {
  const text = `event: a\ndata: ${JSON.stringify("x".repeat(4_000_000))}\n\n`;
  const bytes = bytesOf(text);
  const chunks = Array.from({ length: Math.ceil(bytes.length / 1_000) }, (_, index) =>
    bytes.slice(index * 1_000, (index + 1) * 1_000),
  );
  expect((await decode(chunks))[0]).toMatchObject(["a", expect.stringMatching(/^x{100}/)]);
});
