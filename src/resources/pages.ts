import { checkCount } from "../transport/options.js";
import { checkOptions } from "../transport/wire.js";

/** One page of a list: `limit` rows from `offset` on. */
export type FetchPage<Row> = (offset: number, limit: number) => Promise<Row[]>;

/** Where an iteration begins and how many rows it asks for at a time. */
export interface PageOptions {
  /** Rows to leave out at the beginning. Default: 0. */
  offset?: number | undefined;
  /** Rows asked for at a time. Default: 100. */
  limit?: number | undefined;
}

/**
 * All rows of a list, page by page, each once, though rows come and go meanwhile. Each page begins with the last row of
 * the one before: when it does not, rows before it were deleted, and the reading steps back by a page.
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

/**
 * Reads pages also where `limit` is taken for the end of a page instead of its length, as the JS server does in its list
 * of runs: a page that comes short is asked for again in that way.
 */
export function tolerantPages<Row>(fetchPage: FetchPage<Row>): FetchPage<Row> {
  return async (offset, limit) => {
    const page = await fetchPage(offset, limit);
    if (offset === 0 || page.length === limit) return page;
    return (await fetchPage(offset, offset + limit)).slice(0, limit);
  };
}

/** All rows of a list whose pages go on before the last row of the page before, each once. */
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
