/** Values, streams and errors of responses. */
import { describe, expect, test, vi } from "vitest";
import { ApiError, InvalidResponseError } from "../../../src/errors.js";
import {
  apiError,
  invalidResponse,
  parseBody,
  readStream,
  readValue,
} from "../../../src/transport/response.js";
import { caught } from "../../helpers/async.js";
import { outgoing, replyOf } from "../requests.js";

describe("parseBody", () => {
  test.each<[string, string, unknown]>([
    ["JSON", ' {"a": 1}\n', { a: 1 }],
    ["null", "null", null],
    ["other text", "<p>", "<p>"],
    ["an empty text", "", "empty"],
    ["blank text", " \n", "empty"],
  ])("parseBody reads %s", (_, text, expected) => {
    expect(parseBody(text, "empty")).toEqual(expected);
  });
});

describe("readValue", () => {
  test.each<[string, string | undefined, unknown]>([
    ["JSON", '{"a":1}', { a: 1 }],
    ["JSON behind newlines, which are heartbeats", "\n\n[1]", [1]],
    ["null", "null", null],
    ["an empty body as undefined", "", undefined],
    ["a body of newlines as undefined", "\n\n", undefined],
    ["a body that was not read as undefined", undefined, undefined],
  ])("readValue reads %s", (_, text, expected) => {
    expect(readValue(replyOf(text))).toEqual(expected);
  });

  test("readValue throws InvalidResponseError for other text", () => {
    const error = caught(() => readValue(replyOf("<html>", { status: 200 })));
    expect(error).toBeInstanceOf(InvalidResponseError);
    expect(error).toMatchObject({
      message: "The response is not valid JSON: <html> (GET http://api/a)",
      text: "<html>",
      status: 200,
      cause: expect.any(SyntaxError),
    });
  });
});

test.each([
  ["shows the text", "abc", "abc"],
  ["shows the first 80 characters", "x".repeat(81), `${"x".repeat(80)}…`],
  ["shows that the text is empty", "", "(empty)"],
  ["shows that the text was not read", undefined, "(empty)"],
])("invalidResponse %s", (_, text, shown) => {
  const error = invalidResponse(replyOf(text), "is odd");
  expect(error).toMatchObject({
    message: `The response is odd: ${shown} (GET http://api/a)`,
    text: text ?? "",
  });
});

describe("readStream", () => {
  const reply = (response: Response) => ({ request: outgoing(), response, text: undefined });
  const typed = (type: string | undefined, body: BodyInit | null = "") =>
    new Response(body, { headers: type === undefined ? {} : { "content-type": type } });

  test.each(["text/event-stream", "text/event-stream; charset=utf-8"])("readStream accepts %s", (type) => {
    const response = typed(type);
    const { method, url } = outgoing();
    expect(readStream(reply(response))).toEqual({ response, body: response.body, method, url });
  });

  test("readStream refuses another type, and closes the body", () => {
    const cancel = vi.fn();
    const error = caught(() => readStream(reply(typed("text/html", new ReadableStream({ cancel })))));
    expect(error).toBeInstanceOf(InvalidResponseError);
    expect(error).toMatchObject({
      message: "Expected a stream (text/event-stream), but the response has text/html (GET http://api/a)",
      status: 200,
    });
    expect(cancel).toHaveBeenCalledOnce();
  });

  test("readStream refuses a missing type", () => {
    expect(caught(() => readStream(reply(typed(undefined, null))))).toMatchObject({
      message: expect.stringContaining("but the response has no content type"),
    });
  });

  test.each([null, undefined])("readStream names the remedy when the body is %s", (body) => {
    const response = Object.defineProperty(typed("text/event-stream", null), "body", { value: body });
    expect(caught(() => readStream(reply(response)))).toMatchObject({
      message:
        "This fetch does not support streaming response bodies. Pass one that does as the client's fetch option," +
        " such as the fetch of expo/fetch (GET http://api/a)",
    });
  });
});

