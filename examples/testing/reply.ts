import assert from "node:assert/strict";
import { LangGraphClient } from "langgraph-client";
import { createFakeServer } from "langgraph-client/testing";

/** The code under test. */
async function ask(client: LangGraphClient, question: string): Promise<string> {
  const input = { messages: [{ role: "user", content: question }] };
  let answer = "";
  for await (const text of client.runs.stream(null, "agent", { input }).text()) answer += text;
  return answer;
}

const server = createFakeServer({ graphs: { agent: () => "It is noon." } });
const client = new LangGraphClient({ apiUrl: "http://fake", fetch: server.fetch });

assert.equal(await ask(client, "What time is it?"), "It is noon.");

const [request] = server.requests;
assert.equal(request?.operation, "POST /runs/stream");
assert.deepEqual((request.body as { input: unknown }).input, {
  messages: [{ role: "user", content: "What time is it?" }],
});
