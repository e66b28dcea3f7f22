/** Options of a client: defaults, URLs, keys, and the messages for invalid ones. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { InvalidArgumentError } from "../../../src/errors.js";
import { resolveConfig } from "../../../src/transport/options.js";
import type { Fetch } from "../../../src/transport/environment.js";
import type { ClientOptions } from "../../../src/transport/options.js";
import { caught } from "../../helpers/async.js";

const VARIABLES = ["LANGGRAPH_API_URL", "LANGGRAPH_API_KEY", "LANGSMITH_API_KEY", "LANGCHAIN_API_KEY"];
const globals = globalThis as Record<PropertyKey, unknown>;

let before: Record<string, string | undefined>;
beforeEach(() => {
  before = Object.fromEntries(VARIABLES.map((name) => [name, process.env[name]]));
  for (const name of VARIABLES) delete process.env[name];
});
afterEach(() => {
  for (const [name, value] of Object.entries(before)) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
  for (const name of ["langgraph_api:fetch", "langgraph_api:url"]) delete globals[Symbol.for(name)];
  delete globals["location"];
  vi.restoreAllMocks();
});

const noFetch: Fetch = () => Promise.reject(new Error("not called"));
const otherFetch: Fetch = () => Promise.reject(new Error("not called"));

/** Resolves options of untyped programs. */
const resolve = (options: unknown) => resolveConfig(options as ClientOptions);

describe("resolveConfig", () => {
  test("resolveConfig applies defaults", () => {
    expect(resolveConfig({})).toEqual({
      apiUrl: "http://localhost:8123",
      headers: {},
      fetch: expect.any(Function),
      isOwnFetch: false,
      auth: undefined,
      onRequest: undefined,
      timeoutMs: 60_000,
      maxRetries: 3,
      maxEventBytes: 512 * 1024 * 1024,
      logger: {},
    });
  });

  test("resolveConfig takes the options", () => {
    const auth = () => ({});
    const onRequest = (_: URL, init: RequestInit) => init;
    const given = {
      auth,
      onRequest,
      fetch: noFetch,
      timeoutMs: 5,
      maxRetries: 0,
      maxEventBytes: 9,
      apiUrl: "http://a",
    };
    expect(resolveConfig({ ...given, apiKey: "k", defaultHeaders: { "X-A": "1" } })).toEqual({
      ...given,
      isOwnFetch: true,
      headers: { "x-a": "1", "x-api-key": "k" },
      logger: {},
    });
  });

  test.each<[string, ClientOptions, object]>([
    [
      "counts undefined as missing",
      { apiUrl: undefined, timeoutMs: undefined, maxRetries: undefined, fetch: undefined },
      { timeoutMs: 60_000, maxRetries: 3 },
    ],
    ["takes null for no time limit", { timeoutMs: null }, { timeoutMs: null }],
    ["takes Infinity for no time limit", { timeoutMs: Infinity }, { timeoutMs: null }],
    ["takes null for no limit of events", { maxEventBytes: null }, { maxEventBytes: Infinity }],
    ["takes maxRetries of callerOptions", { callerOptions: { maxRetries: 1 } }, { maxRetries: 1 }],
    [
      "prefers maxRetries to callerOptions",
      { maxRetries: 0, callerOptions: { maxRetries: 1 } },
      { maxRetries: 0 },
    ],
    ["takes fetch of callerOptions", { callerOptions: { fetch: noFetch } }, { fetch: noFetch }],
    [
      "prefers fetch to callerOptions",
      { fetch: otherFetch, callerOptions: { fetch: noFetch } },
      { fetch: otherFetch },
    ],
    ["ignores maxConcurrency of callerOptions", { callerOptions: { maxConcurrency: 1 } }, { maxRetries: 3 }],
  ])("resolveConfig %s", (_, options, expected) => {
    expect(resolveConfig(options)).toMatchObject(expected);
  });

  test.each<[unknown, string]>([
    [null, 'options: expected an object, as in new LangGraphClient({ apiUrl: "http://…" }), got null.'],
    [
      "http://a",
      'options: expected an object, as in new LangGraphClient({ apiUrl: "http://…" }), got a string.',
    ],
    [{ fetch: 1 }, "fetch: expected a function, got 1."],
    [{ auth: "key" }, "auth: expected a function, got a string."],
    [{ onRequest: {} }, "onRequest: expected a function, got Object."],
    [{ callerOptions: { fetch: "f" } }, "fetch: expected a function, got a string."],
    [{ maxEventBytes: 0 }, "maxEventBytes: expected a whole number of 1 or more, got 0."],
    [{ maxRetries: -1 }, "maxRetries: expected a whole number of 0 or more, got -1."],
    [{ callerOptions: { maxRetries: 0.5 } }, "maxRetries: expected a whole number of 0 or more, got 0.5."],
    [{ timeoutMs: 0 }, "timeoutMs: expected milliseconds above 0, or null for no limit, got 0."],
    [{ logger: "console" }, "logger: expected an object such as console, got a string."],
    [{ logger: { debug: true } }, "logger.debug: expected a function, got true."],
    [{ logger: { warn: 1 } }, "logger.warn: expected a function, got 1."],
    [{ apiKey: 5 }, "apiKey: expected a string or null, got Number."],
    [
      { apiKey: "a\nb" },
      'apiKey: the value of "x-api-key" contains a line break or a character that is not allowed in headers.',
    ],
    [{ defaultHeaders: { "a b": "" } }, 'defaultHeaders: "a b" is not a valid header name.'],
    [
      { apiKey: "k", defaultHeaders: { "X-Api-Key": "k" } },
      'defaultHeaders: "x-api-key" and apiKey are both given. Remove one.',
    ],
    [
      { apiURL: "http://a" },
      "apiURL: unknown option. The options are: apiUrl, apiKey, auth, defaultHeaders, fetch, onRequest, onResponse, timeoutMs, maxRetries, maxEventBytes, logger, dangerouslyAllowBrowser, callerOptions.",
    ],
  ])("resolveConfig refuses %j", (options, message) => {
    const error = caught(() => resolve(options));
    expect(error).toBeInstanceOf(InvalidArgumentError);
    expect(error).toMatchObject({ message });
  });

  test("resolveConfig ignores an unknown option that is undefined", () => {
    expect(resolve({ apiURL: undefined }).apiUrl).toBe("http://localhost:8123");
  });
});

