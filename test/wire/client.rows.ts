import { expect } from "vitest";
import { all } from "../helpers/async.js";
import { json, sse } from "../helpers/server.js";
import type { Row } from "./row.js";

const value = (data: unknown) => ({ data });
/** What a raw call gives, without the response. */
const taken = async (call: PromiseLike<{ data?: unknown; error?: unknown }>) => {
  const { data, error } = await call;
  return error === undefined ? { data } : { error };
};

export const clientRows: Row[] = [
  {
    method: "raw.GET",
    call: (client) =>
      taken(
        client.raw.GET("/threads/{thread_id}/state", {
          params: { path: { thread_id: "t/u" }, query: { subgraphs: true } },
        }),
      ),
    sends: "GET /threads/t%2Fu/state?subgraphs=true",
    answers: json({ values: {} }),
    gives: value({ values: {} }),
  },
  {
    method: "raw.GET",
    when: "an HTTP error is a value",
    call: (client) => taken(client.raw.GET("/threads/{thread_id}", { params: { path: { thread_id: "t" } } })),
    sends: "GET /threads/t",
    answers: json({ detail: "none" }, { status: 404 }),
    gives: { error: { detail: "none" } },
  },
  {
    method: "raw.POST",
    call: (client) =>
      taken(client.raw.POST("/threads", { body: { thread_id: "t" }, headers: { "x-a": "b" } })),
    sends: {
      to: "POST /threads",
      body: { thread_id: "t" },
      headers: { "x-a": "b", "content-type": "application/json" },
    },
    answers: json({ thread_id: "t" }),
    gives: value({ thread_id: "t" }),
  },
  {
    method: "raw.PUT",
    call: (client) =>
      taken(client.raw.PUT("/store/items", { body: { namespace: ["a"], key: "k", value: {} } })),
    sends: { to: "PUT /store/items", body: { namespace: ["a"], key: "k", value: {} } },
    answers: { status: 204 },
    gives: value(undefined),
  },
  {
    method: "raw.PATCH",
    call: (client) =>
      taken(
        client.raw.PATCH("/threads/{thread_id}", {
          params: { path: { thread_id: "t" } },
          body: { metadata: {} },
        }),
      ),
    sends: { to: "PATCH /threads/t", body: { metadata: {} } },
    answers: json({}),
    gives: value({}),
  },
  {
    method: "raw.DELETE",
    call: (client) =>
      taken(client.raw.DELETE("/threads/{thread_id}", { params: { path: { thread_id: "t" } } })),
    sends: "DELETE /threads/t",
    answers: { status: 204 },
    gives: value(undefined),
  },
  {
    method: "raw.stream",
    call: (client) =>
      all(
        client.raw.stream("POST", "/threads/{thread_id}/stream/events", {
          params: { path: { thread_id: "t" } },
          body: { channels: ["values"] },
        }),
      ),
    sends: {
      to: "POST /threads/t/stream/events",
      body: { channels: ["values"] },
      headers: { accept: "text/event-stream" },
    },
    answers: sse('event: message\ndata: {"seq":1}\n\n'),
    gives: [expect.objectContaining({ id: undefined, event: "message", data: { seq: 1 } })],
  },
  {
    method: "request",
    call: (client) =>
      client.request("post", "/my/route", {
        query: { day: "monday", tag: ["a", "b"], none: undefined },
        body: { ok: false },
        headers: { "x-a": "b" },
      }),
    sends: { to: "POST /my/route?day=monday&tag=a&tag=b", body: { ok: false }, headers: { "x-a": "b" } },
    answers: json({ done: true }),
  },
  {
    method: "request",
    when: "no body and an empty answer",
    call: (client) => client.request("DELETE", "/my/route"),
    sends: "DELETE /my/route",
    answers: {},
    gives: undefined,
  },
];
