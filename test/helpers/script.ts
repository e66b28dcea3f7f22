import { LangGraphClient, StreamInterruptedError } from "langgraph-client";
import type { ClientOptions } from "langgraph-client";
import { FakeRun } from "./fake-run.js";
import type { FakeEvent, FakeRunOptions } from "./fake-run.js";

/** The events `1:a 2:b c`: what each of them says, behind its id where it has one. `error` and `end` are what they are. */
export function script(text: string): FakeEvent[] {
  return text
    .split(" ")
    .filter((word) => word !== "")
    .map((word) => {
      const [, id, said] = /^(?:([^:]*):)?(.*)$/.exec(word) ?? [];
      if (said === "error") return { id, event: "error", data: '{"error":"TypeError","message":"no"}' };
      if (said === "end") return { id, event: "end", data: "null" };
      return { id, event: "custom", data: JSON.stringify(said) };
    });
}

/** A client of a fake run. */
export function clientOf(run: FakeRun, options: ClientOptions = {}): LangGraphClient {
  return new LangGraphClient({ fetch: run.fetch, apiKey: null, maxRetries: 0, ...options });
}

/** A run that says what is written, and a client of it. */
export function fake(
  text: string,
  options: FakeRunOptions = {},
): { events: FakeEvent[]; run: FakeRun; client: LangGraphClient } {
  const events = script(text);
  const run = new FakeRun(events, options);
  return { events, run, client: clientOf(run) };
}

/** What a stream says, one event after the other, and what it ends with. */
export async function read(
  stream: AsyncIterable<{ event: string; data: unknown }>,
): Promise<{ said: string; error: unknown }> {
  let said = "";
  try {
    for await (const { event, data } of stream) said += event === "error" ? "!" : String(data);
    return { said, error: undefined };
  } catch (error) {
    return { said, error };
  }
}

/** What the stream says that goes on behind the place where another one was interrupted. */
export async function readRest(error: unknown): Promise<{ said: string; error: unknown }> {
  if (!(error instanceof StreamInterruptedError) || error.resume === undefined) {
    throw new Error("It does not go on", { cause: error });
  }
  // Whatever is in the events: the error knows nothing of their types.
  return read(error.resume() as AsyncIterable<{ event: string; data: unknown }>);
}
