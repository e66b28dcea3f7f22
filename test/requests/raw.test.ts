/** A raw call sends the same requests as openapi-fetch and reads responses in the same way. */
import { getEventListeners, once } from "node:events";
import { LangGraphClient } from "langgraph-client";
import type { paths } from "langgraph-client";
import createClient from "openapi-fetch";
import { describe, expect, test } from "vitest";
import { all, failure } from "../helpers/async.js";
import { listen, sse } from "../helpers/server.js";
import type { CannedResponse, Respond } from "../helpers/server.js";

type Init = Record<string, unknown>;
type Result = { data?: unknown; error?: unknown; response: Response };
type Verbs = Record<
  "GET" | "POST" | "PUT" | "HEAD" | "DELETE",
  (path: string, init: Init) => Promise<Result>
>;

/** Creates a raw client and an openapi-fetch client of one server, both without the document's types. */
async function bothClients(respond: Respond | CannedResponse) {
  const server = await listen(respond);
  const { raw } = new LangGraphClient({ apiUrl: server.url, apiKey: null, maxRetries: 0 });
  const theirs = createClient<{}>({ baseUrl: server.url });
  return { server, ours: raw as unknown as Verbs, theirs: theirs as unknown as Verbs };
}

const query = {
  none: undefined,
  nothing: null,
  list: ["a b", "c&d"],
  deep: { x: 1, y: "ä" },
  flag: false,
  n: 0,
};
const sent: [string, keyof Verbs, string, Init][] = [
  ["a path", "GET", "/a/{id}/b/{other}", { params: { path: { id: "x/y $& ü", other: "2" } } }],
  ["a query", "GET", "/a", { params: { query } }],
  ["an empty query", "GET", "/a", { params: { query: { list: [], none: undefined } } }],
  [
    "a query with serializer options",
    "GET",
    "/a",
    {
      params: { query },
      querySerializer: { array: { style: "form", explode: false }, object: { style: "form" } },
    },
  ],
  [
    "a query with a serializer function",
    "GET",
    "/a",
    { params: { query }, querySerializer: (given: Init) => `?keys=${Object.keys(given).join(";")}` },
  ],
  ["header parameters", "GET", "/a", { params: { header: { "X-A": "1", "x-b": undefined, "x-n": 5 } } }],
  ["headers", "GET", "/a", { headers: { "X-A": "call", "x-b": null, "x-c": undefined } }],
  ["no cookies for cookie parameters", "GET", "/a", { params: { cookie: { a: "b" } } }],
  ["a body", "POST", "/a", { body: { a: [1, null], b: "ü" } }],
  ["a body that is text", "POST", "/a", { body: "text" }],
  ["a body that is null", "POST", "/a", { body: null }],
  ["a request without a body", "POST", "/a", {}],
  [
    "a content type of the caller",
    "POST",
    "/a",
    { body: {}, headers: { "Content-Type": "application/x+json" } },
  ],
  [
    "a body without the content type that the caller removed",
    "PUT",
    "/a",
    { body: {}, params: { header: { "content-type": null } } },
  ],
];

describe("the request of a raw call", () => {
  test.each(sent)("a raw call sends %s as openapi-fetch does", async (_, method, path, init) => {
    const { server, ours, theirs } = await bothClients({ body: "{}" });
    await ours[method](path, init);
    await theirs[method](path, init);
    const [mine, other] = server.requests;
    expect(server.requests).toHaveLength(2);
    expect(mine).toEqual(other);
  });
});

const JSON_TYPE = { "content-type": "application/json" };
const responses: [string, CannedResponse][] = [
  ["JSON", { headers: JSON_TYPE, body: '{"a":1}' }],
  ["JSON of a known length", { headers: { ...JSON_TYPE, "content-length": "7" }, body: '{"a":1}' }],
  ["null", { headers: JSON_TYPE, body: "null" }],
  ["an empty body of unknown length", { headers: { "transfer-encoding": "chunked" } }],
  ["an empty body of length 0", { headers: { "content-length": "0" } }],
  ["status 201", { status: 201, body: "[]" }],
  ["status 204", { status: 204 }],
  ["an error in JSON", { status: 422, headers: JSON_TYPE, body: '{"detail":"no"}' }],
  ["an error that is null", { status: 400, headers: JSON_TYPE, body: "null" }],
  ["an error in text", { status: 404, body: "not here" }],
  ["an error with an empty body of length 0", { status: 409, headers: { "content-length": "0" } }],
  [
    "an error with an empty body of unknown length",
    { status: 409, headers: { "transfer-encoding": "chunked" } },
  ],
];