describe("apiUrl", () => {
  test.each([
    ["http://a", "http://a"],
    ["http://a/", "http://a"],
    ["http://a//", "http://a"],
    ["https://a:8443/b/c/", "https://a:8443/b/c"],
    ["HTTP://A/B", "http://a/B"],
    ["http://a:80", "http://a"],
    ["http://[::1]:2024", "http://[::1]:2024"],
  ])("apiUrl: %j becomes %j", (apiUrl, expected) => {
    expect(resolveConfig({ apiUrl }).apiUrl).toBe(expected);
  });

  test.each<[string, string]>([
    ["localhost:2024", '"localhost:2024" has no scheme. Did you mean "http://localhost:2024"?'],
    ["example.com/a", '"example.com/a" has no scheme. Did you mean "http://example.com/a"?'],
    ["ftp://a", '"ftp://a" is not an http or https URL. Pass one such as "http://localhost:2024".'],
    ["/api", '"/api" is not an http or https URL. Pass one such as "http://localhost:2024".'],
    ["", '"" is not an http or https URL. Pass one such as "http://localhost:2024".'],
    ["http://", '"http://" is not an http or https URL. Pass one such as "http://localhost:2024".'],
    ["http://u@a", "contains a user name or password. Send credentials with defaultHeaders or auth."],
    ["http://:p@a", "contains a user name or password. Send credentials with defaultHeaders or auth."],
    ["http://a?b=1", "contains a query or a fragment. Pass the URL without it."],
    ["http://a#b", "contains a query or a fragment. Pass the URL without it."],
  ])("apiUrl: refuses %j", (apiUrl, reason) => {
    expect(caught(() => resolveConfig({ apiUrl }))).toMatchObject({
      argument: "apiUrl",
      message: `apiUrl: ${reason}`,
    });
  });

  test.each([
    ["/api", "https://page/api"],
    ["api/", "https://page/shop/api"],
    ["//other/x", "https://other/x"],
    ["./v1.2/api", "https://page/shop/v1.2/api"],
    ["../api", "https://page/api"],
    ["http://a", "http://a"],
  ])("apiUrl: %j becomes %j on a page in a browser", (apiUrl, expected) => {
    globals["location"] = { href: "https://page/shop/cart?x=1#y" };
    expect(resolveConfig({ apiUrl }).apiUrl).toBe(expected);
  });

  test.each([
    "1.2.3.4",
    "1.2.3.4:80",
    "1.2.3.4/api",
    "localhost",
    "localhost/api",
    "localhost:2024",
    "example.com",
    "api.example.com/langgraph",
    "[::1]:2024",
  ])("apiUrl: %j is a host without a scheme, on a page in a browser, too", (apiUrl) => {
    const message = `apiUrl: "${apiUrl}" has no scheme. Did you mean "http://${apiUrl}"?`;
    for (const location of [undefined, { href: "https://page/shop/cart" }]) {
      globals["location"] = location;
      expect(caught(() => resolveConfig({ apiUrl }))).toMatchObject({ message });
    }
  });

  test.each<[string, string]>([
    ["postgres://a:b@host/db", '"postgres://***@host/db" is not an http or https URL.'],
    ["http://a:b@c@host:x", '"http://***@host:x" is not an http or https URL.'],
    ["a:b@host:2024", '"***@host:2024" is not an http or https URL.'],
    ["localhost:2024?key=b", '"localhost:2024" has no scheme.'],
    ["lsv2_pt_0123456789abcdef", '"***" is not an http or https URL.'],
  ])("apiUrl: secrets of %j are hidden", (apiUrl, message) => {
    expect(() => resolveConfig({ apiUrl })).toThrow(message);
  });

  test("apiUrl: a page that is not on the web does not count", () => {
    globals["location"] = { href: "file:///app/index.html" };
    expect(() => resolveConfig({ apiUrl: "/api" })).toThrow(/is not an http or https URL/);
  });

  test("apiUrl: LANGGRAPH_API_URL replaces a missing option, and is checked", () => {
    process.env["LANGGRAPH_API_URL"] = "https://env/x/";
    expect(resolveConfig({}).apiUrl).toBe("https://env/x");
    expect(resolveConfig({ apiUrl: "http://a" }).apiUrl).toBe("http://a");
    process.env["LANGGRAPH_API_URL"] = "env:1";
    expect(() => resolveConfig({})).toThrow('apiUrl: "env:1" has no scheme');
  });

  test.each<[string, string | undefined, ClientOptions, string, boolean]>([
    ["by default", undefined, {}, "http://inside:1", true],
    ["not with the option apiUrl", undefined, { apiUrl: "http://a" }, "http://a", false],
    ["not with LANGGRAPH_API_URL", "http://env", {}, "http://env", false],
  ])(
    "apiUrl: the fetch of a server that runs this code is used %s",
    (_, variable, options, apiUrl, isUsed) => {
      if (variable !== undefined) process.env["LANGGRAPH_API_URL"] = variable;
      globals[Symbol.for("langgraph_api:fetch")] = noFetch;
      globals[Symbol.for("langgraph_api:url")] = "http://inside:1/";
      const config = resolveConfig(options);
      expect([config.apiUrl, config.fetch === noFetch]).toEqual([apiUrl, isUsed]);
    },
  );

  test("apiUrl: a server without a URL has the default one", () => {
    globals[Symbol.for("langgraph_api:fetch")] = noFetch;
    expect(resolveConfig({})).toMatchObject({ apiUrl: "http://localhost:8123", fetch: noFetch });
    expect(resolveConfig({ fetch: otherFetch }).fetch).toBe(otherFetch);
  });
});

