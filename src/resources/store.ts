import { InvalidArgumentError } from "../errors.js";
import { check } from "../transport/options.js";
import { isRecord } from "../record.js";
import type { ApiPromise } from "../transport/api-promise.js";
import { offsetPages } from "./pages.js";
import { NO_VALUE } from "../transport/transport.js";
import type { CallOptions, Fields, MethodOptions } from "../transport/wire.js";
import type {
  Item,
  JsonValue,
  ListNamespaceResponse,
  Options,
  Params,
  SearchItem,
  SearchItemsResponse,
} from "../types.js";
import { Resource } from "./resource.js";

type StoredFields = Record<string, JsonValue>;
type SearchOptions = Options["POST /store/items/search"] & CallOptions;
type ListOptions = Params["POST /store/namespaces"] & CallOptions;

/** Values under keys in namespaces, for what outlives a thread. */
export class StoreClient extends Resource {
  /** Write an item, in place of the one that is there. `PUT /store/items` */
  putItem(
    namespace: string[],
    key: string,
    value: object,
    options?: Options["PUT /store/items"] & CallOptions,
  ): ApiPromise<void> {
    const behaviour = { repeat: "idempotent", ...NO_VALUE } as const;
    return this.transport.invoke("PUT /store/items", behaviour, options, (fields) => ({
      body: { namespace: checkNamespace("namespace", namespace), key: checkKey(key), value, ...fields },
    }));
  }

  /** Read an item; `null` when there is none. `GET /store/items` */
  getItem<Value = StoredFields>(
    namespace: string[],
    key: string,
    options?: MethodOptions<Options["GET /store/items"]>,
  ): ApiPromise<Item<Value> | null> {
    const expects = (item: unknown) => (item ?? undefined) === undefined || isRecord(item);
    const convert = (item: unknown) => (isRecord(item) ? withCamelDates<Item<Value>>(item) : null);
    return this.transport.invoke(
      "GET /store/items",
      { repeat: "safe", expects, convert },
      options,
      (fields) => ({
        query: { namespace: checkNamespace("namespace", namespace).join("."), key: checkKey(key), ...fields },
      }),
    );
  }

  /** Delete an item, if it is there. `DELETE /store/items` */
  deleteItem(
    namespace: string[],
    key: string,
    options?: MethodOptions<Options["DELETE /store/items"]>,
  ): ApiPromise<void> {
    const behaviour = { repeat: "idempotent", ...NO_VALUE } as const;
    return this.transport.invoke("DELETE /store/items", behaviour, options, (fields) => ({
      body: { namespace: checkNamespace("namespace", namespace), key: checkKey(key), ...fields },
    }));
  }

  /**
   * Find items below a namespace, by their fields (`filter`) or by meaning (`query`): 10 of them, unless `limit` says
   * otherwise. An empty prefix searches everywhere. `POST /store/items/search`
   */
  searchItems<Value = StoredFields>(
    namespacePrefix: string[],
    options?: SearchOptions,
  ): ApiPromise<SearchItemsResponse<Value>> {
    const behaviour = {
      ...listIn("items"),
      convert: (found: unknown): SearchItemsResponse<Value> => {
        // As expected.
        const { items } = found as { items: Fields[] };
        return { ...(found as object), items: items.map(withCamelDates<SearchItem<Value>>) };
      },
    };
    return this.transport.invoke("POST /store/items/search", behaviour, options, (fields) => ({
      body: {
        namespace_prefix: checkLabels("namespacePrefix", namespacePrefix),
        limit: 10,
        offset: 0,
        ...fields,
      },
    }));
  }

  /** All items that a search finds, page by page: `limit` is the size of a page (100). `POST /store/items/search` */
  iterateItems<Value = StoredFields>(
    namespacePrefix: string[],
    options?: SearchOptions,
  ): AsyncGenerator<SearchItem<Value>, void, undefined> {
    return offsetPages(
      async (offset, limit) =>
        (await this.searchItems<Value>(namespacePrefix, { ...options, offset, limit })).items,
      ({ namespace, key }) => JSON.stringify([namespace, key]),
      options,
    );
  }

  /** List namespaces: 100 of them, unless `limit` says otherwise. `POST /store/namespaces` */
  listNamespaces(options?: ListOptions): ApiPromise<ListNamespaceResponse> {
    return this.transport.invoke("POST /store/namespaces", listIn("namespaces"), options, (fields) => {
      for (const side of ["prefix", "suffix"]) {
        if (fields[side] !== undefined) checkLabels(side, fields[side]);
      }
      return { body: { limit: 100, offset: 0, ...fields } };
    });
  }

  /** All namespaces, page by page: `limit` is the size of a page (100). `POST /store/namespaces` */
  iterateNamespaces(options?: ListOptions): AsyncGenerator<string[], void, undefined> {
    return offsetPages(
      async (offset, limit) => (await this.listNamespaces({ ...options, offset, limit })).namespaces,
      (namespace) => JSON.stringify(namespace),
      options,
    );
  }
}

/** Labels with a period cannot be told from two: the wire joins a namespace by periods. */
function checkLabels(argument: string, labels: unknown): string[] {
  check(argument, Array.isArray(labels), 'an array of labels, such as ["users", "profiles"]', labels);
  return labels.map((label: unknown) => {
    check(argument, typeof label === "string" && label !== "", "labels that are non-empty strings", label);
    if (label.includes(".")) {
      const split = JSON.stringify(label.split("."));
      throw new InvalidArgumentError(
        argument,
        `the label "${label}" contains a period. Write ${split}, or replace it.`,
      );
    }
    return label;
  });
}

function checkNamespace(argument: string, namespace: unknown): string[] {
  const labels = checkLabels(argument, namespace);
  if (labels.length > 0) return labels;
  throw new InvalidArgumentError(argument, "an item needs at least one label.");
}

function checkKey(key: unknown): string {
  check("key", typeof key === "string" && key !== "", "a non-empty string", key);
  return key;
}

/** How an operation behaves whose answer has a list under a name. */
function listIn(name: string) {
  const expects = (answer: unknown) => isRecord(answer) && Array.isArray(answer[name]);
  return { repeat: "safe", expects } as const;
}

/** Items alone carry their dates under both spellings, as applications that come from the official client read them. */
function withCamelDates<Row>(item: Record<string, unknown>): Row {
  // The rest of an item is what the document promises.
  return { ...item, createdAt: item["created_at"], updatedAt: item["updated_at"] } as Row;
}
