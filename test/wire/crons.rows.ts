import { all } from "../helpers/async.js";
import { json } from "../helpers/server.js";
import type { Row } from "./row.js";

const rows = (...ids: string[]) => ids.map((id) => ({ cron_id: id }));

export const cronRows: Row[] = [
  {
    method: "crons.create",
    call: (client) =>
      client.crons.create("agent", {
        schedule: "0 8 * * *",
        timezone: "Europe/Paris",
        endTime: "2027-01-01T00:00:00Z",
        enabled: false,
        input: { messages: [] },
        config: { configurable: { userName: "ada" } },
        metadata: { a: 1 },
        webhook: "https://example.com/hook",
        interruptBefore: "*",
        interruptAfter: ["node"],
        multitaskStrategy: "enqueue",
        onRunCompleted: "keep",
      }),
    sends: {
      to: "POST /runs/crons",
      body: {
        assistant_id: "agent",
        schedule: "0 8 * * *",
        timezone: "Europe/Paris",
        end_time: "2027-01-01T00:00:00Z",
        enabled: false,
        input: { messages: [] },
        config: { configurable: { userName: "ada" } },
        metadata: { a: 1 },
        webhook: "https://example.com/hook",
        interrupt_before: "*",
        interrupt_after: ["node"],
        multitask_strategy: "enqueue",
        on_run_completed: "keep",
      },
    },
  },
  {
    method: "crons.createForThread",
    call: (client) =>
      client.crons.createForThread("t", "agent", {
        schedule: "* * * * *",
        streamMode: ["values", "updates"],
      }),
    sends: {
      to: "POST /threads/t/runs/crons",
      body: { assistant_id: "agent", schedule: "* * * * *", stream_mode: ["values", "updates"] },
    },
  },
  { method: "crons.get", call: (client) => client.crons.get("c"), sends: "GET /runs/crons/c" },
  {
    method: "crons.update",
    call: (client) =>
      client.crons.update("c", { schedule: "* * * * *", enabled: true, endTime: null, input: {} }),
    sends: {
      to: "PATCH /runs/crons/c",
      body: { schedule: "* * * * *", enabled: true, end_time: null, input: {} },
    },
  },
  {
    method: "crons.update",
    does: "sends one stream mode as a list",
    call: (client) => client.crons.update("c", { streamMode: "updates" }),
    sends: { to: "PATCH /runs/crons/c", body: { stream_mode: ["updates"] } },
  },
  {
    method: "crons.delete",
    call: (client) => client.crons.delete("c"),
    sends: "DELETE /runs/crons/c",
    responses: { status: 204 },
    returns: undefined,
  },
  {
    method: "crons.search",
    call: (client) => client.crons.search(),
    sends: { to: "POST /runs/crons/search", body: { limit: 10, offset: 0 } },
    responses: json([]),
  },
  {
    method: "crons.search",
    does: "sends every field in snake_case, and returns next and total",
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
        includePagination: true,
      }),
    sends: {
      to: "POST /runs/crons/search",
      body: {
        assistant_id: "agent",
        thread_id: "t",
        enabled: false,
        metadata: { a: 1 },
        limit: 1,
        offset: 1,
        sort_by: "next_run_date",
        sort_order: "asc",
        select: ["cron_id"],
      },
    },
    responses: json(rows("c1"), { headers: { "x-pagination-next": "2", "x-pagination-total": "4" } }),
    returns: { crons: rows("c1"), next: "2", total: 4 },
  },
  {
    method: "crons.iterate",
    call: (client) => all(client.crons.iterate({ enabled: true, offset: 1, limit: 1 })),
    sends: [
      {
        to: "POST /runs/crons/search",
        body: { enabled: true, limit: 1, offset: 1, sort_by: "created_at", sort_order: "asc" },
      },
      {
        to: "POST /runs/crons/search",
        body: { enabled: true, limit: 2, offset: 1, sort_by: "created_at", sort_order: "asc" },
      },
    ],
    responses: [json(rows("c1")), json(rows("c1"))],
    returns: rows("c1"),
  },
  {
    method: "crons.count",
    call: (client) => client.crons.count({ assistantId: "agent", metadata: {} }),
    sends: { to: "POST /runs/crons/count", body: { assistant_id: "agent", metadata: {} } },
    responses: json(0),
  },
];
