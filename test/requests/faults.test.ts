/**
 * Every operation under every fault, over real sockets: how many requests arrive, and which error comes out. No write
 * that may have been processed arrives twice.
 */
import { createServer } from "node:http";
import dns from "node:dns";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { LangGraphClient } from "langgraph-client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { failure } from "../helpers/async.js";
import { rows } from "../wire/rows.js";
import { operations } from "./operations.js";
import type { Operation, RepeatClass } from "./operations.js";

interface Fault {
  /** What the server does with a request. Without it there is no server. */
  serve?: (response: ServerResponse) => void;
  /** Instead of the server's. */
  apiUrl?: () => string;
  /** Whether a request of this class is sent again. */
  repeats: (repeat: RepeatClass) => boolean;
  /** What the error has. */
  error: (repeat: RepeatClass) => object;
  /** It happens to the body, which a stream reads later. */
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
const begin = (response: ServerResponse) => {
  response.writeHead(200, { "content-type": "application/json", "content-length": "1000" });
  response.write("{");
};

let closedPort = 0;
const faults: Record<string, Fault> = {
  "connection refused": { apiUrl: () => `http://127.0.0.1:${closedPort}`, repeats: always, error: unsent },
  "no such name": { apiUrl: () => "http://nowhere.invalid", repeats: always, error: unsent },
  "no TLS": {
    apiUrl: () => server.url.replace("http:", "https:"),
    repeats: always,
    error: unsent,
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
      begin(response);
      setImmediate(() => response.socket?.resetAndDestroy());
    },
    repeats: unlessOnce,
    error: ambiguous,
    inBody: true,
  },
  "truncated body": {
    serve: (response) => {
      begin(response);
      response.socket?.end();
    },
    repeats: unlessOnce,
    error: ambiguous,
    inBody: true,
  },
  "slow headers": { serve: () => {}, repeats: unlessOnce, error: late },
  "slow body": { serve: begin, repeats: unlessOnce, error: late, inBody: true },
  "429": status(429, {}, always),
  "429 with Retry-After": status(429, { "retry-after": "0" }, always),
  "503 with Retry-After": status(503, { "retry-after": "0" }, always),
  ...Object.fromEntries([408, 425, 500, 502, 503, 504].map((code) => [String(code), status(code)])),
  ...Object.fromEntries(
    [400, 401, 403, 404, 409, 410, 413, 418, 422, 501].map((code) => [String(code), status(code, {}, never)]),
  ),
};

/** The client's URL begins with the name of the fault: each case counts its own requests. */
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

// A machine without a network takes seconds to find out that there is no such name.
const { lookup } = dns;
beforeAll(() => {
  dns.lookup = ((host: string, ...rest: unknown[]) => {
    if (host !== "nowhere.invalid") return Reflect.apply(lookup, dns, [host, ...rest]);
    const answer = rest.at(-1) as (error: Error) => void;
    return answer(Object.assign(new Error(`getaddrinfo ENOTFOUND ${host}`), { code: "ENOTFOUND" }));
  }) as typeof lookup;
});
afterAll(() => {
  dns.lookup = lookup;
});

let cases = 0;

/** Runs one operation under one fault. */
async function meet({ call, repeat }: Operation, name: string, fault: Fault) {
  const id = `case-${(cases += 1)}`;
  let attempts = 0;
  const client = new LangGraphClient({
    apiUrl: fault.apiUrl?.() ?? `${server.url}/${id}/${encodeURIComponent(name)}`,
    apiKey: null,
    maxRetries: 1,
    fetch: (url, init) => {
      attempts += 1;
      return fetch(url, init);
    },
  });
  const error = await failure(call(client, isLate(fault.error(repeat)) ? { timeoutMs: 1_000 } : {}));
  return { attempts, arrived: arrived.get(id) ?? 0, error };
}

describe.each(Object.entries(faults))("%s", (name, fault) => {
  test("for every operation", async () => {
    const meant = operations.filter(({ stream }) => !(stream && fault.inBody));
    const met = await Promise.all(
      meant.map(async (operation) => ({ operation, ...(await meet(operation, name, fault)) })),
    );
    for (const { operation, attempts, arrived: count, error } of met) {
      const expected = fault.repeats(operation.repeat) ? 2 : 1;
      expect.soft(attempts, operation.name).toBe(expected);
      // A request that its own time limit ended may not have got as far as the server.
      if (isLate(fault.error(operation.repeat)))
        expect.soft(count, operation.name).toBeLessThanOrEqual(expected);
      else expect.soft(count, operation.name).toBe(fault.serve ? expected : 0);
      // A deletion that meets 404 after an ambiguous failure is another test's matter: here all answers are alike.
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

test("the table has every operation that has a method", () => {
  const documented = new Set(operations.map(({ name }) => name.replace(/,.*/, "")));
  const methods = new Set(rows.map(({ method }) => method).filter((name) => !/^(raw|request)/.test(name)));
  expect(methods.size).toBeGreaterThan(40);
  expect([...documented].filter((name) => !/^(raw|request)/.test(name))).toHaveLength(54);
  const byClass = (repeat: RepeatClass) => operations.filter((each) => each.repeat === repeat).length;
  console.log(
    `${operations.length} calls (${byClass("safe")} safe, ${byClass("idempotent")} idempotent, ${byClass("once")} once)`,
    `under ${Object.keys(faults).length} faults: ${cases} combinations`,
  );
});
