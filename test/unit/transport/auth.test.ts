/** Headers of an attempt, `auth` and `onRequest`. */
import { describe, expect, test } from "vitest";
import { InvalidArgumentError } from "../../../src/errors.js";
import { withAuth } from "../../../src/transport/auth.js";
import type { Attempt } from "../../../src/transport/fetch.js";
import { resolveConfig } from "../../../src/transport/options.js";
import type { ClientOptions } from "../../../src/transport/options.js";
import type { Outgoing } from "../../../src/transport/request.js";
import { failure } from "../../helpers/async.js";
import { outgoing } from "../requests.js";

/** Sends a request through `withAuth`. The last status is repeated. */
function send(options: ClientOptions, fields: Partial<Outgoing> = {}, statuses: readonly number[] = [200]) {
  const inits: RequestInit[] = [];
  const next: Attempt = async (request, init) => {
    const status = statuses[Math.min(inits.length, statuses.length - 1)] ?? 200;
    inits.push(init);
    return { request, response: new Response(null, { status }), text: "" };
  };
  const config = resolveConfig({ apiUrl: "http://api", apiKey: null, ...options });
  const promise = withAuth(config, next)(outgoing(fields));
  return { promise, inits, config };
}

describe("the headers of an attempt", () => {
  test.each<[string, ClientOptions, Partial<Outgoing>, object]>([
    ["are the client's", { defaultHeaders: { A: "client" } }, {}, { a: "client" }],
    [
      "are those of auth before the client's",
      { defaultHeaders: { a: "client" }, auth: () => ({ A: "auth" }) },
      {},
      { a: "auth" },
    ],
    [
      "are the request's before those of auth",
      { auth: () => ({ a: "auth" }) },
      { headers: [["A", "request"]] },
      { a: "request" },
    ],
    [
      "are the last ones of the request",
      {},
      {
        headers: [
          ["a", "1"],
          ["A", "2"],
        ],
      },
      { a: "2" },
    ],
    [
      "lack those that auth removes",
      { defaultHeaders: { a: "client", b: "client" }, auth: () => ({ a: null }) },
      {},
      { b: "client" },
    ],
    ["lack those that the request removes", { auth: () => ({ a: "auth" }) }, { headers: [["A", null]] }, {}],
    ["come from an auth that is asynchronous", { auth: async () => ({ a: "auth" }) }, {}, { a: "auth" }],
  ])("the headers of an attempt %s", async (_, options, fields, headers) => {
    const { promise, inits, config } = send(options, fields);
    const before = { ...config.headers };
    await promise;
    expect(inits[0]?.headers).toStrictEqual(headers);
    expect(config.headers).toEqual(before);
  });

  test("the init of the request is kept", async () => {
    const init = Object.freeze({ method: "POST", body: "a" });
    const { promise, inits } = send({}, { init });
    await promise;
    expect(inits).toEqual([{ ...init, headers: {} }]);
  });
});

describe("auth", () => {
  test.each<[string, number[], number, number]>([
    ["once for a success", [200], 1, 200],
    ["once more after a 401", [401, 200], 2, 200],
    ["not a third time after a second 401", [401, 401], 2, 401],
    ["once for a 403", [403], 1, 403],
  ])("auth is called %s", async (_, statuses, count, status) => {
    let calls = 0;
    const auth = () => ({ a: String((calls += 1)) });
    const { promise, inits } = send({ auth }, {}, statuses);
    expect((await promise).response.status).toBe(status);
    expect(calls).toBe(count);
    expect(inits.map(({ headers }) => headers)).toEqual([{ a: "1" }, { a: "2" }].slice(0, count));
  });

  test("a 401 without auth is not repeated", async () => {
    const { promise, inits } = send({}, {}, [401]);
    expect((await promise).response.status).toBe(401);
    expect(inits).toHaveLength(1);
  });

  test.each<[string, () => Record<string, string>]>([
    ["invalid headers", () => ({ "a b": "secret" })],
    ["null", () => null as unknown as Record<string, string>],
  ])("auth that returns %s rejects the request, which is not sent", async (_, auth) => {
    const { promise, inits } = send({ auth });
    const error = await failure(promise);
    expect(error).toBeInstanceOf(InvalidArgumentError);
    expect(error).toMatchObject({ argument: "auth" });
    expect(inits).toEqual([]);
  });

  test.each<[string, () => Promise<Record<string, string>>]>([
    [
      "throws",
      () => {
        throw new Error("mine");
      },
    ],
    ["rejects", () => Promise.reject(new Error("mine"))],
  ])("auth that %s rejects the request, which is not sent", async (_, auth) => {
    const { promise, inits } = send({ auth });
    expect(await failure(promise)).toMatchObject({ message: "mine" });
    expect(inits).toEqual([]);
  });

  test("an abort ends the wait for auth", async () => {
    const controller = new AbortController();
    const { promise, inits } = send({ auth: () => new Promise(() => {}) }, { signal: controller.signal });
    controller.abort("mine");
    expect(await failure(promise)).toBe("mine");
    expect(inits).toEqual([]);
  });
});

describe("onRequest", () => {
  test("onRequest gets the URL and the complete init, and its result is sent", async () => {
    const { signal } = new AbortController();
    const seen: unknown[] = [];
    const mine = { method: "PUT" };
    const onRequest = (url: URL, init: RequestInit) => {
      seen.push(url.href, { ...init });
      return mine;
    };
    const auth = () => ({ a: "auth" });
    const { promise, inits } = send({ auth, onRequest }, { signal, init: { method: "POST", body: "b" } });
    await promise;
    expect(seen).toEqual(["http://api/a", { method: "POST", body: "b", headers: { a: "auth" }, signal }]);
    expect(inits[0]).toBe(mine);
  });

  test("onRequest gets no signal if the call has none", async () => {
    let keys: string[] = [];
    const { promise } = send({
      onRequest: (_, init) => {
        keys = Object.keys(init);
        return init;
      },
    });
    await promise;
    expect(keys).toEqual(["headers"]);
  });

  test("onRequest is called for the repetition after a 401", async () => {
    let calls = 0;
    const onRequest = async (_: URL, init: RequestInit) => {
      calls += 1;
      return init;
    };
    await send({ auth: () => ({}), onRequest }, {}, [401, 200]).promise;
    expect(calls).toBe(2);
  });

  test("an abort ends the wait for onRequest", async () => {
    const controller = new AbortController();
    const onRequest = () => new Promise<RequestInit>(() => {});
    const { promise, inits } = send({ onRequest }, { signal: controller.signal });
    controller.abort("mine");
    expect(await failure(promise)).toBe("mine");
    expect(inits).toEqual([]);
  });
});
