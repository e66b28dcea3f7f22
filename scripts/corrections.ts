import { isDeepStrictEqual } from "node:util";
import { isObject } from "./json.js";
import type { Json, JsonObject } from "./json.js";

/** What became of a correction: its target may be right in a newer document, or gone. */
export type Outcome = "applied" | "already right" | "no longer applies";

/** Something that the published document says wrongly or not at all. */
export interface Correction {
  id: string;
  /** What is wrong. */
  reason: string;
  /** Who says so. */
  source: string;
  apply(document: JsonObject): Outcome;
}

type Edit = (target: JsonObject) => void;

const PYTHON = "langgraph-api 0.16.7, observed";
const JS = "@langchain/langgraph-api 1.5.1, observed";
const BOTH = "langgraph-api 0.16.7 and @langchain/langgraph-api 1.5.1, observed";
const CLIENT = "@langchain/langgraph-sdk 1.15.0 sends it, servers read it";

function find(document: JsonObject, place: string[]): JsonObject | undefined {
  let at: Json | undefined = document;
  for (const key of place) at = isObject(at) ? at[key] : undefined;
  return isObject(at) ? at : undefined;
}

/** A correction that edits the objects at some places; what it does is its outcome. */
function correct(id: string, reason: string, source: string, places: string[][], edit: Edit): Correction {
  const apply = (document: JsonObject): Outcome => {
    const targets = places.map((place) => find(document, place)).filter((target) => target !== undefined);
    if (targets.length === 0) return "no longer applies";
    const before = structuredClone(targets);
    targets.forEach(edit);
    return isDeepStrictEqual(before, targets) ? "already right" : "applied";
  };
  return { id, reason, source, apply };
}

const schema = (...names: string[]): string[][] => names.map((name) => ["components", "schemas", name]);
const property = (name: string, ...fields: string[]): string[][] =>
  fields.map((field) => ["components", "schemas", name, "properties", field]);
const operation = (...keys: string[]): string[][] =>
  keys.map((key) => {
    const [method = "", path = ""] = key.split(" ");
    return ["paths", path, method.toLowerCase()];
  });

const ref = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });
const json = (value: JsonObject): JsonObject => ({ content: { "application/json": { schema: value } } });

/** Fields that a schema lacks. What it has of them stays. */
const add =
  (fields: JsonObject): Edit =>
  (target) => {
    target["properties"] = { ...fields, ...(isObject(target["properties"]) ? target["properties"] : {}) };
  };

/** Replaces the whole of a schema. */
const become =
  (whole: JsonObject): Edit =>
  (target) => {
    for (const key of Object.keys(target)) Reflect.deleteProperty(target, key);
    Object.assign(target, structuredClone(whole));
  };

const optional =
  (...fields: string[]): Edit =>
  (target) => {
    if (Array.isArray(target["required"]))
      target["required"] = target["required"].filter((f) => !fields.includes(String(f)));
  };

/** A parameter of an operation, in place of the one of its name, or beside the others. */
const parameter =
  (whole: JsonObject): Edit =>
  (target) => {
    const others = Array.isArray(target["parameters"]) ? target["parameters"] : [];
    const at = others.findIndex(
      (other) => isObject(other) && other["name"] === whole["name"] && other["in"] === whole["in"],
    );
    target["parameters"] = at < 0 ? [...others, whole] : others.with(at, whole);
  };

const withoutParameter =
  (name: string): Edit =>
  (target) => {
    const others = Array.isArray(target["parameters"]) ? target["parameters"] : [];
    target["parameters"] = others.filter((other) => !(isObject(other) && other["name"] === name));
  };

const query = (name: string, schema: JsonObject, rest: JsonObject = {}): JsonObject => ({
  name,
  in: "query",
  required: false,
  schema,
  ...rest,
});

const body =
  (name: string): Edit =>
  (target) => {
    target["requestBody"] = { ...json(ref(name)), required: true };
  };

