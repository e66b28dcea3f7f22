/** The delay before a reconnect, or the reason why none is made. */
import { describe, expect, test, vi } from "vitest";
import { ApiError, ConnectionError, InvalidResponseError } from "../../../src/errors.js";
import { nextReconnect } from "../../../src/streaming/reconnects.js";

function apiError(status: number, headers: Record<string, string> = {}): ApiError {
  const init = { method: "GET", url: "http://a", detail: "d", body: undefined, text: "" };
  return ApiError.of({ ...init, status, headers: new Headers(headers) });
}

describe("nextReconnect", () => {
  const broken = new ConnectionError("broke", { method: "GET", url: "http://a" });
  const asked = (seconds: number) => apiError(503, { "retry-after": String(seconds) });

  test.each<[rule: string, cause: unknown, failed: number, max: number, next: object]>([
    ["reconnects at once after the first failure", broken, 0, 6, { delayMs: 0 }],
    ["waits before the second reconnect", broken, 1, 6, { delayMs: 500 }],
    ["doubles the delay", broken, 3, 6, { delayMs: 2_000 }],
    ["limits the delay", broken, 20, 30, { delayMs: 8_000 }],
    ["waits after a transient status", apiError(502), 0, 6, { delayMs: 500 }],
    ["counts a refused reconnect as a failure", apiError(502), 2, 6, { delayMs: 1_000 }],
    ["obeys Retry-After", asked(7), 1, 6, { delayMs: 7_000 }],
    [
      "gives up if Retry-After is too long",
      asked(61),
      1,
      6,
      { reason: "Retry-After is longer than a minute" },
    ],
    ["gives up after the last failure", broken, 6, 6, { reason: "6 reconnects failed" }],
    ["gives up at once if reconnects are disabled", broken, 0, 0, { reason: "maxReconnects is 0" }],
    [
      "gives up after a status that does not pass",
      apiError(404),
      1,
      6,
      { reason: "the server responded with 404" },
    ],
    [
      "gives up after a status that does not pass, before counting",
      apiError(403),
      6,
      6,
      { reason: "the server responded with 403" },
    ],
    [
      "gives up after a response that is not a stream",
      new InvalidResponseError("page", { method: "GET", url: "http://a", status: 200, text: "" }),
      1,
      6,
      { reason: "InvalidResponseError: page (GET http://a)" },
    ],
  ])("%s", (_, cause, failures, max, next) => {
    vi.spyOn(Math, "random").mockReturnValue(1);
    expect(nextReconnect(cause, { failed: failures, withoutEvents: 0 }, max)).toEqual(next);
    vi.restoreAllMocks();
  });

  test.each([
    ["does not shorten a long delay", 3, 2, 2_000],
    ["waits although none has failed, with a random part", 0, 1, 750],
  ])("without a new event since the last reconnect: %s", (_, failed, withoutEvents, delayMs) => {
    vi.spyOn(Math, "random").mockReturnValue(1);
    expect(nextReconnect(broken, { failed, withoutEvents }, 6)).toEqual({ delayMs });
    vi.restoreAllMocks();
  });

  test("waits at least 500 ms whatever the random part is", () => {
    vi.spyOn(Math, "random").mockReturnValue(0);
    expect(nextReconnect(broken, { failed: 1, withoutEvents: 1 }, 6)).toEqual({ delayMs: 500 });
    vi.restoreAllMocks();
  });
});