describe("headers of a client", () => {
  const auth = () => ({});
  const env = { LANGGRAPH_API_KEY: "1", LANGSMITH_API_KEY: "2", LANGCHAIN_API_KEY: "3" };

  test.each<[string, ClientOptions, Record<string, string>, Record<string, string>]>([
    ["the option apiKey before the environment", { apiKey: "k" }, env, { "x-api-key": "k" }],
    ["LANGGRAPH_API_KEY first", {}, env, { "x-api-key": "1" }],
    ["LANGSMITH_API_KEY second", {}, { ...env, LANGGRAPH_API_KEY: "" }, { "x-api-key": "2" }],
    ["LANGCHAIN_API_KEY third", {}, { LANGCHAIN_API_KEY: "3" }, { "x-api-key": "3" }],
    ["no key with null", { apiKey: null }, env, {}],
    ["no key with an empty string", { apiKey: "" }, env, {}],
    ["no key of the environment with auth", { auth }, env, {}],
    ["the option apiKey with auth", { auth, apiKey: "k" }, env, { "x-api-key": "k" }],
    ["the key of defaultHeaders", { defaultHeaders: { "X-API-Key": "h" } }, env, { "x-api-key": "h" }],
    [
      "the key of defaultHeaders with apiKey: null",
      { apiKey: null, defaultHeaders: { "x-api-key": "h" } },
      env,
      { "x-api-key": "h" },
    ],
    [
      "the key of the environment if that of defaultHeaders is null",
      { defaultHeaders: { "x-api-key": null } },
      env,
      { "x-api-key": "1" },
    ],
    ["names in lower case", { defaultHeaders: { "X-A": "1" } }, {}, { "x-a": "1" }],
    ["no header for null and undefined", { defaultHeaders: { a: null, b: undefined, c: "" } }, {}, { c: "" }],
  ])("headers of a client contain %s", (_, options, variables, headers) => {
    Object.assign(process.env, variables);
    expect(resolveConfig(options).headers).toEqual(headers);
  });

  test("a key of the environment that cannot be a header throws", () => {
    process.env["LANGSMITH_API_KEY"] = "a\u20acb";
    expect(() => resolveConfig({})).toThrow(/^apiKey: the value of "x-api-key"/);
  });
});

describe("functions of a client", () => {
  test("the global fetch is looked up at each call", async () => {
    const { fetch } = resolveConfig({});
    const response = new Response();
    const global = vi.spyOn(globalThis, "fetch").mockResolvedValue(response);
    const init = { method: "GET" };
    expect(await fetch("http://a", init)).toBe(response);
    expect(global.mock.calls).toEqual([["http://a", init]]);
  });

  test("the logger's functions are called as methods, and their errors are ignored", () => {
    const lines: string[] = [];
    const given = {
      name: "mine",
      debug(line: string) {
        lines.push(`${this.name} ${line}`);
        throw new Error("no disk");
      },
    };
    const { logger } = resolveConfig({ logger: given });
    logger.debug?.("a");
    expect(lines).toEqual(["mine a"]);
    expect(logger.warn).toBeUndefined();
  });
});
