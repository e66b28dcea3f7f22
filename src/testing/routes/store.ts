import type { Database, ItemRecord } from "../database.js";
import { HttpError, matches } from "../http.js";
import type { Call, Handler } from "../http.js";

const keyOf = (namespace: readonly string[], key: string): string => JSON.stringify([namespace, key]);

export function storeRoutes(database: Database): Record<string, Handler> {
  const get: Handler = ({ query }) => {
    const namespace = query.getAll("namespace").flatMap((text) => text.split("."));
    aliveItems(database);
    const record = database.items.get(keyOf(namespace, query.get("key") ?? ""));
    if (record !== undefined && query.get("refresh_ttl") !== "false") touch(record);
    return record?.item ?? null;
  };
  return {
    "PUT /store/items": (call) => putItem(database, call),
    "GET /store/items": get,
    "DELETE /store/items": ({ body, query }) => {
      const namespace = (body["namespace"] as string[] | undefined) ?? query.getAll("namespace");
      database.items.delete(keyOf(namespace, String(body["key"] ?? query.get("key"))));
      return undefined;
    },
    "POST /store/items/search": (call) => searchItems(database, call),
    "POST /store/namespaces": ({ body }) => ({ namespaces: namespacesOf(aliveItems(database), body) }),
  };
}

/** The items that have not expired. */
function aliveItems(database: Database): ItemRecord[] {
  for (const [id, { expiresAt }] of database.items) if (expiresAt <= Date.now()) database.items.delete(id);
  return [...database.items.values()];
}

function searchItems(database: Database, { body }: Call): object {
  const { namespace_prefix: prefix = [], filter, limit = 10, offset = 0, refresh_ttl: refresh } = body;
  const found = aliveItems(database).filter(
    ({ item }) => isPrefix(prefix as string[], item.namespace) && matches(item.value, filter ?? undefined),
  );
  const records = found.slice(Number(offset), Number(offset) + Number(limit));
  if (refresh !== false) for (const record of records) touch(record);
  return { items: records.map(({ item }) => ({ ...item, score: null })) };
}

function putItem(database: Database, { body }: Call): undefined {
  const { namespace, key, value, ttl } = body as {
    namespace: string[];
    key: string;
    value: Record<string, unknown>;
    ttl?: number;
  };
  if (namespace.length === 0) throw new HttpError(422, "Namespace cannot be empty");
  aliveItems(database);
  const time = database.now();
  const id = keyOf(namespace, key);
  const created_at = database.items.get(id)?.item.created_at ?? time;
  const item = { namespace, key, value, created_at, updated_at: time };
  const record: ItemRecord = { item, ttlMinutes: ttl ?? undefined, expiresAt: Infinity };
  touch(record);
  database.items.set(id, record);
  return undefined;
}

/** An item is kept for its time to live after it was last read or written. */
function touch(record: ItemRecord): void {
  record.expiresAt = record.ttlMinutes === undefined ? Infinity : Date.now() + record.ttlMinutes * 60_000;
}

function isPrefix(prefix: readonly string[], namespace: readonly string[]): boolean {
  return (
    prefix.length <= namespace.length &&
    prefix.every((label, index) => label === "*" || label === namespace[index])
  );
}

function namespacesOf(records: readonly ItemRecord[], body: Record<string, unknown>): string[][] {
  const { prefix = [], suffix = [], max_depth: depth = Infinity, limit = 100, offset = 0 } = body;
  const ends = [...(suffix as string[])].reverse();
  const found = records
    .map(({ item }) => item.namespace)
    .filter(
      (namespace) => isPrefix(prefix as string[], namespace) && isPrefix(ends, [...namespace].reverse()),
    )
    .map((namespace) => JSON.stringify(namespace.slice(0, Number(depth))));
  const unique = [...new Set(found)].sort().map((text) => JSON.parse(text) as string[]);
  return unique.slice(Number(offset), Number(offset) + Number(limit));
}
