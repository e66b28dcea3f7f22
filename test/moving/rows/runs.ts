import { json } from "../../helpers/server.js";
import type { Row } from "../row.js";
import { checkpoint, common, created } from "./shared.js";

export const runRows: Row[] = [
  { does: "runs.create", call: (client) => client.runs.create("t", "agent") },
  {
    does: "runs.create without a thread",
    call: (client) => client.runs.create(null, "agent", { input: null }),
  },
  {
    does: "runs.create with every option",
    call: (client) =>
      client.runs.create("t", "agent", {
        ...common,
        streamMode: ["values", "updates"],
        streamSubgraphs: false,
        streamResumable: true,
        feedbackKeys: ["stars"],
      }),
  },
  {
    does: "runs.create with one mode",
    call: (client) => client.runs.create("t", "agent", { streamMode: "updates" }),
    differs: { "wire-forms": { "requests.0.body.stream_mode": ["updates", ["updates"]] } },
  },
  {
    does: "runs.create with an empty list of modes",
    call: (client) => client.runs.create("t", "agent", { streamMode: [] }),
    differs: { "wire-forms": { "requests.0.body.stream_mode": [[], undefined] } },
  },
  {
    does: "runs.create with onDisconnect",
    call: (client) => client.runs.create("t", "agent", { onDisconnect: "continue" }),
    differs: { "options-sent": { "requests.0.body.on_disconnect": [undefined, "continue"] } },
  },
  {
    does: "runs.create with a tracer",
    call: (client) =>
      client.runs.create("t", "agent", {
        _langsmithTracer: { projectName: "p", exampleId: "e" } as never,
      }),
  },
  {
    does: "runs.create with empty values",
    call: (client) =>
      client.runs.create("t", "agent", {
        input: {},
        config: {},
        metadata: {},
        interruptBefore: [],
        feedbackKeys: [],
        webhook: "",
        checkpointId: undefined as never,
      }),
  },
  {
    does: "runs.create with null values",
    compileError: { code: 2322, kind: "null-values" },
    call: (client) =>
      client.runs.create("t", "agent", {
        config: null as never,
        metadata: null,
        checkpointId: null as never,
      }),
  },
  {
    does: "runs.create with a command",
    call: (client) =>
      client.runs.create("t", "agent", {
        command: { resume: { theAnswer: 1 }, update: [["aKey", 1]], goto: { node: "n", input: null } },
      }),
  },
  {
    does: "runs.create with a command and an input",
    call: (client) => client.runs.create("t", "agent", { input: {}, command: { goto: ["n"], update: {} } }),
  },
  {
    does: "runs.create with a name of the wire",
    call: (client) => client.runs.create("t", "agent", { interrupt_before: ["n"] } as never),
    differs: { "given-fields": { "requests.0.body.interrupt_before": [undefined, ["n"]] } },
  },
  {
    does: "runs.create with a recursion limit of LangChain",
    call: (client) => client.runs.create("t", "agent", { config: { recursionLimit: 5 } as never }),
    differs: {
      "argument-checks": {
        "requests.0": [
          {
            to: "POST /threads/t/runs",
            body: { config: { recursionLimit: 5 }, assistant_id: "agent" },
            headers: { "content-type": "application/json" },
          },
          undefined,
        ],
        result: [{ a: "response" }, undefined],
        error: [undefined, { name: "InvalidArgumentError", message: "config" }],
      },
    },
  },
  {
    does: "runs.create calls onRunCreated",
    call: async (client) => {
      const seen: unknown[] = [];
      await client.runs.create("t", "agent", { onRunCreated: (run) => seen.push(run) });
      return seen;
    },
    responses: json({ run_id: "r" }, { headers: created }),
  },
  {
    does: "runs.createBatch",
    call: (client) =>
      client.runs.createBatch([{ assistantId: "agent", input: { a: 1 } }, { assistantId: "other" }]),
    responses: json([]),
    differs: {
      "options-sent": {
        "requests.0.body.0.assistantId": ["agent", undefined],
        "requests.0.body.1.assistantId": ["other", undefined],
      },
    },
  },
  {
    does: "runs.createBatch with options",
    call: (client) =>
      client.runs.createBatch([
        { assistantId: "agent", multitaskStrategy: "enqueue", interruptBefore: ["n"], streamMode: "values" },
      ]),
    responses: json([]),
    differs: {
      "options-sent": {
        "requests.0.body.0.assistantId": ["agent", undefined],
        "requests.0.body.0.multitaskStrategy": ["enqueue", undefined],
        "requests.0.body.0.interruptBefore": [["n"], undefined],
        "requests.0.body.0.streamMode": ["values", undefined],
        "requests.0.body.0.multitask_strategy": [undefined, "enqueue"],
        "requests.0.body.0.interrupt_before": [undefined, ["n"]],
        "requests.0.body.0.stream_mode": [undefined, ["values"]],
      },
    },
  },
  {
    does: "runs.createBatch of an empty list",
    call: (client) => client.runs.createBatch([]),
    responses: json([]),
  },
  { does: "runs.list", call: (client) => client.runs.list("t"), responses: json([]) },
  {
    does: "runs.list with every option",
    call: (client) =>
      client.runs.list("t", { limit: 2, offset: 4, status: "success", select: ["run_id", "kwargs"] }),
    responses: json([]),
  },
  {
    does: "runs.list with zero and undefined",
    call: (client) => client.runs.list("t", { limit: 0, status: undefined as never, select: [] }),
    responses: json([]),
  },
  { does: "runs.get", call: (client) => client.runs.get("t", "r") },
  { does: "runs.delete", call: (client) => client.runs.delete("t", "r"), responses: { status: 204 } },
  {
    does: "runs.delete, of a server that returns an object",
    call: (client) => client.runs.delete("t", "r"),
    responses: json({}),
    differs: { "no-results": { result: [{}, undefined] } },
  },
  {
    does: "runs.cancel",
    call: (client) => client.runs.cancel("t", "r"),
    responses: { status: 202 },
    differs: {
      "left-out-defaults": {
        "requests.0.to": [
          "POST /threads/t/runs/r/cancel?action=interrupt&wait=0",
          "POST /threads/t/runs/r/cancel?action=interrupt",
        ],
      },
    },
  },
  {
    does: "runs.cancel that waits",
    call: (client) => client.runs.cancel("t", "r", true),
    responses: { status: 204 },
  },
  {
    does: "runs.cancel with rollback",
    call: (client) => client.runs.cancel("t", "r", true, "rollback"),
    responses: { status: 204 },
  },
  {
    does: "runs.cancel with a reason",
    call: (client) => client.runs.cancel("t", "r", true, "interrupt", { reason: "taken" }),
    responses: { status: 204 },
  },
  {
    does: "runs.cancel, of a server that returns an object",
    call: (client) => client.runs.cancel("t", "r", true),
    responses: json({}),
    differs: { "no-results": { result: [{}, undefined] } },
  },
  {
    does: "runs.cancelMany by status",
    call: (client) => client.runs.cancelMany({ status: "all", action: "rollback" }),
    responses: { status: 204 },
  },
  {
    does: "runs.cancelMany by ids",
    call: (client) => client.runs.cancelMany({ threadId: "t", runIds: ["r", "s"] }),
    responses: { status: 204 },
  },
  {
    does: "runs.cancelMany without a filter",
    call: (client) => client.runs.cancelMany({}),
    responses: { status: 422, body: "{}" },
    differs: {
      "argument-checks": {
        "requests.0": [
          { to: "POST /runs/cancel", body: {}, headers: { "content-type": "application/json" } },
          undefined,
        ],
        "error.name": ["Error", "InvalidArgumentError"],
        "error.status": [422, undefined],
        "error.message": ["HTTP 422", "threadId"],
      },
    },
  },
  {
    does: "a checkpoint of a state starts a run",
    call: (client) => client.runs.create("t", "agent", { checkpoint }),
  },
];
