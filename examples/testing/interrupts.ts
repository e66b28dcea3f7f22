import assert from "node:assert/strict";
import { LangGraphClient } from "langgraph-client";
import { createFakeServer } from "langgraph-client/testing";

const server = createFakeServer({
  graphs: {
    agent: {
      nodes: {
        approve: (_, { interrupt }) => ({ approved: interrupt("Send the mail?") }),
        send: ({ approved }) => ({ sent: approved === "yes" }),
      },
    },
  },
});
const client = new LangGraphClient({ apiUrl: "http://fake", fetch: server.fetch });

const { thread_id } = await client.threads.create();
const waiting = await client.runs.stream(thread_id, "agent", { input: {} }).final();
assert.equal(waiting.status, "interrupted");
assert.equal(waiting.interrupts[0]?.value, "Send the mail?");

const done = await client.runs.resume(thread_id, "agent", "yes").final();
assert.deepEqual(done.values, { approved: "yes", sent: true });
assert.equal((await client.threads.getHistory(thread_id)).length, 4);
