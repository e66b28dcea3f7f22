import { isRecord } from "../checks.js";
import { ApiError } from "../errors.js";
import type { Fields } from "../transport/call-options.js";
import type { OperationRules } from "../transport/transport.js";

const FIRST_PAGE = { limit: 10, offset: 0 };

/** True for a list of rows. */
export function isRows(value: unknown): boolean {
  return Array.isArray(value) && value.every(isRecord);
}

/** Rules of operations that return a list with `limit` and `offset`. */
export const LIST = { idempotency: "safe", defaults: FIRST_PAGE, expects: isRows } as const;

/** Rules of operations that return a count. */
export const COUNT = { idempotency: "safe", expects: Number.isInteger } as const;

/** Puts all fields into the query of a POST. */
export const inQuery = (query: Fields): { query: Fields } => ({ query });

/** A page of a search: the rows under the resource's name, and the pagination headers. */
export type Page<Name extends string, Row> = Record<Name, Row[]> & {
  /** The `offset` of the next page; `null` on the last one. */
  next: string | null;
  /**
   * The server's number of rows; `null` if it sends none. The Python server looks one row ahead only, so that it is a
   * lower bound; the JS server adds `offset` to it.
   */
  total: number | null;
};

/** The option of a search that returns a {@link Page}. */
export interface WithPagination {
  includePagination: true;
}

/** The option of a search that returns rows. */
export interface WithoutPagination {
  includePagination?: false | undefined;
}

/** Rules of a search, which returns rows, or a {@link Page} with `includePagination: true`. */
export function searchRules<Name extends string, Row>(
  name: Name,
  options: { includePagination?: boolean | undefined } | undefined,
): OperationRules<Page<Name, Row> | Row[]> {
  const place = ({ include_pagination: _, ...body }: Fields) => ({ body });
  const rules = { ...LIST, place };
  if (!options?.includePagination) return rules;
  const convert = (rows: unknown, { headers }: Response): Page<Name, Row> => {
    const total = headers.get("x-pagination-total");
    const rest = { next: headers.get("x-pagination-next"), total: total === null ? null : Number(total) };
    // The compiler loses the name of a computed key.
    return { [name]: rows, ...rest } as Page<Name, Row>;
  };
  return { ...rules, convert };
}

/** Throws if supersteps failed: the Python server has created the thread then, and responds 201 with an error. */
export function refuseHalfCreated<Created>(data: unknown, response: Response): Created {
  // Without a `detail`, the body is a thread.
  if (!isRecord(data) || typeof data["detail"] !== "string" || data["thread_id"] !== undefined) {
    return data as Created;
  }
  const { status, url, headers } = response;
  const text = JSON.stringify(data);
  const request = { method: "POST", path: "/threads", url };
  throw new ApiError({ ...request, status, detail: data["detail"], body: data, text, headers });
}
