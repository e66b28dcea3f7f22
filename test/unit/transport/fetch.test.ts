/** The innermost layer: calls of fetch, and the classification of its failures. */
import { describe, expect, test } from "vitest";
import { ConnectionError } from "../../../src/errors.js";
import { withFetch, withLog } from "../../../src/transport/fetch.js";
import type { Fetch } from "../../../src/transport/environment.js";
import type { Outgoing } from "../../../src/transport/request.js";
import { failure } from "../../helpers/async.js";
import { networkError, outgoing, replyOf } from "../requests.js";

const coded = (code: unknown, message = "m"): Error => Object.assign(new Error(message), { code });
const wrapped = (cause: unknown): Error => new TypeError("fetch failed", { cause });
const refused = (message: string): Error =>
  Object.assign(coded("ECONNREFUSED", message), { syscall: "connect" });
const circular = (): Error => {
  const error = new Error("round");
  return Object.assign(error, { cause: error });
};
const rejecting =
  (error: unknown): Fetch =>
  async () => {
    throw error;
  };

/** A response whose body breaks off. */
const broken = (init?: ResponseInit): Response =>
  new Response(
    new ReadableStream({
      start: (controller) => {
        controller.enqueue(new TextEncoder().encode("a"));
      },
      pull: (controller) => controller.error(coded("ECONNRESET", "socket hang up")),
    }),
    init,
  );

describe("a call of fetch", () => {
  test("a call of fetch has the URL, the init, and no redirects, which a hook cannot change", async () => {
    const calls: unknown[] = [];
    const fetch: Fetch = async (...args) => {
      calls.push(args);
      return new Response("text");
    };
    const request = outgoing({ url: "http://api/x" });
    const reply = await withFetch(fetch)(request, { method: "PUT", redirect: "follow" });
    expect(calls).toEqual([["http://api/x", { method: "PUT", redirect: "manual" }]]);
    expect(reply.text).toBe("text");
    expect(reply.request).toBe(request);
  });

  test.each<[string, boolean, number, string | undefined]>([
    ["is read", false, 200, "body"],
    ["of a success is left to the caller who streams it", true, 200, undefined],
    ["of an error is read, even if the caller streams", true, 500, "body"],
  ])("the body of a response %s", async (_, streamBody, status, text) => {
    const fetch: Fetch = async () => new Response("body", { status });
    expect((await withFetch(fetch)(outgoing({ streamBody }), {})).text).toBe(text);
  });
});

