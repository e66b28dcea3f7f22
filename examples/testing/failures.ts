import assert from "node:assert/strict";
import { LangGraphClient, PermissionDeniedError, RunFailedError } from "langgraph-client";
import { createFakeServer } from "langgraph-client/testing";

const server = createFakeServer({
  graphs: {
    agent: () => "Still here",
    broken: () => {
      throw new TypeError("No model");
    },
  },
});
const client = new LangGraphClient({ apiUrl: "http://fake", fetch: server.fetch });

// A rate limit, which the client waits for, and then a connection that breaks in the middle of the stream.
server.fail("POST /runs/stream", { status: 429, headers: { "retry-after": "0" } });
server.fail("POST /runs/stream", { cutAfter: 2 });
const run = client.runs.stream(null, "agent", { input: {}, onCompletion: "keep" });
let text = "";
for await (const more of run.text()) text += more;
assert.equal(text, "Still here");

server.fail("POST /threads/search", { status: 403, detail: "Not yours" });
await assert.rejects(client.threads.search(), PermissionDeniedError);

server.fail("*", { unreachable: true }, 2);
assert.equal(await client.threads.count(), 1);

await assert.rejects(client.runs.wait(null, "broken", { input: {} }), RunFailedError);
