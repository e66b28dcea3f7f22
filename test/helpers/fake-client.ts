import { StreamDisconnectedError } from "langgraph-client";
import type { ClientOptions, LangGraphClient } from "langgraph-client";
import type { Sleep } from "../../src/backoff.js";
import { FakeRun } from "./fake-run.js";
import type { FakeEvent, FakeRunOptions } from "./fake-run.js";
import { clientWithSleep, skipping } from "./skipped-delays.js";

/** Parses events such as `1:a 2:b c`: an optional id and the data. `error` and `end` become events of these names. */
export function parseEvents(text: string): FakeEvent[] {
  return text
    .split(" ")
    .filter((word) => word !== "")
    .map((word) => {
      const [, id, data = ""] = /^(?:([^:]*):)?(.*)$/.exec(word) ?? [];
      if (data === "error") return { id, event: "error", data: '{"error":"TypeError","message":"no"}' };
      if (data === "end") return { id, event: "end", data: "null" };
      return { id, event: "custom", data: JSON.stringify(data) };
    });
}

/**
 * Creates a client of a fake run, without retries.
 *
 * @param sleep - Waits before a reconnect. Default: skips the delay.
 */
export function clientOf(
  run: FakeRun,
  options: ClientOptions = {},
  sleep: Sleep = skipping(),
): LangGraphClient {
  return clientWithSleep({ fetch: run.fetch, apiKey: null, maxRetries: 0, ...options }, sleep);
}

interface Fake {
  events: FakeEvent[];
  run: FakeRun;
  client: LangGraphClient;
  /** The delays before reconnects, which the client skips. */
  delays: number[];
}

/** Creates a fake run from the notation of `parseEvents`, and a client of it. */
export function fake(text: string, options: FakeRunOptions = {}): Fake {
  const events = parseEvents(text);
  const run = new FakeRun(events, options);
  const delays: number[] = [];
  return { events, run, client: clientOf(run, {}, skipping(delays)), delays };
}

/** Reads a stream to its end. Returns the data of its events, joined (`!` for an error event), and the error it throws. */
export async function read(
  stream: AsyncIterable<{ event: string; data: unknown }>,
): Promise<{ delivered: string; error: unknown }> {
  let delivered = "";
  try {
    for await (const { event, data } of stream) delivered += event === "error" ? "!" : String(data);
    return { delivered, error: undefined };
  } catch (error) {
    return { delivered, error };
  }
}

/** Reads the stream that continues a disconnected one, from the error that the disconnected one threw. */
export async function readRest(error: unknown): Promise<{ delivered: string; error: unknown }> {
  if (!(error instanceof StreamDisconnectedError) || error.reconnect === undefined) {
    throw new Error("The error does not allow a reconnect", { cause: error });
  }
  // The error does not carry the types of the events.
  return read(error.reconnect() as AsyncIterable<{ event: string; data: unknown }>);
}
