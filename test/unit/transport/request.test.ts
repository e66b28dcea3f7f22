/** buildRequest: from the description of a request to a complete one. */
import { describe, expect, test } from "vitest";
import { InvalidArgumentError } from "../../../src/errors.js";
import { resolveConfig } from "../../../src/transport/options.js";
import { buildRequest, maxRetriesOf } from "../../../src/transport/request.js";
import type { RequestSpec } from "../../../src/transport/request.js";
import { caught } from "../../helpers/async.js";

const config = resolveConfig({ apiUrl: "http://api/x/", apiKey: null, timeoutMs: 5, maxRetries: 2 });
const build = (spec: Partial<RequestSpec>) =>
  buildRequest(config, { method: "GET", path: "/a", idempotency: "safe", ...spec });
const post = (spec: Partial<RequestSpec>) => build({ method: "POST", idempotency: "once", ...spec });

test("buildRequest fills in defaults", () => {
  expect(build({})).toEqual({
    method: "GET",
    path: "/a",
    url: "http://api/x/a",
    init: { method: "GET" },
    headers: [],
    signal: undefined,
    idempotency: "safe",
    maxRetries: 2,
    timeoutMs: 5,
    streamBody: false,
    missingIsDone: false,
  });
});

describe("the URL of a request", () => {
  test.each<[string, Partial<RequestSpec>, string]>([
    ["fills placeholders", { path: "/a/{b_c}/d/{e}", pathParams: { b_c: "1", e: "2" } }, "/a/1/d/2"],
    ["encodes placeholders", { path: "/a/{b}", pathParams: { b: "x/y ?#%ä" } }, "/a/x%2Fy%20%3F%23%25%C3%A4"],
    ["leaves placeholders without values", { path: "/a/{toString}" }, "/a/{toString}"],
    ["has no question mark without a query", { query: {} }, "/a"],
    ["has a query", { query: { b: 1, c: "x y&z", d: true } }, "/a?b=1&c=x%20y%26z&d=true"],
    ["leaves out undefined and null", { query: { b: undefined, c: null, d: 0 } }, "/a?d=0"],
    ["repeats the key of a list", { query: { b: ["x", "y"] } }, "/a?b=x&b=y"],
    ["leaves out an empty list", { query: { b: [] } }, "/a"],
    ["has a query behind an empty one", { path: "/a?", query: { b: 1 } }, "/a?b=1"],
    ["has a query behind another that ends with &", { path: "/a?b=1&", query: { c: 1 } }, "/a?b=1&c=1"],
    ["has extraQuery", { call: { extraQuery: { b: 1 } } }, "/a?b=1"],
    ["prefers extraQuery", { query: { b: 1, c: 2 }, call: { extraQuery: { b: 3 } } }, "/a?b=3&c=2"],
    ["is made by a serializer", { query: { b: 1 }, querySerializer: () => "mine" }, "/a?mine"],
    [
      "is made by options of the serializer",
      { query: { b: ["x", "y"] }, querySerializer: { array: { style: "form", explode: false } } },
      "/a?b=x,y",
    ],
  ])("the URL of a request %s", (_, spec, path) => {
    expect(build(spec).url).toBe(`http://api/x${path}`);
  });
});

describe("headers of a request", () => {
  test.each<[string, Partial<RequestSpec>, unknown[]]>([
    ["contain the content type of a body", { body: { a: 1 } }, [["content-type", "application/json"]]],
    ["contain no content type without a body", {}, []],
    ["contain no content type when fetch sets it", { body: new URLSearchParams("a=b") }, []],
    [
      "have ascending priority",
      { body: 1, headers: { c: "c", d: undefined }, call: { headers: { E: "e", f: null } } },
      [
        ["content-type", "application/json"],
        ["c", "c"],
        ["d", undefined],
        ["E", "e"],
        ["f", null],
      ],
    ],
  ])("headers of a request %s", (_, spec, headers) => {
    expect(post(spec).headers).toEqual(headers);
  });
});