/** Converts a result to values that can be compared. */
async function plain({ response, ...result }: Result): Promise<unknown> {
  const { data } = result;
  const { status, url } = response;
  if (data instanceof Blob) return { status, url, blob: await data.text(), type: data.type };
  if (data instanceof ArrayBuffer) return { status, url, bytes: [...new Uint8Array(data)] };
  if (data instanceof ReadableStream) return { status, url, stream: await new Response(data).text() };
  return { status, url, ...result };
}

describe.each(["json", "text", "blob", "arrayBuffer", "stream"])(
  "the response of a raw call with parseAs: %s",
  (parseAs) => {
    test.each(responses)(
      `a raw call reads %s as openapi-fetch does with parseAs: ${parseAs}`,
      async (_, response) => {
        const { ours, theirs } = await bothClients(response);
        const mine = await plain(await ours.GET("/a", { parseAs }));
        expect(mine).toEqual(await plain(await theirs.GET("/a", { parseAs })));
      },
    );

    test(`a raw call reads the response to HEAD as openapi-fetch does with parseAs: ${parseAs}`, async () => {
      const { ours, theirs } = await bothClients({ headers: { "content-length": "7" } });
      const mine = await plain(await ours.HEAD("/a", { parseAs }));
      expect(mine).toEqual(await plain(await theirs.HEAD("/a", { parseAs })));
      expect(mine).toMatchObject({ data: undefined });
    });
  },
);

test("a raw call reads a chunked body despite Content-Length: 0", async () => {
  const headers = { "content-length": "0", "transfer-encoding": "gzip, chunked" };
  const fetch = async () => new Response("{}", { headers });
  const ours = await new LangGraphClient({ fetch, apiKey: null }).raw.GET("/ok");
  const theirs = await createClient<paths>({ baseUrl: "http://localhost", fetch }).GET("/ok");
  expect([ours.data, theirs.data]).toEqual([{}, {}]);
});

