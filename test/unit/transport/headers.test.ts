/** Checks and merging of headers. */
import { describe, expect, test } from "vitest";
import { InvalidArgumentError } from "../../../src/errors.js";
import { checkHeaders, setHeaders } from "../../../src/transport/headers.js";
import type { HeaderEntry } from "../../../src/transport/headers.js";
import { caught } from "../../helpers/async.js";

describe("checkHeaders", () => {
  test.each<[string, object]>([
    ["no headers", {}],
    ["null, which removes a header", { a: null }],
    ["undefined, which is ignored", { a: undefined }],
    ["numbers", { a: 1 }],
    ["all special characters of names", { "!#$%&'*+-.^_`|~aZ09": "" }],
    ["tabs and characters of Latin-1 in values", { a: "x\ty é ÿ" }],
    ["line breaks and spaces around a value, which fetch trims", { a: "\r\n\t x \n" }],
  ])("checkHeaders returns the entries of %s", (_, headers) => {
    // Untyped programs pass numbers.
    expect(checkHeaders("headers", headers as Record<string, string>)).toEqual(Object.entries(headers));
  });

  test.each<[string, unknown]>([
    ["a Headers object", new Headers()],
    ["a list", [["a", "b"]]],
    ["null", null],
    ["a string", "a: b"],
    ["undefined", undefined],
  ])("checkHeaders refuses %s and names the remedy", (_, headers) => {
    const error = caught(() => checkHeaders("auth", headers as Record<string, string>));
    expect(error).toBeInstanceOf(InvalidArgumentError);
    expect(error).toMatchObject({
      argument: "auth",
      message: expect.stringMatching(/^auth: expected an object .*Object\.fromEntries\(headers\)\.$/),
    });
  });

  test.each(["", "a b", "a:", "a\n", "é", "a(", "__proto__", "__PROTO__"])(
    "checkHeaders refuses the name %j",
    (name) => {
      const error = caught(() => checkHeaders("headers", Object.fromEntries([[name, "x"]])));
      expect(error).toMatchObject({
        message: `headers: ${JSON.stringify(name)} is not a valid header name.`,
      });
    },
  );

  test.each([
    ["a line break", "secret\nx"],
    ["a carriage return", "secret\rx"],
    ["a zero byte", "secret\0"],
    ["DEL", "secret\x7f"],
    ["a character beyond Latin-1", "secret€"],
    ["a trailing no-break line separator", "secret\u2028"],
  ])("checkHeaders refuses %s in a value, and does not show the value", (_, value) => {
    const error = caught(() => checkHeaders("headers", { "x-a": value }));
    expect(error).toMatchObject({
      message:
        'headers: the value of "x-a" contains a line break or a character that is not allowed in headers.',
    });
  });
});

describe("setHeaders", () => {
  test.each<[string, Record<string, string>, HeaderEntry[], Record<string, string>]>([
    ["sets a header under its lower-case name", {}, [["X-A", "1"]], { "x-a": "1" }],
    ["replaces a header whatever its case is", { "x-a": "1" }, [["X-A", "2"]], { "x-a": "2" }],
    ["removes a header with null", { "x-a": "1", b: "1" }, [["X-A", null]], { b: "1" }],
    ["ignores null for a missing header", {}, [["a", null]], {}],
    [
      "ignores undefined",
      { a: "1" },
      [
        ["a", undefined],
        ["b", undefined],
      ],
      { a: "1" },
    ],
    [
      "prefers later entries",
      {},
      [
        ["a", "1"],
        ["A", "2"],
      ],
      { a: "2" },
    ],
    [
      "sets a header again that an earlier entry removed",
      { a: "1" },
      [
        ["a", null],
        ["a", "2"],
      ],
      { a: "2" },
    ],
    ["sets an empty value", { a: "1" }, [["a", ""]], { a: "" }],
  ])("setHeaders %s", (_, headers, entries, expected) => {
    setHeaders(headers, entries);
    expect(headers).toStrictEqual(expected);
  });

  test("setHeaders converts numbers to strings", () => {
    const headers: Record<string, string> = {};
    // Untyped programs pass numbers.
    setHeaders(headers, [["a", 1 as unknown as string]]);
    expect(headers).toStrictEqual({ a: "1" });
  });
});
