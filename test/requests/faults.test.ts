/**
 * Every operation under every fault, over real sockets: the number of requests that arrive and the error. A write that
 * may have been processed is never sent twice.
 */
import dns from "node:dns";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { LangGraphClient } from "langgraph-client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { withoutMethod } from "../../scripts/without-method.js";
import { failure } from "../helpers/async.js";
import { operations } from "./operations.js";
import type { Operation, RepeatClass } from "./operations.js";

interface Fault {
  /** Handles a request. Missing if no request arrives at the server. */
  serve?: (response: ServerResponse) => void;
  /** Replaces the server's URL. */
  apiUrl?: () => string;
  /** Returns true if a request of this class is retried. */
  repeats: (repeat: RepeatClass) => boolean;
  /** Returns the expected properties of the error. */
  error: (repeat: RepeatClass) => object;
  /** The caller passes a `fetch`. */
  ownFetch?: boolean;
  /** The fault is in the body, which a stream reads after its request. */
  inBody?: boolean;
}

const status = (
  code: number,
  headers = {},
  repeats: Fault["repeats"] = (repeat) => repeat !== "once",
): Fault => ({
  serve: (response) => void response.writeHead(code, headers).end('{"detail":"no"}'),
  repeats,
  error: () => ({ status: code }),
});
const never = () => false;
const always = () => true;
const unlessOnce = (repeat: RepeatClass) => repeat !== "once";
const ambiguous = (repeat: RepeatClass) => ({
  name: "ConnectionError",
  mayHaveBeenProcessed: repeat !== "safe",
});
const unsent = () => ({ name: "ConnectionError", mayHaveBeenProcessed: false });
const late = (repeat: RepeatClass) => ({ name: "TimeoutError", mayHaveBeenProcessed: repeat !== "safe" });
const isLate = (error: object) => "name" in error && error.name === "TimeoutError";
const beginBody = (response: ServerResponse) => {
  response.writeHead(200, { "content-type": "application/json", "content-length": "1000" });
  response.write("{");
};

let closedPort = 0;
const faults: Record<string, Fault> = {
  "connection refused": { apiUrl: () => `http://127.0.0.1:${closedPort}`, repeats: always, error: unsent },
  "connection refused, with a fetch of the caller": {
    apiUrl: () => `http://127.0.0.1:${closedPort}`,
    ownFetch: true,
    repeats: unlessOnce,
    error: ambiguous,
  },
  "unknown host name": { apiUrl: () => "http://nowhere.invalid", repeats: always, error: unsent },
  "https to a server without TLS": {
    apiUrl: () => server.url.replace("http:", "https:"),
    // Alerts of TLS have similar codes, and may come after the request.
    repeats: unlessOnce,
    error: ambiguous,
  },
  "reset before headers": {
    serve: (response) => response.socket?.resetAndDestroy(),
    repeats: unlessOnce,
    error: ambiguous,
  },
  "closed before headers": {
    serve: (response) => response.socket?.end(),
    repeats: unlessOnce,
    error: ambiguous,
  },
  "reset after headers": {
    serve: (response) => {
      beginBody(response);
      setImmediate(() => response.socket?.resetAndDestroy());
    },
    repeats: unlessOnce,
    error: ambiguous,
    inBody: true,
  },
  "truncated body": {
    serve: (response) => {
      beginBody(response);
      response.socket?.end();
    },
    repeats: unlessOnce,
    error: ambiguous,
    inBody: true,
  },
  "slow headers": { serve: () => {}, repeats: unlessOnce, error: late },
  "slow body": { serve: beginBody, repeats: unlessOnce, error: late, inBody: true },
  "429": status(429, {}, always),
  "429 with Retry-After": status(429, { "retry-after": "0" }, always),
  "503 with Retry-After": status(503, { "retry-after": "0" }, always),
  ...Object.fromEntries([408, 425, 500, 502, 503, 504].map((code) => [String(code), status(code)])),
  ...Object.fromEntries(
    [400, 401, 403, 404, 409, 410, 413, 418, 422, 501].map((code) => [String(code), status(code, {}, never)]),
  ),
};

/** Each case has a URL of its own with its id and the name of its fault, so that it counts only its own requests. */
let server: { url: string; close: () => Promise<void> };
const arrived = new Map<string, number>();

