/** Arguments that would reach the server as something else: queries, filters, paths, headers of hooks. */
import { Readable } from "node:stream";
import { InvalidArgumentError, LangGraphClient } from "langgraph-client";
import type { ClientOptions, RequestHook } from "langgraph-client";
import { describe, expect, test } from "vitest";
import { all, failure } from "../helpers/async.js";
import { json, listen } from "../helpers/server.js";

async function clientOf(options: ClientOptions = {}) {
  const server = await listen(json({ items: [] }));
  const client = new LangGraphClient({ apiUrl: server.url, apiKey: null, maxRetries: 0, ...options });
  return { client, server, sent: () => server.requests.map(({ url }) => url) };
}

/** Ways to send a query. */
const queries: [string, (client: LangGraphClient, query: Record<string, unknown>) => Promise<unknown>][] = [
  ["request", async (client, query) => client.request("GET", "/r", { query })],
  ["extraQuery of request", async (client, extraQuery) => client.request("GET", "/r", { extraQuery })],
  [
    "raw",
    // The document has neither the path nor the query.
    (client, query) => client.raw.GET("/r" as "/info", { params: { query } } as object),
  ],
  ["extraQuery of a method", async (client, extraQuery) => client.threads.get("t", { extraQuery })],
];

describe.each(queries)("a query of %s", (name, call) => {
  test.each<[string, Record<string, unknown>, string]>([
    ["a Date", { since: new Date(0), a: 1 }, "?since=1970-01-01T00%3A00%3A00.000Z&a=1"],
    ["Dates in a list", { a: [new Date(0), 1] }, "?a=1970-01-01T00%3A00%3A00.000Z&a=1"],
    ["a Date in an object", { f: { gt: new Date(0) } }, "?f[gt]=1970-01-01T00%3A00%3A00.000Z"],
    ["an empty object", { a: 1, b: {}, c: 3 }, "?a=1&c=3"],
    ["an empty object alone", { b: {} }, ""],
    ["an object without values", { a: 1, b: { x: undefined, y: null }, c: 3 }, "?a=1&c=3"],
    ["an object with one value", { b: { x: undefined, y: 0 } }, "?b[y]=0"],
    ["a list of nothing", { a: 1, b: [undefined, null], c: [] }, "?a=1"],
    ["names with special characters", { "a&b": 1, "c#d": 2 }, "?a%26b=1&c%23d=2"],
  ])(`${name} writes %s`, async (_, query, expected) => {
    const { client, sent } = await clientOf();
    await call(client, query);
    expect(sent()[0]?.replace(/^[^?]*/, "")).toBe(expected);
  });

  test.each<[string, Record<string, unknown>]>([
    ["a list in an object", { f: { x: [1] } }],
    ["an object in an object", { f: { x: { y: 1 } } }],
    ["an object in a list", { a: [{ x: 1 }] }],
    ["an invalid Date", { a: new Date(NaN) }],
    ["a Map", { a: new Map([["b", 1]]) }],
    ["a function", { a: () => 1 }],
    ["half a character", { a: "\ud800" }],
  ])(`${name} refuses %s`, async (_, query) => {
    const { client, sent } = await clientOf();
    const error = await failure(call(client, query));
    expect(error).toBeInstanceOf(InvalidArgumentError);
    expect(error).toMatchObject({ argument: "query", message: expect.stringContaining("URL") });
    expect(sent()).toEqual([]);
  });
});

describe("a query beside a path with a query", () => {
  test.each<[string, Record<string, unknown>, string]>([
    ["/r?a=1", { b: 2 }, "/r?a=1&b=2"],
    ["/r?a=1", {}, "/r?a=1"],
    ["/r?a=1", { b: undefined }, "/r?a=1"],
    ["/r", { b: 2 }, "/r?b=2"],
    ["/r?a={x}?", { b: 2 }, "/r?a={x}?&b=2"],
  ])("%s with %j is sent as one query", async (path, query, expected) => {
    const { client, sent } = await clientOf();
    await client.request("GET", path, { query });
    await client.raw.GET(path.replace("{x}", "%7Bx%7D") as "/info", { params: { query } } as object);
    expect(sent()).toEqual([expected, expected.replace("{x}", "%7Bx%7D")]);
  });
});

describe("a querySerializer of the caller", () => {
  const options = (querySerializer: unknown) => ({ params: { query: { a: 1 } }, querySerializer }) as object;

  test("its error reaches the caller as thrown", async () => {
    const { client, sent } = await clientOf();
    const reason = new RangeError("mine");
    const serializer = (): never => {
      throw reason;
    };
    expect(await failure(client.raw.GET("/info", options(serializer)))).toBe(reason);
    expect(await failure(all(client.raw.stream("GET", "/info", options(serializer))))).toBe(reason);
    expect(sent()).toEqual([]);
  });

  test.each([undefined, 5, null, {}])("its result %j is refused", async (result) => {
    const { client } = await clientOf();
    const error = await failure(
      client.raw.GET(
        "/info",
        options(() => result),
      ),
    );
    expect(error).toMatchObject({ name: "InvalidArgumentError", argument: "querySerializer" });
  });
});

