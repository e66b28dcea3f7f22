/** The stream of a thread has no end of its own: it always stops with an error that contains the position. */
import { LangGraphClient } from "langgraph-client";
import { expect, test } from "vitest";
import { all, failure } from "../helpers/async.js";
import { listen } from "../helpers/server.js";
import type { Respond } from "../helpers/server.js";

const event = (data: number, id = "") => `event: values\ndata: ${data}\n${id}\n`;
const text = event(1, "id: 7\n") + event(2, "id: 8\n") + event(3) + event(4, "id:\n");

async function streamOf(respond: Respond) {
  const { url } = await listen(respond);
  return new LangGraphClient({ apiUrl: url, apiKey: null, maxRetries: 0 }).threads.joinStream("t");
}

test.each(["a reset", "a clean close"])(
  "throws StreamDisconnectedError with the position after %s of a thread's stream",
  async (how) => {
    const stream = await streamOf((_, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      if (how === "a clean close") response.end(text);
      else response.write(text, () => setImmediate(() => response.socket?.resetAndDestroy()));
      return undefined;
    });
    const seen: unknown[] = [];
    const reading = async () => {
      for await (const { data } of stream) seen.push([data, stream.lastEventId]);
    };
    expect(await failure(reading())).toMatchObject({
      name: "StreamDisconnectedError",
      runId: null,
      threadId: "t",
      lastEventId: "8",
      cursor: undefined,
      received: 4,
      cause: how === "a clean close" ? undefined : { name: "ConnectionError" },
    });
    expect(seen).toEqual([
      [1, "7"],
      [2, "8"],
      [3, "8"],
      [4, "8"],
    ]);
  },
);

test.each<[string, Respond, object]>([
  ["is reset", (_, response) => void response.socket?.resetAndDestroy(), { name: "ConnectionError" }],
  ["returns 404", () => ({ status: 404 }), { name: "NotFoundError" }],
])("throws the request's error when the request of a thread's stream %s", async (_, respond, error) => {
  expect(await failure(all(await streamOf(respond)))).toMatchObject(error);
});
