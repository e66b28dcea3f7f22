/** Decoding of bytes into events: test vectors from the standard, split into chunks at every position. */
import { LangGraphClient } from "langgraph-client";
import { describe, expect, test } from "vitest";
import { all, failure, untilCut } from "../helpers/async.js";

/** Creates a client whose streams consist of these chunks. */
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

/** Opens a raw stream, which only decodes bytes. */
const open = (client: LangGraphClient) =>
  client.raw.stream("GET", "/threads/{thread_id}/stream", { params: { path: { thread_id: "t" } } });

/** Decodes chunks into `[event, data]` or `[event, data, id]` of every event. */
async function decode(chunks: Uint8Array[]): Promise<unknown[]> {
  const events = await all(open(clientOfChunks(chunks)));
  return events.map(({ event, data, id }) => (id === undefined ? [event, data] : [event, data, id]));
}

const bytesOf = (text: string) => new TextEncoder().encode(text);

const vectors: [string, string, unknown[]][] = [
  ["a single event", 'event: values\ndata: {"a":1}\n\n', [["values", { a: 1 }]]],
  [
    "an id after the data with CRLF line ends",
    'event: values\r\ndata: {"a":1}\r\nid: 7\r\n\r\n',
    [["values", { a: 1 }, "7"]],
  ],
  ["an id before the data", "id: 7\nevent: values\ndata: 1\n\n", [["values", 1, "7"]]],
  [
    "lines that end with CR alone",
    "event: a\rdata: 1\r\revent: b\rdata: 2\r\r",
    [
      ["a", 1],
      ["b", 2],
    ],
  ],
  [
    "a mix of LF, CRLF and CR line ends",
    "event: a\r\ndata: 1\n\r\nevent: b\rdata: 2\n\n",
    [
      ["a", 1],
      ["b", 2],
    ],
  ],
  ["a CR line end followed by a CRLF line end", "event: a\rdata: 1\r\r\n", [["a", 1]]],
  ["a byte order mark", "\uFEFFevent: a\ndata: 1\n\n", [["a", 1]]],
  ["characters of several bytes", 'event: a\ndata: "ä€😀\u2028\u0085"\n\n', [["a", "ä€😀\u2028\u0085"]]],
  ["several lines of data", "event: a\ndata: [1,\ndata: 2]\n\n", [["a", [1, 2]]]],
  ["a comment between events", ": heartbeat\n\nevent: a\ndata: 1\n\n: heartbeat\n\n", [["a", 1]]],
  ["a comment after an event with an id", "id: 1\nevent: a\ndata: 1\n\n: heartbeat\n\n", [["a", 1, "1"]]],
  ["a comment inside an event", "event: a\n: heartbeat\ndata: 1\n\n", [["a", 1]]],
  [
    "an event without an id after one with an id",
    "id: 1\nevent: a\ndata: 1\n\nevent: b\ndata: 2\n\n",
    [
      ["a", 1, "1"],
      ["b", 2],
    ],
  ],
  ["an ignored id with a NUL character", "id: 1\0\nevent: a\ndata: 1\n\n", [["a", 1]]],
  ["an event without a name", "data: 1\n\n", [["", 1]]],
  ["a field without a colon", "event: a\ndata\n\n", [["a", null]]],
  ["fields without a space after the colon", "event:a\ndata:1\n\n", [["a", 1]]],
  ["a field with two spaces after the colon", "event:  a\ndata: 1\n\n", [[" a", 1]]],
  ["a dropped event without data", "event: end\n\nevent: a\ndata: 1\n\n", [["a", 1]]],
  ["an event whose data is null", "event: end\ndata: null\n\n", [["end", null]]],
  ["an ignored retry field", "retry: 100\n\n", []],
  ["an ignored unknown field", "other: x\nevent: a\ndata: 1\n\n", [["a", 1]]],
  ["an empty body", "", []],
  ["a body of blank lines", "\n\n\r\n\r\n", []],
];

describe.each(vectors)("decoding %s", (name, text, expected) => {
  const bytes = bytesOf(text);

  test(`decodes ${name} when the body is one chunk`, async () => {
    expect(await decode([bytes])).toEqual(expected);
  });

  test(`decodes ${name} when every byte is a chunk`, async () => {
    expect(await decode(Array.from(bytes, (byte) => Uint8Array.of(byte)))).toEqual(expected);
  });

  test(`decodes ${name} when the body is split into two chunks at any byte`, async () => {
    for (let cut = 1; cut < bytes.length; cut += 1) {
      expect(await decode([bytes.slice(0, cut), bytes.slice(cut)]), `cut at ${cut}`).toEqual(expected);
    }
  });
});

test("splits an event name into type and namespace and keeps the original name", async () => {
  const text =
    "event: values|a:1|b\ndata: 1\n\nevent: messages/partial\ndata: []\n\nevent: new|x\ndata: 2\n\n";
  const events = await untilCut(clientOfChunks([bytesOf(text)]).threads.joinStream("t"));
  expect(events).toEqual([
    { id: undefined, event: "values|a:1|b", type: "values", namespace: ["a:1", "b"], data: 1 },
    { id: undefined, event: "messages/partial", type: "messages/partial", namespace: [], data: [] },
    { id: undefined, event: "new|x", type: "other", namespace: ["x"], data: 2 },
  ]);
});

test.each(["{oops", "NaN", "{}{}"])(
  "throws InvalidEventError for data that is not JSON: %s",
  async (data) => {
    const client = clientOfChunks([bytesOf(`id: 9\nevent: values\ndata: ${data}\n\n`)]);
    const error = await failure(all(client.threads.joinStream("t")));
    expect(error).toMatchObject({ name: "InvalidEventError", event: "values", id: "9", data });
  },
);

test("decodes a 4 MB event that arrives in 4,000 chunks", async () => {
  const data = "x".repeat(4_000_000);
  const text = `event: a\ndata: ${JSON.stringify(data)}\n\n`;
  const bytes = bytesOf(text);
  const chunks = Array.from({ length: Math.ceil(bytes.length / 1_000) }, (_, index) =>
    bytes.slice(index * 1_000, (index + 1) * 1_000),
  );
  const [event] = await decode(chunks);
  // `toEqual` would print 4 MB.
  expect(JSON.stringify(event) === JSON.stringify(["a", data])).toBe(true);
});
