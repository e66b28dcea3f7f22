/** Streams as responses of a server, and their readers. */
import { createServer } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { ConnectionError, LangGraphClient, RunFailedError } from "langgraph-client";
import { RemoteStreamError, readStream, toReadableStream, toResponse } from "langgraph-client/http";
import { createFakeServer } from "langgraph-client/testing";
import { threadStream } from "langgraph-client/thread";
import { describe, expect, test } from "vitest";
import { all, caught, failure, until } from "../helpers/async.js";
import { listenUntilFinished } from "../helpers/server.js";

const FORMATS = ["sse", "ndjson"] as const;
const input = { messages: [{ role: "user", content: "hi" }] };

/** A client of a server whose graphs answer, fail, and wait until they are cancelled. */
function fake() {
  const server = createFakeServer({
    graphs: {
      agent: () => "Line one\nline two",
      thrower: () => {
        throw new TypeError("no");
      },
      endless: (_: object, { signal, write }) => {
        write("begun");
        return new Promise<undefined>((_, reject) => signal.addEventListener("abort", reject));
      },
    },
  });
  const client = new LangGraphClient({ apiUrl: "http://fake", apiKey: "secret-key", fetch: server.fetch });
  return { server, client };
}

/** An item as JSON carries it: without `undefined`. */
const plain = (items: unknown[]) => JSON.parse(JSON.stringify(items)) as unknown[];

async function* throwing(error: Error): AsyncGenerator<string> {
  yield "first";
  throw error;
}

describe.for(FORMATS)("streams as %s", (format) => {
  type Client = LangGraphClient;
  test.for<[string, (client: Client) => AsyncIterable<unknown>]>([
    ["the events of a run", (client) => client.runs.stream(null, "agent", { input })],
    ["parts()", (client) => client.runs.stream(null, "agent", { input }).parts()],
    ["messages()", (client) => client.runs.stream(null, "agent", { input }).messages()],
    ["text()", (client) => client.runs.stream(null, "agent", { input }).text()],
    [
      "the parts of a thread's run",
      (client) => threadStream(client, { assistantId: "agent" }).start({ input }).parts(),
    ],
  ])("%s arrive as they are", async ([, start]) => {
    // Two servers, whose ids are the same.
    const expected = await all(start(fake().client));
    const found = await all(readStream<unknown>(toResponse(start(fake().client), { format })));
    expect(found.length).toBeGreaterThan(1);
    const withoutTimes = (items: unknown[]) => JSON.stringify(plain(items)).replace(/"time":\d+/g, "");
    expect(withoutTimes(found)).toEqual(withoutTimes(expected));
  });

  test("a run's failure arrives with its reason", async () => {
    const { client } = fake();
    const errors: unknown[] = [];
    const stream = client.runs.stream(null, "thrower", { input: {} });
    const response = toResponse(stream, { format, onError: (error) => void errors.push(error) });
    const error = await failure(all(readStream(response)));
    expect(error).toBeInstanceOf(RemoteStreamError);
    expect(error).toMatchObject({ remoteName: "RunFailedError", message: "TypeError: no" });
    expect(errors).toEqual([expect.any(RunFailedError)]);
  });

  test("the status of the server's response arrives, and no other text of it", async () => {
    const { client, server } = fake();
    server.fail("POST /runs/stream", { status: 403, detail: "secret-key may not" });
    const text = await toResponse(client.runs.stream(null, "agent", { input }), { format }).text();
    expect(text).toContain("HTTP 403");
    expect(text).not.toContain("secret");
  });

  test("the text of an unknown error does not arrive", async () => {
    const response = toResponse(throwing(new Error("secret-key")), { format });
    const text = await response.clone().text();
    expect(text).toContain("first");
    expect(text).not.toContain("secret");
    const items: string[] = [];
    const error = await failure(
      (async () => {
        for await (const item of readStream<string>(response)) items.push(item);
      })(),
    );
    expect(error).toMatchObject({ remoteName: "Error", message: "The stream of the run ended early" });
    expect(items).toEqual(["first"]);
  });

  test("a body that is cut off throws ConnectionError at every byte", async () => {
    const stream = client().runs.stream(null, "agent", { input }).text();
    const bytes = new Uint8Array(await new Response(toReadableStream(stream, { format })).arrayBuffer());
    for (let end = 0; end < bytes.length; end += 1) {
      const body = new Blob([bytes.slice(0, end)]).stream();
      expect(await failure(all(readStream(body, { format })))).toBeInstanceOf(ConnectionError);
    }
  });

  test("an idle stream sends heartbeats, which readers skip", async () => {
    let arrive = (_: string): void => {};
    const late = new Promise<string>((resolve) => (arrive = resolve));
    const waiting = (async function* () {
      yield await late;
    })();
    const body = toReadableStream(waiting, { format, heartbeatMs: 1 });
    const [watched, read] = body.tee();
    const reader = watched.getReader();
    const { value } = await reader.read();
    expect(new TextDecoder().decode(value)).toBe(format === "sse" ? ": heartbeat\n\n" : "\n");
    arrive("late");
    void reader.cancel();
    expect(await all(readStream(read, { format }))).toEqual(["late"]);
  });
});