beforeAll(async () => {
  const listener = (request: IncomingMessage, response: ServerResponse) => {
    const [, id = "", name = ""] = decodeURIComponent(request.url ?? "").split("/");
    arrived.set(id, (arrived.get(id) ?? 0) + 1);
    request.resume().on("end", () => faults[name]?.serve?.(response));
  };
  const made = createServer(listener);
  const other = createServer();
  await new Promise<void>((resolve) => made.listen(0, "127.0.0.1", resolve));
  await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
  closedPort = (other.address() as AddressInfo).port;
  await new Promise((resolve) => other.close(resolve));
  server = {
    url: `http://127.0.0.1:${(made.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        made.close(() => resolve());
        made.closeAllConnections();
      }),
  };
});
afterAll(() => server.close());

// Fail the lookup at once: on a machine without a network it takes seconds.
const { lookup } = dns;
beforeAll(() => {
  dns.lookup = ((host: string, ...rest: unknown[]) => {
    if (host !== "nowhere.invalid") return Reflect.apply(lookup, dns, [host, ...rest]);
    const callback = rest.at(-1) as (error: Error) => void;
    const fields = { code: "ENOTFOUND", syscall: "getaddrinfo" };
    return callback(Object.assign(new Error(`getaddrinfo ENOTFOUND ${host}`), fields));
  }) as typeof lookup;
});
afterAll(() => {
  dns.lookup = lookup;
});

let cases = 0;
const attempted = new Map<string, number>();

// A `fetch` of the caller would change the outcome: count the calls of the runtime's.
const { fetch: runtimeFetch } = globalThis;
const countingFetch = (url: string | URL | Request, init?: RequestInit) => {
  const id = /case-\d+/.exec(String(url))?.[0] ?? "";
  attempted.set(id, (attempted.get(id) ?? 0) + 1);
  return runtimeFetch(url, init);
};
beforeAll(() => {
  globalThis.fetch = countingFetch;
});
afterAll(() => {
  globalThis.fetch = runtimeFetch;
});

/** Runs one operation under one fault. Returns the number of attempts and of arrived requests, and the error. */
async function runUnderFault({ call, repeat }: Operation, name: string, fault: Fault) {
  const id = `case-${(cases += 1)}`;
  const client = new LangGraphClient({
    apiUrl: `${fault.apiUrl?.() ?? server.url}/${id}/${encodeURIComponent(name)}`,
    apiKey: null,
    maxRetries: 1,
    ...(fault.ownFetch && { fetch: countingFetch }),
  });
  const error = await failure(call(client, isLate(fault.error(repeat)) ? { timeoutMs: 1_000 } : {}));
  return { attempts: attempted.get(id) ?? 0, arrived: arrived.get(id) ?? 0, error };
}

describe.each(Object.entries(faults))("the fault %s", (name, fault) => {
  test(`retries or rejects every operation by its retry class after ${name}`, async () => {
    const affected = operations.filter(({ stream }) => !(stream && fault.inBody));
    const outcomes = await Promise.all(
      affected.map(async (operation) => ({ operation, ...(await runUnderFault(operation, name, fault)) })),
    );
    for (const { operation, attempts, arrived: count, error } of outcomes) {
      const expected = fault.repeats(operation.repeat) ? 2 : 1;
      expect.soft(attempts, operation.name).toBe(expected);
      // A request that timed out may not have reached the server.
      if (isLate(fault.error(operation.repeat)))
        expect.soft(count, operation.name).toBeLessThanOrEqual(expected);
      else expect.soft(count, operation.name).toBe(fault.serve ? expected : 0);
      // All responses of a case are equal: retries.test.ts covers a DELETE that returns 404 after an ambiguous failure.
      expect
        .soft(error, operation.name)
        .toMatchObject(
          operation.name.startsWith("raw") && "status" in fault.error(operation.repeat)
            ? { message: "raw", ...fault.error(operation.repeat) }
            : fault.error(operation.repeat),
        );
    }
  });
});

test("the table of operations contains exactly the operations of openapi.json that have a method", () => {
  const { paths } = JSON.parse(readFileSync(new URL("../../openapi.json", import.meta.url), "utf8")) as {
    paths: Record<string, object>;
  };
  const documented = Object.entries(paths)
    .flatMap(([path, item]) => Object.keys(item).map((verb) => `${verb.toUpperCase()} ${path}`))
    .filter((name) => !(name in withoutMethod));
  const names = operations.map(({ name }) => name.replace(/,.*/, ""));
  const listed = new Set(names.filter((name) => !/^(raw|request) /.test(name)));
  expect([...listed].sort()).toEqual(documented.sort());
  const byClass = (repeat: RepeatClass) => operations.filter((each) => each.repeat === repeat).length;
  console.log(
    `${operations.length} calls (${byClass("safe")} safe, ${byClass("idempotent")} idempotent, ${byClass("once")} once)`,
    `under ${Object.keys(faults).length} faults: ${cases} combinations`,
  );
});
