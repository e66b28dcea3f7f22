/** A gateway to the server: cuts streams, applies CORS rules, and receives reports. */
import { createServer, request } from "node:http";
import type { IncomingMessage, OutgoingHttpHeaders, RequestListener, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";

/** Bytes of a stream's body before the cut: the run's id and some events. */
const BEFORE_CUT = 1_500;

/** CORS header that lets every page read. */
const forAll = { "access-control-allow-origin": "*" };

export interface Listening extends AsyncDisposable {
  url: string;
}

export async function listen(handler: RequestListener): Promise<Listening> {
  const server = createServer(handler);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, [Symbol.asyncDispose]: stop };
}

export interface Gateway {
  handle: RequestListener;
  /** Resolves with the next report of a page. */
  report(): Promise<unknown>;
}

/**
 * The first segment of a path selects rules. With the prefix `cut-`, new streams stop after `BEFORE_CUT` bytes, until a
 * request cuts them. CORS rules: `open` keeps the server's headers, `hidden` exposes no header and rejects cookies, and
 * `credentials` exposes no header and requires a cookie.
 */
export function gatewayTo(target: string): Gateway {
  let openStreams = 0;
  let cut = (): void => {};
  let reported = (_: unknown): void => {};
  /** Routes of the gateway itself. */
  const ownRoutes: Record<string, () => unknown> = {
    "/open-streams": () => openStreams,
    "/cut": () => {
      cut();
      return true;
    },
  };

  const handle = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const [, rules = "", path = "/"] = /^\/([\w-]+)(\/.*)?$/.exec(incoming.url ?? "") ?? [];
    const cors = corsOf(rules, incoming);
    if (incoming.method === "OPTIONS" && cors !== undefined) return void outgoing.writeHead(204, cors).end();
    if (rules === "report") {
      reported(JSON.parse((await buffer(incoming)).toString()));
      return void outgoing.writeHead(204, forAll).end();
    }
    const route = incoming.method === "GET" ? ownRoutes[path] : undefined;
    if (route !== undefined) {
      const headers = { "content-type": "application/json", ...(cors ?? forAll) };
      return void outgoing.writeHead(200, headers).end(JSON.stringify(route()));
    }
    if (rules.includes("credentials") && !incoming.headers.cookie?.includes("session=")) {
      return void outgoing.writeHead(401, cors).end("No cookie");
    }
    if (rules.includes("hidden") && incoming.headers.cookie !== undefined) {
      return void outgoing.writeHead(400, cors).end("Unexpected cookie");
    }
    const { method, headers } = incoming;
    const upstream = request(target + path, { method, headers }, (response) => {
      const isStream = response.headers["content-type"]?.includes("text/event-stream") === true;
      if (isStream) {
        openStreams += 1;
        outgoing.once("close", () => (openStreams -= 1));
      }
      const responseHeaders = cors === undefined ? response.headers : withCors(response, cors);
      outgoing.writeHead(response.statusCode ?? 502, responseHeaders);
      if (isStream && rules.includes("cut") && method === "POST") cut = holdBack(response, outgoing);
      else response.pipe(outgoing);
    });
    upstream.on("error", () => outgoing.destroy());
    outgoing.on("close", () => upstream.destroy());
    incoming.pipe(upstream);
  };
  const report = () => new Promise((resolve) => (reported = resolve));
  return { handle: (incoming, outgoing) => void handle(incoming, outgoing), report };
}

/** The gateway's CORS headers; `undefined` keeps the server's. */
function corsOf(rules: string, { headers, method }: IncomingMessage): OutgoingHttpHeaders | undefined {
  if (rules === "report" && method === "OPTIONS") return forAll;
  if (!/hidden|credentials/.test(rules)) return undefined;
  return {
    "access-control-allow-origin": headers.origin ?? "*",
    "access-control-allow-headers": headers["access-control-request-headers"] ?? "",
    "access-control-allow-methods": "GET, POST, PUT, PATCH, DELETE",
    ...(rules.includes("credentials") ? { "access-control-allow-credentials": "true" } : {}),
    vary: "origin",
  };
}

function withCors({ headers }: IncomingMessage, cors: OutgoingHttpHeaders): OutgoingHttpHeaders {
  const others = Object.entries(headers).filter(([name]) => !name.startsWith("access-control-"));
  return { ...Object.fromEntries(others), ...cors };
}

/**
 * Sends the beginning of a body, and returns a function that cuts the connection. A cut at once would lose bytes that the
 * reader has not read yet, and a page that cannot read headers would not know the run's id.
 */
function holdBack(response: IncomingMessage, outgoing: ServerResponse): () => void {
  let left = BEFORE_CUT;
  response.on("data", (chunk: Buffer) => {
    outgoing.write(chunk.subarray(0, left));
    left = Math.max(0, left - chunk.length);
  });
  response.on("error", () => outgoing.destroy());
  return () => void outgoing.socket?.resetAndDestroy();
}