const client = () => fake().client;

describe("over sockets", () => {
  /** A server that passes the stream of an endless run on. Returns its URL. */
  async function listen(stream: AsyncIterable<unknown>): Promise<string> {
    const handler = async (response: Parameters<typeof pipeline>[1] & NodeJS.WritableStream) => {
      await pipeline(Readable.fromWeb(toReadableStream(stream) as never), response).catch(() => {});
    };
    // oxlint-disable-next-line typescript/no-misused-promises -- it handles its errors
    return listenUntilFinished(createServer((_, response) => handler(response)));
  }

  test("a reader that leaves cancels the run of the stream behind the server", async () => {
    const { client } = fake();
    const { thread_id: threadId } = await client.threads.create();
    const stream = client.runs.stream(threadId, "endless", {
      input: {},
      streamMode: "custom",
      onDisconnect: "cancel",
    });
    const response = await fetch(await listen(stream));
    for await (const { event } of readStream<{ event: string }>(response)) if (event === "custom") break;
    const { runId } = await stream.run;
    const { status } = await until(
      () => client.runs.get(threadId, runId),
      (run) => run.status !== "running",
    );
    expect(status).toBe("interrupted");
  });

  test("a whole run arrives through a server", async () => {
    const url = await listen(client().runs.stream(null, "agent", { input }).text());
    expect((await all(readStream<string>(await fetch(url), { format: "sse" }))).join("")).toBe(
      "Line one\nline two",
    );
  });
});

describe("responses", () => {
  test("have the headers of their format, which the caller's headers override", async () => {
    const one = toResponse(throwing(new Error("no")));
    expect(one.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
    expect(one.headers.get("cache-control")).toBe("no-cache, no-transform");
    const two = toResponse(throwing(new Error("no")), {
      format: "ndjson",
      status: 201,
      headers: { "cache-control": "no-store", "x-own": "1" },
    });
    expect(two.status).toBe(201);
    expect(Object.fromEntries(two.headers)).toMatchObject({
      "content-type": "application/x-ndjson; charset=utf-8",
      "cache-control": "no-store",
      "x-own": "1",
    });
  });

  test("that are not read start no run", async () => {
    const { client, server } = fake();
    await toResponse(client.runs.stream(null, "agent", { input })).body?.cancel();
    expect(server.requests).toEqual([]);
  });

  test("with an error status are errors for the reader", async () => {
    const error = await failure(all(readStream(new Response("no", { status: 502 }))));
    expect(error).toMatchObject({ name: "RemoteStreamError", status: 502 });
  });
});

test.each([
  ["stream", () => toReadableStream(undefined as never)],
  ["stream", () => toResponse([] as never)],
  ["format", () => toReadableStream(throwing(new Error("no")), { format: "xml" as never })],
  ["heartbeatMs", () => toReadableStream(throwing(new Error("no")), { heartbeatMs: -1 })],
  ["onError", () => toReadableStream(throwing(new Error("no")), { onError: 1 as never })],
])("a wrong %s throws InvalidArgumentError", (argument, call) => {
  expect(caught(call)).toMatchObject({ name: "InvalidArgumentError", argument });
});