type Filter = Record<string, unknown>;

describe("a filter that JSON would widen", () => {
  const lost: [string, Filter][] = [
    ["undefined", { user: undefined }],
    ["undefined beside others", { team: "a", user: undefined }],
    ["undefined deep inside", { user: { id: undefined } }],
    ["undefined in a list", { user: ["a", undefined] }],
    ["a function", { user: () => "a" }],
    ["a symbol", { user: Symbol("a") }],
    ["a promise", { user: Promise.resolve("a") }],
    ["a Map", { team: "a", user: new Map([["id", "a"]]) }],
    ["a promise as the filter", Promise.resolve({ user: "a" }) as unknown as Filter],
    ["a Map as the filter", new Map([["user", "a"]]) as unknown as Filter],
  ];
  const calls: [string, string, (client: LangGraphClient, filter: Filter) => Promise<unknown>][] = [
    ["threads.search", "metadata", async (c, metadata) => c.threads.search({ metadata })],
    ["threads.search by values", "values", async (c, values) => c.threads.search({ values })],
    [
      "threads.search by extraBody",
      "metadata",
      async (c, metadata) => c.threads.search({ extraBody: { metadata } }),
    ],
    ["threads.iterate", "metadata", (c, metadata) => all(c.threads.iterate({ metadata }))],
    ["threads.count", "metadata", async (c, metadata) => c.threads.count({ metadata })],
    ["threads.count by values", "values", async (c, values) => c.threads.count({ values })],
    ["threads.getHistory", "metadata", async (c, metadata) => c.threads.getHistory("t", { metadata })],
    ["threads.iterateHistory", "metadata", (c, metadata) => all(c.threads.iterateHistory("t", { metadata }))],
    ["assistants.search", "metadata", async (c, metadata) => c.assistants.search({ metadata })],
    ["assistants.iterate", "metadata", (c, metadata) => all(c.assistants.iterate({ metadata }))],
    ["assistants.count", "metadata", async (c, metadata) => c.assistants.count({ metadata })],
    ["crons.search", "metadata", async (c, metadata) => c.crons.search({ metadata } as object)],
    ["crons.count", "metadata", async (c, metadata) => c.crons.count({ metadata })],
    ["store.searchItems", "filter", async (c, filter) => c.store.searchItems(["a"], { filter })],
    ["store.iterateItems", "filter", (c, filter) => all(c.store.iterateItems(["a"], { filter }))],
    ["raw", "metadata", (c, metadata) => c.raw.POST("/threads/search", { body: { metadata } })],
    [
      "request",
      "metadata",
      async (c, metadata) => c.request("POST", "/threads/count", { body: { metadata } }),
    ],
    [
      "request with a query in its path",
      "metadata",
      async (c, metadata) => c.request("POST", "/threads/search?a=1", { body: { metadata } }),
    ],
  ];

  test.each(calls)("%s refuses it in %s", async (_, argument, call) => {
    for (const [name, filter] of lost) {
      const { client, server } = await clientOf();
      const error = await failure(call(client, filter));
      expect.soft(error, name).toBeInstanceOf(InvalidArgumentError);
      expect.soft(error, name).toMatchObject({ argument });
      expect.soft(server.requests, name).toEqual([]);
    }
  });

  test.each<[string, (client: LangGraphClient) => Promise<unknown>, object]>([
    [
      "a filter that is undefined",
      (c) => c.request("POST", "/threads/search", { body: { metadata: undefined } }),
      {},
    ],
    [
      "null in a filter",
      (c) => c.request("POST", "/threads/search", { body: { metadata: { user: null } } }),
      { metadata: { user: null } },
    ],
    [
      "an undefined member that filters nothing",
      async (c) => c.threads.create({ metadata: { user: undefined } }),
      { metadata: {} },
    ],
    [
      "a route of the deployment",
      (c) => c.request("POST", "/my/search", { body: { filter: { a: undefined } } }),
      { filter: {} },
    ],
  ])("%s is sent", async (_, call, body) => {
    const { client, server } = await clientOf();
    await call(client);
    expect(JSON.parse(server.requests[0]!.body)).toEqual(body);
  });
});

