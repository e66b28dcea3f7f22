import type { Client } from "@langchain/langgraph-sdk";
import { json } from "../../helpers/server.js";
import type { Row } from "../row.js";
import { classes } from "./shared.js";

const problem = { detail: [{ loc: ["body", "limit"], msg: "too large" }] };

export const errorRows: Row[] = [
  ...Object.entries(classes).map(([status, name]) => ({
    does: `threads.get, of a server that sends ${status}`,
    call: (client: Client) => client.threads.get("t"),
    responses: json({ detail: "no" }, { status: Number(status) }),
    differs: { "error-classes": { "error.name": ["Error", name] } } as const,
  })),
  ...[409, 422].map((status) => ({
    does: `runs.create, of a server that sends ${status}`,
    call: (client: Client) => client.runs.create("t", "agent"),
    responses: { status, body: "busy" },
    differs: { "error-classes": { "error.name": ["Error", classes[status]] } } as const,
  })),
  {
    does: "the text of an error",
    call: (client) => client.threads.get("t").catch((error: { text: string }) => error.text),
    responses: json(problem, { status: 422 }),
  },
  {
    does: "the message of an error with a plain text",
    call: (client) =>
      client.threads.get("t").catch((error: Error) => [error.message.slice(0, 24), error instanceof Error]),
    responses: { status: 409, body: "Thread is busy" },
  },
  {
    does: "the message of an error with a readable detail",
    call: (client) => client.threads.get("t").catch((error: Error) => error.message.slice(0, 26)),
    responses: json({ detail: "Thread not found" }, { status: 404 }),
    differs: { "error-classes": { result: ['HTTP 404: {"detail":"Threa', "HTTP 404: Thread not found"] } },
  },
  {
    does: "the response of an error",
    call: (client) =>
      client.threads.get("t").catch((error: { response?: Response }) => error.response?.status),
    responses: json({}, { status: 404 }),
    differs: { "error-classes": { result: [404, undefined] } },
  },
  {
    does: "a connection that breaks before the response",
    call: (client) => client.threads.get("t"),
    responses: (_, response) => {
      response.destroy();
      return undefined;
    },
    differs: {
      "error-classes": { "error.message": ["Unable to connect to LangGraph server", "The request failed"] },
    },
  },
  {
    does: "an empty response",
    call: (client) => client.threads.get("t"),
    responses: {},
    differs: {
      "checked-responses": {
        "error.name": ["SyntaxError", "InvalidResponseError"],
        "error.status": [undefined, 200],
        "error.message": [undefined, "The response does not have the shape that the API promises"],
      },
    },
  },
  {
    does: "a response that is invalid JSON",
    call: (client) => client.threads.get("t"),
    responses: { body: "<html>" },
    differs: {
      "checked-responses": {
        "error.name": ["SyntaxError", "InvalidResponseError"],
        "error.status": [undefined, 200],
        "error.message": [undefined, "The response is not valid JSON"],
      },
    },
  },
  {
    does: "a search whose response is not a list",
    call: (client) => client.threads.search(),
    responses: json({ detail: "no" }),
    differs: {
      "checked-responses": {
        result: [{ detail: "no" }, undefined],
        error: [
          undefined,
          {
            name: "InvalidResponseError",
            status: 200,
            message: "The response does not have the shape that the API promises",
          },
        ],
      },
    },
  },
  {
    does: "an aborted call",
    call: (client) => client.threads.get("t", { signal: AbortSignal.abort() }),
  },
  {
    does: "a call that is aborted with a reason",
    call: (client) => client.threads.get("t", { signal: AbortSignal.abort(new Error("stopped")) }),
  },
  {
    does: "an empty id",
    call: (client) => client.threads.get(""),
    differs: {
      "argument-checks": {
        "requests.0": [{ to: "GET /threads/" }, undefined],
        result: [{ a: "response" }, undefined],
        error: [undefined, { name: "InvalidArgumentError", message: "threadId" }],
      },
    },
  },
  {
    does: "an id of dots",
    call: (client) => client.threads.delete(".."),
    differs: {
      "argument-checks": {
        "error.name": ["Error", "InvalidArgumentError"],
        "error.message": ["Invalid path segment", "threadId"],
      },
    },
  },
  {
    does: "an id that is undefined",
    call: (client) => client.threads.getState(undefined as never),
    differs: {
      "argument-checks": {
        "requests.0": [{ to: "GET /threads/undefined/state" }, undefined],
        result: [{ a: "response" }, undefined],
        error: [undefined, { name: "InvalidArgumentError", message: "threadId" }],
      },
    },
  },
  {
    does: "an id that is a number",
    call: (client) => client.runs.get("t", 7 as never),
    differs: {
      "argument-checks": {
        "requests.0": [{ to: "GET /threads/t/runs/7" }, undefined],
        result: [{ a: "response" }, undefined],
        error: [undefined, { name: "InvalidArgumentError", message: "runId" }],
      },
    },
  },
  {
    does: "runs.create with undefined as thread",
    call: (client) => client.runs.create(undefined as never, "agent"),
    differs: {
      "argument-checks": {
        "requests.0": [
          {
            to: "POST /threads/undefined/runs",
            body: { assistant_id: "agent" },
            headers: { "content-type": "application/json" },
          },
          undefined,
        ],
        result: [{ a: "response" }, undefined],
        error: [undefined, { name: "InvalidArgumentError", message: "threadId" }],
      },
    },
  },
  {
    does: "runs.create with an empty assistant",
    call: (client) => client.runs.create("t", ""),
    differs: {
      "argument-checks": {
        "requests.0": [
          {
            to: "POST /threads/t/runs",
            body: { assistant_id: "" },
            headers: { "content-type": "application/json" },
          },
          undefined,
        ],
        result: [{ a: "response" }, undefined],
        error: [undefined, { name: "InvalidArgumentError", message: "assistantId" }],
      },
    },
  },
  {
    does: "runs.create with an unknown mode",
    call: (client) => client.runs.create("t", "agent", { streamMode: "value" as never }),
    differs: {
      "argument-checks": {
        "requests.0": [
          {
            to: "POST /threads/t/runs",
            body: { stream_mode: "value", assistant_id: "agent" },
            headers: { "content-type": "application/json" },
          },
          undefined,
        ],
        result: [{ a: "response" }, undefined],
        error: [undefined, { name: "InvalidArgumentError", message: "streamMode" }],
      },
    },
  },
  {
    does: "assistants.create without a graph",
    call: (client) => client.assistants.create({} as never),
    differs: {
      "argument-checks": {
        "requests.0": [
          { to: "POST /assistants", body: {}, headers: { "content-type": "application/json" } },
          undefined,
        ],
        result: [{ a: "response" }, undefined],
        error: [undefined, { name: "InvalidArgumentError", message: "graphId" }],
      },
    },
  },
];
