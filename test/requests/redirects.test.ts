/** Redirects are followed within the origin. No request, and no key, is sent to another origin. */
import { LangGraphClient } from "langgraph-client";
import { describe, expect, test } from "vitest";
import { all, failure } from "../helpers/async.js";
import { json, listen, sse } from "../helpers/server.js";
import type { Respond } from "../helpers/server.js";

const secret = "lsv2_secret";

async function clientOf(respond: Respond) {
  const server = await listen(respond);
  const client = new LangGraphClient({
    apiUrl: server.url,
    apiKey: secret,
    defaultHeaders: { authorization: `Bearer ${secret}`, "x-tenant": secret },
    maxRetries: 0,
  });
  return { server, client };
}

const statuses = [301, 302, 303, 307, 308];
const calls: [string, (client: LangGraphClient) => PromiseLike<unknown>][] = [
  ["GET", (client) => client.threads.get("t")],
  ["POST", (client) => client.threads.create({ metadata: { a: 1 } })],
  ["DELETE", (client) => client.threads.delete("t")],
  ["PUT", (client) => client.store.putItem(["n"], "k", {})],
];
const matrix = statuses.flatMap((status) => calls.map(([method, call]) => [status, method, call] as const));

/** Returns true if `fetch` would turn the request into a GET. */
const becomesGet = (status: number, method: string) =>
  method !== "GET" && (status === 303 || (status < 303 && method === "POST"));

describe("a redirect within the origin", () => {
  test.each(matrix.filter(([status, method]) => becomesGet(status, method)))(
    "rejects a %i of %s, which would become a GET, with an error that names the target",
    async (status, method, call) => {
      const { client, server } = await clientOf(() => ({ status, headers: { location: "/elsewhere/?x=1" } }));
      const error = (await failure(call(client))) as Error;
      expect(error).toMatchObject({ name: "InvalidResponseError", status, method });
      expect(error.message).toContain(`GET of ${server.url}/elsewhere/?x=1`);
      expect(error.message).toContain("apiUrl");
      expect(server.requests).toHaveLength(1);
    },
  );

  test("follows a 303 of HEAD", async () => {
    const { client, server } = await clientOf(({ url }) =>
      url === "/new" ? {} : { status: 303, headers: { location: "/new" } },
    );
    await client.request("HEAD", "/own");
    expect(server.requests).toMatchObject([{ method: "HEAD" }, { method: "HEAD", url: "/new" }]);
  });

  test.each(matrix.filter(([status, method]) => !becomesGet(status, method)))(
    "follows a %i of %s with the same method, body and headers",
    async (status, method, call) => {
      const { client, server } = await clientOf(({ url }) =>
        url === "/elsewhere?x=1"
          ? json({ thread_id: "t" })
          : { status, headers: { location: "/elsewhere?x=1" } },
      );
      await call(client);

      const [first, second] = server.requests;
      expect(server.requests).toHaveLength(2);
      expect(second).toMatchObject({ url: "/elsewhere?x=1", method, body: first!.body });
      expect(second!.headers["content-type"]).toBe(first!.headers["content-type"]);
      expect(second!.headers).toMatchObject({ "x-api-key": secret, authorization: `Bearer ${secret}` });
    },
  );

  test("follows an absolute Location within the origin", async () => {
    const { client, server } = await clientOf(({ url, headers }) =>
      url === "/new" ? json({}) : { status: 307, headers: { location: `http://${headers.host}/new` } },
    );
    await client.threads.get("t");
    expect(server.requests.map(({ url }) => url)).toEqual(["/threads/t", "/new"]);
  });

  test("follows redirects of streams and raw calls", async () => {
    const { client } = await clientOf(({ url }) => {
      if (url === "/new") return sse("event: values\ndata: 1\n\n");
      return url === "/ok"
        ? { status: 308, headers: { location: "/fine" } }
        : url === "/fine"
          ? json({ ok: true })
          : { status: 307, headers: { location: "/new" } };
    });
    expect(await all(client.runs.stream("t", "agent"))).toHaveLength(1);
    expect((await client.raw.GET("/ok")).data).toEqual({ ok: true });
  });

  test("rejects after five redirects in a loop", async () => {
    const { client, server } = await clientOf(() => ({ status: 302, headers: { location: "/again" } }));
    const error = await failure(client.threads.get("t"));
    expect(error).toMatchObject({ name: "InvalidResponseError", status: 302 });
    expect((error as Error).message).toMatch(/more than 5 times/);
    expect(server.requests).toHaveLength(6);
  });

  test("rejects with InvalidResponseError when Location is not a valid URL", async () => {
    const { client } = await clientOf(() => ({ status: 302, headers: { location: "http://[" } }));
    expect(await failure(client.threads.get("t"))).toMatchObject({ name: "InvalidResponseError" });
  });

  test("rejects with ApiError when a 304 has no Location", async () => {
    const { client } = await clientOf(() => ({ status: 304 }));
    expect(await failure(client.threads.get("t"))).toMatchObject({ name: "ApiError", status: 304 });
  });
});