/** The answer of a status; what the document has of it beside its content stays. */
const answer =
  (status: string, content: JsonObject): Edit =>
  (target) => {
    const responses = isObject(target["responses"]) ? target["responses"] : {};
    target["responses"] = {
      ...responses,
      [status]: { ...(isObject(responses[status]) ? responses[status] : {}), ...content },
    };
  };

const noContent =
  (status: string): Edit =>
  (target) => {
    const { 200: _, ...others } = isObject(target["responses"]) ? target["responses"] : {};
    target["responses"] = { ...others, [status]: {} };
  };

const headers =
  (...names: string[]): Edit =>
  (target) => {
    const string = { schema: { type: "string" } };
    answer("200", { headers: Object.fromEntries(names.map((name) => [name, string])) })(target);
  };

const all =
  (...edits: Edit[]): Edit =>
  (target) =>
    edits.forEach((edit) => edit(target));

/** Lets fields be null. */
const nullable =
  (...fields: string[]): Edit =>
  (target) => {
    const properties = isObject(target["properties"]) ? target["properties"] : {};
    for (const field of fields) {
      const whole = properties[field];
      if (!isObject(whole)) continue;
      if (whole["$ref"] !== undefined) properties[field] = { anyOf: [whole, { type: "null" }] };
      else if (typeof whole["type"] === "string") whole["type"] = [whole["type"], "null"];
      else if (
        Array.isArray(whole["anyOf"]) &&
        !whole["anyOf"].some((part) => isObject(part) && part["type"] === "null")
      ) {
        whole["anyOf"] = [...whole["anyOf"], { type: "null" }];
      }
    }
  };

const anyString = { type: "string" };
const anyObject = { type: "object" };
const strings = { type: "array", items: { type: "string" } };
const MODES = [
  "values",
  "messages",
  "messages-tuple",
  "tasks",
  "checkpoints",
  "updates",
  "events",
  "debug",
  "custom",
];

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
  multitask_strategy: { type: "string", enum: ["reject", "rollback", "interrupt", "enqueue"] },
};

const ASSISTANT = "/assistants/{assistant_id}";
const THREAD = "/threads/{thread_id}";
const RUN = "/threads/{thread_id}/runs/{run_id}";
const withoutUuid: Edit = (target) => {
  if (target["format"] === "uuid") Reflect.deleteProperty(target, "format");
};

