import { isPlain, isRecord, kindOf } from "../checks.js";
import type { Fields } from "./call-options.js";

/** Reduces the fields of a query to texts, and to lists and objects of texts. Leaves out empty ones. Throws for others. */
export function plainQuery(fields: Fields): Fields {
  return plainFields(fields, (name, value) => {
    if (Array.isArray(value)) {
      const items = value.map((item: unknown) => plainText(name, item)).filter((item) => item !== undefined);
      return items.length > 0 ? items : undefined;
    }
    if (!isRecord(value) || !isPlain(value) || hasJson(value)) return plainText(name, value);
    const members = plainFields(value, (member, inner) => plainText(`${name}.${member}`, inner));
    return Object.keys(members).length > 0 ? members : undefined;
  });
}

/** Converts the values of an object, and encodes its names. Leaves out values that become `undefined`. */
function plainFields(fields: Fields, convert: (name: string, value: unknown) => unknown): Fields {
  const pairs = Object.entries(fields).map(
    ([name, value]) => [encodeURIComponent(name), convert(name, value)] as const,
  );
  return Object.fromEntries(pairs.filter(([, value]) => value !== undefined));
}

/** A single value as text; `undefined` for `null`. Dates and URLs become what they are in JSON. */
function plainText(name: string, value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  // An invalid date becomes null.
  const plain = hasJson(value) ? value.toJSON() : value;
  if (["string", "number", "boolean", "bigint"].includes(typeof plain)) return String(plain);
  throw new TypeError(
    `"${name}" contains ${kindOf(value)}. Pass a text that the server reads, such as JSON.`,
  );
}

function hasJson(value: unknown): value is { toJSON(): unknown } {
  return Object(value) === value && typeof (value as { toJSON?: unknown }).toJSON === "function";
}
