import { all } from "../helpers/async.js";
import { json } from "../helpers/server.js";
import type { Row } from "./row.js";

const item = (key: string) => ({
  namespace: ["users", "ada"],
  key,
  value: { createdAt: "its own" },
  created_at: "2026-01-01T00:00:00Z",
  updated_at: "2026-01-02T00:00:00Z",
});
/** The same item as the client returns it. */
const returned = (key: string) => ({
  ...item(key),
  createdAt: "2026-01-01T00:00:00Z",
  updatedAt: "2026-01-02T00:00:00Z",
});

export const storeRows: Row[] = [
  {
    method: "store.putItem",
    call: (client) => client.store.putItem(["users", "ada"], "likes", { favouriteFood: null }),
    sends: {
      to: "PUT /store/items",
      body: { namespace: ["users", "ada"], key: "likes", value: { favouriteFood: null } },
    },
    responses: { status: 204 },
    returns: undefined,
  },
  {
    method: "store.putItem",
    does: "sends index and ttl",
    call: (client) => client.store.putItem(["users"], "likes", {}, { index: false, ttl: 60 }),
    sends: {
      to: "PUT /store/items",
      body: { namespace: ["users"], key: "likes", value: {}, index: false, ttl: 60 },
    },
    responses: { status: 204 },
    returns: undefined,
  },
  {
    method: "store.putItem",
    does: "sends null for index and ttl",
    call: (client) => client.store.putItem(["users"], "likes", {}, { index: null, ttl: null }),
    sends: {
      to: "PUT /store/items",
      body: { namespace: ["users"], key: "likes", value: {}, index: null, ttl: null },
    },
    responses: { status: 204 },
    returns: undefined,
  },
  {
    method: "store.getItem",
    call: (client) => client.store.getItem(["users", "ada"], "a key & more"),
    sends: "GET /store/items?namespace=users.ada&key=a%20key%20%26%20more",
    responses: json(item("a key & more")),
    returns: returned("a key & more"),
  },
  {
    method: "store.getItem",
    does: "returns null for a missing item (body null)",
    call: (client) => client.store.getItem(["users"], "k", { refreshTtl: false }),
    sends: "GET /store/items?namespace=users&key=k&refresh_ttl=false",
    responses: json(null),
    returns: null,
  },
  {
    method: "store.getItem",
    does: "returns null for a missing item (empty body)",
    call: (client) => client.store.getItem(["users"], "k"),
    sends: "GET /store/items?namespace=users&key=k",
    responses: {},
    returns: null,
  },
  {
    method: "store.deleteItem",
    call: (client) => client.store.deleteItem(["users"], "k"),
    sends: { to: "DELETE /store/items", body: { namespace: ["users"], key: "k" } },
    responses: { status: 204 },
    returns: undefined,
  },
  {
    method: "store.searchItems",
    call: (client) => client.store.searchItems([]),
    sends: { to: "POST /store/items/search", body: { namespace_prefix: [], limit: 10, offset: 0 } },
    responses: json({ items: [item("k")] }),
    returns: { items: [returned("k")] },
  },
  {
    method: "store.searchItems",
    does: "sends every field in snake_case",
    call: (client) =>
      client.store.searchItems(["users"], {
        filter: { favouriteFood: "pizza" },
        query: "food",
        limit: 1,
        offset: 2,
        refreshTtl: true,
      }),
    sends: {
      to: "POST /store/items/search",
      body: {
        namespace_prefix: ["users"],
        filter: { favouriteFood: "pizza" },
        query: "food",
        limit: 1,
        offset: 2,
        refresh_ttl: true,
      },
    },
    responses: json({ items: [{ ...item("k"), score: 0.5 }] }),
    returns: { items: [{ ...returned("k"), score: 0.5 }] },
  },
  {
    method: "store.iterateItems",
    call: (client) => all(client.store.iterateItems(["users"], { limit: 1, query: "food" })),
    sends: [
      {
        to: "POST /store/items/search",
        body: { namespace_prefix: ["users"], query: "food", limit: 1, offset: 0 },
      },
      {
        to: "POST /store/items/search",
        body: { namespace_prefix: ["users"], query: "food", limit: 2, offset: 0 },
      },
      {
        to: "POST /store/items/search",
        body: { namespace_prefix: ["users"], query: "food", limit: 2, offset: 1 },
      },
    ],
    responses: [
      json({ items: [item("k1")] }),
      json({ items: [item("k1"), item("k2")] }),
      json({ items: [item("k2")] }),
    ],
    returns: [returned("k1"), returned("k2")],
  },
  {
    method: "store.listNamespaces",
    call: (client) => client.store.listNamespaces(),
    sends: { to: "POST /store/namespaces", body: { limit: 100, offset: 0 } },
    responses: json({ namespaces: [["users", "ada"]] }),
  },
  {
    method: "store.listNamespaces",
    does: "sends every field in snake_case",
    call: (client) =>
      client.store.listNamespaces({ prefix: ["users"], suffix: ["likes"], maxDepth: 2, limit: 5, offset: 1 }),
    sends: {
      to: "POST /store/namespaces",
      body: { prefix: ["users"], suffix: ["likes"], max_depth: 2, limit: 5, offset: 1 },
    },
    responses: json({ namespaces: [] }),
  },
  {
    method: "store.iterateNamespaces",
    call: (client) => all(client.store.iterateNamespaces({ prefix: ["users"] })),
    sends: [
      { to: "POST /store/namespaces", body: { prefix: ["users"], limit: 100, offset: 0 } },
      { to: "POST /store/namespaces", body: { prefix: ["users"], limit: 101, offset: 1 } },
    ],
    responses: [json({ namespaces: [["users", "ada"], ["users"]] }), json({ namespaces: [["users"]] })],
    returns: [["users", "ada"], ["users"]],
  },
];
