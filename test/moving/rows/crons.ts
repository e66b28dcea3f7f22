import { json } from "../../helpers/server.js";
import type { Row } from "../row.js";

const every = {
  schedule: "0 8 * * *",
  timezone: "Europe/Paris",
  endTime: "2027-01-01T00:00:00Z",
  enabled: false,
  input: { messages: [] },
  config: { configurable: { userName: "ada" } },
  context: { userName: "ada" },
  metadata: { a: 1 },
  webhook: "https://example.com/hook",
  interruptBefore: "*" as const,
  interruptAfter: ["node"],
  checkpointDuring: true,
  durability: "sync" as const,
  streamMode: ["values" as const],
  streamSubgraphs: true,
  streamResumable: true,
  onRunCompleted: "keep" as const,
};

export const cronRows: Row[] = [
  {
    does: "crons.create",
    call: (client) => client.crons.create("agent", { schedule: "0 8 * * *" }),
  },
  {
    does: "crons.create with every option",
    call: (client) => client.crons.create("agent", { ...every, multitaskStrategy: "enqueue" }),
  },
  {
    does: "crons.create with one mode",
    call: (client) => client.crons.create("agent", { schedule: "0 8 * * *", streamMode: "updates" }),
    differs: { "wire-forms": { "requests.0.body.stream_mode": ["updates", ["updates"]] } },
  },
  {
    does: "crons.create with options of runs",
    compileError: { code: 2353, kind: "option-types" },
    call: (client) => client.crons.create("agent", { schedule: "0 8 * * *", afterSeconds: 5 }),
    differs: { "options-sent": { "requests.0.body.after_seconds": [undefined, 5] } },
  },
  {
    does: "crons.create without a schedule",
    compileError: { code: 2554, kind: "option-types" },
    call: (client) => client.crons.create("agent"),
    differs: {
      "argument-checks": {
        "requests.0": [
          {
            to: "POST /runs/crons",
            body: { assistant_id: "agent" },
            headers: { "content-type": "application/json" },
          },
          undefined,
        ],
        result: [{ a: "response" }, undefined],
        error: [undefined, { name: "InvalidArgumentError", message: "schedule" }],
      },
    },
  },
  {
    does: "crons.createForThread",
    call: (client) => client.crons.createForThread("t", "agent", { schedule: "0 8 * * *" }),
  },
  {
    does: "crons.createForThread with every option",
    call: (client) => client.crons.createForThread("t", "agent", { ...every, multitaskStrategy: "enqueue" }),
  },
  {
    does: "crons.update",
    call: (client) => client.crons.update("c", { enabled: true, endTime: null, input: {} }),
  },
  {
    does: "crons.update with every option",
    call: (client) => client.crons.update("c", every),
    differs: { "options-sent": { "requests.0.body.checkpoint_during": [undefined, true] } },
  },
  {
    does: "crons.update with one mode",
    call: (client) => client.crons.update("c", { streamMode: "updates" }),
    differs: { "wire-forms": { "requests.0.body.stream_mode": ["updates", ["updates"]] } },
  },
  { does: "crons.update without a payload", call: (client) => client.crons.update("c") },
  { does: "crons.delete", call: (client) => client.crons.delete("c"), responses: { status: 204 } },
  {
    does: "crons.delete, of a server that returns an object",
    call: (client) => client.crons.delete("c"),
    responses: json({}),
  },
  { does: "crons.search", call: (client) => client.crons.search(), responses: json([]) },
  {
    does: "crons.search with every option",
    call: (client) =>
      client.crons.search({
        assistantId: "agent",
        threadId: "t",
        enabled: false,
        metadata: { a: 1 },
        limit: 1,
        offset: 1,
        sortBy: "next_run_date",
        sortOrder: "asc",
        select: ["cron_id"],
      }),
    responses: json([{ cron_id: "c" }]),
  },
  { does: "crons.count", call: (client) => client.crons.count(), responses: json(0) },
  {
    does: "crons.count with every option",
    call: (client) => client.crons.count({ assistantId: "agent", threadId: "t", metadata: {} }),
    responses: json(0),
  },
  {
    does: "crons.create, of a server without crons",
    call: (client) => client.crons.create("agent", { schedule: "0 8 * * *" }),
    responses: { status: 500, body: "Not implemented" },
    differs: {
      "error-classes": {
        "error.name": ["Error", "LangGraphError"],
        "error.status": [500, undefined],
        "error.message": ["HTTP 500", "crons"],
      },
    },
  },
];
