/** Retries: which failures of which requests, how often, after which delay, and the result. */
import { describe, expect, test } from "vitest";
import { ConnectionError, InvalidResponseError, TimeoutError } from "../../../src/errors.js";
import type { Reply, Send } from "../../../src/transport/fetch.js";
import type { Outgoing } from "../../../src/transport/request.js";
import { withRetry } from "../../../src/transport/retry.js";
import { failure } from "../../helpers/async.js";
import { outgoing, recordingSleep } from "../requests.js";

/** A failure of an attempt: a status, with or without Retry-After, or an error. */
type Attempted = number | [status: number, retryAfter: string] | (() => Error);

const init = { method: "POST", url: "http://api/a" };
const unsent = () => new ConnectionError("unsent", { ...init, mayHaveBeenProcessed: false });
const ambiguous = () => new ConnectionError("ambiguous", { ...init, mayHaveBeenProcessed: true });
const timedOut = () => new TimeoutError("timed out", { ...init, mayHaveBeenProcessed: true });
const invalid = () => new InvalidResponseError("invalid", { ...init, status: 200, text: "" });

/** Sends a request through `withRetry`, over the given attempts; the last one is repeated. */
async function run(attempts: readonly Attempted[], fields: Partial<Outgoing> = {}) {
  const { sleep, delays } = recordingSleep();
  const warnings: string[] = [];
  let count = 0;
  const next: Send = async (request) => {
    const attempted = attempts[Math.min(count, attempts.length - 1)] ?? 200;
    count += 1;
    if (typeof attempted === "function") throw attempted();
    const [status, retryAfter] = typeof attempted === "number" ? [attempted, undefined] : attempted;
    const headers = retryAfter === undefined ? {} : { "retry-after": retryAfter };
    return { request, response: new Response(null, { status, headers }), text: `attempt ${count}` };
  };
  const send = withRetry({ warn: (line) => warnings.push(line) }, sleep, next);
  let reply: Reply | undefined;
  let error: unknown;
  try {
    reply = await send(outgoing(fields));
  } catch (thrown) {
    error = thrown;
  }
  return { reply, error, count, delays, warnings };
}

describe("attempts", () => {
  const requests: Record<string, Partial<Outgoing>> = {
    safe: { method: "GET", idempotency: "safe" },
    idempotent: { method: "PUT", idempotency: "idempotent" },
    once: { method: "POST", idempotency: "once" },
  };

  test.each<[string, Attempted, safe: number, idempotent: number, once: number]>([
    ["a failure before the request was sent", unsent, 4, 4, 4],
    ["an ambiguous failure", ambiguous, 4, 4, 1],
    ["a timeout", timedOut, 4, 4, 1],
    ["an invalid response", invalid, 1, 1, 1],
    ["another error", () => new Error("mine"), 1, 1, 1],
    ["408", 408, 4, 4, 1],
    ["425", 425, 4, 4, 1],
    ["429, which refuses the request", 429, 4, 4, 4],
    ["500", 500, 4, 4, 1],
    ["502", 502, 4, 4, 1],
    ["503 without Retry-After", 503, 4, 4, 1],
    ["503 with Retry-After, which refuses the request", [503, "1"], 4, 4, 4],
    ["503 with an invalid Retry-After", [503, "soon"], 4, 4, 1],
    ["500 with Retry-After", [500, "1"], 4, 4, 1],
    ["429 with a Retry-After of more than a minute", [429, "61"], 1, 1, 1],
    ["400", 400, 1, 1, 1],
    ["404", 404, 1, 1, 1],
    ["409", 409, 1, 1, 1],
    ["501", 501, 1, 1, 1],
    ["200", 200, 1, 1, 1],
    ["204", 204, 1, 1, 1],
  ])("after %s, requests have the right number of attempts", async (_, attempted, ...expected) => {
    const counts = Object.values(requests).map(async (fields) => (await run([attempted], fields)).count);
    expect(await Promise.all(counts)).toEqual(expected);
  });

  test.each([0, 1, 5])("maxRetries: %d is the number of further attempts", async (maxRetries) => {
    expect((await run([503], { maxRetries })).count).toBe(maxRetries + 1);
  });

  test("a retry that succeeds ends the attempts", async () => {
    const { count, reply } = await run([unsent, 429, 200], requests["once"]);
    expect(count).toBe(3);
    expect(reply?.text).toBe("attempt 3");
  });

  test("a retry that must not be repeated ends the attempts", async () => {
    const { count, error } = await run([unsent, ambiguous, 200], requests["once"]);
    expect(count).toBe(2);
    expect(error).toMatchObject({ message: "ambiguous (POST http://api/a)" });
  });
});

