import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream } from "node:stream/web";

type Handler = (request: Request) => Response | Promise<Response>;

async function answer(handle: Handler, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const left = new AbortController();
  outgoing.once("close", () => left.abort());
  const { method = "GET", url = "/", headers } = incoming;
  const chunks: Uint8Array[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Uint8Array);
  const request = new Request(new URL(url, `http://${headers.host}`), {
    method,
    headers: new Headers(headers as Record<string, string>), // repeated headers are already one text
    body: chunks.length > 0 ? Buffer.concat(chunks) : null,
    signal: left.signal,
  });
  const { status, headers: returned, body } = await handle(request);
  outgoing.writeHead(status, Object.fromEntries(returned)).flushHeaders();
  if (body === null) outgoing.end();
  // Node and the DOM declare the same stream twice.
  else await pipeline(Readable.fromWeb(body as ReadableStream), outgoing);
}

/** Serves a handler of web requests with Node, on a port of this machine; `0` is a free one. */
export async function serve(handle: Handler, port = 0): Promise<{ url: string; server: Server }> {
  const server = createServer((incoming, outgoing) => {
    // A reader that leaves, or a server that breaks off, ends the connection.
    answer(handle, incoming, outgoing).catch(() => outgoing.destroy());
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  // A server that listens on a port has an address with one.
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}
