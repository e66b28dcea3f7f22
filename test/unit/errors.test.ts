/** The classes of errors: excerpts in messages, and `instanceof` across two copies of the package. */
import { describe, expect, test, vi } from "vitest";
import * as ours from "../../src/errors.js";
import { excerpt } from "../../src/errors.js";
import * as main from "langgraph-client";
import * as thread from "langgraph-client/thread";

const BIG = "x".repeat(5_000_000);
const request = { method: "GET", url: "http://api/a" };
const run = { runId: BIG, threadId: null };

describe("excerpt", () => {
  test.each([
    ["abc", 3, "abc"],
    ["abcd", 3, "abc…"],
    ["ab😀", 3, "ab…"],
    ["a😀b", 3, "a😀…"],
    ["", 3, ""],
  ])("excerpt of %j with %d characters is %j", (text, length, expected) => {
    expect(excerpt(text, length)).toBe(expected);
  });
});

describe("messages", () => {
  const { headers } = new Response();
  test.each<[string, Error]>([
    [
      "an ApiError",
      ours.ApiError.of({ ...request, status: 500, detail: BIG, body: BIG, text: BIG, headers }),
    ],
    ["a ConnectionError", new ours.ConnectionError(BIG, request)],
    ["an InvalidResponseError", new ours.InvalidResponseError(BIG, { ...request, status: 200, text: BIG })],
    [
      "an InvalidEventError",
      new ours.InvalidEventError({ event: BIG, id: BIG, data: BIG, cause: undefined }),
    ],
    ["a RunFailedError", new ours.RunFailedError({ error: BIG, detail: BIG, ...run, data: BIG })],
    [
      "a StreamDisconnectedError",
      new ours.StreamDisconnectedError(BIG, { ...run, lastEventId: BIG, cursor: BIG, received: 1 }),
    ],
  ])("the message of %s is short although the server's text has 5 MB", (_, error) => {
    expect(error.message.length).toBeLessThan(1_500);
  });

  test("fields keep the whole text", () => {
    expect(new ours.RunFailedError({ error: "E", detail: BIG, ...run, data: 1 }).detail).toBe(BIG);
    expect(new ours.InvalidEventError({ event: "a", id: "1", data: BIG, cause: 1 }).data).toBe(BIG);
  });
});

describe("instanceof", async () => {
  vi.resetModules();
  const theirs: typeof ours = await import("../../src/errors.js");
  const copies = [
    ["this copy", ours],
    ["the other copy", theirs],
  ] as const;
  const notFound = ({ ApiError }: typeof ours) =>
    ApiError.of({
      ...request,
      status: 404,
      detail: "no",
      body: undefined,
      text: "",
      headers: new Headers(),
    });

  test("the copies differ", () => {
    expect(theirs.ApiError).not.toBe(ours.ApiError);
    expect(Object.getPrototypeOf(notFound(theirs))).not.toBe(ours.NotFoundError.prototype);
  });

  test.each(copies)(
    "a NotFoundError of %s is an instance of its own and its base classes only",
    (_, copy) => {
      const error = notFound(copy);
      const names = Object.entries(ours).flatMap(([name, Class]) =>
        // `excerpt` has no prototype.
        typeof Class === "function" && "prototype" in Class && Class.prototype && error instanceof Class
          ? [name]
          : [],
      );
      expect(names.sort()).toEqual(["ApiError", "LangGraphError", "NotFoundError"]);
    },
  );

  test("every error class that an entry exports is known to the other copy", () => {
    const exported: Record<string, unknown> = { ...main, ...thread };
    const classes = Object.entries(exported).filter(([name]) => name.endsWith("Error"));
    const brands = classes.map(([, Class]) => {
      const { prototype } = Class as { prototype: object };
      return Object.getOwnPropertyDescriptor(prototype, Symbol.for("langgraph-client.error"))
        ?.value as unknown;
    });
    expect(classes.length).toBeGreaterThan(15);
    expect(brands).toEqual(classes.map(([name]) => name));
  });

  test.each(copies)("a TimeoutError of %s is a ConnectionError", (_, { TimeoutError }) => {
    const error = new TimeoutError("late", request);
    expect(error instanceof ours.TimeoutError).toBe(true);
    expect(error instanceof ours.ConnectionError).toBe(true);
    expect(error instanceof ours.ApiError).toBe(false);
  });

  test.each(copies)("a class that a program derives from a class of %s", (_, copy) => {
    class OwnError extends copy.NotFoundError {}
    class InnerError extends OwnError {}
    const { status, detail, body, text, headers } = notFound(copy);
    const init = { ...request, status, detail, body, text, headers };
    const own = new OwnError(init);
    expect(own instanceof OwnError).toBe(true);
    expect(own instanceof InnerError).toBe(false);
    expect(new InnerError(init) instanceof OwnError).toBe(true);
    expect(own instanceof ours.NotFoundError).toBe(true);
    expect(own instanceof ours.ConflictError).toBe(false);
    expect(notFound(ours) instanceof OwnError).toBe(false);
    expect(notFound(theirs) instanceof OwnError).toBe(false);
  });

  test.each<[string, unknown]>([
    ["an error", new Error("a")],
    ["an object with the name", { name: "ApiError", status: 404 }],
    ["null", null],
    ["undefined", undefined],
    ["a string", "ApiError"],
    ["an object without a prototype", Object.create(null)],
    ["the prototype of Error", Error.prototype],
    ["a function", () => {}],
  ])("%s is not an instance", (_, value) => {
    expect(value instanceof ours.LangGraphError).toBe(false);
    expect(value instanceof ours.ApiError).toBe(false);
  });
});
