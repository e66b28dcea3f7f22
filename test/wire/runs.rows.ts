import { all } from "../helpers/async.js";
import { json, sse } from "../helpers/server.js";
import type { Row } from "./row.js";

const runs = (...ids: string[]) => ids.map((id) => ({ run_id: id }));
const checkpoint = { thread_id: "t", checkpoint_ns: "", checkpoint_id: "c" };

/** Every option of a run, except those of streams. */
const options = {
  input: { userName: "ada" },
  config: { configurable: { userName: "ada" }, recursion_limit: 9, tags: ["x"] },
  context: { userName: "ada" },
  metadata: { a: 1 },
  checkpoint,
  checkpointId: "c",
  checkpointDuring: false,
  durability: "exit",
  interruptBefore: "*",
  interruptAfter: ["node"],
  multitaskStrategy: "rollback",
  onCompletion: "keep",
  onDisconnect: "continue",
  webhook: "https://example.com/hook",
  afterSeconds: 0,
  ifNotExists: "create",
  strictResume: true,
} as const;
/** The body that `options` are sent as. */
const optionsBody = {
  input: { userName: "ada" },
  config: { configurable: { userName: "ada" }, recursion_limit: 9, tags: ["x"] },
  context: { userName: "ada" },
  metadata: { a: 1 },
  checkpoint,
  checkpoint_id: "c",
  checkpoint_during: false,
  durability: "exit",
  interrupt_before: "*",
  interrupt_after: ["node"],
  multitask_strategy: "rollback",
  on_completion: "keep",
  on_disconnect: "continue",
  webhook: "https://example.com/hook",
  after_seconds: 0,
  if_not_exists: "create",
  strict_resume: true,
};
/** Copies of the readonly lists in `options`: the methods take mutable ones. */
const mutable = { interruptAfter: [...options.interruptAfter], config: { ...options.config, tags: ["x"] } };

/** The defaults of a stream. */
const followedBody = { stream_resumable: true, on_disconnect: "continue" };
/** The body of `wait` without options. */
const waitBody = { assistant_id: "agent", on_disconnect: "continue" };

/** The first event of every run, with its id. */
const metadataEvent = 'event: metadata\ndata: {"run_id":"r"}\n\n';
const metadata = { id: undefined, event: "metadata", type: "metadata", namespace: [], data: { run_id: "r" } };
/** The status of a run that has succeeded. */
const succeeded = json({ run_id: "r", status: "success" });

