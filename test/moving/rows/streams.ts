import { sse } from "../../helpers/server.js";
import type { Row } from "../row.js";
import { alike, anonymous, event, one } from "./shared.js";

const chunk = [
  { type: "AIMessageChunk", id: "m", content: "Hi" },
  { langgraph_node: "agent", tags: [] },
];

export const streamRows: Row[] = [
  {
    does: "runs.stream",
    call: (client) => client.runs.stream("t", "agent", { input: { messages: [] } }),
    responses: anonymous(event("values", { a: 1 }, 1)),
    differs: {
      "stream-defaults": {
        "requests.0.body.stream_mode": [undefined, ["values"]],
        "requests.0.body.on_disconnect": [undefined, "continue"],
        "requests.0.body.stream_resumable": [undefined, true],
      },
    },
  },
  {
    does: "runs.stream without a thread",
    call: (client) => client.runs.stream(null, "agent", { ...alike, input: null }),
    responses: anonymous(event("values", { a: 1 })),
  },
  {
    does: "runs.stream with undefined as thread",
    call: (client) => client.runs.stream(undefined as unknown as string, "agent", alike),
    responses: anonymous(event("values", { a: 1 })),
    differs: {
      "argument-checks": {
        "requests.0": [
          {
            to: "POST /runs/stream",
            body: {
              stream_mode: ["values"],
              stream_resumable: true,
              assistant_id: "agent",
              on_disconnect: "continue",
            },
            headers: { "content-type": "application/json" },
          },
          undefined,
        ],
        "events.0": [{ event: "values", data: { a: 1 } }, undefined],
        error: [undefined, { name: "InvalidArgumentError", message: "threadId" }],
      },
    },
  },
  {
    does: "runs.stream with every option",
    call: (client) =>
      client.runs.stream("t", "agent", {
        ...alike,
        input: { userName: "ada" },
        config: { tags: ["x"], recursion_limit: 9, configurable: { userName: "ada" } },
        context: { userName: "ada" },
        metadata: { a: 1 },
        checkpoint: { checkpoint_ns: "", checkpoint_id: "c", checkpoint_map: null },
        checkpointId: "c",
        checkpointDuring: false,
        durability: "exit",
        interruptBefore: "*",
        interruptAfter: ["node"],
        multitaskStrategy: "rollback",
        webhook: "https://example.com/hook",
        afterSeconds: 0,
        ifNotExists: "create",
        strictResume: true,
        streamMode: ["values", "messages-tuple"],
        streamSubgraphs: true,
        streamNamespaces: ["child", "other:1"],
        feedbackKeys: ["stars"],
      }),
    responses: anonymous(event("values|child:1", { a: 1 }, 1)),
  },
  {
    does: "runs.stream on a thread with onCompletion",
    call: (client) => client.runs.stream("t", "agent", { ...alike, onCompletion: "complete" }),
    responses: one,
    compileError: { code: 2353, kind: "option-types" },
  },
  {
    does: "runs.stream with one mode",
    call: (client) => client.runs.stream("t", "agent", { ...alike, streamMode: "updates" }),
    responses: anonymous(event("updates", { agent: { a: 1 } }, 1)),
    differs: { "wire-forms": { "requests.0.body.stream_mode": ["updates", ["updates"]] } },
  },
  {
    does: "runs.stream with an empty list of modes",
    call: (client) => client.runs.stream("t", "agent", { ...alike, streamMode: [] }),
    responses: one,
    differs: { "stream-defaults": { "requests.0.body.stream_mode.0": [undefined, "values"] } },
  },
  {
    does: "runs.stream with onDisconnect: cancel",
    call: (client) => client.runs.stream("t", "agent", { streamMode: ["values"], onDisconnect: "cancel" }),
    responses: anonymous(event("values", { a: 1 })),
    differs: { "stream-defaults": { "requests.0.body.stream_resumable": [undefined, false] } },
  },
  {
    does: "runs.stream with streamResumable: false",
    call: (client) => client.runs.stream("t", "agent", { ...alike, streamResumable: false }),
    responses: anonymous(event("values", { a: 1 })),
  },
  {
    does: "runs.stream with a tracer",
    call: (client) =>
      client.runs.stream("t", "agent", { ...alike, _langsmithTracer: { projectName: "p" } as never }),
    responses: one,
    differs: { "options-sent": { "requests.0.body.langsmith_tracer": [undefined, { project_name: "p" }] } },
  },
  {
    does: "runs.stream with streamIdleReconnect",
    compileError: { code: 2353, kind: "given-fields" },
    call: (client) => client.runs.stream("t", "agent", { ...alike, streamIdleReconnect: 0 }),
    responses: one,
    differs: { "given-fields": { "requests.0.body.stream_idle_reconnect": [undefined, 0] } },
  },
  {
    does: "runs.stream resumes with a command",
    call: (client) => client.runs.stream("t", "agent", { ...alike, command: { resume: "yes" } }),
    responses: one,
  },
  {
    does: "runs.stream with a command and an input",
    call: (client) => client.runs.stream("t", "agent", { ...alike, input: {}, command: { resume: null } }),
    responses: one,
  },
  {
    does: "runs.stream asks for events",
    call: (client) => client.runs.stream("t", "agent", alike),
    responses: one,
    headers: ["accept"],
    differs: { "wire-forms": { "requests.0.headers.accept": ["*/*", "text/event-stream"] } },
  },
  {
    does: "runs.stream of events with all their fields",
    call: (client) => client.runs.stream("t", "agent", alike),
    responses: anonymous(event("values|child:1", { a: 1 }, 1), event("own", "data")),
    wholeEvents: true,
    differs: {
      "event-fields": {
        "events.0.type": [undefined, "values"],
        "events.0.namespace": [undefined, ["child:1"]],
        "events.1.id": ["1", undefined],
        "events.1.type": [undefined, "other"],
        "events.1.namespace": [undefined, []],
      },
    },
  },
  {
    does: "runs.stream of several modes",
    call: (client) =>
      client.runs.stream("t", "agent", { ...alike, streamMode: ["messages-tuple", "updates", "custom"] }),
    responses: anonymous(
      event("messages", chunk, 1),
      event("updates", { agent: { messages: [] } }, 1),
      event("custom", [1, null, "text"], 2),
    ),
  },
  {
    does: "runs.stream of the mode messages",
    call: (client) => client.runs.stream("t", "agent", { ...alike, streamMode: ["messages"] }),
    responses: anonymous(
      event("messages/metadata", { m: { metadata: {} } }, 1),
      event("messages/partial", [{ id: "m", content: "H" }], 2),
      event("messages/complete", [{ id: "m", content: "Hi" }], 3),
    ),
  },
  {
    does: "runs.stream of events of a subgraph that is called debug",
    call: (client) =>
      client.runs.stream("t", "agent", { ...alike, streamMode: ["debug", "tasks", "events"] }),
    responses: anonymous(
      event("debug|debug:1", { type: "task" }, 1),
      event("tasks", {}, 2),
      event("events", {}, 3),
    ),
  },
  {
    does: "runs.stream with an end event",
    call: (client) => client.runs.stream("t", "agent", alike),
    responses: anonymous(event("values", { a: 1 }, 1), "event: end\ndata:\n\n"),
    differs: { "event-fields": { "events.1.id": ["1", undefined] } },
  },
  {
    does: "runs.stream with comments, other line ends and several lines of data",
    call: (client) => client.runs.stream("t", "agent", alike),
    responses: sse(
      ': heartbeat\r\n\r\nevent: values\r\ndata: {\r\ndata: "a":1}\r\nid: 1\r\n\r\n: heartbeat\n\n',
    ),
  },
  {
    does: "runs.stream with an event without an id after one with an id",
    call: (client) => client.runs.stream("t", "agent", alike),
    responses: anonymous(event("values", { a: 1 }, 1), event("custom", 2)),
    differs: { "event-fields": { "events.1.id": ["1", undefined] } },
  },
];
