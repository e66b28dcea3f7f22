import { expect } from "vitest";
import { all } from "../helpers/async.js";
import { json, sse } from "../helpers/server.js";
import type { Row } from "./row.js";

const value = (data: unknown) => ({ data });
/** The result of a raw call without the response object. */
const withoutResponse = async (call: PromiseLike<{ data?: unknown; error?: unknown }>) => {
  const { data, error } = await call;
  return error === undefined ? { data } : { error };
};

export const clientRows: Row[] = [
  {
    method: "raw.GET",
    call: (client) =>
      withoutResponse(
        client.raw.GET("/threads/{thread_id}/state", {
          params: { path: { thread_id: "t/u" }, query: { subgraphs: true } },
        }),
      ),
    sends: "GET /threads/t%2Fu/state?subgraphs=true",
    responses: json({ values: {} }),
    returns: value({ values: {} }),
  },
  {
    method: "raw.GET",
    does: "returns an HTTP error as a value",
    call: (client) =>
      withoutResponse(client.raw.GET("/threads/{thread_id}", { params: { path: { thread_id: "t" } } })),
    sends: "GET /threads/t",
    responses: json({ detail: "none" }, { status: 404 }),
    returns: { error: { detail: "none" } },
  },
  {
    method: "raw.POST",
    call: (client) =>
      withoutResponse(client.raw.POST("/threads", { body: { thread_id: "t" }, headers: { "x-a": "b" } })),
    sends: {
      to: "POST /threads",
      body: { thread_id: "t" },
      headers: { "x-a": "b", "content-type": "application/json" },
    },
    responses: json({ thread_id: "t" }),
    returns: value({ thread_id: "t" }),
  },
  {
    method: "raw.PUT",
    call: (client) =>
      withoutResponse(client.raw.PUT("/store/items", { body: { namespace: ["a"], key: "k", value: {} } })),
    sends: { to: "PUT /store/items", body: { namespace: ["a"], key: "k", value: {} } },
    responses: { status: 204 },
    returns: value(undefined),
  },
  {
    method: "raw.PATCH",
    call: (client) =>
      withoutResponse(
        client.raw.PATCH("/threads/{thread_id}", {
          params: { path: { thread_id: "t" } },
          body: { metadata: {} },
        }),
      ),
    sends: { to: "PATCH /threads/t", body: { metadata: {} } },
    responses: json({}),
    returns: value({}),
  },
  {
    method: "raw.DELETE",
    call: (client) =>
      withoutResponse(client.raw.DELETE("/threads/{thread_id}", { params: { path: { thread_id: "t" } } })),
    sends: "DELETE /threads/t",
    responses: { status: 204 },
    returns: value(undefined),
  },
  {
    method: "raw.request",
    call: (client) =>
      withoutResponse(
        client.raw.request("delete", "/threads/{thread_id}", { params: { path: { thread_id: "t" } } }),
      ),
    sends: "DELETE /threads/t",
    responses: { status: 204, body: "" },
    returns: value(undefined),
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
    responses: sse('event: message\ndata: {"seq":1}\n\n'),
    returns: [expect.objectContaining({ id: undefined, event: "message", data: { seq: 1 } })],
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
    responses: json({ done: true }),
  },
  {
    method: "request",
    does: "sends no body, and returns undefined for an empty response",
    call: (client) => client.request("DELETE", "/my/route"),
    sends: "DELETE /my/route",
    responses: {},
    returns: undefined,
  },
];
