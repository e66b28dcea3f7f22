/** Aborts: the reason, and promises that an abort rejects. */
import { describe, expect, test, vi } from "vitest";
import { abortReason, throwIfAborted, untilAborted } from "../../src/abort.js";
import { caught, failure } from "../helpers/async.js";

/** Creates a signal of a runtime that has no reasons. */
const withoutReason = (): AbortSignal => Object.assign(new EventTarget(), { aborted: true }) as AbortSignal;

describe("abortReason", () => {
  test.each<[string, unknown]>([
    ["an error", new Error("mine")],
    ["a string", "mine"],
    ["null", null],
  ])("abortReason returns the signal's reason, %s", (_, reason) => {
    expect(abortReason(AbortSignal.abort(reason))).toBe(reason);
  });

  test("abortReason returns an AbortError for a signal without a reason", () => {
    expect(abortReason(withoutReason())).toMatchObject({
      name: "AbortError",
      message: "This operation was aborted",
    });
  });
});

describe("throwIfAborted", () => {
  test("throwIfAborted throws the reason of an aborted signal", () => {
    expect(caught(() => throwIfAborted(AbortSignal.abort("mine")))).toBe("mine");
  });

  test.each([
    ["a signal that is not aborted", new AbortController().signal],
    ["undefined", undefined],
    ["null", null],
  ])("throwIfAborted returns for %s", (_, signal) => {
    expect(throwIfAborted(signal)).toBeUndefined();
  });
});

describe("untilAborted", () => {
  test("untilAborted returns the promise's value", async () => {
    expect(await untilAborted(Promise.resolve(1), undefined)).toBe(1);
    expect(await untilAborted(Promise.resolve(1), new AbortController().signal)).toBe(1);
  });

  test("untilAborted rejects as the promise does", async () => {
    const error = new Error("mine");
    expect(await failure(untilAborted(Promise.reject(error), undefined))).toBe(error);
    expect(await failure(untilAborted(Promise.reject(error), new AbortController().signal))).toBe(error);
  });

  test("untilAborted rejects with the reason when the signal is aborted already", async () => {
    expect(await failure(untilAborted(Promise.resolve(1), AbortSignal.abort("mine")))).toBe("mine");
  });

  test("untilAborted rejects with the reason when the signal is aborted before the promise settles", async () => {
    const controller = new AbortController();
    const pending = failure(untilAborted(new Promise(() => {}), controller.signal));
    controller.abort("mine");
    expect(await pending).toBe("mine");
  });

  test("untilAborted handles a rejection of the promise after an abort", async () => {
    const unhandled = vi.fn();
    process.on("unhandledRejection", unhandled);
    const late = Promise.resolve().then(() => Promise.reject(new Error("late")));
    await failure(untilAborted(late, AbortSignal.abort("mine")));
    await new Promise((resolve) => setImmediate(resolve));
    process.off("unhandledRejection", unhandled);
    expect(unhandled).not.toHaveBeenCalled();
  });

  test.each([
    ["resolves", () => Promise.resolve(1)],
    ["rejects", () => Promise.reject(new Error("mine"))],
  ])("untilAborted removes its listener when the promise %s", async (_, settle) => {
    const { signal } = new AbortController();
    const added = vi.spyOn(signal, "addEventListener");
    const removed = vi.spyOn(signal, "removeEventListener");
    await untilAborted<unknown>(settle(), signal).catch(() => {});
    expect(added).toHaveBeenCalledOnce();
    expect(removed.mock.calls).toEqual(added.mock.calls.map(([type, listener]) => [type, listener]));
  });
});
