import { checkCount, checkOptions } from "../checks.js";

/** Fetches `limit` rows from `offset` on. */
export type FetchPage<Row> = (offset: number, limit: number) => Promise<Row[]>;

/** The start and the page size of an iteration. */
export interface PageOptions {
  /** Number of rows to skip. Default: 0. */
  offset?: number | undefined;
  /** Rows per request. Default: 100. */
  limit?: number | undefined;
}

/**
 * Iterates over all rows of a list, each once, although rows may be added or deleted meanwhile. Each page begins with the
 * last row of the page before. If it does not, earlier rows were deleted, and the iteration steps back by one page.
 */
export async function* offsetPages<Row>(
  fetchPage: FetchPage<Row>,
  keyOf: (row: Row) => string,
  options: PageOptions | undefined,
): AsyncGenerator<Row, void, undefined> {
  checkOptions("options", options);
  const { offset: start = 0, limit = 100 } = options ?? {};
  checkCount("offset", start);
  checkCount("limit", limit, 1);
  const seen = new Set<string>();
  for (let offset = start; ;) {
    const overlap = offset > start ? 1 : 0;
    const page = await fetchPage(offset - overlap, limit + overlap);
    const first = page[0];
    if (overlap === 1 && (first === undefined || !seen.has(keyOf(first)))) {
      offset = Math.max(start, offset - limit);
      continue;
    }
    for (const row of page) {
      const key = keyOf(row);
      if (seen.has(key)) continue;
      seen.add(key);
      yield row;
    }
    if (page.length < limit + overlap) return;
    offset += limit;
  }
}

/** Iterates over all rows of a list whose pages begin behind a row, each once. */
export async function* cursorPages<Row>(
  fetchPage: (cursor: string | undefined) => Promise<Row[]>,
  cursorOf: (row: Row) => string | undefined,
  limit: number,
): AsyncGenerator<Row, void, undefined> {
  checkCount("limit", limit, 1);
  const seen = new Set<string | undefined>();
  for (let cursor: string | undefined; ;) {
    const page = await fetchPage(cursor);
    const fresh = page.filter((row) => !seen.has(cursorOf(row)));
    for (const row of fresh) {
      seen.add(cursorOf(row));
      yield row;
    }
    const last = fresh.at(-1);
    cursor = last && cursorOf(last);
    if (page.length < limit || cursor === undefined) return;
  }
}

/**
 * Fetches short pages again, with `limit` as the end of the page. The JS server's list of runs takes it for that instead
 * of the page's length.
 */
export function tolerantPages<Row>(fetchPage: FetchPage<Row>): FetchPage<Row> {
  return async (offset, limit) => {
    const page = await fetchPage(offset, limit);
    if (offset === 0 || page.length === limit) return page;
    return (await fetchPage(offset, offset + limit)).slice(0, limit);
  };
}
