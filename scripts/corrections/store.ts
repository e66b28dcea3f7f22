/** Corrections of the store. */
import { find } from "../../src/cli/json.js";
import {
  all,
  become,
  json,
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
import { BOTH, correct, anyString, strings } from "./shared.js";

export const storeCorrections: Correction[] = [
  correct(
    "store-namespace",
    "The labels of a namespace are joined by periods, and the response is null for a missing item.",
    BOTH,
    operation("GET /store/items"),
    all(
      parameter({ ...query("namespace", anyString), required: true }),
      response("200", json({ anyOf: [ref("Item"), { type: "null" }] })),
    ),
  ),
  correct(
    "namespaces-object",
    "The response is an object, not a list.",
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
    "The schema of a found item, which has a score, is missing.",
    BOTH,
    (document) => (find(document, [...schemas, "Item"]) ? [schemas] : []),
    (named) =>
      void (named["SearchItem"] ??= {
        allOf: [ref("Item"), { type: "object", properties: { score: { type: ["number", "null"] } } }],
      }),
  ),
  correct(
    "search-items",
    "A found item has a score.",
    BOTH,
    property("SearchItemsResponse", "items"),
    become({ type: "array", items: ref("SearchItem") }),
  ),
];
