/** The way to the server: it cuts streams, decides what a page of another origin may read, and takes reports. */
import { createServer, request } from "node:http";
import type { IncomingMessage, OutgoingHttpHeaders, RequestListener, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";

/** Bytes of a stream's body that get through before the cut: the run's id, and some events. */
const BEFORE_CUT = 1_500;

/** The rule of those who let every page read. */
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
  /** The next report of a page. */
  report(): Promise<unknown>;
}

/**
 * The first part of a path says how its answers are treated. `cut-`: new streams are held back, and broken off at a word.
 * Towards other origins, `open`: the server's own rules; `hidden`: no header is exposed, and no cookie wanted;
 * `credentials`: no header is exposed, and a cookie wanted.
 */
export function gatewayTo(target: string): Gateway {
  let openStreams = 0;
  let breakOff = (): void => {};
  let reported = (_: unknown): void => {};
  /** What a program asks of the gateway itself. */
  const ownPaths: Record<string, () => unknown> = {
    "/open-streams": () => openStreams,
    "/break-off": () => {
      breakOff();
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
    const own = incoming.method === "GET" ? ownPaths[path] : undefined;
    if (own !== undefined) {
      const headers = { "content-type": "application/json", ...(cors ?? forAll) };
      return void outgoing.writeHead(200, headers).end(JSON.stringify(own()));
    }
    if (rules.includes("credentials") && !incoming.headers.cookie?.includes("session=")) {
      return void outgoing.writeHead(401, cors).end("No cookie");
    }
    if (rules.includes("hidden") && incoming.headers.cookie !== undefined) {
      return void outgoing.writeHead(400, cors).end("A cookie that nobody wanted");
    }
    const { method, headers } = incoming;
    const upstream = request(target + path, { method, headers }, (answer) => {
      const isStream = answer.headers["content-type"]?.includes("text/event-stream") === true;
      if (isStream) {
        openStreams += 1;
        outgoing.once("close", () => (openStreams -= 1));
      }
      const answered = cors === undefined ? answer.headers : withCors(answer, cors);
      outgoing.writeHead(answer.statusCode ?? 502, answered);
      if (isStream && rules.includes("cut") && method === "POST") breakOff = holdBack(answer, outgoing);
      else answer.pipe(outgoing);
    });
    upstream.on("error", () => outgoing.destroy());
    outgoing.on("close", () => upstream.destroy());
    incoming.pipe(upstream);
  };
  const report = () => new Promise((resolve) => (reported = resolve));
  return { handle: (incoming, outgoing) => void handle(incoming, outgoing), report };
}

/** What this gateway says itself to pages of other origins; `undefined`: the server's own rules hold. */
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
  const own = Object.entries(headers).filter(([name]) => !name.startsWith("access-control-"));
  return { ...Object.fromEntries(own), ...cors };
}

/**
 * Hands on the beginning of a body and no more; gives what then breaks off the connection. Not at once: what a reader has
 * not read before that is lost to it, and a page that may read no header then does not even know which run it was.
 */
function holdBack(answer: IncomingMessage, outgoing: ServerResponse): () => void {
  let left = BEFORE_CUT;
  answer.on("data", (chunk: Buffer) => {
    outgoing.write(chunk.subarray(0, left));
    left = Math.max(0, left - chunk.length);
  });
  answer.on("error", () => outgoing.destroy());
  return () => void outgoing.socket?.resetAndDestroy();
}
