import { InvalidArgumentError } from "../errors.js";
import { isRecord } from "../record.js";
import type { ApiPromise } from "../transport/api-promise.js";
import { offsetPages } from "../transport/pages.js";
import { splitOptions } from "../transport/wire.js";
import type { CallOptions, MethodOptions } from "../transport/wire.js";
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

type Fields = Record<string, JsonValue>;
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
    const { call, fields } = splitOptions(options);
    const parts = () => ({
      body: { namespace: checkNamespace("namespace", namespace), key: checkKey(key), value, ...fields },
    });
    return this.transport.call("PUT /store/items", { repeat: "idempotent" }, parts, call);
  }

  /** Read an item; `null` when there is none. `GET /store/items` */
  getItem<Value = Fields>(
    namespace: string[],
    key: string,
    options?: MethodOptions<Options["GET /store/items"]>,
  ): ApiPromise<Item<Value> | null> {
    const { call, fields } = splitOptions(options);
    const parts = () => ({
      query: { namespace: checkNamespace("namespace", namespace).join("."), key: checkKey(key), ...fields },
    });
    const convert = (item: unknown) => (isRecord(item) ? withCamelDates<Item<Value>>(item) : null);
    return this.transport.call("GET /store/items", { repeat: "safe", convert }, parts, call);
  }

  /** Delete an item, if it is there. `DELETE /store/items` */
  deleteItem(
    namespace: string[],
    key: string,
    options?: MethodOptions<Options["DELETE /store/items"]>,
  ): ApiPromise<void> {
    const { call, fields } = splitOptions(options);
    const parts = () => ({
      body: { namespace: checkNamespace("namespace", namespace), key: checkKey(key), ...fields },
    });
    return this.transport.call("DELETE /store/items", { repeat: "idempotent" }, parts, call);
  }

  /**
   * Find items below a namespace, by their fields (`filter`) or by meaning (`query`): 10 of them, unless `limit` says
   * otherwise. An empty prefix searches everywhere. `POST /store/items/search`
   */
  searchItems<Value = Fields>(
    namespacePrefix: string[],
    options?: SearchOptions,
  ): ApiPromise<SearchItemsResponse<Value>> {
    const { call, fields } = splitOptions({ limit: 10, offset: 0, ...options });
    const parts = () => ({
      body: { namespace_prefix: checkLabels("namespacePrefix", namespacePrefix), ...fields },
    });
    const convert = (found: unknown): SearchItemsResponse<Value> => ({
      ...(isRecord(found) ? found : {}),
      items: rowsOf(found, "items").map(withCamelDates<SearchItem<Value>>),
    });
    return this.transport.call("POST /store/items/search", { repeat: "safe", convert }, parts, call);
  }

  /** All items that a search finds, page by page: `limit` is the size of a page (100). `POST /store/items/search` */
  iterateItems<Value = Fields>(
    namespacePrefix: string[],
    options: SearchOptions = {},
  ): AsyncGenerator<SearchItem<Value>, void, undefined> {
    return offsetPages(
      async (offset, limit) =>
        (await this.searchItems<Value>(namespacePrefix, { ...options, offset, limit })).items,
      ({ namespace, key }) => JSON.stringify([namespace, key]),
      options,
    );
  }

  /** List namespaces: 100 of them, unless `limit` says otherwise. `POST /store/namespaces` */
  listNamespaces(options: ListOptions = {}): ApiPromise<ListNamespaceResponse> {
    const { call, fields } = splitOptions({ limit: 100, offset: 0, ...options });
    const parts = () => {
      for (const side of ["prefix", "suffix"] as const) {
        if (options[side] !== undefined) checkLabels(side, options[side]);
      }
      return { body: fields };
    };
    return this.transport.call("POST /store/namespaces", { repeat: "safe" }, parts, call);
  }

  /** All namespaces, page by page: `limit` is the size of a page (100). `POST /store/namespaces` */
  iterateNamespaces(options: ListOptions = {}): AsyncGenerator<string[], void, undefined> {
    return offsetPages(
      async (offset, limit) => (await this.listNamespaces({ ...options, offset, limit })).namespaces,
      (namespace) => JSON.stringify(namespace),
      options,
    );
  }
}

/** Labels with a period cannot be told from two: the wire joins a namespace by periods. */
function checkLabels(argument: string, labels: unknown): string[] {
  if (!Array.isArray(labels)) {
    throw new InvalidArgumentError(argument, 'expected an array of labels, such as ["users", "profiles"].');
  }
  return labels.map((label: unknown) => {
    if (typeof label !== "string" || label === "") {
      throw new InvalidArgumentError(argument, `labels are non-empty strings, got ${JSON.stringify(label)}.`);
    }
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
  if (typeof key === "string" && key !== "") return key;
  throw new InvalidArgumentError(
    "key",
    `expected a non-empty string, got ${JSON.stringify(key) ?? typeof key}.`,
  );
}

function rowsOf(answer: unknown, name: string): Record<string, unknown>[] {
  const rows = isRecord(answer) ? answer[name] : undefined;
  return Array.isArray(rows) ? rows.filter(isRecord) : [];
}

/** Items alone carry their dates under both spellings, as applications that come from the official client read them. */
function withCamelDates<Row>(item: Record<string, unknown>): Row {
  // The rest of an item is what the document promises.
  return { ...item, createdAt: item["created_at"], updatedAt: item["updated_at"] } as Row;
}
