/** Ids of runs in responses, and their announcement. */
import { describe, expect, test, vi } from "vitest";
import { announceRun, runOfResponse } from "../../../src/runs/ids.js";

describe("runOfResponse", () => {
  test.each<[string, string | null, string] | [string, undefined]>([
    ["/threads/t/runs/r", "t", "r"],
    ["/threads/t/runs/r/stream", "t", "r"],
    ["/threads/t/runs/r?a=1", "t", "r"],
    ["/threads/t/runs/r#a", "t", "r"],
    ["/threads/t?a/runs/r", null, "r"],
    ["http://api/x/threads/t/runs/r", "t", "r"],
    ["/threads/a%2Fb/runs/c%20d", "a/b", "c d"],
    ["/runs/r", null, "r"],
    ["/runs/r/stream", null, "r"],
    ["/threads/t", undefined],
    ["/threads/t/runs/", undefined],
    ["/threads/t/runs/r%zz", undefined],
    ["/threads/%zz/runs/r", undefined],
    ["/threads/t/runs/%2e%2e", undefined],
    ["/threads/./runs/r", undefined],
    ["/", undefined],
  ])("runOfResponse reads the Content-Location %s", (location, threadId, runId?: string) => {
    const response = new Response(null, { headers: { "content-location": location } });
    expect(runOfResponse(response)).toEqual(runId === undefined ? undefined : { runId, threadId });
  });

  test("runOfResponse returns undefined without the header", () => {
    expect(runOfResponse(new Response())).toBeUndefined();
  });
});

describe("announceRun", () => {
  test.each<[string, Parameters<typeof announceRun>[1], unknown[]]>([
    ["both ids", { runId: "r", threadId: "t" }, [[{ run_id: "r", thread_id: "t" }]]],
    ["the run's id alone if it has no thread", { runId: "r", threadId: null }, [[{ run_id: "r" }]]],
    ["nothing if the ids are unknown", undefined, []],
  ])("announceRun announces %s", (_, run, calls) => {
    const onRunCreated = vi.fn();
    announceRun(onRunCreated, run);
    expect(onRunCreated.mock.calls).toStrictEqual(calls);
  });

  test("announceRun does nothing without a callback", () => {
    expect(announceRun(undefined, { runId: "r", threadId: "t" })).toBeUndefined();
  });
});
