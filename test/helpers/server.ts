import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

/** A request as it arrived over the socket. */
export interface Received {
  method: string;
  /** Path and query, as sent. */
  url: string;
  headers: IncomingMessage["headers"];
  body: string;
}

/** A response. Default: status 200 without headers and body. */
export interface CannedResponse {
  status?: number;
  headers?: Record<string, string>;
  body?: string | Uint8Array;
}

/** Returns the response, or writes to `response` itself and returns `undefined`. `count`: number of earlier requests. */
export type Respond = (
  request: Received,
  response: ServerResponse,
  count: number,
) => CannedResponse | undefined | Promise<CannedResponse | undefined>;

/** A server on a free port of 127.0.0.1 that records its requests. It closes when the test finishes. */
export interface TestServer {
  url: string;
  requests: Received[];
}

/** True in a process of its own, which has no tests and closes its servers by its end. */
const isAlone = process.env["VITEST"] === undefined;

/** Starts a server on a free port of 127.0.0.1 and closes it when the test finishes. Returns its URL. */
export async function listenUntilFinished(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  if (!isAlone) onTestFinished(close);
  const { port } = server.address() as AddressInfo;
  return `http://127.0.0.1:${port}`;
}

/** Starts a server that sends the same response to every request, or one response of a list after the other. */
export async function listen(respond: Respond | CannedResponse | CannedResponse[]): Promise<TestServer> {
  const requests: Received[] = [];
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    // Ignore aborted requests: some tests abort on purpose.
    incoming.on("error", () => {});
    // oxlint-disable-next-line typescript/no-misused-promises -- an unhandled rejection fails the test run
    incoming.on("end", async () => {
      const { method = "", url = "", headers } = incoming;
      const request = { method, url, headers, body: Buffer.concat(chunks).toString() };
      const count = requests.push(request) - 1;
      const chosen = await responseFor(respond, request, response, count);
      if (chosen === undefined) return;
      response.writeHead(chosen.status ?? 200, chosen.headers).end(chosen.body);
    });
  });
  return { url: await listenUntilFinished(server), requests };
}

async function responseFor(
  respond: Respond | CannedResponse | CannedResponse[],
  request: Received,
  response: ServerResponse,
  count: number,
): Promise<CannedResponse | undefined> {
  if (typeof respond === "function") return respond(request, response, count);
  if (!Array.isArray(respond)) return respond;
  return respond[count] ?? { status: 500, body: `Unexpected request ${count}: all responses were sent.` };
}

/** Creates a JSON response. */
export function json(value: unknown, { status = 200, headers = {} }: CannedResponse = {}): CannedResponse {
  return { status, headers: { "content-type": "application/json", ...headers }, body: JSON.stringify(value) };
}

/** Creates a response that is a complete stream of server-sent events. */
export function sse(text: string | Uint8Array, headers: Record<string, string> = {}): CannedResponse {
  return { headers: { "content-type": "text/event-stream", ...headers }, body: text };
}
