import { json, sse } from "../../helpers/server.js";
import type { Respond } from "../../helpers/server.js";
import type { Row } from "../row.js";
import { anonymous, created, event, run } from "./shared.js";

const events = [event("metadata", { run_id: "r" }, 0), event("values", { a: 1 }, 1), event("end", null, 2)];
const values = event("values", { a: 1 }, 1);

/** A run whose first connection breaks after one event, and that names the stream to reconnect to. */
const broken: Respond = (request, response, count) => {
  if (count > 0) return run(events)(request, response, count);
  response.writeHead(200, {
    "content-type": "text/event-stream",
    location: "/threads/t/runs/r/stream",
    ...created,
  });
  response.write(events[0], () => response.destroy());
  return undefined;
};

export const joinRows: Row[] = [
  {
    does: "runs.joinStream",
    call: (client) => client.runs.joinStream("t", "r"),
    responses: run(events),
    differs: {
      "left-out-defaults": {
        "requests.0.to": [
          "GET /threads/t/runs/r/stream?cancel_on_disconnect=0",
          "GET /threads/t/runs/r/stream",
        ],
      },
      joins: { "requests.0.headers": [undefined, { "last-event-id": "-1" }] },
    },
  },
  {
    does: "runs.joinStream after an event",
    call: (client) => client.runs.joinStream("t", "r", { lastEventId: "0", cancelOnDisconnect: true }),
    responses: run(events),
    differs: {
      "wire-forms": {
        "requests.0.to": [
          "GET /threads/t/runs/r/stream?cancel_on_disconnect=1",
          "GET /threads/t/runs/r/stream?cancel_on_disconnect=true",
        ],
      },
    },
  },
  {
    does: "runs.joinStream with an empty id of the last event",
    call: (client) => client.runs.joinStream("t", "r", { lastEventId: "", cancelOnDisconnect: true }),
    responses: run(events),
    differs: {
      "wire-forms": {
        "requests.0.to": [
          "GET /threads/t/runs/r/stream?cancel_on_disconnect=1",
          "GET /threads/t/runs/r/stream?cancel_on_disconnect=true",
        ],
      },
      joins: { "requests.0.headers": [undefined, { "last-event-id": "-1" }] },
    },
  },
  {
    does: "runs.joinStream with null as thread",
    call: (client) => client.runs.joinStream(null, "r", { lastEventId: "0", cancelOnDisconnect: true }),
    responses: run(events),
    differs: {
      "wire-forms": {
        "requests.0.to": [
          "GET /runs/r/stream?cancel_on_disconnect=1",
          "GET /runs/r/stream?cancel_on_disconnect=true",
        ],
      },
    },
  },
  {
    does: "runs.joinStream with undefined as thread",
    call: (client) => client.runs.joinStream(undefined, "r", { lastEventId: "0", cancelOnDisconnect: true }),
    responses: run(events),
    differs: {
      "wire-forms": {
        "requests.0.to": [
          "GET /runs/r/stream?cancel_on_disconnect=1",
          "GET /runs/r/stream?cancel_on_disconnect=true",
        ],
      },
    },
  },
  {
    does: "runs.joinStream with a signal alone",
    call: (client) => client.runs.joinStream("t", "r", new AbortController().signal),
    responses: run(events),
    differs: {
      "left-out-defaults": {
        "requests.0.to": [
          "GET /threads/t/runs/r/stream?cancel_on_disconnect=0",
          "GET /threads/t/runs/r/stream",
        ],
      },
      joins: { "requests.0.headers": [undefined, { "last-event-id": "-1" }] },
    },
  },
  {
    does: "runs.joinStream with a mode",
    call: (client) =>
      client.runs.joinStream("t", "r", {
        lastEventId: "0",
        cancelOnDisconnect: true,
        streamMode: "updates",
      }),
    responses: run([...events.slice(0, 2), event("updates", {}, 2), event("end", null, 3)]),
    differs: {
      joins: {
        "requests.0.to": [
          "GET /threads/t/runs/r/stream?cancel_on_disconnect=1&stream_mode=updates",
          "GET /threads/t/runs/r/stream?cancel_on_disconnect=true",
        ],
        "events.0.id": ["1", "2"],
        "events.0.event": ["values", "updates"],
        "events.0.data.a": [1, undefined],
        "events.1.id": ["2", "3"],
        "events.1.event": ["updates", "end"],
        "events.1.data": [{}, null],
        "events.2": [{ id: "3", event: "end", data: null }, undefined],
      },
    },
  },
  {
    does: "runs.joinStream with namespaces and a checkpoint",
    call: (client) =>
      client.runs.joinStream("t", "r", {
        lastEventId: "0",
        cancelOnDisconnect: true,
        checkpointId: "c",
        streamNamespaces: ["child", ""],
      }),
    responses: run(events),
    differs: {
      "wire-forms": {
        "requests.0.to": [
          "GET /threads/t/runs/r/stream?cancel_on_disconnect=1&checkpoint_id=c&namespace=child&namespace=",
          "GET /threads/t/runs/r/stream?cancel_on_disconnect=true&checkpoint_id=c&namespace=child&namespace=",
        ],
      },
    },
  },
  {
    does: "runs.joinStream of a missing run",
    call: (client) => client.runs.joinStream("t", "r", { lastEventId: "0", cancelOnDisconnect: true }),
    responses: json({ detail: "Run not found" }, { status: 404 }),
    differs: {
      "wire-forms": {
        "requests.0.to": [
          "GET /threads/t/runs/r/stream?cancel_on_disconnect=1",
          "GET /threads/t/runs/r/stream?cancel_on_disconnect=true",
        ],
      },
      "error-classes": { "error.name": ["Error", "NotFoundError"] },
    },
  },
  {
    does: "runs.joinStream of a run that is unknown to the JS server",
    call: (client) => client.runs.joinStream("t", "r", { lastEventId: "0", cancelOnDisconnect: true }),
    responses: ({ url }) =>
      url.includes("/stream") ? sse('event: error\ndata: "Run not found"\n\n') : json({}, { status: 404 }),
    differs: {
      "wire-forms": {
        "requests.0.to": [
          "GET /threads/t/runs/r/stream?cancel_on_disconnect=1",
          "GET /threads/t/runs/r/stream?cancel_on_disconnect=true",
        ],
      },
      "proof-of-end": {
        "requests.1": [undefined, { to: "GET /threads/t/runs/r" }],
        "requests.2": [undefined, { to: "GET /threads/t" }],
      },
      "failed-runs": { error: [undefined, { name: "RunFailedError", message: "Error" }] },
    },
  },
  {
    does: "a broken stream reconnects",
    call: (client) =>
      client.runs.stream("t", "agent", {
        streamMode: ["values"],
        streamResumable: true,
        onDisconnect: "continue",
      }),
    responses: broken,
    differs: { reconnects: { "requests.1.headers.last-event-id": ["0", "-1"] } },
  },
  {
    does: "a broken stream that is not resumable",
    call: (client) =>
      client.runs.stream("t", "agent", {
        streamMode: ["values"],
        streamResumable: false,
        onDisconnect: "continue",
      }),
    responses: (_, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write(values, () => response.destroy());
      return undefined;
    },
    differs: {
      disconnected: {
        "error.name": ["TypeError", "StreamDisconnectedError"],
        "error.message": [undefined, "The connection broke"],
      },
    },
  },
  {
    does: "a stream whose run works on when its connection closes",
    call: (client) =>
      client.runs.stream("t", "agent", {
        streamMode: ["values"],
        streamResumable: true,
        onDisconnect: "continue",
      }),
    responses: (request, response, count) =>
      count === 0 ? sse(events[0] ?? "", created) : run(events)(request, response, count),
    differs: {
      "proof-of-end": {
        "requests.1": [undefined, { to: "GET /threads/t/runs/r" }],
        "requests.2": [undefined, { to: "GET /threads/t/runs/r/stream", headers: { "last-event-id": "-1" } }],
      },
      disconnected: {
        "events.1": [undefined, { id: "1", event: "values", data: { a: 1 } }],
        "events.2": [undefined, { id: "2", event: "end", data: null }],
      },
    },
  },
  {
    does: "runs.joinStream without ids",
    call: (client) => client.runs.joinStream("t", "r", { lastEventId: "0", cancelOnDisconnect: true }),
    responses: anonymous(event("end", null)),
    differs: {
      "wire-forms": {
        "requests.0.to": [
          "GET /threads/t/runs/r/stream?cancel_on_disconnect=1",
          "GET /threads/t/runs/r/stream?cancel_on_disconnect=true",
        ],
      },
    },
  },
];