describe("the result", () => {
  test("the last response is returned, whatever its status is", async () => {
    const { reply } = await run([500], { maxRetries: 1 });
    expect(reply).toMatchObject({ text: "attempt 2", response: { status: 500 } });
  });

  test("the last error is thrown", async () => {
    const { error } = await run([unsent, timedOut], { maxRetries: 1 });
    expect(error).toBeInstanceOf(TimeoutError);
  });

  test.each<[string, Partial<Outgoing>, Attempted[], boolean]>([
    ["false if no attempt was processed", { idempotency: "once" }, [unsent], false],
    ["true if the only attempt may have been processed", { idempotency: "once" }, [ambiguous], true],
    [
      "true if an earlier attempt may have been processed",
      { idempotency: "idempotent" },
      [ambiguous, unsent],
      true,
    ],
    ["true after an ambiguous status", { idempotency: "idempotent" }, [500, unsent], true],
    ["false after a refusal", { idempotency: "idempotent" }, [429, unsent], false],
    ["false for a request that only reads", { idempotency: "safe" }, [500, unsent], false],
  ])("mayHaveBeenProcessed is %s", async (_, fields, attempts, expected) => {
    const { error } = await run(attempts, { ...fields, maxRetries: attempts.length - 1 });
    expect(error).toMatchObject({ mayHaveBeenProcessed: expected });
  });

  test("an error other than ConnectionError stays as it is after an ambiguous failure", async () => {
    const error = new Error("mine");
    const outcome = await run([ambiguous, () => error], { idempotency: "idempotent" });
    expect(outcome.error).toBe(error);
    expect(error).not.toHaveProperty("mayHaveBeenProcessed");
  });

  test.each<[string, string, Attempted[], number]>([
    ["after an ambiguous failure", "DELETE", [ambiguous, 404], 204],
    ["after an ambiguous status", "DELETE", [502, 404], 204],
    ["after an ambiguous failure that is not the last one", "DELETE", [ambiguous, unsent, 404], 204],
    ["after a failure before the request was sent", "DELETE", [unsent, 404], 404],
    ["after a refusal", "DELETE", [429, 404], 404],
    ["of the first attempt", "DELETE", [404], 404],
    ["of a PUT after an ambiguous failure", "PUT", [ambiguous, 404], 404],
  ])("a 404 %s: %s %o returns %d", async (_, method, attempts, status) => {
    const missingIsDone = method === "DELETE";
    const { reply } = await run(attempts, { method, idempotency: "idempotent", missingIsDone });
    expect(reply?.response.status).toBe(status);
    expect(reply?.text === "").toBe(status === 204);
  });

  test("another status on DELETE after an ambiguous failure stays as it is", async () => {
    const fields = { method: "DELETE", idempotency: "idempotent", missingIsDone: true } as const;
    const { reply } = await run([ambiguous, 409], fields);
    expect(reply?.response.status).toBe(409);
  });
});

describe("delays", () => {
  const between = (low: number, high: number) => expect.toSatisfy((ms: number) => ms >= low && ms <= high);

  test("delays after connection failures begin with 0", async () => {
    expect((await run([unsent])).delays).toEqual([0, between(250, 500), between(500, 1_000)]);
  });

  test("delays after statuses begin with a backoff", async () => {
    expect((await run([503])).delays).toEqual([
      between(250, 500),
      between(500, 1_000),
      between(1_000, 2_000),
    ]);
  });

  test("delays are those of Retry-After", async () => {
    expect((await run([[429, "7"]], { maxRetries: 2 })).delays).toEqual([7_000, 7_000]);
  });

  test("an abort during a delay rejects with the signal's reason", async () => {
    const { signal } = new AbortController();
    let given: AbortSignal | undefined;
    const sleep = async (_: number, of: AbortSignal | undefined) => {
      given = of;
      throw new Error("aborted");
    };
    const next: Send = async () => {
      throw unsent();
    };
    const error = await failure(withRetry({}, sleep, next)(outgoing({ signal })));
    expect(error).toMatchObject({ message: "aborted" });
    expect(given).toBe(signal);
  });
});

test("every retry is logged", async () => {
  const { warnings } = await run([[429, "0"], unsent, 200]);
  expect(warnings).toEqual([
    "GET http://api/a: HTTP 429; attempt 2 of 4 in 0 ms",
    expect.stringMatching(
      /^GET http:\/\/api\/a: ConnectionError: unsent \(POST http:\/\/api\/a\); attempt 3 of 4 in \d+ ms$/,
    ),
  ]);
});