describe("a redirect to another origin", () => {
  test.each(matrix)(
    "rejects a %i of %s to another origin with an error that names both origins",
    async (status, _, call) => {
      const foreign = await listen(json({}));
      const { client, server } = await clientOf(() => ({
        status,
        headers: { location: `${foreign.url}/x` },
      }));
      const error = (await failure(call(client))) as Error;
      expect(error).toMatchObject({ name: "InvalidResponseError", status });
      expect(error.message).toContain(server.url);
      expect(error.message).toContain(foreign.url);
      expect(error.message).not.toContain(secret);
      expect(foreign.requests).toEqual([]);
      expect(server.requests).toHaveLength(1);
    },
  );

  test.each([
    ["another scheme", (url: string) => url.replace("http:", "https:")],
    ["another host name", (url: string) => url.replace("127.0.0.1", "localhost")],
    [
      "another host name without a scheme",
      (url: string) => url.replace(/http:\/\/127\.0\.0\.1/, "//localhost"),
    ],
    [
      "the origin's host as a user name",
      (url: string) => url.replace("http://127.0.0.1", "http://127.0.0.1@localhost"),
    ],
    [
      "a host name with the origin's host as its prefix",
      (url: string) => `${url.replace(/:\d+$/, "")}.evil.example/`,
    ],
  ])("rejects a redirect to another origin: %s", async (_, change) => {
    const { client, server } = await clientOf(({ headers }) => ({
      status: 307,
      headers: { location: change(`http://${headers.host}`) },
    }));
    expect(await failure(client.threads.get("t"))).toMatchObject({ name: "InvalidResponseError" });
    expect(server.requests).toHaveLength(1);
  });
});

test("rejects with advice when a browser hides the target of a redirect", async () => {
  const fetch = async () => {
    const response = new Response(null, { status: 200 });
    return Object.defineProperties(response, {
      type: { value: "opaqueredirect" },
      status: { value: 0 },
      ok: { value: false },
    });
  };
  const error = await failure(new LangGraphClient({ fetch, apiKey: secret, maxRetries: 0 }).threads.get("t"));
  expect(error).toMatchObject({
    name: "InvalidResponseError",
    message: expect.stringMatching(/redirected.*apiUrl/),
  });
});

test("does not follow a redirect to another origin when onRequest returns a new init", async () => {
  const other = await listen(() => json({}));
  const server = await listen(() => ({ status: 307, headers: { location: `${other.url}/x` } }));
  const client = new LangGraphClient({
    apiUrl: server.url,
    apiKey: secret,
    maxRetries: 0,
    onRequest: (_, { method, headers }) => ({ method: method ?? "GET", headers: headers ?? {} }),
  });
  expect(await failure(client.threads.get("t"))).toMatchObject({ name: "InvalidResponseError" });
  expect(server.requests).toHaveLength(1);
  expect(other.requests).toEqual([]);
});
