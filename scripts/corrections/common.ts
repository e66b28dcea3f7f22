/** Corrections of the whole document and of schemas that several resources share. */
import { find, isObject } from "../../src/cli/json.js";
import type { Json, JsonObject } from "../../src/cli/json.js";
import {
  become,
  everywhere,
  headers,
  noContent,
  nullable,
  operation,
  optional,
  property,
  ref,
  schema,
  schemas,
  valuesOf,
} from "../edits.js";
import type { Correction } from "../edits.js";
import { BOTH, CLIENT, PYTHON, RUN, THREAD, anyString, correct } from "./shared.js";

/** The modes of the schema `StreamMode` and of every field that lists modes. */
function streamModes(document: JsonObject): Json[] {
  const fields = everywhere("stream_mode")(document).map((place) => find(document, place));
  return [find(document, [...schemas, "StreamMode"]), ...fields].flatMap(valuesOf);
}

export const commonCorrections: Correction[] = [
  correct(
    "api-title",
    "The title is the name of a product, and the API is meant.",
    PYTHON,
    [["info"]],
    (info) => become({ title: "LangGraph API", version: info["version"] ?? "" })(info),
  ),
  correct(
    "api-key",
    "The document does not describe how a client authenticates.",
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
    "The modes tools and lifecycle are missing, and the list is repeated in eight fields.",
    CLIENT,
    (document) => (streamModes(document).length > 0 ? [schemas] : []),
    (named) => {
      const modes = streamModes({ components: { schemas: named } });
      named["StreamMode"] = { type: "string", enum: [...new Set([...modes, "tools", "lifecycle"])] };
    },
  ),
  correct(
    "stream-mode-fields",
    "The fields repeat the list of modes instead of referring to one schema.",
    CLIENT,
    everywhere("stream_mode"),
    (field) =>
      become({
        anyOf: [ref("StreamMode"), { type: "array", items: ref("StreamMode") }],
        default: field["default"] ?? ["values"],
      })(field),
  ),
  correct(
    "config-open",
    "A config takes further keys.",
    BOTH,
    schema("Config"),
    (config) => void (config["additionalProperties"] = true),
  ),
  correct(
    "config-fields",
    "The fields repeat the schema of a config.",
    BOTH,
    everywhere("config", "Config"),
    (field) => {
      if (!JSON.stringify(field).includes("schemas/Config")) become(ref("Config"))(field);
    },
  ),
  correct(
    "goto-mixed",
    "A list can hold both nodes and sends.",
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
    "The fields take any JSON.",
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
    "The schema of the answer can be null.",
    PYTHON,
    property("Interrupt", "response_schema"),
    nullable,
  ),
  correct(
    "checkpoint-nulls",
    "The map is null without subgraphs, and the id can be null.",
    BOTH,
    property("CheckpointConfig", "checkpoint_map", "checkpoint_id"),
    nullable,
  ),
  correct(
    "info-metadata",
    "Servers leave the metadata out.",
    BOTH,
    [["paths", "/info", "get", "responses", "200", "content", "application/json", "schema"]],
    optional("metadata"),
  ),
  correct(
    "no-content",
    "The response is 204, without content.",
    PYTHON,
    operation(`DELETE ${THREAD}`, `DELETE ${RUN}`, "DELETE /runs/crons/{cron_id}"),
    noContent("204"),
  ),
  correct(
    "pagination-headers",
    "The headers of pagination are missing.",
    BOTH,
    operation("POST /assistants/search", "POST /threads/search", "POST /runs/crons/search"),
    headers("X-Pagination-Total", "X-Pagination-Next"),
  ),
];
