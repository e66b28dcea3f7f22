import { randomUUID } from "node:crypto";
import { NotFoundError } from "langgraph-client";
import { describe, expect, test } from "vitest";
import { all } from "../helpers/async.js";
import { client, deviates } from "./setup.js";

/** The namespace that the server returns for a namespace of a request. */
const stored = (namespace: string[]) =>
  deviates("user-namespace") ? ["users", "anonymous", ...namespace] : namespace;

/** Returns a namespace that no other test uses. */
const uniqueNamespace = () => `namespace-${randomUUID()}`;

describe("store", () => {
  test("putItem stores and replaces an item, getItem reads it, deleteItem removes it", async () => {
    const namespace = [uniqueNamespace(), "users"];
    await client.store.putItem(namespace, "ada", { born: 1815, inside: { camelCase: true } });
    const item = await client.store.getItem(namespace, "ada");
    expect(item).toMatchObject({
      namespace: stored(namespace),
      key: "ada",
      value: { born: 1815, inside: { camelCase: true } },
    });
    expect(item?.createdAt).toBe(item?.created_at);
    expect(Number.isNaN(Date.parse(item?.updatedAt ?? ""))).toBe(deviates("undated-items"));

    await client.store.putItem(namespace, "ada", { born: 1816 });
    expect((await client.store.getItem(namespace, "ada"))?.value).toEqual({ born: 1816 });
    await client.store.deleteItem(namespace, "ada");
    const missing = client.store.getItem(namespace, "ada");
    if (deviates("missing-item-404")) await expect(missing).rejects.toThrow(NotFoundError);
    else expect(await missing).toBeNull();
  });

  test("searchItems finds items by prefix and filter, and pages", async () => {
    const top = uniqueNamespace();
    for (const index of [0, 1, 2, 3, 4]) {
      await client.store.putItem([top, index % 2 ? "odd" : "even"], `key ${index}`, {
        index,
        kind: index % 2,
      });
    }
    const keys = (found: { items: { key: string }[] }) => found.items.map(({ key }) => key).sort();
    const everything = await client.store.searchItems([top]);
    expect(keys(everything)).toEqual(["key 0", "key 1", "key 2", "key 3", "key 4"]);
    expect(everything.items.every(({ createdAt, created_at }) => createdAt === created_at)).toBe(true);
    expect(keys(await client.store.searchItems([top, "odd"]))).toEqual(["key 1", "key 3"]);
    expect(keys(await client.store.searchItems([top], { filter: { index: 4 } }))).toEqual(["key 4"]);
    const pages = [
      await client.store.searchItems([top], { limit: 3 }),
      await client.store.searchItems([top], { limit: 3, offset: 3 }),
    ];
    expect(pages.map(({ items }) => items.length)).toEqual([3, 2]);
    expect(pages.flatMap(keys).sort()).toEqual(keys(everything));
  });

  test("iterateItems yields each item once across pages", async () => {
    const top = uniqueNamespace();
    for (let index = 0; index < 7; index += 1) await client.store.putItem([top], `key ${index}`, { index });
    const found = await all(client.store.iterateItems([top], { limit: 3 }));
    expect(found.map(({ key }) => key).sort()).toEqual(
      Array.from({ length: 7 }, (_, index) => `key ${index}`),
    );
  });

  test("listNamespaces and iterateNamespaces return the namespaces below a prefix", async () => {
    const top = uniqueNamespace();
    for (const name of ["a", "b", "c"]) await client.store.putItem([top, name, "deep"], "key", {});
    const { namespaces } = await client.store.listNamespaces({ prefix: [top] });
    const paths = ["a", "b", "c"].map((name) => stored([top, name, "deep"]).join("/"));
    expect(namespaces.map((namespace) => namespace.join("/")).sort()).toEqual(paths);
    // The depth counts what the server adds.
    const maxDepth = stored([top]).length;
    expect(await client.store.listNamespaces({ prefix: [top], maxDepth })).toEqual({
      namespaces: [stored([top])],
    });
    const found = await all(client.store.iterateNamespaces({ prefix: [top], limit: 2 }));
    expect(found.map((namespace) => namespace.at(-2)).sort()).toEqual(["a", "b", "c"]);
  });
});
