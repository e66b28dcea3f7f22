/** Streams behind proxies that drop headers or limit the time of silence. */
import { LangGraphClient, StreamDisconnectedError } from "langgraph-client";
import { describe, expect, inject, test } from "vitest";
import { proxy } from "../helpers/proxy.js";
import type { Plan, ProxyOptions } from "../helpers/proxy.js";
import { client as direct, deviates, eventsOf, newThread, type Graphs } from "./setup.js";

/** The request headers that a published passthrough forwards, and those that the servers need. */
const forwards = (name: string): boolean => /^(x-.*|authorization|content-(type|length)|accept)$/.test(name);

/** A client behind a proxy, with the requests that it has sent: `GET /threads/{id}/runs/{id}/stream`. */
async function clientBehind(plan: Plan, options: ProxyOptions) {
  const { url, cuts } = await proxy(inject("serverUrl"), plan, options);
  const requests: string[] = [];
  const client = new LangGraphClient<Graphs>({
    apiUrl: url,
    apiKey: null,
    fetch: (address, init) => {
      const path = new URL(address).pathname.replace(/[\da-f]{8}-[\da-f-]{27}/g, "{id}");
      requests.push(`${init.method} ${path}`);
      return fetch(address, init);
    },
  });
  return { client, requests, cuts };
}

const intact: Plan = () => undefined;
const ticks = { ticks: 3, delay_ms: 20 };

describe("behind a proxy that drops Last-Event-ID", () => {
  test("an undisturbed stream ends without an error after one attempt to prove its end", async () => {
    const { client, requests } = await clientBehind(intact, { forwards });
    const names: string[] = [];
    const stream = client.runs.stream(await newThread(), "slow", { input: ticks });
    for (const { event } of await eventsOf(stream)) names.push(event);
    expect(names).toEqual(["metadata", ...Array<string>(4).fill("values")]);
    const proof = ["GET /threads/{id}/runs/{id}", "GET /threads/{id}/runs/{id}/stream"];
    // An `end` event needs no proof.
    const more = deviates("end-event") ? [] : proof;
    expect(requests).toEqual(["POST /threads/{id}/runs/stream", ...more]);
  });

  test("text(), parts() and final() end without an error", async () => {
    const { client } = await clientBehind(intact, { forwards });
    const input = { messages: [{ role: "user", content: "hi" }] };
    let text = "";
    for await (const token of client.runs.stream(await newThread(), "agent", { input }).text()) text += token;
    expect(text).not.toBe("");
    const types = new Set<string>();
    for await (const part of client.runs.stream(await newThread(), "agent", { input }).parts()) {
      types.add(part.type);
    }
    expect([...types]).toContain("message");
    const { status, values } = await client.runs.stream(await newThread(), "agent", { input }).final();
    expect([status, values.messages.length]).toEqual(["success", 2]);
  });

  test("a failed run fails", async () => {
    const { client } = await clientBehind(intact, { forwards });
    const stream = client.runs.stream(await newThread(), "thrower", { input: { message: "no" } });
    const detail = deviates("hidden-error-text") ? "TypeError: execution failed" : "no";
    await expect(stream.final()).rejects.toMatchObject({ name: "RunFailedError", detail });
  });

  /** Reads a run whose first connection is cut after some bytes. */
  async function readCut(how: "reset" | "truncate" | "end", after: number) {
    const { client } = await clientBehind((_, count) => (count === 0 ? { after, how } : undefined), {
      forwards,
    });
    const values: number[] = [];
    const stream = client.runs.stream(await newThread(), "slow", { input: { ticks: 3, delay_ms: 60 } });
    try {
      for await (const event of stream) if (event.event === "values") values.push(event.data.done);
      return { values, error: undefined };
    } catch (error) {
      return { values, error };
    }
  }

  test.each(["reset", "truncate", "end"] as const)(
    "a stream that is cut (%s) loses nothing without an error",
    async (how) => {
      const places = [0, 60, 150, 260, 400];
      const runs = await Promise.all(places.map((after) => readCut(how, after)));
      for (const [index, { values, error }] of runs.entries()) {
        // Cut before its first event, a stream may lack the first ones, and must not end without an error.
        const [first = 0] = values;
        expect(values).toEqual([0, 1, 2, 3].slice(first, first + values.length));
        if (error === undefined) expect(values, `cut after ${places[index]} bytes`).toEqual([0, 1, 2, 3]);
        else expect(error).toBeInstanceOf(StreamDisconnectedError);
      }
    },
  );

  test("a join of a run that has ended is an error that names the proxy", async () => {
    const { client } = await clientBehind(intact, { forwards });
    const threadId = await newThread();
    const stream = direct.runs.stream(threadId, "slow", { input: ticks });
    await stream.final();
    const { runId } = await stream.run;
    const join = async (options: object) => {
      const joined = client.runs.joinStream(threadId, runId, options);
      await expect(joined.next()).rejects.toMatchObject({
        name: "StreamDisconnectedError",
        received: 0,
        message: expect.stringMatching(/streamResumable.*Last-Event-ID/) as unknown,
      });
    };
    await Promise.all([{}, { lastEventId: "-1" }, { from: "start" }].map(join));
  });
});

describe("behind a proxy that limits the time of silence", () => {
  test("a node that thinks for longer than all reconnects does not end the stream", async () => {
    // Longer than a second, also on a busy machine, and shorter than the server's heartbeats.
    const { client, cuts } = await clientBehind(intact, { idleMs: 2_000 });
    const values: number[] = [];
    const input = { ticks: 1, delay_ms: 10_000 };
    const stream = client.runs.stream(await newThread(), "slow", { input, maxReconnects: 1 });
    for await (const event of stream) if (event.event === "values") values.push(event.data.done);
    expect(values).toEqual([0, 1]);
    expect(cuts()).toBeGreaterThan(2);
  });
});
