/** ApiPromise: the result of a call, with or without its response. */
import { describe, expect, test, vi } from "vitest";
import { ApiPromise } from "../../../src/transport/api-promise.js";
import { failure } from "../../helpers/async.js";

const response = new Response();

/** Runs a callback, and lists the rejections that nothing handled. */
async function unhandledOf(run: () => void): Promise<unknown[]> {
  const unhandled = vi.fn();
  process.on("unhandledRejection", unhandled);
  run();
  await new Promise((resolve) => setImmediate(resolve));
  process.off("unhandledRejection", unhandled);
  return unhandled.mock.calls.map(([reason]) => reason);
}

describe("ApiPromise", () => {
  test("ApiPromise resolves with the data", async () => {
    expect(await new ApiPromise(Promise.resolve({ data: 1, response }))).toBe(1);
  });

  test("ApiPromise rejects as the call does", async () => {
    const error = new Error("mine");
    expect(await failure(new ApiPromise(Promise.reject(error)))).toBe(error);
  });

  test("withResponse resolves with the data and the response", async () => {
    const promise = new ApiPromise(Promise.resolve({ data: 1, response }));
    expect(await promise.withResponse()).toEqual({ data: 1, response });
  });

  test("withResponse rejects as the call does", async () => {
    const error = new Error("mine");
    expect(await failure(new ApiPromise(Promise.reject(error)).withResponse())).toBe(error);
  });

  test("withResponse leaves no unhandled rejection of the promise itself", async () => {
    const error = new Error("mine");
    const reasons = await unhandledOf(() => {
      new ApiPromise(Promise.reject(error)).withResponse().catch(() => {});
    });
    expect(reasons).toEqual([]);
  });

  test("a rejection that nobody handles is reported once", async () => {
    const error = new Error("mine");
    const reasons = await unhandledOf(() => void new ApiPromise(Promise.reject(error)));
    expect(reasons).toEqual([error]);
  });

  test.each<[string, (promise: ApiPromise<number>) => Promise<unknown>]>([
    ["then", (promise) => promise.then((value) => value)],
    ["catch", (promise) => promise.catch(() => 0)],
    ["finally", (promise) => promise.finally(() => {})],
  ])("%s returns a plain promise", async (_, derive) => {
    const derived = derive(new ApiPromise(Promise.resolve({ data: 1, response })));
    expect(derived).not.toBeInstanceOf(ApiPromise);
    expect(await derived).toBe(1);
  });
});
