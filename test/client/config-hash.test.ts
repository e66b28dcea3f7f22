/** The text by which the official `useStream` compares clients. */
import { Client, LangGraphClient } from "langgraph-client";
import type { ClientOptions } from "langgraph-client";
import { describe, expect, test } from "vitest";

const base = { apiUrl: "http://localhost:2024/api", apiKey: null };
const hash = (options: ClientOptions = {}) => new LangGraphClient({ ...base, ...options })["~configHash"];

describe("~configHash", () => {
  test.each<[string, ClientOptions, ClientOptions]>([
    ["no options", {}, {}],
    ["a slash behind the URL", { apiUrl: "http://a" }, { apiUrl: "http://a/" }],
    ["a default that is written out", {}, { timeoutMs: 60_000, maxRetries: 3 }],
    [
      "headers in another order",
      { defaultHeaders: { a: "1", b: "2" } },
      { defaultHeaders: { B: "2", A: "1" } },
    ],
    ["other values of the same headers", { defaultHeaders: { a: "1" } }, { defaultHeaders: { a: "2" } }],
    ["another key", { apiKey: "one" }, { apiKey: "two" }],
    ["another function", { auth: () => ({ a: "1" }) }, { auth: () => ({ a: "2" }) }],
  ])("~configHash is the same with %s", (_, one, other) => {
    expect(hash(one)).toBe(hash(other));
  });

  test.each<[string, ClientOptions]>([
    ["apiUrl", { apiUrl: "http://localhost:2025/api" }],
    ["apiUrl's path", { apiUrl: "http://localhost:2024/v2" }],
    ["apiKey", { apiKey: "key" }],
    ["auth", { auth: () => ({}) }],
    ["defaultHeaders", { defaultHeaders: { a: "1" } }],
    ["fetch", { fetch: () => Promise.resolve(new Response()) }],
    ["onRequest", { onRequest: (_, init) => init }],
    ["timeoutMs", { timeoutMs: 1 }],
    ["timeoutMs null", { timeoutMs: null }],
    ["maxRetries", { maxRetries: 1 }],
    ["maxEventBytes", { maxEventBytes: 1 }],
    ["maxEventBytes null", { maxEventBytes: null }],
    ["logger", { logger: { warn: () => {} } }],
  ])("~configHash differs with %s", (_, options) => {
    expect(hash(options)).not.toBe(hash());
  });

  test("~configHash contains no key and no value of a header", () => {
    const secret = "s3cret";
    const withKey = hash({ apiKey: secret, defaultHeaders: { authorization: `Bearer ${secret}` } });
    const withAuth = hash({ auth: () => ({ authorization: secret }), defaultHeaders: { cookie: secret } });
    expect(withKey).toContain("authorization");
    expect(withAuth).toContain("cookie");
    expect(withKey + withAuth).not.toContain(secret);
  });

  test("~configHash is left out of copies and of JSON", () => {
    const client = new Client(base);
    expect(client["~configHash"]).toBe(hash());
    expect(Object.keys(client)).not.toContain("~configHash");
    expect(JSON.stringify(client)).not.toContain("configHash");
  });
});
