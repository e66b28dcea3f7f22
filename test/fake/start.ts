import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { createFakeServer } from "langgraph-client/testing";
import type { RunningServer } from "../server/child.js";
import { graphs } from "./graphs.js";

/** Starts the fake server behind a socket, for the tests of real servers. */
export async function startServer(): Promise<RunningServer> {
  const fake = createFakeServer({ graphs });
  // oxlint-disable-next-line typescript/no-misused-promises -- it handles its errors
  const server = createServer((request, response) => pass(fake.fetch, request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const stop = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { url: `http://127.0.0.1:${port}`, dataDir: "", stop, [Symbol.asyncDispose]: stop };
}

type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** Passes a request to a `fetch`, and its response back. Both ends close together. */
async function pass(fetch: Fetch, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { method = "GET", url = "", headers } = request;
  const body = await buffer(request);
  const abort = new AbortController();
  response.on("close", () => abort.abort());
  const pairs = Object.entries(headers).flatMap(([name, value]) => [
    [name, String(value)] as [string, string],
  ]);
  try {
    const init = {
      method,
      headers: pairs,
      signal: abort.signal,
      ...(body.length > 0 && { body: body.toString() }),
    };
    const result = await fetch(`http://fake${url}`, init);
    response.writeHead(result.status, Object.fromEntries(result.headers)).flushHeaders();
    for await (const chunk of result.body ?? []) response.write(chunk);
    response.end();
  } catch {
    response.destroy();
  }
}
