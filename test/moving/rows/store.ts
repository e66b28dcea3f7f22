import { json } from "../../helpers/server.js";
import type { Row } from "../row.js";

const item = {
  namespace: ["a", "b"],
  key: "k",
  value: { theValue: 1 },
  created_at: "2026-01-01T00:00:00Z",
  updated_at: "2026-01-02T00:00:00Z",
};

export const storeRows: Row[] = [
  {
    does: "store.putItem",
    call: (client) => client.store.putItem(["a", "b"], "k", { theValue: 1 }),
    responses: { status: 204 },
  },
  {
    does: "store.putItem with every option",
    call: (client) => client.store.putItem(["a"], "k", {}, { index: ["a.b"], ttl: 60 }),
    responses: { status: 204 },
  },
  {
    does: "store.putItem with index: false and null as ttl",
    call: (client) => client.store.putItem(["a"], "k", {}, { index: false, ttl: null }),
    responses: { status: 204 },
  },
  {
    does: "store.putItem with null as index",
    call: (client) => client.store.putItem(["a"], "k", {}, { index: null }),
    responses: { status: 204 },
  },
  {
    does: "store.putItem with a label that has a period",
    call: (client) => client.store.putItem(["a.b"], "k", {}),
    differs: {
      "argument-checks": {
        "error.name": ["Error", "InvalidArgumentError"],
        "error.message": ["Invalid namespace label 'a", "namespace"],
      },
    },
  },
  {
    does: "store.putItem with an empty namespace",
    call: (client) => client.store.putItem([], "k", {}),
    differs: {
      "argument-checks": {
        "requests.0": [
          {
            to: "PUT /store/items",
            body: { namespace: [], key: "k", value: {} },
            headers: { "content-type": "application/json" },
          },
          undefined,
        ],
        result: [{ a: "response" }, undefined],
        error: [undefined, { name: "InvalidArgumentError", message: "namespace" }],
      },
    },
  },
  {
    does: "store.putItem with an empty label",
    call: (client) => client.store.putItem([""], "k", {}),
    differs: {
      "argument-checks": {
        "requests.0": [
          {
            to: "PUT /store/items",
            body: { namespace: [""], key: "k", value: {} },
            headers: { "content-type": "application/json" },
          },
          undefined,
        ],
        result: [{ a: "response" }, undefined],
        error: [undefined, { name: "InvalidArgumentError", message: "namespace" }],
      },
    },
  },
  {
    does: "store.putItem with an empty key",
    call: (client) => client.store.putItem(["a"], "", {}),
    differs: {
      "argument-checks": {
        "requests.0": [
          {
            to: "PUT /store/items",
            body: { namespace: ["a"], key: "", value: {} },
            headers: { "content-type": "application/json" },
          },
          undefined,
        ],
        result: [{ a: "response" }, undefined],
        error: [undefined, { name: "InvalidArgumentError", message: "key" }],
      },
    },
  },
  { does: "store.getItem", call: (client) => client.store.getItem(["a", "b"], "k"), responses: json(item) },
  {
    does: "store.getItem with every option",
    call: (client) => client.store.getItem(["a", "b"], "k", { refreshTtl: false }),
    responses: json(item),
  },
  {
    does: "store.getItem with null as refreshTtl",
    compileError: { code: 2322, kind: "null-values" },
    call: (client) => client.store.getItem(["a"], "k", { refreshTtl: null }),
    responses: json(item),
  },
  {
    does: "store.getItem of a missing item",
    call: (client) => client.store.getItem(["a"], "k"),
    responses: json(null),
  },
  {
    does: "store.getItem of a missing item, of a server that sends 404",
    call: (client) => client.store.getItem(["a"], "k"),
    responses: json({ detail: "none" }, { status: 404 }),
    differs: { "error-classes": { "error.name": ["Error", "NotFoundError"] } },
  },
  {
    does: "store.deleteItem",
    call: (client) => client.store.deleteItem(["a", "b"], "k"),
    responses: { status: 204 },
  },
  {
    does: "store.searchItems",
    call: (client) => client.store.searchItems(["a"]),
    responses: json({ items: [item] }),
  },
  {
    does: "store.searchItems with every option",
    call: (client) =>
      client.store.searchItems(["a"], {
        filter: { theValue: 1 },
        limit: 3,
        offset: 1,
        query: "text",
        refreshTtl: false,
      }),
    responses: json({ items: [{ ...item, score: 0.5 }] }),
  },
  {
    does: "store.searchItems with an empty prefix",
    call: (client) => client.store.searchItems([], { query: "", refreshTtl: null }),
    responses: json({ items: [] }),
  },
  {
    does: "store.searchItems with a label that has a period",
    call: (client) => client.store.searchItems(["a.b"]),
    responses: json({ items: [] }),
    differs: {
      "argument-checks": {
        "requests.0": [
          {
            to: "POST /store/items/search",
            body: { namespace_prefix: ["a.b"], limit: 10, offset: 0 },
            headers: { "content-type": "application/json" },
          },
          undefined,
        ],
        result: [{ items: [] }, undefined],
        error: [undefined, { name: "InvalidArgumentError", message: "namespacePrefix" }],
      },
    },
  },
  {
    does: "store.searchItems without items in the response",
    call: (client) => client.store.searchItems(["a"]),
    responses: json({}),
    differs: {
      "checked-responses": {
        "error.name": ["TypeError", "InvalidResponseError"],
        "error.status": [undefined, 200],
        "error.message": [undefined, "The response does not have the shape that the API promises"],
      },
    },
  },
  {
    does: "store.listNamespaces",
    call: (client) => client.store.listNamespaces(),
    responses: json({ namespaces: [["a"]] }),
  },
  {
    does: "store.listNamespaces with every option",
    call: (client) =>
      client.store.listNamespaces({ prefix: ["a"], suffix: ["b"], maxDepth: 2, limit: 5, offset: 1 }),
    responses: json({ namespaces: [["a"]] }),
  },
  {
    does: "store.listNamespaces with a label that has a period",
    call: (client) => client.store.listNamespaces({ prefix: ["a.b"] }),
    responses: json({ namespaces: [] }),
    differs: {
      "argument-checks": {
        "requests.0": [
          {
            to: "POST /store/namespaces",
            body: { prefix: ["a.b"], limit: 100, offset: 0 },
            headers: { "content-type": "application/json" },
          },
          undefined,
        ],
        result: [{ namespaces: [] }, undefined],
        error: [undefined, { name: "InvalidArgumentError", message: "prefix" }],
      },
    },
  },
];
