import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

/** A request as it came over the socket. */
export interface Received {
  method: string;
  /** Path and query, as sent. */
  url: string;
  headers: IncomingMessage["headers"];
  body: string;
}

/** What a request is answered with. */
export interface Answer {
  status?: number;
  headers?: Record<string, string>;
  body?: string | Uint8Array;
}

/** Answers a request, or takes the response over and answers nothing. */
export type Respond = (
  request: Received,
  response: ServerResponse,
  count: number,
) => Answer | undefined | Promise<Answer | undefined>;

/** A server on a free port of 127.0.0.1, until the test is over. */
export interface TestServer {
  url: string;
  requests: Received[];
}

/** Has a server listen on a free port of 127.0.0.1 until the test is over. Gives its URL. */
export async function listenUntilFinished(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  const { port } = server.address() as AddressInfo;
  return `http://127.0.0.1:${port}`;
}

/** Starts a server that answers every request in the same way, or one answer after the other. */
export async function listen(respond: Respond | Answer | Answer[]): Promise<TestServer> {
  const requests: Received[] = [];
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    // A client that goes away is what some tests are about.
    incoming.on("error", () => {});
    incoming.on("end", async () => {
      const { method = "", url = "", headers } = incoming;
      const request = { method, url, headers, body: Buffer.concat(chunks).toString() };
      const count = requests.push(request) - 1;
      const answer = await answerOf(respond, request, response, count);
      if (answer === undefined) return;
      response.writeHead(answer.status ?? 200, answer.headers).end(answer.body);
    });
  });
  return { url: await listenUntilFinished(server), requests };
}

async function answerOf(
  respond: Respond | Answer | Answer[],
  request: Received,
  response: ServerResponse,
  count: number,
): Promise<Answer | undefined> {
  if (typeof respond === "function") return respond(request, response, count);
  if (!Array.isArray(respond)) return respond;
  return respond[count] ?? { status: 500, body: `There is no answer ${count}.` };
}

/** An answer in JSON. */
export function json(value: unknown, { status = 200, headers = {} }: Answer = {}): Answer {
  return { status, headers: { "content-type": "application/json", ...headers }, body: JSON.stringify(value) };
}

/** A whole stream of server-sent events. */
export function sse(text: string | Uint8Array, headers: Record<string, string> = {}): Answer {
  return { headers: { "content-type": "text/event-stream", ...headers }, body: text };
}
