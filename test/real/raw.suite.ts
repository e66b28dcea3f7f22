import { BadRequestError } from "langgraph-client";
import { describe, expect, test } from "vitest";
import { all, failure } from "../helpers/async.js";
import { client, conformance, deviates, eventsOf, lacks, newThread, rawClient } from "./setup.js";

const { raw } = rawClient;

describe("raw", () => {
  test("raw.GET reads /ok and /info", async () => {
    if (!lacks("GET /ok")) expect((await raw.GET("/ok")).data).toMatchObject({ ok: true });
    const { data, response } = await raw.GET("/info");
    expect(response.status).toBe(200);
    expect(data).toMatchObject({ flags: { assistants: true, crons: !deviates("no-crons") } });
  });

  test("raw.GET passes path and query parameters to /threads/{thread_id}/history", async () => {
    const threadId = await newThread();
    await client.runs.wait(threadId, "slow", { input: { ticks: 2, delay_ms: 0 } });
    const { data } = await raw.GET("/threads/{thread_id}/history", {
      params: { path: { thread_id: threadId }, query: { limit: 2 } },
    });
    expect(data).toMatchObject([{ values: { done: 2 } }, { values: { done: 1 } }]);
  });

  test("raw.GET returns an HTTP error as a value", async () => {
    const { data, error, response } = await raw.GET("/threads/{thread_id}", {
      params: { path: { thread_id: crypto.randomUUID() } },
    });
    expect(data).toBeUndefined();
    expect(error).toBeDefined();
    expect(response.status).toBe(404);
  });

  test("raw.stream of POST …/stream/events streams a run that POST …/commands starts", async () => {
    const path = { thread_id: await newThread() };
    const events = raw.stream("POST", "/threads/{thread_id}/stream/events", {
      params: { path },
      body: { channels: ["lifecycle", "values"] },
    });
    const started = await raw.POST("/threads/{thread_id}/commands", {
      params: { path },
      body: { id: 1, method: "run.start", params: { assistant_id: "nested", input: { path: "start" } } },
    });
    expect(started.data).toMatchObject({
      type: "success",
      id: 1,
      result: { run_id: expect.any(String) as string },
    });

    const values: unknown[] = [];
    for await (const { id, event, data } of events) {
      expect(conformance.componentErrors("ProtocolEvent", data)).toEqual([]);
      const message = data as {
        event_id: string;
        seq: number;
        method: string;
        params: { namespace: string[]; data: unknown };
      };
      expect(id).toBe(deviates("protocol-ids") ? String(message.seq) : message.event_id);
      expect(event).toBe(message.method);
      if (message.params.namespace.length > 0) continue;
      if (message.method === "values") values.push(message.params.data);
      // The stream stays open for further runs: an event marks the end of this run.
      else if ((message.params.data as { event: string }).event === "completed") break;
    }
    expect(values.at(-1)).toEqual({ path: "start > before > inside > after" });
  });

  test("raw.stream decodes the events of a run, and throws HTTP errors", async () => {
    const path = { thread_id: await newThread() };
    const names: string[] = [];
    const stream = raw.stream("POST", "/threads/{thread_id}/runs/stream", {
      params: { path },
      body: { assistant_id: "trivial", input: { value: 1 } },
    });
    for (const { event } of await eventsOf(stream)) names.push(event);
    expect(names).toEqual(["metadata", "values", "values"]);

    const refused = raw.stream("POST", "/threads/{thread_id}/runs/stream", {
      params: { path: { thread_id: "no-uuid" } },
      body: { assistant_id: "trivial", input: { value: 1 } },
    });
    if (deviates("creates-threads")) expect(await eventsOf(refused)).toHaveLength(3);
    else expect(await failure(all(refused))).toBeInstanceOf(BadRequestError);
  });

  test("request accepts any path", async () => {
    expect(await rawClient.request("GET", "/info")).toHaveProperty("flags");
    const body = { metadata: { nobody: "has this" } };
    expect(await rawClient.request("POST", "/threads/search", { body })).toEqual([]);
  });
});