describe("the rest of a request", () => {
  test.each<[string, Partial<RequestSpec>, object]>([
    ["sends a body as JSON", { body: { a: 1 } }, { init: { method: "POST", body: '{"a":1}' } }],
    ["has no body when it is undefined", {}, { init: { method: "POST" } }],
    [
      "adds extraBody",
      { body: { a: 1 }, call: { extraBody: { b: 2 } } },
      { init: { body: '{"a":1,"b":2}' } },
    ],
    [
      "takes further options of fetch",
      { init: { credentials: "include" } },
      { init: { credentials: "include", method: "POST" } },
    ],
    ["does not take another method from them", { init: { method: "PUT" } }, { init: { method: "POST" } }],
    [
      "takes the signal of the call",
      { call: { signal: AbortSignal.abort("mine") } },
      { signal: expect.objectContaining({ reason: "mine" }) },
    ],
    ["takes maxRetries of the call", { call: { maxRetries: 0 } }, { maxRetries: 0 }],
    ["takes the time limit of the call", { call: { timeoutMs: 7 } }, { timeoutMs: 7 }],
    ["has no time limit if the call has null", { call: { timeoutMs: null } }, { timeoutMs: null }],
    ["has no time limit if the operation has none", { timeoutMs: null }, { timeoutMs: null }],
    [
      "takes the time limit of the call before the operation's",
      { timeoutMs: null, call: { timeoutMs: 7 } },
      { timeoutMs: 7 },
    ],
    ["streams its body", { streamBody: true }, { streamBody: true }],
    ["keeps its idempotency", { idempotency: "idempotent" }, { idempotency: "idempotent" }],
  ])("a request %s", (_, spec, expected) => {
    expect(post(spec)).toMatchObject(expected);
  });

  test("a request does not change the init of its description", () => {
    const init = Object.freeze({ credentials: "include" as const });
    expect(post({ init, body: {} }).init).not.toBe(init);
  });
});

describe("buildRequest", () => {
  test.each<[string, object, string]>([
    [
      "a GET with a body",
      { body: { a: 1 } },
      "body: GET cannot have a body. Use a query, or another method.",
    ],
    [
      "a HEAD with a body",
      { method: "HEAD", body: null },
      "body: HEAD cannot have a body. Use a query, or another method.",
    ],
    [
      "a GET with extraBody",
      { call: { extraBody: {} } },
      "extraBody: GET cannot have a body. Use a query, or another method.",
    ],
    ["a query that is a list", { query: [1] }, "query: expected an object, got Array."],
    ["a query that is null", { query: null }, "query: expected an object, got null."],
    [
      "extraQuery that is a string",
      { call: { extraQuery: "a=b" } },
      "extraQuery: expected an object, got a string.",
    ],
    [
      "extraBody that is a list",
      { method: "POST", call: { extraBody: [] } },
      "extraBody: expected an object, got Array.",
    ],
    [
      "maxRetries below 0",
      { call: { maxRetries: -1 } },
      "maxRetries: expected a whole number of 0 or more, got -1.",
    ],
    [
      "timeoutMs of 0",
      { call: { timeoutMs: 0 } },
      "timeoutMs: expected milliseconds above 0, or null for no limit, got 0.",
    ],
    [
      "headers with an invalid name",
      { call: { headers: { "a b": "" } } },
      'headers: "a b" is not a valid header name.',
    ],
  ])("buildRequest refuses %s", (_, spec, message) => {
    const error = caught(() => build(spec));
    expect(error).toBeInstanceOf(InvalidArgumentError);
    expect(error).toMatchObject({ message });
  });

  test("buildRequest refuses a query that cannot be written into a URL, with the cause", () => {
    const error = caught(() => build({ query: { a: [{ b: 1 }], c: { d: { e: 1 } } } }));
    expect(error).toBeInstanceOf(InvalidArgumentError);
    expect(error).toMatchObject({
      message: expect.stringMatching(/^query: cannot be written into a URL: (?!\w*Error)/),
      cause: expect.any(Error),
    });
  });
});

test.each([
  [undefined, 2],
  [0, 0],
  [5, 5],
])("maxRetriesOf a call with %s is %d", (maxRetries, expected) => {
  expect(maxRetriesOf(config, { maxRetries })).toBe(expected);
});
