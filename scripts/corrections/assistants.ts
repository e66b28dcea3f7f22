/** Corrections of assistants. */
import { find, isObject } from "../../src/cli/json.js";
import {
  all,
  body,
  json,
  nullable,
  operation,
  optional,
  parameter,
  property,
  ref,
  response,
  schema,
  schemas,
  withoutParameter,
} from "../edits.js";
import type { Correction } from "../edits.js";
import { PYTHON, JS, BOTH, correct, anyString, strings } from "./shared.js";

const ASSISTANT = "/assistants/{assistant_id}";

export const assistantCorrections: Correction[] = [
  correct(
    "versions-body",
    "The filter is a JSON body, and the response has the fields of a version.",
    BOTH,
    operation(`POST ${ASSISTANT}/versions`),
    all(
      body("AssistantVersionsSearchRequest"),
      response("200", json({ type: "array", items: ref("AssistantVersion") })),
    ),
  ),
  correct(
    "assistant-version",
    "A version of an assistant can lack updated_at.",
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
    "The version is required.",
    BOTH,
    schema("AssistantVersionChange"),
    (target) => void (target["required"] = ["version"]),
  ),
  correct(
    "assistant-id-is-any-string",
    "Some servers also take the name of a graph as an id.",
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
    "graph-schema-nulls",
    "A schema is null if the graph has no context, or if the server cannot derive it.",
    PYTHON,
    ["GraphSchema", "GraphSchemaNoId"].flatMap((name) =>
      property(name, "input_schema", "output_schema", "context_schema"),
    ),
    nullable,
  ),
  correct(
    "assistant-nulls",
    "The context can be null.",
    BOTH,
    [...property("Assistant", "context"), ...property("AssistantVersion", "context")],
    nullable,
  ),
  correct(
    "assistant-deleted",
    "The Python server returns no content, the JS server a list of ids.",
    BOTH,
    operation(`DELETE ${ASSISTANT}`),
    all(response("204", {}), response("200", json(strings))),
  ),
];