export const runRows: Row[] = [
  {
    method: "runs.stream",
    call: (client) =>
      all(
        client.runs.stream("t", "agent", {
          ...options,
          ...mutable,
          streamMode: ["values", "messages-tuple"],
          streamSubgraphs: true,
          streamResumable: true,
          streamNamespaces: ["child", "other:1"],
          feedbackKeys: ["stars"],
          _langsmithTracer: { projectName: "p", exampleId: "e" },
        }),
      ),
    sends: {
      to: "POST /threads/t/runs/stream?namespace=child&namespace=other%3A1",
      headers: { accept: "text/event-stream", "content-type": "application/json" },
      body: {
        assistant_id: "agent",
        ...optionsBody,
        stream_mode: ["values", "messages-tuple"],
        stream_subgraphs: true,
        stream_resumable: true,
        feedback_keys: ["stars"],
        langsmith_tracer: { project_name: "p", example_id: "e" },
      },
    },
    responses: sse('event: values\ndata: {"a":1}\nid: 1\n\n'),
    returns: [{ id: "1", event: "values", type: "values", namespace: [], data: { a: 1 } }],
  },
  {
    method: "runs.stream",
    does: "sends null as thread to /runs/stream",
    call: (client) => all(client.runs.stream(null, "agent", { command: { resume: null } })),
    sends: {
      to: "POST /runs/stream",
      body: {
        assistant_id: "agent",
        stream_mode: ["values"],
        ...followedBody,
        command: { resume: null },
      },
    },
    responses: sse(metadataEvent),
    returns: [metadata],
  },
  {
    method: "runs.stream",
    does: "sends the default mode for an empty list of modes",
    call: (client) => all(client.runs.stream(null, "agent", { streamMode: [] })),
    sends: {
      to: "POST /runs/stream",
      body: { assistant_id: "agent", ...followedBody, stream_mode: ["values"] },
    },
    responses: sse(metadataEvent),
    returns: [metadata],
  },
  {
    method: "runs.stream",
    does: "sends the default modes without options",
    call: (client) => all(client.runs.stream("t", "agent")),
    sends: [
      {
        to: "POST /threads/t/runs/stream",
        body: { assistant_id: "agent", ...followedBody, stream_mode: ["values"] },
      },
      "GET /threads/t/runs/r",
    ],
    responses: [sse(metadataEvent), succeeded],
    returns: [metadata],
  },
  {
    method: "runs.stream",
    does: "defaults to streamResumable: false with onDisconnect: cancel",
    call: (client) =>
      all(client.runs.stream("t", "agent", { onDisconnect: "cancel", streamMode: ["updates"] })),
    sends: [
      {
        to: "POST /threads/t/runs/stream",
        body: {
          assistant_id: "agent",
          stream_mode: ["updates"],
          stream_resumable: false,
          on_disconnect: "cancel",
        },
      },
      "GET /threads/t/runs/r",
    ],
    responses: [sse(metadataEvent), succeeded],
    returns: [metadata],
  },
  {
    method: "runs.resume",
    call: (client) => all(client.runs.resume("t", "agent", { id: "yes" }, { streamMode: "updates" })),
    sends: [
      "GET /threads/t/state",
      {
        to: "POST /threads/t/runs/stream",
        body: {
          assistant_id: "agent",
          stream_mode: ["updates"],
          ...followedBody,
          command: { resume: { id: "yes" } },
        },
      },
      "GET /threads/t/runs/r",
    ],
    responses: [json({ tasks: [] }), sse(metadataEvent), succeeded],
    returns: [metadata],
  },
  {
    method: "runs.create",
    call: (client) =>
      client.runs.create("t", "agent", {
        ...options,
        ...mutable,
        streamMode: "updates",
        streamSubgraphs: false,
        streamResumable: true,
        feedbackKeys: [],
      }),
    sends: {
      to: "POST /threads/t/runs",
      body: {
        assistant_id: "agent",
        ...optionsBody,
        stream_mode: ["updates"],
        stream_subgraphs: false,
        stream_resumable: true,
        feedback_keys: [],
      },
    },
  },
  {
    method: "runs.create",
    does: "sends null as thread to /runs",
    call: (client) => client.runs.create(null, "agent", { input: null }),
    sends: { to: "POST /runs", body: { assistant_id: "agent", input: null } },
  },
  {
    method: "runs.createBatch",
    call: (client) =>
      client.runs.createBatch([
        {
          assistantId: "agent",
          input: { userName: "ada" },
          multitaskStrategy: "enqueue",
          interruptBefore: ["n"],
          streamMode: "values",
          onCompletion: "keep",
        },
        { assistantId: "other", _langsmithTracer: { projectName: "p" } },
      ]),
    sends: {
      to: "POST /runs/batch",
      body: [
        {
          assistant_id: "agent",
          input: { userName: "ada" },
          multitask_strategy: "enqueue",
          interrupt_before: ["n"],
          stream_mode: ["values"],
          on_completion: "keep",
        },
        { assistant_id: "other", langsmith_tracer: { project_name: "p" } },
      ],
    },
    responses: json(runs("r1", "r2")),
  },
  {
    method: "runs.wait",
    call: (client) => client.runs.wait("t", "agent", { ...options, ...mutable, raiseError: true }),
    sends: { to: "POST /threads/t/runs/wait", body: { assistant_id: "agent", ...optionsBody } },
    responses: json({ messages: [] }),
  },
  {
    method: "runs.wait",
    does: "sends null as thread to /runs/wait, and skips blank lines before the output",
    call: (client) => client.runs.wait(null, "agent"),
    sends: { to: "POST /runs/wait", body: waitBody },
    responses: { headers: { "content-type": "application/json" }, body: '\n\n\n{"done":true}' },
    returns: { done: true },
  },
  {
    method: "runs.wait",
    does: "sends the onDisconnect of the caller",
    call: (client) => client.runs.wait("t", "agent", { onDisconnect: "cancel" }),
    sends: { to: "POST /threads/t/runs/wait", body: { assistant_id: "agent", on_disconnect: "cancel" } },
    responses: json({}),
  },
  {
    method: "runs.wait",
    does: "returns the interrupts of a run",
    call: (client) => client.runs.wait("t", "agent"),
    sends: { to: "POST /threads/t/runs/wait", body: waitBody },
    responses: json({ __interrupt__: [{ id: "i", value: "Sure?" }] }),
  },
  {
    method: "runs.wait",
    does: "returns null as output",
    call: (client) => client.runs.wait("t", "agent"),
    sends: { to: "POST /threads/t/runs/wait", body: waitBody },
    responses: json(null),
  },
  {
    method: "runs.wait",
    does: "returns the error of a failed run with raiseError: false",
    call: (client) => client.runs.wait("t", "agent", { raiseError: false }),
    sends: { to: "POST /threads/t/runs/wait", body: waitBody },
    responses: json({ __error__: { error: "TypeError", message: "none" } }),
  },
  {
    method: "runs.list",
    call: (client) => client.runs.list("t"),
    sends: "GET /threads/t/runs?limit=10&offset=0",
    responses: json(runs("r")),
  },
  {
    method: "runs.list",
    does: "sends every field in snake_case",
    call: (client) =>
      client.runs.list("t", { limit: 2, offset: 4, status: "success", select: ["run_id", "status"] }),
    sends: "GET /threads/t/runs?limit=2&offset=4&status=success&select=run_id&select=status",
    responses: json([]),
  },
  {
    method: "runs.iterate",
    call: (client) => all(client.runs.iterate("t", { limit: 2, status: "error" })),
    sends: [
      "GET /threads/t/runs?limit=2&offset=0&status=error",
      "GET /threads/t/runs?limit=3&offset=1&status=error",
      "GET /threads/t/runs?limit=3&offset=3&status=error",
    ],
    responses: [json(runs("r1", "r2")), json(runs("r2", "r3", "r4")), json(runs("r4"))],
    returns: runs("r1", "r2", "r3", "r4"),
  },
  {
    method: "runs.iterate",
    does: "requests a short page again with limit counted from the first row, as the JS server does",
    call: (client) => all(client.runs.iterate("t", { limit: 2 })),
    sends: [
      "GET /threads/t/runs?limit=2&offset=0",
      "GET /threads/t/runs?limit=3&offset=1",
      "GET /threads/t/runs?limit=4&offset=1",
      "GET /threads/t/runs?limit=3&offset=2",
      "GET /threads/t/runs?limit=5&offset=2",
    ],
    responses: [runs("r1", "r2"), runs("r2"), runs("r2", "r3"), runs("r3"), runs("r3")].map((page) =>
      json(page),
    ),
    returns: runs("r1", "r2", "r3"),
  },
  {
    method: "runs.iterate",
    does: "requests the id with a selection that lacks it, and leaves it out of the rows",
    call: (client) => all(client.runs.iterate("t", { limit: 2, select: ["status"] })),
    sends: [
      "GET /threads/t/runs?limit=2&offset=0&select=status&select=run_id",
      "GET /threads/t/runs?limit=3&offset=1&select=status&select=run_id",
      "GET /threads/t/runs?limit=3&offset=3&select=status&select=run_id",
    ],
    responses: [
      json([
        { status: "success", run_id: "r1" },
        { status: "success", run_id: "r2" },
      ]),
      json([
        { status: "success", run_id: "r2" },
        { status: "error", run_id: "r3" },
        { status: "success", run_id: "r4" },
      ]),
      json([{ status: "success", run_id: "r4" }]),
    ],
    returns: [{ status: "success" }, { status: "success" }, { status: "error" }, { status: "success" }],
  },
  {
    method: "runs.get",
    call: (client) => client.runs.get("t", "r"),
    sends: "GET /threads/t/runs/r",
  },
  {
    method: "runs.cancel",
    call: (client) => client.runs.cancel("t", "r"),
    sends: "POST /threads/t/runs/r/cancel?action=interrupt",
    responses: { status: 202 },
    returns: undefined,
  },
  {
    method: "runs.cancel",
    does: "sends wait, action and further query parameters",
    call: (client) => client.runs.cancel("t", "r", true, "rollback", { reason: "taken" }),
    sends: "POST /threads/t/runs/r/cancel?wait=1&action=rollback&reason=taken",
    responses: json({}),
    returns: undefined,
  },
  {
    method: "runs.cancelMany",
    call: (client) => client.runs.cancelMany({ threadId: "t", runIds: ["r"], action: "rollback" }),
    sends: { to: "POST /runs/cancel?action=rollback", body: { thread_id: "t", run_ids: ["r"] } },
    responses: { status: 204 },
    returns: undefined,
  },
  {
    method: "runs.cancelMany",
    does: "sends a status instead of ids",
    call: (client) => client.runs.cancelMany({ status: "pending" }),
    sends: { to: "POST /runs/cancel", body: { status: "pending" } },
    responses: { status: 204 },
    returns: undefined,
  },
  {
    method: "runs.join",
    call: (client) => client.runs.join("t", "r"),
    sends: ["GET /threads/t/runs/r/join", "GET /threads/t/runs/r", "GET /threads/t/state"],
    responses: [json({ messages: [] }), succeeded, json({ next: [], tasks: [], metadata: { run_id: "r" } })],
  },
  {
    method: "runs.join",
    does: "adds a missing __error__ from the run's status with raiseError: false",
    call: (client) => client.runs.join("t", "r", { raiseError: false }),
    sends: ["GET /threads/t/runs/r/join", "GET /threads/t/runs/r", "GET /threads/t/state"],
    responses: [
      json({ messages: [] }),
      json({ run_id: "r", status: "timeout" }),
      json({ next: ["a"], tasks: [], metadata: { run_id: "r" } }),
    ],
    returns: {
      messages: [],
      __error__: { error: "timeout", message: 'The run ended with the status "timeout"' },
    },
  },
  {
    method: "runs.join",
    does: "omits cancelOnDisconnect: false, and returns the error with raiseError: false",
    call: (client) => client.runs.join("t", "r", { cancelOnDisconnect: false, raiseError: false }),
    sends: ["GET /threads/t/runs/r/join", "GET /threads/t/runs/r"],
    responses: [json({ __error__: { error: "TypeError", message: "none" } }), succeeded],
  },
  {
    method: "runs.join",
    does: "sends cancelOnDisconnect: true",
    call: (client) => client.runs.join("t", "r", { cancelOnDisconnect: true }),
    sends: [
      "GET /threads/t/runs/r/join?cancel_on_disconnect=true",
      "GET /threads/t/runs/r",
      "GET /threads/t/state",
    ],
  },
  {
    method: "runs.joinStream",
    call: (client) =>
      all(
        client.runs.joinStream("t", "r", {
          cancelOnDisconnect: true,
          lastEventId: "-1",
          streamMode: ["updates"],
          streamNamespaces: ["a", "b"],
          checkpointId: "c",
        }),
      ),
    sends: [
      {
        to: "GET /threads/t/runs/r/stream?checkpoint_id=c&cancel_on_disconnect=true&namespace=a&namespace=b",
        headers: { accept: "text/event-stream", "last-event-id": "-1" },
      },
      "GET /threads/t/runs/r",
    ],
    responses: [
      sse(
        'event: metadata\ndata: {"run_id":"r"}\n\nevent: values\ndata: {}\n\nevent: updates|a\ndata: {"n":1}\n\n',
      ),
      succeeded,
    ],
    returns: [
      { id: undefined, event: "metadata", type: "metadata", namespace: [], data: { run_id: "r" } },
      { id: undefined, event: "updates|a", type: "updates", namespace: ["a"], data: { n: 1 } },
    ],
  },
  {
    method: "runs.joinStream",
    does: "begins at the first event for an empty lastEventId, and delivers all events for an empty list of modes",
    call: (client) => all(client.runs.joinStream("t", "r", { lastEventId: "", streamMode: [] })),
    sends: [
      { to: "GET /threads/t/runs/r/stream", headers: { "last-event-id": "-1" } },
      "GET /threads/t/runs/r",
    ],
    responses: [sse("event: metadata\ndata: {}\n\nevent: custom\ndata: 1\n\n"), succeeded],
    returns: [
      { id: undefined, event: "metadata", type: "metadata", namespace: [], data: {} },
      { id: undefined, event: "custom", type: "custom", namespace: [], data: 1 },
    ],
  },
  {
    method: "runs.joinStream",
    does: 'sends no Last-Event-ID from "now"',
    call: (client) => all(client.runs.joinStream("t", "r", { from: "now" })),
    sends: [
      { to: "GET /threads/t/runs/r/stream", headers: { "last-event-id": undefined } },
      "GET /threads/t/runs/r",
    ],
    responses: [sse("event: custom\ndata: 1\n\n"), succeeded],
    returns: [{ id: undefined, event: "custom", type: "custom", namespace: [], data: 1 }],
  },
  {
    method: "runs.joinStream",
    does: "accepts undefined as thread, and an AbortSignal instead of options",
    call: (client) => all(client.runs.joinStream(undefined, "r", new AbortController().signal)),
    sends: { to: "GET /runs/r/stream", headers: { "last-event-id": "-1" } },
    responses: sse("event: metadata\ndata: {}\n\n"),
    returns: [{ id: undefined, event: "metadata", type: "metadata", namespace: [], data: {} }],
  },
  {
    method: "runs.delete",
    call: (client) => client.runs.delete("t", "r"),
    sends: "DELETE /threads/t/runs/r",
    responses: { status: 204 },
    returns: undefined,
  },
];
