/** Stand-ins for the network: a fetch that follows a script, a sleep that records its delays, requests and replies. */
import type { Sleep } from "../../src/backoff.js";
import type { Reply } from "../../src/transport/fetch.js";
import type { Fetch } from "../../src/transport/environment.js";
import type { ClientOptions } from "../../src/transport/options.js";
import type { Outgoing } from "../../src/transport/request.js";
import { Transport } from "../../src/transport/transport.js";

/** A step of a script: a response, or an error to throw. */
export type Step = Response | Error;

/** A call of a scripted fetch. */
interface Sent {
  method: string;
  /** The URL without `apiUrl`. */
  path: string;
  init: RequestInit;
  headers: Headers;
}

/** Creates a JSON response. */
export const json = (value: unknown, init?: ResponseInit): Response => Response.json(value, init);

/** Creates a 404 with this detail. */
export const missing = (detail: string): Response => json({ detail }, { status: 404 });

/** Creates an error of Node's network, with a code and the system call that failed. */
export const networkError = (code: string, syscall = "connect"): Error =>
  new TypeError("fetch failed", {
    cause: Object.assign(new Error(`${syscall} ${code}`), { code, syscall: syscall || undefined }),
  });

/** Creates a fetch that takes one step of a script per call. Further calls fail with status 418. */
function scriptedFetch(steps: readonly Step[]): { fetch: Fetch; calls: Sent[] } {
  const calls: Sent[] = [];
  const fetch: Fetch = async (url, init) => {
    const step = steps[calls.length] ?? new Response("The script has no more steps", { status: 418 });
    const path = url.replace("http://api", "");
    calls.push({ method: init.method ?? "GET", path, init, headers: new Headers(init.headers) });
    if (step instanceof Error) throw step;
    return step;
  };
  return { fetch, calls };
}

/** Creates a sleep that returns at once, and records its delays. */
export function recordingSleep(): { sleep: Sleep; delays: number[] } {
  const delays: number[] = [];
  const sleep: Sleep = async (ms) => {
    delays.push(ms);
  };
  return { sleep, delays };
}

/** Creates a transport over a script. */
export function scriptedTransport(steps: readonly Step[], options: ClientOptions = {}) {
  const { fetch, calls } = scriptedFetch(steps);
  const { sleep, delays } = recordingSleep();
  const transport = new Transport({ apiUrl: "http://api", apiKey: null, fetch, ...options }, sleep);
  const sent = (): string[] => calls.map(({ method, path }) => `${method} ${path}`);
  return { transport, calls, delays, sent };
}

/** Creates a complete request. */
export function outgoing(fields: Partial<Outgoing> = {}): Outgoing {
  return {
    method: "GET",
    path: "/a",
    url: "http://api/a",
    init: {},
    headers: [],
    signal: undefined,
    idempotency: "safe",
    maxRetries: 3,
    timeoutMs: null,
    streamBody: false,
    ...fields,
  };
}

/** Creates a reply whose body has been read. */
export function replyOf(text: string | undefined, init?: ResponseInit, request?: Partial<Outgoing>): Reply {
  return { request: outgoing(request), response: new Response(null, init), text };
}