describe("the path of a request", () => {
  test.each([
    "/.\t./admin",
    "/a/.\n./.\r./admin",
    "/a/..\t",
    "/a/.. ",
    "/a\u0000",
    "/a\u007f",
    "/\t/other",
    "/a/%2e%2E/b",
    "/a\\..\\b",
    "/a#b",
    "/a/..?b",
    "//other",
    "a",
    "",
  ])("%j is refused", async (path) => {
    const { client, sent } = await clientOf();
    for (const call of [client.request("GET", path), client.raw.GET(path as "/info")]) {
      expect(await failure(call)).toMatchObject({ name: "InvalidArgumentError", argument: "path" });
    }
    expect(sent()).toEqual([]);
  });

  test.each([undefined, null, 5, {}, Object.create(null), Symbol("s")])("%o is refused", async (value) => {
    const { client } = await clientOf();
    const text = value as string;
    expect(await failure(client.request("GET", text))).toMatchObject({ argument: "path" });
    expect(await failure(client.request(text, "/a"))).toMatchObject({ argument: "method" });
  });

  test("stays below the path of apiUrl", async () => {
    const { server } = await clientOf();
    const client = new LangGraphClient({ apiUrl: `${server.url}/base`, apiKey: null });
    for (const path of ["/a b", "/a..b", "/.../c", "/a?b=../..", "/a;b"]) await client.request("GET", path);
    expect(server.requests.every(({ url }) => url.startsWith("/base/"))).toBe(true);
  });
});

test.each<[string, () => unknown]>([
  ["a stream of Node", () => Readable.from(["a"])],
  ["a web stream", () => new Blob(["a"]).stream()],
  [
    "an async generator",
    async function* chunks() {
      yield "a";
    },
  ],
  ["a promise", () => Promise.resolve("a")],
])("a body that is %s is refused with the remedy", async (_, create) => {
  const { client, sent } = await clientOf();
  const error = await failure(client.request("POST", "/r", { body: create() }));
  expect(error).toMatchObject({ argument: "body", message: expect.stringContaining("such as a Blob") });
  expect(sent()).toEqual([]);
});

describe("the init that onRequest returns", () => {
  const secret = "lsv2_secret";
  const bad: [string, unknown][] = [
    ["a header with a line break", { headers: { "x-api-key": `${secret}\nx` } }],
    ["a header with a character beyond Latin-1", { headers: { "x-api-key": `${secret}…` } }],
    ["an invalid name", { headers: { "a b": secret } }],
    ["a pair with a line break", { headers: [["x-api-key", `${secret}\r\nx`]] }],
    ["a Map with a line break", { headers: new Map([["x-api-key", `${secret}\nx`]]) }],
    ["a line as the name", { headers: { [`x-api-key: ${secret}`]: "" } }],
    ["a list that has no pairs", { headers: [`x-api-key: ${secret}`] }],
    ["undefined", undefined],
    ["null", null],
    ["a text", secret],
  ];

  test.each(bad)("is refused with %s, and no message or log shows the key", async (_, init) => {
    const lines: string[] = [];
    const log = (line: string): void => void lines.push(line);
    const onRequest = (() => init) as unknown as RequestHook;
    const { client, sent } = await clientOf({ onRequest, maxRetries: 1, logger: { debug: log, warn: log } });
    for (const call of [
      client.threads.get("t"),
      all(client.runs.stream("t", "a")),
      client.runs.wait("t", "a"),
    ]) {
      const error = await failure(call);
      expect(error).toMatchObject({ name: "InvalidArgumentError", argument: "onRequest" });
      expect(String(error)).not.toContain(secret);
    }
    expect(lines.join("\n")).not.toContain(secret);
    expect(sent()).toEqual([]);
  });

  test.each<[string, RequestInit["headers"]]>([
    ["a plain object", { "x-api-key": secret }],
    ["a Headers object", new Headers({ "x-api-key": secret })],
    ["pairs", [["x-api-key", secret]]],
    ["an iterator", new Map([["x-api-key", secret]]).entries() as unknown as [string, string][]],
  ])("is sent with %s", async (_, headers) => {
    const { client, server } = await clientOf({
      onRequest: (__, init) => ({ ...init, headers: headers ?? {} }),
    });
    await client.threads.get("t");
    expect(server.requests[0]?.headers["x-api-key"]).toBe(secret);
  });
});

describe("apiUrl", () => {
  test.each([
    "postgres://ada:s3cret@host/db",
    "http://ada:s3cret@host:99999",
    "http://ada:s3/cret@host:x",
    "http://ada:s3@cret@[host",
    "ada:s3cret@host:2024",
    "//ada:s3cret@host",
    "localhost:2024?key=s3cret",
    "http://host:x#s3cret",
    "http://ada:s3cret@host",
    "http://host?key=s3cret",
    "lsv2_pt_s3cret0123456789abcdef",
  ])("%s is refused without its secret", (apiUrl) => {
    expect(() => new LangGraphClient({ apiUrl })).toThrow(/^apiUrl: /);
    expect(() => new LangGraphClient({ apiUrl })).not.toThrow(/s3|cret/);
  });
});
