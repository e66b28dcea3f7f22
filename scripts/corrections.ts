import {
  add,
  addValues,
  all,
  answer,
  become,
  body,
  everywhere,
  headers,
  json,
  noContent,
  nullable,
  operation,
  optional,
  parameter,
  property,
  query,
  ref,
  schema,
  schemas,
  valuesOf,
  withoutParameter,
} from "./edits.js";
import type { Correction, Edit } from "./edits.js";
import { find, isObject } from "../src/cli/json.js";
import type { Json, JsonObject } from "../src/cli/json.js";

const PYTHON = "langgraph-api 0.16.7, observed";
const JS = "@langchain/langgraph-api 1.5.1, observed";
const BOTH = "langgraph-api 0.16.7 and @langchain/langgraph-api 1.5.1, observed";
const CLIENT = "@langchain/langgraph-sdk 1.15.0 sends it, servers read it";

const correct = (
  id: string,
  reason: string,
  source: string,
  places: Correction["places"],
  edit: Edit,
): Correction => ({ id, reason, source, places, edit });

const anyString = { type: "string" };
const anyObject = { type: "object" };
const strings = { type: "array", items: { type: "string" } };
const multitask = { type: "string", enum: ["reject", "rollback", "interrupt", "enqueue"] };
const nullableString = { type: ["string", "null"] };

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

const ASSISTANT = "/assistants/{assistant_id}";
const THREAD = "/threads/{thread_id}";
const RUN = "/threads/{thread_id}/runs/{run_id}";
const TASK = [...schemas, "ThreadState", "properties", "tasks", "items"];
const withoutUuid: Edit = (target) => {
  if (target["format"] === "uuid") Reflect.deleteProperty(target, "format");
};

/** The modes that the schema of that name lists, or else every field that lists them. */
function streamModes(document: JsonObject): Json[] {
  const fields = everywhere("stream_mode")(document).map((place) => find(document, place));
  return [find(document, [...schemas, "StreamMode"]), ...fields].flatMap(valuesOf);
}

