import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { LangGraphClient } from "langgraph-client";
import { readStream, toReadableStream } from "langgraph-client/http";
import { createFakeServer } from "langgraph-client/testing";

const { fetch: fake } = createFakeServer({ graphs: { agent: () => "Hello from the agent" } });
const client = new LangGraphClient({ apiUrl: "http://fake", fetch: fake });

const server = createServer((_, response) => {
  const stream = client.runs.stream(null, "agent", { input: {}, onDisconnect: "cancel" }).text();
  // The types of Node and of the web differ, the streams do not.
  const body = Readable.fromWeb(toReadableStream(stream) as Parameters<typeof Readable.fromWeb>[0]);
  response.setHeader("content-type", "text/event-stream");
  // It rejects when a page leaves.
  pipeline(body, response).catch(() => {});
});
await new Promise<void>((resolve) => server.listen(0, resolve));

const { port } = server.address() as AddressInfo;
const response = await fetch(`http://localhost:${port}`);
for await (const text of readStream<string>(response)) console.log(text);
server.close();