describe("a raw call, unlike openapi-fetch,", () => {
  const form = new FormData();
  form.set("a", "b c");
  test.each<[string, unknown, RegExp, string]>([
    ["FormData", form, /^multipart\/form-data; boundary=/, "b c"],
    ["URLSearchParams", new URLSearchParams({ a: "b c" }), /^application\/x-www-form-urlencoded/, "a=b+c"],
    ["Blob", new Blob(["bytes"], { type: "text/plain" }), /^text\/plain$/, "bytes"],
    ["Uint8Array", new TextEncoder().encode("bytes"), /^application\/octet-stream$/, "bytes"],
    ["ArrayBuffer", new TextEncoder().encode("bytes").buffer, /^application\/octet-stream$/, "bytes"],
    ["DataView", new DataView(new ArrayBuffer(2)), /^application\/octet-stream$/, "\0\0"],
  ])("a raw call passes a %s body to fetch unchanged", async (_, body, type, text) => {
    const { server, ours } = await bothClients({ body: "{}" });
    await ours.POST("/a", { body });
    const [request] = server.requests;
    expect(request!.headers["content-type"]).toMatch(type);
    expect(request!.body).toContain(text);
  });

  test("request() sends bytes with the caller's content type, by default application/octet-stream", async () => {
    const server = await listen({ body: "{}" });
    const client = new LangGraphClient({ apiUrl: server.url, apiKey: null });
    const body = new TextEncoder().encode("bytes");
    await client.request("PUT", "/own", { body });
    await client.request("PUT", "/own", { body, headers: { "content-type": "image/png" } });
    expect(server.requests).toMatchObject([
      { body: "bytes", headers: { "content-type": "application/octet-stream" } },
      { body: "bytes", headers: { "content-type": "image/png" } },
    ]);
  });

  test("a raw call removes a header of the client with null", async () => {
    const server = await listen({ body: "{}" });
    const { raw } = new LangGraphClient({
      apiUrl: server.url,
      apiKey: "key",
      defaultHeaders: { "x-a": "1" },
    });
    const header = { "X-A": null, "x-b": "document" };
    await (raw as unknown as Verbs).GET("/a", { params: { header }, headers: { "x-b": "call" } });
    expect(server.requests[0]!.headers).toMatchObject({ "x-api-key": "key", "x-b": "call" });
    expect(server.requests[0]!.headers).not.toHaveProperty("x-a");
  });

  test("a raw call rejects invalid headers without showing their values", async () => {
    const { server, ours } = await bothClients({ body: "{}" });
    const error = await failure(ours.GET("/a", { params: { header: { "x-a": "secret\nvalue" } } }));
    expect(error).toMatchObject({ name: "InvalidArgumentError", argument: "params.header" });
    expect((error as Error).message).not.toContain("secret");
    expect(server.requests).toEqual([]);
  });

  test("a raw call ignores method and redirect", async () => {
    const { server, ours } = await bothClients({ body: "{}" });
    await ours.POST("/a", { method: "PUT", redirect: "follow", body: { a: 1 } });
    expect(server.requests).toMatchObject([{ method: "POST", url: "/a", body: '{"a":1}' }]);
  });

  test.each(["baseUrl", "fetch", "Request", "middleware", "bodySerializer", "pathSerializer"])(
    "a raw call refuses %s before the request",
    async (name) => {
      const { server, ours } = await bothClients({ body: "{}" });
      const refused = await failure(ours.GET("/a", { [name]: "http://elsewhere" }));
      expect(refused).toMatchObject({ name: "InvalidArgumentError", argument: name });
      expect((refused as Error).message).not.toContain("elsewhere");
      expect(server.requests).toEqual([]);
      await ours.GET("/a", { [name]: undefined });
      expect(server.requests).toHaveLength(1);
    },
  );

  test.each(["use", "eject"] as const)("raw.%s throws, and names the option that replaces it", (name) => {
    const { raw } = new LangGraphClient({ apiKey: null });
    expect(() => raw[name]()).toThrow(
      expect.objectContaining({
        name: "InvalidArgumentError",
        argument: "middleware",
        message: expect.stringContaining("onRequest") as string,
      }),
    );
  });

  test("a raw call passes other options such as credentials to fetch", async () => {
    const seen: RequestInit[] = [];
    const fetch = async (_: string, init: RequestInit) => {
      seen.push(init);
      return Response.json({});
    };
    await new LangGraphClient({ fetch, apiKey: null }).raw.GET("/ok", { credentials: "include" });
    expect(seen).toMatchObject([{ credentials: "include", method: "GET", redirect: "manual" }]);
  });
});

test("raw.stream sends the query and the header parameters", async () => {
  const server = await listen(sse("event: end\ndata: 1\n\n"));
  const { raw } = new LangGraphClient({ apiUrl: server.url, apiKey: null });
  const open = raw.stream as unknown as (verb: string, path: string, init: Init) => AsyncIterable<unknown>;
  const querySerializer = { array: { style: "form", explode: false } };
  await all(open("GET", "/a", { params: { query, header: { "x-a": "1" } }, querySerializer }));
  expect(server.requests).toMatchObject([{ headers: { "x-a": "1", accept: "text/event-stream" } }]);
  expect(server.requests[0]!.url).toContain("list=a%20b,c%26d");
});

/** Starts a server that sends only part of a body. Calls `then` after the headers have arrived. */
async function unfinished(then: (cut: () => void) => void) {
  let closed: Promise<unknown> | undefined;
  let cut = () => {};
  const server = await listen((_, response) => {
    closed = once(response, "close");
    cut = () => response.destroy();
    response.writeHead(200, { "content-type": "text/plain", "content-length": "100" }).write("x");
    return undefined;
  });
  const { raw } = new LangGraphClient({
    apiUrl: server.url,
    apiKey: null,
    fetch: async (url, init) => {
      const response = await fetch(url, init);
      setImmediate(() => then(cut));
      return response;
    },
  });
  return { raw: raw as unknown as Verbs, server, closed: () => closed };
}

