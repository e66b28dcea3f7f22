import { json } from "../../helpers/server.js";
import type { Row } from "../row.js";
import { anonymous, checkpoint, event } from "./shared.js";

export const stateRows: Row[] = [
  { does: "threads.getState", call: (client) => client.threads.getState("t") },
  { does: "threads.getState encodes an id", call: (client) => client.threads.getState("t/../u") },
  {
    does: "threads.getState with undefined and null",
    call: async (client) => [
      await client.threads.getState("t", undefined, undefined),
      await client.threads.getState("t", null as never),
    ],
  },
  {
    does: "threads.getState with subgraphs",
    call: (client) => client.threads.getState("t", undefined, { subgraphs: true }),
  },
  {
    does: "threads.getState with subgraphs: false",
    call: (client) => client.threads.getState("t", undefined, { subgraphs: false }),
    differs: {
      "left-out-defaults": {
        "requests.0.to": ["GET /threads/t/state?subgraphs=false", "GET /threads/t/state"],
      },
    },
  },
  {
    does: "threads.getState with a selection",
    call: (client) => client.threads.getState("t", undefined, { select: ["values.messages", "next"] }),
  },
  {
    does: "threads.getState at the id of a checkpoint",
    call: (client) => client.threads.getState("t", "c/d"),
  },
  {
    does: "threads.getState at the id of a checkpoint, with options",
    call: (client) => client.threads.getState("t", "c", { subgraphs: true, select: ["values"] }),
  },
  { does: "threads.getState at a checkpoint", call: (client) => client.threads.getState("t", checkpoint) },
  {
    does: "threads.getState at a checkpoint, with options",
    call: (client) => client.threads.getState("t", checkpoint, { subgraphs: true, select: ["values"] }),
  },
  {
    does: "threads.getState at a checkpoint, with subgraphs: false",
    call: (client) => client.threads.getState("t", checkpoint, { subgraphs: false }),
    differs: { "left-out-defaults": { "requests.0.body.subgraphs": [false, undefined] } },
  },
  {
    does: "threads.getState at the checkpoint of a subgraph",
    call: (client) =>
      client.threads.getState("t", { ...checkpoint, checkpoint_ns: "child:1", checkpoint_map: { "": "c" } }),
  },
  {
    does: "threads.getState at a checkpoint that names the thread alone",
    call: (client) => client.threads.getState("t", { thread_id: "t" } as never),
    differs: {
      "checkpoint-forms": {
        "requests.0.to": ["POST /threads/t/state/checkpoint", "GET /threads/t/state"],
        "requests.0.body": [{ checkpoint: { thread_id: "t" } }, undefined],
        "requests.0.headers": [{ "content-type": "application/json" }, undefined],
      },
    },
  },
  {
    does: "threads.updateState",
    call: (client) =>
      client.threads.updateState("t", {
        values: { theValue: 1 },
        asNode: "n",
        checkpoint,
        checkpointId: "c",
      }),
  },
  {
    does: "threads.updateState with null as values",
    call: (client) => client.threads.updateState<unknown>("t", { values: null, asNode: "__end__" }),
  },
  {
    does: "threads.updateState with a list as values",
    compileError: { code: 2322, kind: "state-lists" },
    call: (client) => client.threads.updateState("t", { values: [{ a: 1 }, { b: 2 }] }),
  },
  {
    does: "threads.updateState without values",
    call: (client) => client.threads.updateState("t", {} as never),
    differs: {
      "argument-checks": {
        "requests.0": [
          { to: "POST /threads/t/state", body: {}, headers: { "content-type": "application/json" } },
          undefined,
        ],
        result: [{ a: "response" }, undefined],
        error: [undefined, { name: "InvalidArgumentError", message: "values" }],
      },
    },
  },
  { does: "threads.getHistory", call: (client) => client.threads.getHistory("t"), responses: json([]) },
  {
    does: "threads.getHistory with every option",
    call: (client) =>
      client.threads.getHistory("t", {
        limit: 3,
        before: { configurable: { checkpoint_id: "c" } },
        metadata: { source: "loop" },
        checkpoint: { checkpoint_ns: "child" },
        select: ["values"],
      }),
    responses: json([]),
  },
  {
    does: "threads.getHistory with limit: 0",
    call: (client) => client.threads.getHistory("t", { limit: 0 }),
    responses: json([]),
  },
  {
    does: "threads.getHistory before a checkpoint",
    call: (client) => client.threads.getHistory("t", { before: { configurable: { checkpoint_id: "c" } } }),
    responses: json([]),
    differs: {
      "checkpoint-forms": {
        "requests.0.to": ["POST /threads/t/history", "GET /threads/t/history?before=c&limit=10"],
        "requests.0.body": [{ limit: 10, before: { configurable: { checkpoint_id: "c" } } }, undefined],
        "requests.0.headers": [{ "content-type": "application/json" }, undefined],
      },
    },
  },
  {
    does: "threads.getHistory before a config without a checkpoint",
    call: (client) => client.threads.getHistory("t", { before: { configurable: { thread_id: "t" } } }),
    responses: json([]),
    differs: {
      "checkpoint-forms": { "requests.0.body.before": [{ configurable: { thread_id: "t" } }, undefined] },
    },
  },
  {
    does: "threads.joinStream",
    call: (client) => client.threads.joinStream("t"),
    responses: anonymous(event("values", { a: 1 }, 1), event("state_update", {}, 2)),
    differs: {
      disconnected: {
        error: [undefined, { name: "StreamDisconnectedError", message: "The connection broke" }],
      },
    },
  },
  {
    does: "threads.joinStream with every option",
    call: (client) =>
      client.threads.joinStream("t", { lastEventId: "7", streamMode: ["run_modes", "lifecycle"] }),
    responses: anonymous(event("values", { a: 1 }, 8)),
    differs: {
      "wire-forms": {
        "requests.0.to": [
          "GET /threads/t/stream?stream_mode=run_modes&stream_mode=lifecycle",
          "GET /threads/t/stream?stream_modes=run_modes%2Clifecycle",
        ],
      },
      disconnected: {
        error: [undefined, { name: "StreamDisconnectedError", message: "The connection broke" }],
      },
    },
  },
  {
    does: "threads.joinStream with one mode",
    call: (client) => client.threads.joinStream("t", { streamMode: "lifecycle" }),
    responses: anonymous(),
    differs: {
      "wire-forms": {
        "requests.0.to": [
          "GET /threads/t/stream?stream_mode=lifecycle",
          "GET /threads/t/stream?stream_modes=lifecycle",
        ],
      },
      disconnected: {
        error: [undefined, { name: "StreamDisconnectedError", message: "The connection broke" }],
      },
    },
  },
];
