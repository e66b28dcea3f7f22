/** Corrections of threads. */
import {
  add,
  addValues,
  all,
  become,
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
  valuesOf,
} from "../edits.js";
import type { Correction } from "../edits.js";
import { BOTH, CLIENT, PYTHON, THREAD, anyString, correct, nullableString, strings } from "./shared.js";

const TASK = [...schemas, "ThreadState", "properties", "tasks", "items"];

export const threadCorrections: Correction[] = [
  correct(
    "thread-stream-modes",
    "Several modes are joined by commas.",
    PYTHON,
    operation(`GET ${THREAD}/stream`),
    parameter((own) => {
      const values = valuesOf(own["schema"]);
      const one = { type: "string", ...(values.length > 0 ? { enum: values } : {}) };
      return query("stream_modes", { type: "array", items: one }, { style: "form", explode: false });
    }),
  ),
  correct(
    "thread-include",
    "Several fields are joined by commas.",
    PYTHON,
    operation(`GET ${THREAD}`),
    parameter(query("include", strings, { style: "form", explode: false })),
  ),
  correct(
    "state-select",
    "The select parameter is missing.",
    CLIENT,
    operation(`GET ${THREAD}/state`, `GET ${THREAD}/state/{checkpoint_id}`),
    parameter(query("select", strings)),
  ),
  correct(
    "state-select-body",
    "The field select is missing.",
    CLIENT,
    schema("ThreadStateCheckpointRequest", "ThreadStateSearch"),
    add({ select: strings }),
  ),
  correct(
    "state-update-checkpoint-id",
    "The field checkpoint_id is missing.",
    CLIENT,
    schema("ThreadStateUpdate"),
    add({ checkpoint_id: anyString }),
  ),
  correct(
    "state-update-response",
    "The response also has a config and a checkpoint id.",
    PYTHON,
    schema("ThreadStateUpdateResponse"),
    add({ configurable: { type: "object" }, checkpoint_id: anyString }),
  ),
  correct(
    "history-before",
    "The Python server takes a config here, the JS server an id.",
    BOTH,
    property("ThreadStateSearch", "before"),
    become({ anyOf: [anyString, ref("Config"), ref("CheckpointConfig")] }),
  ),
  correct(
    "history-limit",
    "The default is 1, as in the POST operation.",
    PYTHON,
    operation(`GET ${THREAD}/history`),
    parameter(query("limit", { type: "integer", default: 1 })),
  ),
  correct(
    "thread-select",
    "The context of a thread can be selected.",
    CLIENT,
    [[...schemas, "ThreadSearchRequest", "properties", "select", "items"]],
    addValues("context"),
  ),
  correct(
    "thread-nulls",
    "The fields are null before the first run of a thread.",
    BOTH,
    property("Thread", "values", "config", "interrupts"),
    nullable,
  ),
  correct("thread-error", "The field error is missing.", BOTH, schema("Thread"), add({ error: {} })),
  correct(
    "state-nulls",
    "The fields are null for a thread without a state.",
    BOTH,
    property("ThreadState", "checkpoint", "created_at", "parent_checkpoint", "metadata"),
    nullable,
  ),
  correct(
    "state-checkpoint-ids",
    "The ids of the checkpoints are missing.",
    BOTH,
    schema("ThreadState"),
    add({ checkpoint_id: nullableString, parent_checkpoint_id: nullableString }),
  ),
  correct(
    "task-nulls",
    "The error is null unless the task failed; checkpoint and state can be null too.",
    BOTH,
    ["error", "checkpoint", "state"].map((field) => [...TASK, "properties", field]),
    nullable,
  ),
  correct(
    "task-fields",
    "The fields result and path are missing.",
    BOTH,
    [TASK],
    add({ result: {}, path: { type: ["array", "null"], items: {} } }),
  ),
  correct(
    "minimal-update",
    "With the header Prefer, the response is 204 without the thread.",
    PYTHON,
    operation(`PATCH ${THREAD}`),
    all(
      parameter({
        name: "Prefer",
        in: "header",
        required: false,
        schema: { type: "string", enum: ["return=minimal"] },
      }),
      response("204", {}),
    ),
  ),
  correct(
    "busy-thread",
    "An update of a busy thread's state returns 409.",
    BOTH,
    operation(`POST ${THREAD}/state`),
    response("409", json(ref("ErrorResponse"))),
  ),
  correct(
    "half-created-thread",
    "If supersteps fail, the thread is created all the same: 201 with an error.",
    PYTHON,
    operation("POST /threads"),
    response("201", json(ref("ErrorResponse"))),
  ),
];