/** All corrections, in the order in which they are applied. */
export const corrections: Correction[] = [
  correct(
    "api-info",
    "The document calls itself by its product and every release 0.1.0.",
    PYTHON,
    [["info"]],
    become({ title: "LangGraph API", version: "0.16.7" }),
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
    [["components"]],
    (components) => {
      const schemas = isObject(components["schemas"]) ? components["schemas"] : {};
      schemas["StreamMode"] = { type: "string", enum: [...MODES, "tools", "lifecycle"] };
      for (const whole of Object.values(schemas)) {
        const fields = isObject(whole) && isObject(whole["properties"]) ? whole["properties"] : {};
        if (fields["stream_mode"] === undefined) continue;
        fields["stream_mode"] = {
          anyOf: [ref("StreamMode"), { type: "array", items: ref("StreamMode") }],
          default: ["values"],
        };
      }
    },
  ),
  correct(
    "config",
    "A config may hold more than three fields, and is written out in seven places.",
    BOTH,
    [["components", "schemas"]],
    (schemas) => {
      const config = schemas["Config"];
      if (isObject(config)) config["additionalProperties"] = true;
      for (const [name, whole] of Object.entries(schemas)) {
        const fields = isObject(whole) && isObject(whole["properties"]) ? whole["properties"] : {};
        const own = fields["config"];
        if (name === "Config" || own === undefined || JSON.stringify(own).includes("schemas/Config"))
          continue;
        fields["config"] = ref("Config");
      }
    },
  ),
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
    [["components", "schemas"]],
    (schemas) => {
      if (!isObject(schemas["Assistant"])) return;
      const version = structuredClone(schemas["Assistant"]);
      optional("updated_at")(version);
      schemas["AssistantVersion"] ??= version;
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
    parameter(
      query(
        "stream_modes",
        { type: "array", items: { type: "string", enum: ["lifecycle", "run_modes", "state_update"] } },
        { style: "form", explode: false },
      ),
    ),
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
      multitask_strategy: { type: "string", enum: ["reject", "rollback", "interrupt", "enqueue"] },
      on_run_completed: { type: "string", enum: ["delete", "keep"] },
      checkpoint_during: { type: "boolean", deprecated: true },
    }),
  ),
  correct(
    "cron-select",
    "The answer's now can be selected.",
    CLIENT,
    [...property("CronSearch", "select")],
    (target) => {
      const items = target["items"];
      if (isObject(items) && Array.isArray(items["enum"]) && !items["enum"].includes("now"))
        items["enum"] = [...items["enum"], "now"];
    },
  ),
  correct(
    "thread-select",
    "A thread's context can be selected.",
    CLIENT,
    property("ThreadSearchRequest", "select"),
    (target) => {
      const items = target["items"];
      if (isObject(items) && Array.isArray(items["enum"]) && !items["enum"].includes("context"))
        items["enum"] = [...items["enum"], "context"];
    },
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
  correct("search-item", "A found item has a score.", BOTH, [["components", "schemas"]], (schemas) => {
    const item = schemas["Item"];
    const found = schemas["SearchItemsResponse"];
    if (!isObject(item) || !isObject(found)) return;
    schemas["SearchItem"] ??= {
      allOf: [ref("Item"), { type: "object", properties: { score: { type: ["number", "null"] } } }],
    };
    found["properties"] = { items: { type: "array", items: ref("SearchItem") } };
  }),
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
    schema("Interrupt"),
    nullable("response_schema"),
  ),
  correct(
    "thread-nulls",
    "A thread has no values before its first run.",
    BOTH,
    schema("Thread"),
    all(nullable("values", "config", "interrupts"), add({ error: {} })),
  ),
  correct(
    "state-nulls",
    "A thread without a state has nulls here.",
    BOTH,
    schema("ThreadState"),
    all(
      nullable("checkpoint", "created_at", "parent_checkpoint", "metadata"),
      add({
        checkpoint_id: { type: ["string", "null"] },
        parent_checkpoint_id: { type: ["string", "null"] },
      }),
    ),
  ),
  correct(
    "task-nulls",
    "A task that has not failed has null for an error.",
    BOTH,
    [["components", "schemas", "ThreadState", "properties", "tasks", "items"]],
    all(
      nullable("error", "checkpoint", "state"),
      add({ result: {}, path: { type: ["array", "null"], items: {} } }),
    ),
  ),
  correct(
    "checkpoint-nulls",
    "The map is null without subgraphs.",
    BOTH,
    schema("CheckpointConfig"),
    nullable("checkpoint_map", "checkpoint_id"),
  ),
  correct(
    "cron-nulls",
    "A cron of no thread, without an end, has nulls here.",
    PYTHON,
    schema("Cron"),
    all(
      nullable("thread_id", "end_time", "metadata"),
      add({ timezone: { type: ["string", "null"] }, on_run_completed: { type: ["string", "null"] } }),
    ),
  ),
  correct(
    "run-nulls",
    "The name of the session is null without LangSmith.",
    PYTHON,
    schema("Run"),
    all(
      (target) => {
        const p = target["properties"];
        if (isObject(p) && isObject(p["langsmith_session_name"]))
          p["langsmith_session_name"] = { type: ["string", "null"] };
      },
      nullable("multitask_strategy"),
      add({ cancel_reason: { type: ["string", "null"] } }),
    ),
  ),
  correct(
    "graph-schema-nulls",
    "A graph may have no context, and a schema that cannot be told is null.",
    PYTHON,
    schema("GraphSchema", "GraphSchemaNoId"),
    nullable("input_schema", "output_schema", "context_schema"),
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
    schema("Assistant", "AssistantVersion"),
    nullable("context"),
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
    [["components", "schemas"]],
    (schemas) => {
      schemas["RunOutput"] = {
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
    "unused-responses",
    "No operation refers to these answers.",
    "the document itself",
    [["components"]],
    (components) => void Reflect.deleteProperty(components, "responses"),
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