/** Returns the complete data of a raw call, reading it if it is a stream. */
async function dataOf({ data }: Result): Promise<unknown> {
  return data instanceof ReadableStream ? new Response(data).text() : data;
}

describe.each(["stream", "blob", "arrayBuffer"] as const)("a body that is read as %s", (parseAs) => {
  test.each([{}, { timeoutMs: 60_000 }])(
    `an abort after the headers closes a body that is read as ${parseAs} (%o)`,
    async (limit) => {
      const controller = new AbortController();
      const { signal } = controller;
      const { raw, closed } = await unfinished(() => controller.abort(new Error("enough")));
      expect(await failure(raw.GET("/a", { parseAs, signal, ...limit }).then(dataOf))).toBe(signal.reason);
      await closed();
      expect(getEventListeners(signal, "abort")).toEqual([]);
    },
  );

  test(`leaves no listener on the signal after a body was read as ${parseAs}`, async () => {
    const { signal } = new AbortController();
    const { ours } = await bothClients({ headers: { "content-type": "text/plain" }, body: "text" });
    const data = await dataOf(await ours.GET("/a", { parseAs, signal, timeoutMs: 60_000 }));
    const text =
      data instanceof Blob
        ? await data.text()
        : data instanceof ArrayBuffer
          ? new TextDecoder().decode(data)
          : data;
    expect(text).toBe("text");
    if (data instanceof Blob) expect(data.type).toBe("text/plain");
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });
});

test("an abort closes a body stream that is not read", async () => {
  const controller = new AbortController();
  const { raw, closed } = await unfinished(() => {});
  const { data } = await raw.GET("/a", {
    parseAs: "stream",
    signal: controller.signal,
    timeoutMs: 60_000,
  });
  controller.abort(new Error("enough"));
  await closed();
  expect(await failure(dataOf({ data, response: new Response() }))).toBe(controller.signal.reason);
});

test("cancelling a body stream closes its connection", async () => {
  const { signal } = new AbortController();
  const { raw, closed } = await unfinished(() => {});
  const { data } = await raw.GET("/a", { parseAs: "stream", signal, timeoutMs: 60_000 });
  await (data as ReadableStream).cancel();
  await closed();
  expect(getEventListeners(signal, "abort")).toEqual([]);
});

test.each(["blob", "arrayBuffer"])(
  "rejects with ConnectionError without a retry when a body that is read as %s breaks off",
  async (parseAs) => {
    for (const [method, mayHaveBeenProcessed] of [
      ["GET", false],
      ["POST", true],
    ] as const) {
      const { raw, server } = await unfinished((cut) => cut());
      const error = await failure(raw[method]("/a", { parseAs }));
      expect(error).toMatchObject({ name: "ConnectionError", mayHaveBeenProcessed });
      expect((error as Error).cause).toBeInstanceOf(TypeError);
      expect(server.requests).toHaveLength(1);
    }
  },
);

test("an abort rejects a raw call that is reading a Blob", async () => {
  const controller = new AbortController();
  const { ours } = await bothClients((_, response) => {
    response.writeHead(200, { "content-length": "100" }).write("x");
    setImmediate(() => controller.abort());
    return undefined;
  });
  const error = await failure(ours.GET("/a", { parseAs: "blob", signal: controller.signal }));
  expect(error).toBe(controller.signal.reason);
});

test("a raw call reads a body whose chunks end within characters", async () => {
  const text = JSON.stringify({ text: "ü😀".repeat(100_000) });
  const { ours } = await bothClients((_, response) => {
    const bytes = Buffer.from(text);
    // Split within characters.
    response.writeHead(200).write(bytes.subarray(0, 12));
    setImmediate(() => response.write(bytes.subarray(12, 15), () => response.end(bytes.subarray(15))));
    return undefined;
  });
  expect((await ours.GET("/a", {})).data).toEqual(JSON.parse(text));
});
