import { check, isPlain, isRecord } from "../checks.js";
import { InvalidArgumentError } from "../errors.js";

/** The second argument of `JSON.stringify`. */
export type Replacer = (this: unknown, key: string, value: unknown) => unknown;

/** Paths of the API that filter by fields of the body. */
const FILTERED =
  /^\/((threads|assistants|runs\/crons|store\/items)\/(search|count)|threads\/[^/]+\/history)(\?|$)/;

/** Fields by which these filter. */
const FILTERS: readonly string[] = ["metadata", "values", "filter"];

/**
 * Creates a replacer for the body of a request that filters rows. It refuses values of filters that JSON leaves out or
 * empties: `{ metadata: { user: undefined } }`, or a promise, would find the rows of all users. `undefined` for other
 * requests.
 */
export function filterGuard(path: string, body: unknown): Replacer | undefined {
  if (!FILTERED.test(path)) return undefined;
  let field = "";
  return function (key, value) {
    if (this === body) field = key;
    if (!FILTERS.includes(field)) return value;
    // The caller may leave a filter out.
    if (this !== body && ["undefined", "function", "symbol"].includes(typeof value)) {
      const remedy = "Remove it, or pass null to find rows with null.";
      const reason = `"${key}" is ${typeof value}, which JSON leaves out: rows with any value would match`;
      throw new InvalidArgumentError(field, `${reason}. ${remedy}`);
    }
    const becomesEmpty = isRecord(value) && !isPlain(value) && Object.keys(value).length === 0;
    const expected = `plain values: JSON would send {} for "${key}", which matches rows with any value`;
    check(field, !becomesEmpty, expected, value);
    return value;
  };
}
