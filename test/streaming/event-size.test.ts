/** Events that are larger than the client accepts. */
import { LangGraphClient } from "langgraph-client";
import { expect, test } from "vitest";
import { failure } from "../helpers/async.js";

/** A client of a server that sends a small event, then one of 2,000 bytes. */
function clientOf(maxEventBytes: number | null | undefined): LangGraphClient {
  const body = `event: values\ndata: {}\nid: 0\n\nevent: end\ndata: "${"x".repeat(2_000)}"\nid: 1\n\n`;
  const headers = { "content-type": "text/event-stream", "content-location": "/threads/t/runs/r" };
  const fetch = () => Promise.resolve(new Response(body, { headers }));
  return new LangGraphClient({ apiUrl: "http://api", apiKey: null, fetch, maxEventBytes });
}

async function count(stream: AsyncIterable<unknown>): Promise<number> {
  let events = 0;
  for await (const _ of stream) events += 1;
  return events;
}

const streams: [string, (client: LangGraphClient) => AsyncIterable<unknown>][] = [
  ["runs.stream", (client) => client.runs.stream("t", "agent")],
  ["runs.joinStream", (client) => client.runs.joinStream("t", "r", { from: "now" })],
  [
    "raw.stream",
    (client) =>
      client.raw.stream("GET", "/threads/{thread_id}/stream", { params: { path: { thread_id: "t" } } }),
  ],
  ["threads.joinStream", (client) => client.threads.joinStream("t")],
];

test.each(streams)("%s ends with an InvalidEventError at an event above the limit", async (_, open) => {
  expect(await failure(count(open(clientOf(1_000))))).toMatchObject({
    name: "InvalidEventError",
    message: "The data of an event is larger than maxEventBytes: 1000",
  });
});

test.each([undefined, null, 2_002])("a stream has larger events with maxEventBytes: %s", async (limit) => {
  expect(await count(clientOf(limit).runs.stream("t", "agent"))).toBe(2);
});
