import assert from "node:assert/strict";
import { LangGraphClient } from "langgraph-client";
import { createFakeServer } from "langgraph-client/testing";

let goOn = (): void => {};
const pause = new Promise<void>((resolve) => (goOn = resolve));

const server = createFakeServer({
  graphs: {
    agent: async (_, { send }) => {
      const words = async function* () {
        yield "Let me ";
        // The run waits here until the test lets it go on.
        await pause;
        yield "think";
      };
      return { messages: [await send(words())] };
    },
  },
});
const client = new LangGraphClient({ apiUrl: "http://fake", fetch: server.fetch });

const { thread_id } = await client.threads.create();
const texts = client.runs.stream(thread_id, "agent", { input: {} }).text();
assert.deepEqual(await texts.next(), { done: false, value: "Let me " });
assert.equal((await client.threads.get(thread_id)).status, "busy");

goOn();
assert.deepEqual(await texts.next(), { done: false, value: "think" });