describe("apiError", () => {
  const body = (value: unknown): string => JSON.stringify(value);

  test.each<[string, string | undefined, string]>([
    ["detail", body({ detail: "no such thread" }), "no such thread"],
    ["message", body({ message: "no" }), "no"],
    ["error", body({ error: "no" }), "no"],
    ["detail before message before error", body({ error: "c", message: "b", detail: "a" }), "a"],
    ["message if detail is empty", body({ detail: "", message: "b" }), "b"],
    ["error if the others are not readable", body({ detail: 1, message: null, error: "c" }), "c"],
    ["an object in detail", body({ detail: { message: "inner" } }), "inner"],
    ["the message of an object in error", body({ error: { code: 1, message: "inner" } }), "inner"],
    [
      "issues of FastAPI",
      body({
        detail: [
          { loc: ["body", "limit"], msg: "too big" },
          { loc: ["query", 0], msg: "odd" },
        ],
      }),
      "body.limit: too big; query.0: odd",
    ],
    ["issues of Zod", body({ issues: [{ path: ["limit"], message: "Required" }] }), "limit: Required"],
    [
      "issues of Zod within error",
      body({ success: false, error: { issues: [{ path: ["a"], message: "b" }] } }),
      "a: b",
    ],
    ["issues before detail", body({ detail: "d", issues: [{ message: "i" }] }), "i"],
    ["a list of issues", body([{ path: ["a", "b"], message: "c" }]), "a.b: c"],
    ["an issue without a place", body({ detail: [{ msg: "odd" }, { loc: [], msg: "even" }] }), "odd; even"],
    [
      "an issue without a message as JSON",
      body({ detail: [{ loc: ["a"], b: 1 }] }),
      'a: {"loc":["a"],"b":1}',
    ],
    ["issues that are strings", body({ detail: ["a", 1, null] }), "a; 1; null"],
    ["a JSON string", body("plain"), "plain"],
    ["plain text", "plain", "plain"],
    ["text on one line", "a\n  b\tc \n", "a b c"],
    ["the title of an HTML page", "<html><head><title> 502\nBad </title></head><body>x</body>", "502 Bad"],
    ["the text of an HTML page without a title", "<h1>Bad</h1><p>gate&nbsp;way</p>", "Bad gate&nbsp;way"],
    ["no styles and scripts of a page", "<style>\na{}</style><script>x()\n</script>Bad", "Bad"],
    ["500 characters", "x".repeat(501), "x".repeat(500)],
    ["the message of Aegra", body({ error: "not_found", message: "No thread", details: null }), "No thread"],
    ["the message of Aegra without empty details", body({ message: "No thread", details: {} }), "No thread"],
    [
      "the message and the details of Aegra",
      body({ error: "internal_error", message: "Unexpected", details: { exception: "boom" } }),
      'Unexpected: {"exception":"boom"}',
    ],
    ["details that are text", body({ error: "e", message: "m", details: "d" }), "m: d"],
    ["details that have a message", body({ message: "m", details: { message: "d" } }), "m: d"],
    ["details that are issues", body({ message: "m", details: [{ loc: ["a"], msg: "b" }] }), "m: a: b"],
    ["details alone", body({ details: "d" }), "d"],
    ["details beside a detail", body({ detail: "a", details: "d" }), "a: d"],
    ["text with a single <", "1 < 2 and 3", "1 < 2 and 3"],
    ["no style that never ends", "Bad<style>a{}", "Bad"],
    ["the first 20 issues", body({ detail: Array(30).fill("a") }), Array(20).fill("a").join("; ")],
    ["500 characters of issues", body({ detail: ["x".repeat(600)] }), "x".repeat(500)],
    ["the status text for an empty body", "", "Bad Gateway"],
    ["the status text for a body that was not read", undefined, "Bad Gateway"],
    ["the status text for an object without text", body({ a: 1 }), "Bad Gateway"],
    ["the status text for an empty list", body([]), "Bad Gateway"],
    ["the status text for a number", "5", "Bad Gateway"],
    ["the status text for a page of tags", "<br><br>", "Bad Gateway"],
  ])("apiError has as its detail %s", (_, text, detail) => {
    expect(apiError(replyOf(text, { status: 502, statusText: "Bad Gateway" })).detail).toBe(detail);
  });

  test('apiError has the detail "no details" without a status text', () => {
    expect(apiError(replyOf("", { status: 502 })).detail).toBe("no details");
  });

  test("apiError has all data of the response", () => {
    const init = { status: 404, headers: { "x-request-id": "r" } };
    const error = apiError(replyOf('{"detail":"no"}', init, { method: "PUT", url: "http://api/x" }));
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({
      name: "NotFoundError",
      message: "HTTP 404: no (PUT /a)",
      status: 404,
      body: { detail: "no" },
      text: '{"detail":"no"}',
      requestId: "r",
    });
  });
});