describe("a failure of fetch", () => {
  test.each<[string, unknown, string, isUnsent: boolean]>([
    ["a refused connection", networkError("ECONNREFUSED"), "connect ECONNREFUSED", true],
    ["an unreachable host", networkError("EHOSTUNREACH"), "connect EHOSTUNREACH", true],
    ["an unreachable network", networkError("ENETUNREACH"), "connect ENETUNREACH", true],
    ["a connect that times out", networkError("ETIMEDOUT"), "connect ETIMEDOUT", true],
    ["a connect that is reset", networkError("ECONNRESET"), "connect ECONNRESET", true],
    ["a read of an unreachable host", networkError("EHOSTUNREACH", "read"), "read EHOSTUNREACH", false],
    ["a read that is refused", networkError("ECONNREFUSED", "read"), "read ECONNREFUSED", false],
    ["a read that times out", networkError("ETIMEDOUT", "read"), "read ETIMEDOUT", false],
    ["a write to an unreachable host", networkError("EHOSTUNREACH", "write"), "write EHOSTUNREACH", false],
    ["a reset connection", networkError("ECONNRESET", "read"), "read ECONNRESET", false],
    ["a broken pipe", networkError("EPIPE", "write"), "write EPIPE", false],
    ["a refusal without a system call", networkError("ECONNREFUSED", ""), " ECONNREFUSED", false],
    ["an unknown host", networkError("ENOTFOUND", "getaddrinfo"), "getaddrinfo ENOTFOUND", true],
    ["a name server that fails", networkError("EAI_AGAIN", "getaddrinfo"), "getaddrinfo EAI_AGAIN", true],
    ["a failed query of a name", networkError("ESERVFAIL", "queryA"), "queryA ESERVFAIL", true],
    ["an unknown host without a system call", coded("ENOTFOUND"), "m", true],
    ["a refused connection in Bun", coded("ConnectionRefused"), "m", true],
    ["a socket that Bun cannot open", coded("FailedToOpenSocket"), "m", true],
    ["a timeout while connecting", wrapped(coded("UND_ERR_CONNECT_TIMEOUT")), "m", true],
    ["a certificate for another name", wrapped(coded("ERR_TLS_CERT_ALTNAME_INVALID")), "m", true],
    ["an expired certificate", wrapped(coded("CERT_HAS_EXPIRED")), "m", true],
    ["a self-signed certificate", wrapped(coded("DEPTH_ZERO_SELF_SIGNED_CERT")), "m", true],
    ["a self-signed certificate in a chain", wrapped(coded("SELF_SIGNED_CERT_IN_CHAIN")), "m", true],
    ["an unknown issuer", wrapped(coded("UNABLE_TO_VERIFY_LEAF_SIGNATURE")), "m", true],
    ["a certificate error that is not undici's", coded("CERT_HAS_EXPIRED"), "m", false],
    ["another protocol", wrapped(coded("ERR_SSL_WRONG_VERSION_NUMBER")), "m", false],
    [
      "a TLS alert after the request",
      wrapped(coded("ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED")),
      "m",
      false,
    ],
    ["a closed socket", wrapped(coded("UND_ERR_SOCKET")), "m", false],
    ["a timeout of the headers", wrapped(coded("UND_ERR_HEADERS_TIMEOUT")), "m", false],
    ["a code that contains another", wrapped(coded("XENOTFOUND")), "m", false],
    ["an error without a code, as in browsers", new TypeError("Failed to fetch"), "Failed to fetch", false],
    ["a code that is a number", coded(111), "m", false],
    ["a value that is not an error", "offline", "offline", false],
    ["undefined", undefined, "undefined", false],
    ["a cause deep inside", wrapped(wrapped(coded("ENOTFOUND", "deep"))), "deep", true],
    ["a cause that is not an error", wrapped("inner"), "fetch failed", false],
    ["an error that causes itself", circular(), "round", false],
    [
      "a code outside a cause without one",
      Object.assign(wrapped(new Error("inner")), { code: "ENOTFOUND" }),
      "inner",
      false,
    ],
    ["an error without a message", coded("ENOTFOUND", ""), "ENOTFOUND", true],
    ["an error without a message and a code", new Error(""), "", false],
    [
      "several addresses that all refuse",
      wrapped(new AggregateError([refused("first"), refused("second")])),
      "first",
      true,
    ],
    [
      "several addresses, one of which resets",
      wrapped(new AggregateError([refused("first"), coded("ECONNRESET", "second")])),
      "first",
      false,
    ],
    ["an empty list of addresses", new AggregateError([], "all failed"), "AggregateError: all failed", false],
  ])("a failure of fetch, %s, is classified", async (_, cause, reason, isUnsent) => {
    for (const idempotency of ["once", "idempotent", "safe"] as const) {
      const request = outgoing({ method: "POST", idempotency });
      const error = await failure(withFetch(rejecting(cause))(request, {}));
      expect(error).toBeInstanceOf(ConnectionError);
      expect(error).toMatchObject({
        message: `The request failed: ${reason} (POST http://api/a)`,
        mayHaveBeenProcessed: idempotency !== "safe" && !isUnsent,
      });
      expect(error).toHaveProperty("cause", cause);
    }
  });

  test("a failure of the caller's fetch may come after the request was sent, whatever the error says", async () => {
    for (const cause of [
      networkError("ECONNREFUSED"),
      coded("ENOTFOUND"),
      wrapped(coded("CERT_HAS_EXPIRED")),
    ]) {
      const request = outgoing({ method: "POST", idempotency: "once" });
      const error = await failure(withFetch(rejecting(cause), true)(request, {}));
      expect(error).toMatchObject({ name: "ConnectionError", mayHaveBeenProcessed: true });
    }
  });

  test.each<[Outgoing["idempotency"], boolean]>([
    ["safe", false],
    ["once", true],
    ["idempotent", true],
  ])("a body that breaks off fails a request that is %s", async (idempotency, mayHaveBeenProcessed) => {
    const error = await failure(withFetch(async () => broken())(outgoing({ idempotency }), {}));
    expect(error).toMatchObject({
      name: "ConnectionError",
      message: "The response broke off: socket hang up (GET http://api/a)",
      mayHaveBeenProcessed,
    });
  });

  test("a body that breaks off may have been processed, although its code means the contrary", async () => {
    const body = new ReadableStream({
      pull: (controller) => controller.error(coded("ECONNREFUSED")),
    });
    const fetch: Fetch = async () => new Response(body);
    const error = await failure(withFetch(fetch)(outgoing({ idempotency: "once" }), {}));
    expect(error).toMatchObject({ mayHaveBeenProcessed: true });
  });

  test.each([
    ["before a response", rejecting(new Error("aborted"))],
    ["while a body is read", async () => broken()],
  ])("a failure of fetch %s throws the reason if the signal is aborted", async (_, fetch) => {
    const signal = AbortSignal.abort("mine");
    expect(await failure(withFetch(fetch)(outgoing(), { signal }))).toBe("mine");
  });
});

describe("withLog", () => {
  const next = async (request: Outgoing) => ({ ...replyOf("", { status: 404 }), request });

  test("withLog logs every response", async () => {
    const lines: string[] = [];
    const reply = await withLog(
      { logger: { debug: (line) => void lines.push(line) }, onResponse: undefined },
      next,
    )(outgoing(), {});
    expect(reply.response.status).toBe(404);
    expect(lines).toEqual([expect.stringMatching(/^GET http:\/\/api\/a: HTTP 404 in \d+ ms$/)]);
  });

  test("withLog adds no layer without debug and onResponse", () => {
    expect(withLog({ logger: { warn: () => {} }, onResponse: undefined }, next)).toBe(next);
  });
});
