/** Credentials are created for each attempt and are not shared between clients. */
import { LangGraphClient } from "langgraph-client";
import type { CallOptions, ClientOptions, HeaderValues } from "langgraph-client";
import { describe, expect, test } from "vitest";
import { all, caught, failure } from "../helpers/async.js";
import { Random } from "../helpers/random.js";
import { json, listen, sse } from "../helpers/server.js";

describe("the option auth", () => {
  const countingAuth = () => {
    let count = 0;
    return () => ({ authorization: `Bearer ${(count += 1)}` });
  };
  const tokens = ({ requests }: { requests: { headers: { authorization?: string | undefined } }[] }) =>
    requests.map(({ headers }) => headers.authorization);

  test("calls auth before every attempt", async () => {
    const server = await listen([{ status: 503, headers: { "retry-after": "0" } }, json({}), json({})]);
    const client = new LangGraphClient({ apiUrl: server.url, auth: countingAuth() });
    await client.threads.get("t");
    await client.threads.get("t");
    expect(tokens(server)).toEqual(["Bearer 1", "Bearer 2", "Bearer 3"]);
  });

  test("calls auth again and retries a write after a 401", async () => {
    const server = await listen([{ status: 401 }, json({ run_id: "r" })]);
    const auth = countingAuth();
    const client = new LangGraphClient({ apiUrl: server.url, auth: async () => auth() });
    expect(await client.runs.create("t", "a")).toEqual({ run_id: "r" });
    expect(tokens(server)).toEqual(["Bearer 1", "Bearer 2"]);
  });

  test("rejects with AuthenticationError after a second 401", async () => {
    const server = await listen({ status: 401 });
    const client = new LangGraphClient({ apiUrl: server.url, auth: countingAuth() });
    expect(await failure(client.threads.get("t"))).toMatchObject({ name: "AuthenticationError" });
    expect(tokens(server)).toEqual(["Bearer 1", "Bearer 2"]);
  });

  test("does not retry a 401 with an API key", async () => {
    const server = await listen({ status: 401 });
    expect(
      await failure(new LangGraphClient({ apiUrl: server.url, apiKey: "k" }).threads.get("t")),
    ).toMatchObject({
      status: 401,
    });
    expect(server.requests).toHaveLength(1);
  });

  test("calls auth for streams, raw calls and request()", async () => {
    const server = await listen(({ url }) =>
      url.endsWith("stream") ? sse("event: end\ndata: null\n\n") : json({}),
    );
    const client = new LangGraphClient({ apiUrl: server.url, auth: countingAuth() });
    await all(client.runs.stream("t", "a"));
    await client.raw.GET("/ok");
    await client.request("GET", "/own");
    await all(
      client.raw.stream("GET", "/threads/{thread_id}/stream", { params: { path: { thread_id: "t" } } }),
    );
    expect(tokens(server)).toEqual(["Bearer 1", "Bearer 2", "Bearer 3", "Bearer 4"]);
  });

  test("headers from auth override the client's headers, and the call's headers override those from auth", async () => {
    const server = await listen(json({}));
    const client = new LangGraphClient({
      apiUrl: server.url,
      defaultHeaders: { "x-a": "client", "x-b": "client", "x-c": "client" },
      auth: () => ({ "X-B": "auth", "x-c": null, "x-d": "auth" }),
    });
    await client.threads.get("t", { headers: { "x-d": "call" } });
    expect(server.requests[0]!.headers).toMatchObject({ "x-a": "client", "x-b": "auth", "x-d": "call" });
    expect(server.requests[0]!.headers).not.toHaveProperty("x-c");
  });

  test("rejects with the same error and sends no request when auth rejects", async () => {
    const server = await listen(json({}));
    const reason = new Error("no token");
    const client = new LangGraphClient({ apiUrl: server.url, auth: () => Promise.reject(reason) });
    expect(await failure(client.threads.get("t"))).toBe(reason);
    expect(server.requests).toEqual([]);
  });

  test.each(["a token", undefined, null])(
    "rejects with InvalidArgumentError when auth returns %s instead of headers",
    async (given) => {
      const options = { auth: () => given } as unknown as ClientOptions;
      const error = await failure(new LangGraphClient(options).threads.get("t"));
      expect(error).toMatchObject({ name: "InvalidArgumentError", argument: "auth" });
      expect((error as Error).message).not.toContain("a token");
    },
  );
});

