import { json } from "../../helpers/server.js";
import type { Row } from "../row.js";
import { common, created } from "./shared.js";

export const outputRows: Row[] = [
  {
    does: "runs.wait",
    call: (client) => client.runs.wait("t", "agent"),
    differs: { "stream-defaults": { "requests.0.body.on_disconnect": [undefined, "continue"] } },
  },
  {
    does: "runs.wait without a thread",
    call: (client) => client.runs.wait(null, "agent", { input: {} }),
    differs: { "stream-defaults": { "requests.0.body.on_disconnect": [undefined, "continue"] } },
  },
  {
    does: "runs.wait with every option",
    call: (client) => client.runs.wait("t", "agent", { ...common, onDisconnect: "cancel" }),
  },
  {
    does: "runs.wait with options of streams",
    call: (client) =>
      client.runs.wait("t", "agent", {
        onDisconnect: "continue",
        streamSubgraphs: true as never,
        feedbackKeys: ["stars"],
      }),
    differs: {
      "options-sent": {
        "requests.0.body.stream_subgraphs": [undefined, true],
        "requests.0.body.feedback_keys": [undefined, ["stars"]],
      },
    },
  },
  {
    does: "runs.wait after blank lines",
    call: (client) => client.runs.wait("t", "agent", { onDisconnect: "continue" }),
    responses: { headers: { "content-type": "text/plain" }, body: '\n\n{"done":true}' },
  },
  {
    does: "runs.wait for null",
    call: (client) => client.runs.wait("t", "agent", { onDisconnect: "continue" }),
    responses: json(null),
    differs: { outputs: { error: [{ name: "TypeError" }, undefined], result: [undefined, null] } },
  },
  {
    does: "runs.wait for a failed run",
    call: (client) => client.runs.wait("t", "agent", { onDisconnect: "continue" }),
    responses: json({ __error__: { error: "TypeError", message: "none" } }),
    differs: { "joined-failures": { "error.name": ["Error", "RunFailedError"] } },
  },
  {
    does: "runs.wait for a failed run, with raiseError: false",
    call: (client) => client.runs.wait("t", "agent", { onDisconnect: "continue", raiseError: false }),
    responses: json({ __error__: { error: "TypeError", message: "none" } }),
  },
  {
    does: "runs.wait for a run that waits at an interrupt",
    call: (client) => client.runs.wait("t", "agent", { onDisconnect: "continue" }),
    responses: json({ messages: [], __interrupt__: [{ id: "i", value: "Sure?" }] }),
  },
  {
    does: "runs.wait for a run that waits at interrupts, of the JS server",
    call: (client) => client.runs.wait("t", "agent", { onDisconnect: "continue" }),
    responses: ({ url }) =>
      url.endsWith("/state")
        ? json({ values: { a: 1 }, tasks: [{ id: "x", interrupts: [{ id: "i" }, { id: "j" }] }] })
        : json({ __interrupt__: [{ id: "j" }] }, { headers: created }),
    differs: { outputs: { "requests.1": [undefined, { to: "GET /threads/t/state" }] } },
  },
  {
    does: "runs.wait calls onRunCreated",
    call: async (client) => {
      const seen: unknown[] = [];
      const onRunCreated = (run: unknown) => seen.push(run);
      await client.runs.wait("t", "agent", { onDisconnect: "continue", onRunCreated });
      return seen;
    },
    responses: json({}, { headers: created }),
    differs: { outputs: { "requests.1": [undefined, { to: "GET /threads/t/state" }] } },
  },
  {
    does: "runs.join",
    call: (client) => client.runs.join("t", "r"),
    responses: json({ a: 1 }),
    differs: {
      "left-out-defaults": {
        "requests.0.to": ["GET /threads/t/runs/r/join?cancel_on_disconnect=0", "GET /threads/t/runs/r/join"],
      },
      outputs: {
        "requests.1": [undefined, { to: "GET /threads/t/runs/r" }],
        "requests.2": [undefined, { to: "GET /threads/t/state" }],
      },
    },
  },
  {
    does: "runs.join with cancelOnDisconnect",
    call: (client) => client.runs.join("t", "r", { cancelOnDisconnect: true }),
    responses: ({ url }) => (url.includes("/join") ? json({ a: 1 }) : json({ status: "success" })),
    differs: {
      "wire-forms": {
        "requests.0.to": [
          "GET /threads/t/runs/r/join?cancel_on_disconnect=1",
          "GET /threads/t/runs/r/join?cancel_on_disconnect=true",
        ],
      },
      outputs: {
        "requests.1": [undefined, { to: "GET /threads/t/runs/r" }],
        "requests.2": [undefined, { to: "GET /threads/t/state" }],
      },
    },
  },
  {
    does: "runs.join of a failed run",
    call: (client) => client.runs.join("t", "r", { cancelOnDisconnect: true }),
    responses: json({ __error__: { error: "TypeError", message: "none" } }),
    differs: {
      "wire-forms": {
        "requests.0.to": [
          "GET /threads/t/runs/r/join?cancel_on_disconnect=1",
          "GET /threads/t/runs/r/join?cancel_on_disconnect=true",
        ],
      },
      outputs: { "requests.1": [undefined, { to: "GET /threads/t/runs/r" }] },
      "joined-failures": {
        result: [{ __error__: { error: "TypeError", message: "none" } }, undefined],
        error: [undefined, { name: "RunFailedError", message: "TypeError" }],
      },
    },
  },
  {
    does: "runs.join of a run that waits at an interrupt",
    call: (client) => client.runs.join("t", "r", { cancelOnDisconnect: true }),
    responses: ({ url }) => {
      if (url.includes("/join")) return json({ __interrupt__: [{ id: "i" }] });
      if (url.includes("/state"))
        return json({ values: { a: 1 }, tasks: [{ id: "x", interrupts: [{ id: "i" }] }] });
      return json({ status: "interrupted" });
    },
    differs: {
      "wire-forms": {
        "requests.0.to": [
          "GET /threads/t/runs/r/join?cancel_on_disconnect=1",
          "GET /threads/t/runs/r/join?cancel_on_disconnect=true",
        ],
      },
      outputs: {
        "requests.1": [undefined, { to: "GET /threads/t/runs/r" }],
        "requests.2": [undefined, { to: "GET /threads/t/state" }],
      },
    },
  },
];
