import type { Behaviour } from "../transport/transport.js";
import type { Fields } from "../transport/wire.js";

/** How operations behave that give a list, or a count. */
export const LIST = { repeat: "safe", expects: Array.isArray } as const;
export const COUNT = { repeat: "safe", expects: Number.isInteger } as const;

/** A page of a search under its resource's name, with what comes after it. */
export type Page<Name extends string, Row> = Record<Name, Row[]> & {
  /** The `offset` of the next page; `null` on the last one. */
  next: string | null;
  /**
   * How many rows there are; `null` when the server does not say. The Python server looks only one row ahead, so that
   * this is a lower bound there; the JS server adds `offset` to it.
   */
  total: number | null;
};

/** The body of a search: 10 rows, unless it says otherwise. */
export function searchBody({ include_pagination: _, ...fields }: Fields): { body: Fields } {
  return { body: { limit: 10, offset: 0, ...fields } };
}

/** How a search behaves: it gives rows, or a page of them and of what the `X-Pagination-*` headers say. */
export function searchOf<Name extends string, Row>(
  name: Name,
  options: { includePagination?: boolean | undefined } | undefined,
): Behaviour<Page<Name, Row> | Row[]> {
  if (!options?.includePagination) return LIST;
  const convert = (rows: unknown, { headers }: Response): Page<Name, Row> => {
    const total = headers.get("x-pagination-total");
    const rest = { next: headers.get("x-pagination-next"), total: total === null ? null : Number(total) };
    // A computed key loses its name for the compiler.
    return { [name]: rows, ...rest } as Page<Name, Row>;
  };
  return { ...LIST, convert };
}
