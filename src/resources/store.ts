import { check, isRecord } from "../checks.js";
import { InvalidArgumentError } from "../errors.js";
import type { ApiPromise } from "../transport/api-promise.js";
import type { CallOptions, Fields, MethodOptions } from "../transport/call-options.js";
import { NO_RESULT } from "../transport/transport.js";
import type {
  Item,
  JsonValue,
  ListNamespaceResponse,
  Options,
  Params,
  SearchItem,
  SearchItemsResponse,
} from "../types.js";
import { offsetPages } from "./pages.js";
import { Resource } from "./resource.js";
import { isRows } from "./rules.js";

/** Options of {@link StoreClient.getItem}. */
export type ItemGetOptions = Options["GET /store/items"] & CallOptions;

/** Options of {@link StoreClient.searchItems} and {@link StoreClient.iterateItems}. */
export type StoreSearchOptions = Options["POST /store/items/search"] & CallOptions;

/** Options of {@link StoreClient.listNamespaces} and {@link StoreClient.iterateNamespaces}. */
export type NamespaceListOptions = Params["POST /store/namespaces"] & CallOptions;

/** Key-value items in namespaces, which outlive threads. */
export class StoreClient extends Resource {
  /** Write an item. An existing item is replaced. `PUT /store/items` */
  putItem(
    namespace: string[],
    key: string,
    value: object,
    options?: Options["PUT /store/items"] & CallOptions,
  ): ApiPromise<void> {
    return this.transport.call("PUT /store/items", [], options, {
      ...NO_RESULT,
      place: (fields) => ({ body: { ...itemId(namespace, key), value, ...fields } }),
    });
  }

  /** Get an item; `null` if it does not exist. `GET /store/items` */
  getItem<Value = Record<string, JsonValue>>(
    namespace: string[],
    key: string,
    options?: ItemGetOptions,
  ): ApiPromise<Item<Value> | null> {
    return this.transport.call("GET /store/items", [], options, {
      place: (fields) => {
        const id = itemId(namespace, key);
        return { query: { ...id, namespace: id.namespace.join("."), ...fields } };
      },
      expects: (item) => item === undefined || item === null || isRecord(item),
      convert: (item) => (isRecord(item) ? withCamelDates<Item<Value>>(item) : null),
    });
  }

  /** Delete an item. Succeeds if it does not exist. `DELETE /store/items` */
  deleteItem(
    namespace: string[],
    key: string,
    options?: MethodOptions<Options["DELETE /store/items"]>,
  ): ApiPromise<void> {
    return this.transport.call("DELETE /store/items", [], options, {
      ...NO_RESULT,
      place: (fields) => ({ body: { ...itemId(namespace, key), ...fields } }),
    });
  }

  /**
   * Search for items below a namespace, by their fields (`filter`) or by meaning (`query`). An empty prefix searches
   * everywhere. Returns at most `limit` items (default: 10). `POST /store/items/search`
   */
  searchItems<Value = Record<string, JsonValue>>(
    namespacePrefix: string[],
    options?: StoreSearchOptions,
  ): ApiPromise<SearchItemsResponse<Value>> {
    return this.transport.call("POST /store/items/search", [], options, {
      idempotency: "safe",
      defaults: { limit: 10, offset: 0 },
      place: (fields) => ({
        body: { namespace_prefix: checkLabels("namespacePrefix", namespacePrefix), ...fields },
      }),
      expects: (found) => isRecord(found) && isRows(found["items"]),
      convert: (found) => {
        // `expects` has checked it.
        const { items, ...rest } = found as { items: Fields[] };
        return { ...rest, items: items.map(withCamelDates<SearchItem<Value>>) };
      },
    });
  }

  /** Iterate over all results of a search; `limit` is the page size (default: 100). `POST /store/items/search` */
  iterateItems<Value = Record<string, JsonValue>>(
    namespacePrefix: string[],
    options?: StoreSearchOptions,
  ): AsyncGenerator<SearchItem<Value>, void, undefined> {
    return offsetPages(
      async (offset, limit) =>
        (await this.searchItems<Value>(namespacePrefix, { ...options, offset, limit })).items,
      ({ namespace, key }) => JSON.stringify([namespace, key]),
      options,
    );
  }

  /** List namespaces. Returns at most `limit` (default: 100). `POST /store/namespaces` */
  listNamespaces(options?: NamespaceListOptions): ApiPromise<ListNamespaceResponse> {
    return this.transport.call("POST /store/namespaces", [], options, {
      idempotency: "safe",
      defaults: { limit: 100, offset: 0 },
      expects: (found) => isRecord(found) && Array.isArray(found["namespaces"]),
      place: (body) => {
        for (const side of ["prefix", "suffix"]) {
          if (body[side] !== undefined) checkLabels(side, body[side]);
        }
        return { body };
      },
    });
  }

  /** Iterate over all namespaces; `limit` is the page size (default: 100). `POST /store/namespaces` */
  iterateNamespaces(options?: NamespaceListOptions): AsyncGenerator<string[], void, undefined> {
    return offsetPages(
      async (offset, limit) => (await this.listNamespaces({ ...options, offset, limit })).namespaces,
      (namespace) => JSON.stringify(namespace),
      options,
    );
  }
}

function itemId(namespace: unknown, key: unknown): { namespace: string[]; key: string } {
  const labels = checkLabels("namespace", namespace);
  if (labels.length === 0) throw new InvalidArgumentError("namespace", "an item needs at least one label.");
  check("key", typeof key === "string" && key !== "", "a non-empty string", key);
  return { namespace: labels, key };
}

/** Checks labels. The API joins them by periods, so that a label with a period would become two. */
function checkLabels(argument: string, labels: unknown): string[] {
  check(argument, Array.isArray(labels), 'an array of labels, such as ["users", "profiles"]', labels);
  return labels.map((label: unknown) => {
    check(argument, typeof label === "string" && label !== "", "labels that are non-empty strings", label);
    if (label.includes(".")) {
      const parts = JSON.stringify(label.split("."));
      const message = `the label "${label}" contains a period. Write ${parts}, or replace the period.`;
      throw new InvalidArgumentError(argument, message);
    }
    return label;
  });
}

/** Adds the dates in camelCase, which applications that come from the official client read. */
function withCamelDates<Row>(item: Fields): Row {
  // The rest of an item is typed by the document.
  return { ...item, createdAt: item["created_at"], updatedAt: item["updated_at"] } as Row;
}