describe("headers that cannot be sent", () => {
  const secret = "lsv2_secret";
  const bad: [string, HeaderValues][] = [
    ["a line break", { authorization: `${secret}\nx` }],
    ["a character beyond Latin-1", { authorization: `${secret}…` }],
    ["an invalid name", { [`a b`]: secret }],
    ["a Headers object", new Headers({ authorization: secret }) as unknown as HeaderValues],
    ["pairs", [["authorization", secret]] as unknown as HeaderValues],
  ];
  const sources: [string, (headers: HeaderValues) => [ClientOptions, CallOptions]][] = [
    ["defaultHeaders", (defaultHeaders) => [{ defaultHeaders }, {}]],
    ["auth", (headers) => [{ auth: () => headers }, {}]],
    ["headers", (headers) => [{}, { headers }]],
  ];
  const cases = sources.flatMap(([name, optionsWith]) =>
    bad.map(([problem, value]) => [name, problem, optionsWith(value)] as const),
  );

  test.each(cases)("rejects %s with %s and does not show the value", async (name, _, given) => {
    const server = await listen(json({}));
    const [options, call] = given;
    const attempt = async () =>
      new LangGraphClient({ apiUrl: server.url, apiKey: null, ...options }).threads.get("t", call);
    const error = await failure(attempt());
    expect(error).toMatchObject({ name: "InvalidArgumentError", argument: name });
    expect(String(error)).not.toContain(secret);
    expect(server.requests).toEqual([]);
  });

  test("throws for an apiKey with a line break and does not show the key", () => {
    const error = caught(() => new LangGraphClient({ apiKey: `${secret}\nx` }));
    expect(error).toMatchObject({ name: "InvalidArgumentError", argument: "apiKey" });
    expect(String(error)).not.toContain(secret);
  });
});

test("calls onRequest for every attempt with the credentials of that attempt", async () => {
  const server = await listen([{ status: 500, headers: { "retry-after": "0" } }, json({})]);
  const seen: unknown[] = [];
  let count = 0;
  const client = new LangGraphClient({
    apiUrl: server.url,
    auth: () => ({ authorization: `${(count += 1)}` }),
    onRequest: (url, init) => {
      seen.push([url.pathname, new Headers(init.headers).get("authorization")]);
      return init;
    },
  });
  await client.threads.get("t");
  expect(seen).toEqual([
    ["/threads/t", "1"],
    ["/threads/t", "2"],
  ]);
});

test("converts header values that are numbers to strings", async () => {
  const server = await listen(json({}));
  const one = 1 as unknown as string;
  const seen: unknown[] = [];
  const client = new LangGraphClient({
    apiUrl: server.url,
    apiKey: null,
    defaultHeaders: { "x-client": one },
    auth: () => ({ "x-auth": one }),
    onRequest: (_, init) => {
      seen.push(init.headers);
      return init;
    },
  });
  await client.threads.get("t", { headers: { "x-call": one } });
  expect(seen).toEqual([{ "x-client": "1", "x-auth": "1", "x-call": "1" }]);
});

test("clients that share an options object do not share keys, headers or URLs", async () => {
  const random = new Random();
  const servers = [await listen(json({})), await listen(json({}))];
  const defaultHeaders: Record<string, string> = { "x-shared": "1" };
  const shared: ClientOptions = { defaultHeaders, maxRetries: 0 };
  const expected: Record<string, unknown>[][] = [[], []];

  for (let round = 0; round < 200; round += 1) {
    const target = random.pick([0, 1] as const);
    const key = random.pick([null, "key-a", "key-b", "key-c"]);
    const headers = random.pick<Record<string, string | null>>([{}, { "x-call": null }, { "x-call": "own" }]);
    const client = new LangGraphClient({ ...shared, apiUrl: servers[target]!.url, apiKey: key });
    expected[target]!.push({
      "x-shared": "1",
      ...(key === null ? {} : { "x-api-key": key }),
      ...(headers["x-call"] ? { "x-call": "own" } : {}),
    });
    await client.threads.get("t", { headers });
  }

  for (const [index, { requests }] of servers.entries()) {
    const seen = requests.map(({ headers }) =>
      Object.fromEntries(Object.entries(headers).filter(([name]) => name.startsWith("x-"))),
    );
    expect(seen).toEqual(expected[index]);
  }
  expect(defaultHeaders).toEqual({ "x-shared": "1" });
});
