import { isRecord } from "../checks.js";

/**
 * Returns the new value with all parts of the last one that are equal to its own: a part that has not changed stays the same
 * object, so that a page does not draw it again.
 */
export function share<Value>(last: unknown, next: Value): Value {
  try {
    return shared(last, next) as Value;
  } catch (error) {
    // Too deep to compare.
    if (error instanceof RangeError) return next;
    throw error;
  }
}

function shared(last: unknown, next: unknown): unknown {
  if (Array.isArray(last) && Array.isArray(next)) {
    const items: unknown[] = next.map((item, index) => shared(last[index], item));
    return last.length === items.length && items.every((item, index) => item === last[index]) ? last : items;
  }
  if (!isRecord(last) || !isRecord(next)) return next;
  const names = Object.keys(next);
  const fields = names.map((name): [string, unknown] => [name, shared(last[name], next[name])]);
  const isSame =
    names.length === Object.keys(last).length &&
    fields.every(([name, value]) => name in last && value === last[name]);
  return isSame ? last : Object.fromEntries(fields);
}

/** The same for lists whose items have keys. */
export function shareList<Item>(
  last: readonly Item[],
  next: readonly Item[],
  keyOf: (item: Item) => string | undefined,
): readonly Item[] {
  const known = new Map(last.map((item) => [keyOf(item), item]));
  const items = next.map((item) => {
    const key = keyOf(item);
    return key === undefined ? item : share(known.get(key), item);
  });
  return last.length === items.length && items.every((item, index) => item === last[index]) ? last : items;
}
