/** Serialization of request bodies. */
import { describe, expect, test } from "vitest";
import { InvalidArgumentError } from "../../../src/errors.js";
import { serializeBody, withExtraBody } from "../../../src/transport/body.js";
import { caught } from "../../helpers/async.js";

describe("serializeBody", () => {
  test.each<[string, unknown, string]>([
    ["an object", { a: [1, null], b: undefined }, '{"a":[1,null]}'],
    ["a list", [1, "a"], '[1,"a"]'],
    ["a string", "a", '"a"'],
    ["null", null, "null"],
    ["false", false, "false"],
    ["0", 0, "0"],
    ["an empty string", "", '""'],
    ["a date, by its toJSON", new Date(0), '"1970-01-01T00:00:00.000Z"'],
    ["an object with toJSON", { toJSON: () => ({ a: 1 }) }, '{"a":1}'],
    ["a map, which has no fields", new Map([["a", 1]]), "{}"],
  ])("serializeBody writes %s as JSON", (_, body, text) => {
    expect(serializeBody(body)).toEqual({ body: text, type: "application/json" });
  });

  test.each<[string, unknown]>([
    ["undefined", undefined],
    ["a function", () => {}],
    ["a symbol", Symbol("a")],
  ])("serializeBody sends no body and no content type for %s", (_, body) => {
    expect(serializeBody(body)).toEqual({ body: undefined, type: undefined });
  });

  test.each<[string, unknown]>([
    ["FormData", new FormData()],
    ["URLSearchParams", new URLSearchParams("a=b")],
    ["a Blob", new Blob(["a"])],
    ["a File", new File(["a"], "a.txt")],
  ])("serializeBody leaves %s and its content type to fetch", (_, body) => {
    const serialized = serializeBody(body);
    expect(serialized.body).toBe(body);
    expect(serialized.type).toBeUndefined();
  });

  test.each<[string, unknown]>([
    ["a Uint8Array", new Uint8Array(1)],
    ["a Float64Array", new Float64Array(1)],
    ["a BigInt64Array", new BigInt64Array(1)],
    ["an ArrayBuffer", new ArrayBuffer(1)],
    ["a DataView", new DataView(new ArrayBuffer(1))],
    ["a Buffer", Buffer.from("a")],
  ])("serializeBody sends %s as bytes", (_, body) => {
    const serialized = serializeBody(body);
    expect(serialized.body).toBe(body);
    expect(serialized.type).toBe("application/octet-stream");
  });

  test.each<[string, unknown, string]>([
    ["a stream", new ReadableStream(), "ReadableStream"],
    ["a promise", Promise.resolve({}), "Promise"],
  ])("serializeBody refuses %s, which cannot be sent twice", (_, body, kind) => {
    expect(caught(() => serializeBody(body))).toMatchObject({
      argument: "body",
      message: `body: expected a value that can be sent twice, such as a Blob, got ${kind}.`,
    });
  });

  test.each<[string, () => unknown, RegExp]>([
    [
      "a circle",
      () => {
        const circle: Record<string, unknown> = {};
        return Object.assign(circle, { circle });
      },
      /^body: cannot be serialized as JSON: (?!\w*Error).*circular/i,
    ],
    ["a BigInt", () => ({ a: 1n }), /^body: cannot be serialized as JSON: (?!\w*Error).*BigInt/],
    [
      "a toJSON that throws a string",
      () => ({
        toJSON() {
          // oxlint-disable-next-line typescript/only-throw-error -- the test needs a thrown value that is not an Error
          throw "mine";
        },
      }),
      /^body: cannot be serialized as JSON: mine$/,
    ],
  ])("serializeBody refuses %s", (_, body, message) => {
    const error = caught(() => serializeBody(body()));
    expect(error).toBeInstanceOf(InvalidArgumentError);
    expect(error).toMatchObject({ message: expect.stringMatching(message) });
  });
});

describe("withExtraBody", () => {
  class Own {
    a = 1;
  }

  test.each<[string, unknown, unknown, unknown]>([
    ["returns the body without extraBody", { a: 1 }, undefined, { a: 1 }],
    ["returns a list without extraBody", [1], undefined, [1]],
    ["adds fields", { a: 1 }, { b: 2 }, { a: 1, b: 2 }],
    ["prefers extraBody", { a: 1 }, { a: 2 }, { a: 2 }],
    ["makes a body when it is missing", undefined, { b: 2 }, { b: 2 }],
    ["makes a body when it is null", null, { b: 2 }, { b: 2 }],
    ["adds fields to an instance of a class", new Own(), { b: 2 }, { a: 1, b: 2 }],
  ])("withExtraBody %s", (_, body, extra, expected) => {
    expect(withExtraBody(body, extra)).toEqual(expected);
  });

  test("withExtraBody does not change the body", () => {
    const body = { a: 1 };
    withExtraBody(body, { b: 2 });
    expect(body).toEqual({ a: 1 });
  });

  test.each<[string, unknown, unknown, string]>([
    ["extraBody that is a list", {}, [], "extraBody: expected an object, got Array."],
    ["extraBody that is null", {}, null, "extraBody: expected an object, got null."],
    ["a body that is a list", [1], { b: 2 }, "extraBody: expected a body that is an object, got Array."],
    ["a body that is a string", "a", { b: 2 }, "extraBody: expected a body that is an object, got a string."],
    [
      "a body of bytes",
      new Uint8Array(1),
      {},
      "extraBody: expected a body that is an object, got Uint8Array.",
    ],
  ])("withExtraBody refuses %s", (_, body, extra, message) => {
    expect(caught(() => withExtraBody(body, extra))).toMatchObject({ argument: "extraBody", message });
  });
});