/** All corrections, in the order in which they are applied. */
export const corrections: Correction[] = [
  correct("api-title", "The document calls itself by its product.", PYTHON, [["info"]], (info) =>
    become({ title: "LangGraph API", version: info["version"] ?? "" })(info),
  ),
  correct(
    "api-key",
    "The document says nothing of how a client shows who it is.",
    CLIENT,
    [[]],
    (document) => {
      const components = isObject(document["components"]) ? document["components"] : {};
      components["securitySchemes"] = { apiKey: { type: "apiKey", in: "header", name: "x-api-key" } };
      document["security"] = [{ apiKey: [] }, {}];
    },
  ),
  correct(
    "stream-mode",
    "The modes tools and lifecycle are missing, and the list stands in eight places.",
    CLIENT,
    (document) => (streamModes(document).length > 0 ? [schemas] : []),
    (named) => {
      const modes = streamModes({ components: { schemas: named } });
      named["StreamMode"] = { type: "string", enum: [...new Set([...modes, "tools", "lifecycle"])] };
    },
  ),
  correct("stream-mode-fields", "They repeat the list.", CLIENT, everywhere("stream_mode"), (field) =>
    become({
      anyOf: [ref("StreamMode"), { type: "array", items: ref("StreamMode") }],
      default: field["default"] ?? ["values"],
    })(field),
  ),
  correct(
    "config-open",
    "A config may hold more than three fields.",
    BOTH,
    schema("Config"),
    (config) => void (config["additionalProperties"] = true),
  ),
  correct("config-fields", "They write a config out.", BOTH, everywhere("config", "Config"), (field) => {
    if (!JSON.stringify(field).includes("schemas/Config")) become(ref("Config"))(field);
  }),
  correct(
    "versions-body",
    "Versions are asked for by a JSON body, and lack updated_at.",
    BOTH,
    operation(`POST ${ASSISTANT}/versions`),
    all(
      body("AssistantVersionsSearchRequest"),
      answer("200", json({ type: "array", items: ref("AssistantVersion") })),
    ),
  ),
  correct(
    "assistant-version",
    "A version of an assistant has no updated_at.",
    BOTH,
    (document) => (find(document, [...schemas, "Assistant"]) ? [schemas] : []),
    (named) => {
      const version = structuredClone(named["Assistant"] ?? {});
      if (isObject(version)) optional("updated_at")(version);
      named["AssistantVersion"] ??= version;
    },
  ),
  correct(
    "latest-body",
    "The version is sent in a JSON body, not in the query.",
    BOTH,
    operation(`POST ${ASSISTANT}/latest`),
    all(withoutParameter("version"), body("AssistantVersionChange")),
  ),
  correct(
    "latest-version-required",
    "The version cannot be left out.",
    BOTH,
    schema("AssistantVersionChange"),
    (target) => void (target["required"] = ["version"]),
  ),
  correct(
    "assistant-id-is-any-string",
    "Graph names are ids too, on some servers.",
    JS,
    ["get", "delete", "patch"]
      .flatMap((m) => [["paths", ASSISTANT, m]])
      .concat(
        ["graph", "subgraphs", "subgraphs/{namespace}", "schemas"].map((p) => [
          "paths",
          `${ASSISTANT}/${p}`,
          "get",
        ]),
        ["versions", "latest"].map((p) => ["paths", `${ASSISTANT}/${p}`, "post"]),
      ),
    parameter({ name: "assistant_id", in: "path", required: true, schema: anyString }),
  ),
  correct(
    "assistant-filter-is-any-string",
    "Graph names are ids too, on some servers.",
    CLIENT,
    property("CronSearch", "assistant_id").concat(property("CronCountRequest", "assistant_id")),
    withoutUuid,
  ),
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
    "The extra fields are joined by commas.",
    PYTHON,
    operation(`GET ${THREAD}`),
    parameter(query("include", strings, { style: "form", explode: false })),
  ),
  correct(
    "state-select",
    "A state can be narrowed to some of its fields.",
    CLIENT,
    operation(`GET ${THREAD}/state`, `GET ${THREAD}/state/{checkpoint_id}`),
    parameter(query("select", strings)),
  ),
  correct(
    "state-select-body",
    "A state can be narrowed to some of its fields.",
    CLIENT,
    schema("ThreadStateCheckpointRequest", "ThreadStateSearch"),
    add({ select: strings }),
  ),
  correct(
    "state-update-checkpoint-id",
    "An update may name its checkpoint by id.",
    CLIENT,
    schema("ThreadStateUpdate"),
    add({ checkpoint_id: anyString }),
  ),
  correct(
    "state-update-response",
    "The answer also has a config and an id.",
    PYTHON,
    schema("ThreadStateUpdateResponse"),
    add({ configurable: anyObject, checkpoint_id: anyString }),
  ),
  correct(
    "history-before",
    "The Python server wants a config, the JS server an id.",
    BOTH,
    property("ThreadStateSearch", "before"),
    become({ anyOf: [anyString, ref("Config"), ref("CheckpointConfig")] }),
  ),
  correct(
    "history-limit",
    "The default is 1 here too.",
    PYTHON,
    operation(`GET ${THREAD}/history`),
    parameter(query("limit", { type: "integer", default: 1 })),
  ),
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
    "cron-fields",
    "Fields that servers read are missing.",
    CLIENT,
    schema("CronCreate", "ThreadCronCreate"),
    add({
      multitask_strategy: multitask,
      on_run_completed: { type: "string", enum: ["delete", "keep"] },
      checkpoint_during: { type: "boolean", deprecated: true },
    }),
  ),
  correct(
    "cron-select",
    "The answer's now can be selected.",
    CLIENT,
    [[...schemas, "CronSearch", "properties", "select", "items"]],
    addValues("now"),
  ),
  correct(
    "thread-select",
    "A thread's context can be selected.",
    CLIENT,
    [[...schemas, "ThreadSearchRequest", "properties", "select", "items"]],
    addValues("context"),
  ),
  correct(
    "stream-namespace",
    "A stream can be narrowed to some subgraphs.",
    CLIENT,
    operation(`POST ${THREAD}/runs/stream`, "POST /runs/stream", `GET ${RUN}/stream`),
    parameter(query("namespace", strings)),
  ),
  correct(
    "join-stream-checkpoint",
    "A stream can begin after a checkpoint.",
    CLIENT,
    operation(`GET ${RUN}/stream`),
    parameter(query("checkpoint_id", anyString)),
  ),
  correct(
    "cancel-reason",
    "A cancel may say that the run was taken over.",
    CLIENT,
    operation(`POST ${RUN}/cancel`),
    parameter(query("reason", { type: "string", enum: ["taken"] })),
  ),
  correct(
    "store-namespace",
    "The labels of a namespace are joined by periods.",
    BOTH,
    operation("GET /store/items"),
    all(
      parameter({ ...query("namespace", anyString), required: true }),
      answer("200", json({ anyOf: [ref("Item"), { type: "null" }] })),
    ),
  ),
  correct(
    "namespaces-object",
    "The answer is an object.",
    BOTH,
    schema("ListNamespaceResponse"),
    become({
      type: "object",
      required: ["namespaces"],
      properties: { namespaces: { type: "array", items: strings } },
    }),
  ),
  correct(
    "search-item",
    "A found item has a score.",
    BOTH,
    (document) => (find(document, [...schemas, "Item"]) ? [schemas] : []),
    (named) =>
      void (named["SearchItem"] ??= {
        allOf: [ref("Item"), { type: "object", properties: { score: { type: ["number", "null"] } } }],
      }),
  ),
  correct(
    "search-items",
    "A search finds items with a score.",
    BOTH,
    property("SearchItemsResponse", "items"),
    become({ type: "array", items: ref("SearchItem") }),
  ),
  correct(
    "goto-mixed",
    "Nodes and sends can be mixed.",
    CLIENT,
    property("Command", "goto"),
    become({
      anyOf: [
        ref("Send"),
        anyString,
        { type: "array", items: { anyOf: [ref("Send"), anyString] } },
        { type: "null" },
      ],
    }),
  ),
  correct(
    "any-json",
    "These take any JSON.",
    BOTH,
    [
      ...property("Command", "update", "resume"),
      ...property("Send", "input"),
      ...property("Interrupt", "value"),
    ],
    become({}),
  ),
  correct(
    "interrupt-nulls",
    "The schema of the answer is mostly null.",
    PYTHON,
    property("Interrupt", "response_schema"),
    nullable,
  ),
  correct(
    "thread-nulls",
    "A thread has no values before its first run.",
    BOTH,
    property("Thread", "values", "config", "interrupts"),
    nullable,
  ),
  correct("thread-error", "A thread may have an error.", BOTH, schema("Thread"), add({ error: {} })),
  correct(
    "state-nulls",
    "A thread without a state has nulls here.",
    BOTH,
    property("ThreadState", "checkpoint", "created_at", "parent_checkpoint", "metadata"),
    nullable,
  ),
  correct(
    "state-checkpoint-ids",
    "A state has the ids of its checkpoints.",
    BOTH,
    schema("ThreadState"),
    add({ checkpoint_id: nullableString, parent_checkpoint_id: nullableString }),
  ),
  correct(
    "task-nulls",
    "A task that has not failed has null for an error.",
    BOTH,
    ["error", "checkpoint", "state"].map((field) => [...TASK, "properties", field]),
    nullable,
  ),
  correct(
    "task-fields",
    "A task has a result and a path.",
    BOTH,
    [TASK],
    add({ result: {}, path: { type: ["array", "null"], items: {} } }),
  ),
  correct(
    "checkpoint-nulls",
    "The map is null without subgraphs.",
    BOTH,
    property("CheckpointConfig", "checkpoint_map", "checkpoint_id"),
    nullable,
  ),
  correct(
    "cron-nulls",
    "A cron of no thread, without an end, has nulls here.",
    PYTHON,
    property("Cron", "thread_id", "end_time", "metadata"),
    nullable,
  ),
  correct(
    "cron-answer-fields",
    "A cron has a time zone, and says what becomes of its threads.",
    PYTHON,
    schema("Cron"),
    add({ timezone: nullableString, on_run_completed: nullableString }),
  ),
  correct(
    "run-session",
    "The name of the session is null without LangSmith.",
    PYTHON,
    property("Run", "langsmith_session_name"),
    become(nullableString),
  ),
  correct(
    "run-nulls",
    "A run may have no strategy.",
    PYTHON,
    property("Run", "multitask_strategy"),
    nullable,
  ),
  correct(
    "run-cancel-reason",
    "A run says why it was cancelled.",
    PYTHON,
    schema("Run"),
    add({ cancel_reason: nullableString }),
  ),
  correct(
    "graph-schema-nulls",
    "A graph may have no context, and a schema that cannot be told is null.",
    PYTHON,
    ["GraphSchema", "GraphSchemaNoId"].flatMap((name) =>
      property(name, "input_schema", "output_schema", "context_schema"),
    ),
    nullable,
  ),
  correct(
    "info-metadata",
    "No server tells its metadata.",
    BOTH,
    [["paths", "/info", "get", "responses", "200", "content", "application/json", "schema"]],
    optional("metadata"),
  ),
  correct(
    "assistant-nulls",
    "An assistant may have no context.",
    BOTH,
    [...property("Assistant", "context"), ...property("AssistantVersion", "context")],
    nullable,
  ),
  correct(
    "no-content",
    "Nothing comes back.",
    PYTHON,
    operation(`DELETE ${THREAD}`, `DELETE ${RUN}`, "DELETE /runs/crons/{cron_id}"),
    noContent("204"),
  ),
  correct(
    "assistant-deleted",
    "The Python server sends nothing back, the JS server the ids.",
    BOTH,
    operation(`DELETE ${ASSISTANT}`),
    all(answer("204", {}), answer("200", json(strings))),
  ),
  correct(
    "run-output",
    "A wait ends with the state, or with an error or interrupts.",
    BOTH,
    operation(`POST ${THREAD}/runs/wait`, "POST /runs/wait", `GET ${RUN}/join`),
    answer("200", json(ref("RunOutput"))),
  ),
  correct(
    "run-output-schema",
    "A wait ends with the state, or with an error or interrupts.",
    BOTH,
    [schemas],
    (named) => {
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
    },
  ),
  correct(
    "cancel-answers",
    "A cancel that does not wait is accepted, without content.",
    BOTH,
    operation(`POST ${RUN}/cancel`),
    all(answer("202", {}), answer("204", {}), answer("200", json({}))),
  ),
  correct(
    "stateless-run",
    "A run comes back.",
    BOTH,
    operation("POST /runs"),
    answer("200", json(ref("Run"))),
  ),
  correct(
    "batch-runs",
    "Runs come back.",
    BOTH,
    operation("POST /runs/batch"),
    answer("200", json({ type: "array", items: ref("Run") })),
  ),
  correct(
    "minimal-update",
    "An update can be answered without the thread.",
    PYTHON,
    operation(`PATCH ${THREAD}`),
    all(
      parameter({
        name: "Prefer",
        in: "header",
        required: false,
        schema: { type: "string", enum: ["return=minimal"] },
      }),
      answer("204", {}),
    ),
  ),
  correct(
    "busy-thread",
    "The state of a busy thread cannot be updated.",
    BOTH,
    operation(`POST ${THREAD}/state`),
    answer("409", json(ref("ErrorResponse"))),
  ),
  correct(
    "half-created-thread",
    "A thread whose supersteps fail is created: 201 and an error.",
    PYTHON,
    operation("POST /threads"),
    answer("201", json(ref("ErrorResponse"))),
  ),
  correct(
    "pagination-headers",
    "A search says what comes after.",
    BOTH,
    operation("POST /assistants/search", "POST /threads/search", "POST /runs/crons/search"),
    headers("X-Pagination-Total", "X-Pagination-Next"),
  ),
  correct(
    "stream-headers",
    "The answer names the run and where its stream goes on.",
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
