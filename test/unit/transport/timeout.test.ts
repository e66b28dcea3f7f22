/** The time limit of an attempt, and aborts by the caller. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { TimeoutError } from "../../../src/errors.js";
import type { Attempt, Reply } from "../../../src/transport/fetch.js";
import type { Outgoing } from "../../../src/transport/request.js";
import { withTimeout } from "../../../src/transport/timeout.js";
import { failure } from "../../helpers/async.js";
import { outgoing, replyOf } from "../requests.js";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Sends a request through `withTimeout`, to an attempt that the test settles. */
function send(fields: Partial<Outgoing>, init: RequestInit = {}) {
  const calls: RequestInit[] = [];
  let resolve!: (reply: Reply) => void;
  let reject!: (error: unknown) => void;
  const next: Attempt = (_, given) => {
    calls.push(given);
    return new Promise((onReply, onError) => ([resolve, reject] = [onReply, onError]));
  };
  const promise = withTimeout(next)(outgoing(fields), init);
  const signal = (): AbortSignal | null | undefined => calls[0]?.signal;
  return {
    promise,
    calls,
    signal,
    resolve: (reply: Reply) => resolve(reply),
    reject: (error: unknown) => reject(error),
  };
}

describe("withTimeout", () => {
  test.each<[Outgoing["idempotency"], boolean]>([
    ["safe", false],
    ["idempotent", true],
    ["once", true],
  ])(
    "withTimeout rejects a request that is %s with a TimeoutError after timeoutMs",
    async (idempotency, may) => {
      const { promise, signal } = send({ timeoutMs: 100, idempotency, method: "POST" });
      const failed = failure(promise);
      await vi.advanceTimersByTimeAsync(99);
      expect(signal()?.aborted).toBe(false);
      await vi.advanceTimersByTimeAsync(1);
      const error = await failed;
      expect(error).toBeInstanceOf(TimeoutError);
      expect(error).toMatchObject({
        message: "No complete response within 100 ms (POST http://api/a)",
        mayHaveBeenProcessed: may,
      });
      expect(signal()?.reason).toBe(error);
    },
  );

  test("withTimeout rejects with the reason of the caller's abort, and aborts the attempt", async () => {
    const controller = new AbortController();
    const { promise, signal } = send({ timeoutMs: 100, signal: controller.signal });
    controller.abort("mine");
    expect(await failure(promise)).toBe("mine");
    expect(signal()?.reason).toBe("mine");
    expect(vi.getTimerCount()).toBe(0);
  });

  test("withTimeout settles an abort even if the attempt ignores its signal, without a limit too", async () => {
    const controller = new AbortController();
    const { promise, signal } = send({ signal: controller.signal });
    // Node's fetch would leave its listener on the caller's signal.
    expect(signal()).not.toBe(controller.signal);
    controller.abort("mine");
    expect(await failure(promise)).toBe("mine");
    expect(signal()?.reason).toBe("mine");
  });

  test.each<[string, Partial<Outgoing>]>([
    ["an abort", {}],
    ["the time limit", { timeoutMs: 100 }],
  ])("withTimeout closes a response that arrives after %s", async (_, fields) => {
    const controller = new AbortController();
    const cancel = vi.fn();
    const sent = send({ signal: controller.signal, ...fields });
    const failed = failure(sent.promise);
    if (fields.timeoutMs === undefined) controller.abort();
    else await vi.advanceTimersByTimeAsync(fields.timeoutMs ?? 0);
    await failed;
    sent.resolve({ ...replyOf(undefined), response: new Response(new ReadableStream({ cancel })) });
    await vi.waitFor(() => expect(cancel).toHaveBeenCalledOnce());
  });

  test.each<[string, object | null, boolean, boolean]>([
    ["keeps listening for a body without a reader", { cancel: undefined }, false, true],
    ["leaves a readable body to its reader", new ReadableStream(), false, false],
    ["keeps listening to the signal of a stream", new ReadableStream(), true, true],
  ])("withTimeout %s, after the response", async (_, body, ownSignal, isAborted) => {
    const controller = new AbortController();
    const sent = send({ signal: controller.signal, timeoutMs: 100, ownSignal });
    // A response of a runtime without readable bodies.
    const response = { body } as unknown as Response;
    sent.resolve({ ...replyOf(undefined), response });
    await sent.promise;
    expect(vi.getTimerCount()).toBe(0);
    controller.abort("mine");
    expect(sent.signal()?.aborted).toBe(isAborted);
  });

  test("withTimeout sends nothing if the signal is aborted already", async () => {
    const { promise, calls } = send({ timeoutMs: 100, signal: AbortSignal.abort("mine") });
    expect(await failure(promise)).toBe("mine");
    expect(calls).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("withTimeout passes the init on without a limit and a signal", () => {
    const init = { method: "GET" };
    expect(send({}, init).calls[0]).toBe(init);
  });

  test("withTimeout gives fetch a signal of the runtime in place of a polyfill's", async () => {
    // A polyfill has the methods of a signal, but not its class.
    const polyfill = Object.assign(new EventTarget(), { aborted: false, reason: "mine" }) as AbortSignal;
    const { promise, signal } = send({ signal: polyfill });
    expect(signal()).toBeInstanceOf(AbortSignal);
    polyfill.dispatchEvent(new Event("abort"));
    expect(await failure(promise)).toBe("mine");
    expect(signal()?.aborted).toBe(true);
  });

  test("withTimeout keeps the other options of fetch", () => {
    expect(send({ timeoutMs: 100 }, { method: "PUT", body: "a" }).calls[0]).toMatchObject({
      method: "PUT",
      body: "a",
    });
  });

  test.each<[string, (sent: ReturnType<typeof send>) => void]>([
    ["resolves", ({ resolve }) => resolve(replyOf("a"))],
    ["rejects", ({ reject }) => reject(new Error("mine"))],
  ])("withTimeout clears its timer and its listener when the attempt %s", async (_, settle) => {
    const { signal } = new AbortController();
    const added = vi.spyOn(signal, "addEventListener");
    const removed = vi.spyOn(signal, "removeEventListener");
    const sent = send({ timeoutMs: 100, signal });
    expect(vi.getTimerCount()).toBe(1);
    settle(sent);
    const outcome = await sent.promise.catch((error: unknown) => error);
    expect(outcome).toMatchObject(outcome instanceof Error ? { message: "mine" } : { text: "a" });
    expect(vi.getTimerCount()).toBe(0);
    expect(removed.mock.calls).toEqual(added.mock.calls.map(([type, listener]) => [type, listener]));
    expect(added).toHaveBeenCalledOnce();
  });
});
