import type { Client } from "@langchain/langgraph-sdk";
import { json, sse } from "../../helpers/server.js";
import type { Row } from "../row.js";
import { alike, anonymous, classes, created, event, one, run } from "./shared.js";

const metadata = event("metadata", { run_id: "r", attempt: 1 }, 0);
const failed = event("error", { error: "TypeError", message: "none" }, 1);

/** A run that sends `end`, so that no reads follow. */
function endedRun() {
  return sse(event("values", {}, 1) + event("end", null, 2), created);
}

export const streamEndRows: Row[] = [
  {
    does: "runs.stream of a run that succeeds",
    call: (client) => client.runs.stream("t", "agent", alike),
    responses: run([metadata, event("values", { a: 1 }, 1)]),
    differs: {
      "proof-of-end": {
        "requests.1": [undefined, { to: "GET /threads/t/runs/r" }],
        "requests.2": [undefined, { to: "GET /threads/t/runs/r/stream", headers: { "last-event-id": "0" } }],
      },
    },
  },
  {
    does: "runs.stream of a run that waits at an interrupt",
    call: (client) => client.runs.stream("t", "agent", alike),
    responses: run(
      [metadata, event("values", { __interrupt__: [{ id: "i", value: "Sure?" }] }, 1)],
      "interrupted",
    ),
    differs: {
      "proof-of-end": {
        "requests.1": [undefined, { to: "GET /threads/t/runs/r" }],
        "requests.2": [undefined, { to: "GET /threads/t/runs/r/stream", headers: { "last-event-id": "0" } }],
      },
    },
  },
  {
    does: "runs.stream of a run that fails",
    call: (client) => client.runs.stream("t", "agent", alike),
    responses: run([metadata, failed], "error"),
    differs: { "failed-runs": { error: [undefined, { name: "RunFailedError", message: "TypeError" }] } },
  },
  {
    does: "runs.stream of a run that fails, with raiseError: false",
    call: (client) => client.runs.stream("t", "agent", { ...alike, raiseError: false } as typeof alike),
    responses: run([metadata, failed], "error"),
  },
  {
    does: "runs.stream whose last event is incomplete",
    call: (client) => client.runs.stream("t", "agent", { ...alike, streamResumable: false }),
    responses: sse(`${event("values", { a: 1 }, 1)}event: values\ndata: {"a":2}`),
    differs: {
      disconnected: {
        "events.1": [{ id: "1", event: "values", data: { a: 2 } }, undefined],
        error: [undefined, { name: "StreamDisconnectedError", message: "The connection broke" }],
      },
    },
  },
  {
    does: "runs.stream without any event",
    call: (client) => client.runs.stream("t", "agent", alike),
    responses: anonymous(),
    differs: {
      disconnected: {
        error: [undefined, { name: "StreamDisconnectedError", message: "The connection broke" }],
      },
    },
  },
  {
    does: "runs.stream with data that is invalid JSON",
    call: (client) => client.runs.stream("t", "agent", alike),
    responses: sse("event: values\ndata: {\n\n"),
    differs: {
      "checked-responses": {
        "error.name": ["SyntaxError", "InvalidEventError"],
        "error.message": [undefined, 'The data of the event "values" is not valid JSON'],
      },
    },
  },
  {
    does: "runs.stream, of a server that returns JSON",
    call: (client) => client.runs.stream("t", "agent", alike),
    responses: json({}),
    differs: {
      "checked-responses": {
        "error.name": ["Error", "InvalidResponseError"],
        "error.status": [undefined, 200],
        "error.message": [
          "Expected response header Content-Type to contain 'text/event-stream'",
          "Expected a stream",
        ],
      },
    },
  },
  {
    does: "runs.stream of a missing thread",
    call: (client) => client.runs.stream("t", "agent", alike),
    responses: json({ detail: "Thread not found" }, { status: 404 }),
    differs: { "error-classes": { "error.name": ["Error", "NotFoundError"] } },
  },
  ...[401, 409, 422, 500].map((status) => ({
    does: `runs.stream, of a server that sends ${status}`,
    call: (client: Client) => client.runs.stream("t", "agent", alike),
    responses: { status, body: "no" },
    differs: { "error-classes": { "error.name": ["Error", classes[status]] } } as const,
  })),
  {
    does: "runs.stream calls onRunCreated before its first event",
    call: async (client) => {
      const seen: unknown[] = [];
      const onRunCreated = (run: unknown) => seen.push(run);
      for await (const { event } of client.runs.stream("t", "agent", { ...alike, onRunCreated }))
        seen.push(event);
      return seen;
    },
    responses: endedRun(),
  },
  {
    does: "runs.stream that is aborted before it starts",
    call: (client) => client.runs.stream("t", "agent", { ...alike, signal: AbortSignal.abort() }),
    differs: {
      leaving: { error: [undefined, { name: "AbortError", message: "This operation was aborted" }] },
    },
  },
  {
    does: "runs.stream that is aborted inside its loop",
    call: async (client) => {
      const controller = new AbortController();
      const seen: unknown[] = [];
      for await (const { event } of client.runs.stream("t", "agent", {
        ...alike,
        signal: controller.signal,
      })) {
        seen.push(event);
        controller.abort();
      }
      return seen;
    },
    responses: anonymous(event("values", { a: 1 }, 1), event("values", { a: 2 }, 2)),
    differs: {
      leaving: {
        result: [["values"], undefined],
        error: [undefined, { name: "AbortError", message: "This operation was aborted" }],
      },
    },
  },
  {
    does: "runs.stream that is aborted while its loop waits",
    call: (client) => {
      const controller = new AbortController();
      const abortLater = async function* () {
        for await (const { event } of client.runs.stream("t", "agent", {
          ...alike,
          signal: controller.signal,
        })) {
          yield { event, data: null };
          setImmediate(() => controller.abort());
        }
      };
      return abortLater();
    },
    responses: (_, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write(event("values", { a: 1 }, 1));
      return undefined;
    },
  },
  {
    does: "runs.stream that is left by a break closes its connection",
    call: async (_, { create }) => {
      let isClosed = false;
      const body = new ReadableStream<Uint8Array>({
        start: (controller) => controller.enqueue(new TextEncoder().encode(event("values", { a: 1 }, 1))),
        cancel: () => {
          isClosed = true;
        },
      });
      const headers = { "content-type": "text/event-stream" };
      const client = create({ callerOptions: { fetch: async () => new Response(body, { headers }) } });
      for await (const { event } of client.runs.stream("t", "agent", alike)) if (event === "values") break;
      return isClosed;
    },
    differs: { leaving: { result: [false, true] } },
  },
  {
    does: "runs.stream that is read by next and return",
    call: async (client) => {
      const stream = client.runs.stream("t", "agent", { ...alike, streamResumable: false });
      const first = await stream.next();
      const { event, data } = first.value as { event: string; data: unknown };
      return [event, data, first.done, await stream.return(undefined), await stream.next()];
    },
    responses: anonymous(event("values", { a: 1 }, 1)),
  },
  {
    does: "runs.stream sends its request with the first event",
    call: async (client, { requests }) => {
      const stream = client.runs.stream("t", "agent", alike);
      await client.threads.get("t");
      return [requests.length, (await stream.next()).done];
    },
    responses: ({ method }) => (method === "GET" ? json({}) : one),
  },
];
