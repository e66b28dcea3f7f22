/** Corrections of runs. */
import type { JsonObject } from "../../src/cli/json.js";
import {
  add,
  all,
  become,
  headers,
  json,
  nullable,
  operation,
  parameter,
  property,
  query,
  ref,
  response,
  schema,
  schemas,
} from "../edits.js";
import type { Correction } from "../edits.js";
import {
  BOTH,
  CLIENT,
  PYTHON,
  RUN,
  THREAD,
  anyString,
  correct,
  multitask,
  nullableString,
  strings,
} from "./shared.js";

const RUN_FIELDS: JsonObject = {
  checkpoint_id: anyString,
  on_completion: { type: "string", enum: ["delete", "keep"] },
  langsmith_tracer: {
    type: "object",
    properties: { project_name: anyString, example_id: anyString },
  },
  strict_resume: { type: "boolean" },
};
const STATELESS_FIELDS: JsonObject = {
  ...RUN_FIELDS,
  checkpoint: ref("CheckpointConfig"),
  thread_id: anyString,
  if_not_exists: { type: "string", enum: ["create", "reject"] },
  interrupt_before: { anyOf: [{ type: "string", enum: ["*"] }, strings] },
  interrupt_after: { anyOf: [{ type: "string", enum: ["*"] }, strings] },
  multitask_strategy: multitask,
};

export const runCorrections: Correction[] = [
  correct(
    "stateful-run-fields",
    "Fields that servers read are missing.",
    CLIENT,
    schema("RunCreateStateful"),
    add(RUN_FIELDS),
  ),
  correct(
    "stateless-run-fields",
    "Fields that servers read are missing.",
    CLIENT,
    schema("RunCreateStateless"),
    add(STATELESS_FIELDS),
  ),
  correct(
    "stream-namespace",
    "The parameter namespace, which selects subgraphs, is missing.",
    CLIENT,
    operation(`POST ${THREAD}/runs/stream`, "POST /runs/stream", `GET ${RUN}/stream`),
    parameter(query("namespace", strings)),
  ),
  correct(
    "join-stream-checkpoint",
    "The parameter checkpoint_id, which sets the start, is missing.",
    CLIENT,
    operation(`GET ${RUN}/stream`),
    parameter(query("checkpoint_id", anyString)),
  ),
  correct(
    "cancel-reason",
    "The parameter reason is missing.",
    CLIENT,
    operation(`POST ${RUN}/cancel`),
    parameter(query("reason", { type: "string", enum: ["taken"] })),
  ),
  correct(
    "run-session",
    "The name of the session is null without LangSmith.",
    PYTHON,
    property("Run", "langsmith_session_name"),
    become(nullableString),
  ),
  correct("run-nulls", "The strategy can be null.", PYTHON, property("Run", "multitask_strategy"), nullable),
  correct(
    "run-cancel-reason",
    "The field cancel_reason is missing.",
    PYTHON,
    schema("Run"),
    add({ cancel_reason: nullableString }),
  ),
  correct(
    "run-output",
    "The response is the state of the graph, an error or interrupts.",
    BOTH,
    operation(`POST ${THREAD}/runs/wait`, "POST /runs/wait", `GET ${RUN}/join`),
    response("200", json(ref("RunOutput"))),
  ),
  correct("run-output-schema", "The schema of a run's output is missing.", BOTH, [schemas], (named) => {
    named["RunOutput"] = {
      anyOf: [
        {
          type: "object",
          properties: {
            __error__: {
              type: "object",
              required: ["error", "message"],
              properties: { error: anyString, message: anyString },
            },
            __interrupt__: { type: "array", items: ref("Interrupt") },
          },
          additionalProperties: true,
        },
        {},
      ],
    };
  }),
  correct(
    "cancel-responses",
    "A cancel that does not wait returns 202 or 204, without content.",
    BOTH,
    operation(`POST ${RUN}/cancel`),
    all(response("202", {}), response("204", {}), response("200", json({}))),
  ),
  correct(
    "stateless-run",
    "The response is a run.",
    BOTH,
    operation("POST /runs"),
    response("200", json(ref("Run"))),
  ),
  correct(
    "batch-runs",
    "The response is a list of runs.",
    BOTH,
    operation("POST /runs/batch"),
    response("200", json({ type: "array", items: ref("Run") })),
  ),
  correct(
    "stream-headers",
    "The headers that identify the run and its stream are missing.",
    PYTHON,
    operation(
      `POST ${THREAD}/runs/stream`,
      "POST /runs/stream",
      `POST ${THREAD}/runs/wait`,
      "POST /runs/wait",
      `GET ${RUN}/join`,
      `GET ${RUN}/stream`,
      `POST ${RUN}/cancel`,
    ),
    headers("Content-Location", "Location"),
  ),
];
