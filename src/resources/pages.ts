import { checkCount, checkOptions } from "../checks.js";
import { ApiError, LangGraphError } from "../errors.js";

/** Fetches `limit` rows from `offset` on. */
export type FetchPage<Row> = (offset: number, limit: number) => Promise<Row[]>;

/** The start and the page size of an iteration. */
export interface PageOptions {
  /** Number of rows to skip. Default: 0. */
  offset?: number | undefined;
  /** Rows per request. Default: 100. */
  limit?: number | undefined;
}

/** The highest `limit` that the API takes. */
const MAX_LIMIT = 1_000;

/**
 * Iterates over all rows of a list, each once, although rows may be added or deleted meanwhile. Each page begins with the
 * last row of the page before. If it does not, earlier rows were deleted, and the iteration steps back by one page. The
 * first page tells how many rows a full page has: servers may return fewer than `limit`.
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
  let fullSize: number | undefined;
  let isPaged = false;
  for (let offset = start, repeats = 0; ;) {
    const overlap = offset > start ? 1 : 0;
    const wanted = overlap === 0 ? limit : Math.min(limit + 1, Math.max(limit, MAX_LIMIT));
    const page = await fetchPage(offset - overlap, wanted);
    const first = page[0];
    fullSize ??= page.length;
    if (overlap === 1 && (first === undefined || !seen.has(keyOf(first)))) {
      offset = Math.max(start, offset - fullSize);
      continue;
    }
    const fresh = page.filter((row) => !seen.has(keyOf(row)));
    yield* once(fresh, keyOf, seen);
    if (page.length <= overlap || page.length < fullSize) return;
    if (fresh.length === 0) {
      // A server without pages returns its whole list each time.
      if (!isPaged && fullSize < limit) return;
      repeats += 1;
      if (repeats === MAX_REPEATS) throw repeatedRows("offset");
    } else {
      repeats = 0;
      isPaged ||= overlap === 1;
    }
    offset += page.length - overlap;
  }
}

/** Pages without a new row, in a row, after which a list counts as endless. One of them may be due to added rows. */
const MAX_REPEATS = 2;

function* once<Row, Key>(rows: readonly Row[], keyOf: (row: Row) => Key, seen: Set<Key>): Generator<Row> {
  for (const row of rows) {
    const key = keyOf(row);
    if (seen.has(key)) continue;
    seen.add(key);
    yield row;
  }
}

function repeatedRows(field: string): LangGraphError {
  const remedy = "Its list cannot be read in pages: request it with a higher limit.";
  return new LangGraphError(`The server repeats rows instead of following ${field}. ${remedy}`);
}

/** Iterates over all rows of a list whose pages begin behind a row, each once. */
export async function* cursorPages<Row>(
  fetchPage: (cursor: string | undefined) => Promise<Row[]>,
  cursorOf: (row: Row) => string | undefined,
  limit: number,
): AsyncGenerator<Row, void, undefined> {
  checkCount("limit", limit, 1);
  // Rows without a cursor differ from each other.
  const keyOf = (row: Row): unknown => cursorOf(row) ?? row;
  const seen = new Set<unknown>();
  let fullSize: number | undefined;
  let isPaged = false;
  for (let cursor: string | undefined; ;) {
    const page = await fetchPage(cursor);
    fullSize ??= page.length;
    const fresh = page.filter((row) => !seen.has(keyOf(row)));
    yield* once(fresh, keyOf, seen);
    const last = fresh.at(-1);
    if (page.length < fullSize || page.length === 0) return;
    if (last === undefined) {
      // A server without pages returns its whole list each time.
      if (!isPaged && page.length < limit) return;
      throw repeatedRows("before");
    }
    isPaged ||= cursor !== undefined;
    cursor = cursorOf(last);
    if (cursor === undefined) return;
  }
}

/**
 * Fetches short pages again, with `limit` as the end of the page. The JS server's list of runs takes it for that instead
 * of the page's length.
 */
export function tolerantPages<Row>(fetchPage: FetchPage<Row>): FetchPage<Row> {
  let isExact = false;
  return async (offset, limit) => {
    const page = await fetchPage(offset, limit);
    isExact ||= offset > 0 && page.length === limit;
    if (offset === 0 || isExact) return page;
    try {
      return (await fetchPage(offset, offset + limit)).slice(0, limit);
    } catch (error) {
      // Servers may refuse a high limit. Only those that follow the API do.
      if (error instanceof ApiError && [400, 422].includes(error.status)) return page;
      throw error;
    }
  };
}

interface Selection {
  select?: readonly string[] | null | undefined;
}

/** Iterates over the rows of a search. By default the oldest come first, so that new rows do not move the others. */
export function searchPages<Row extends object, Options extends PageOptions & Selection>(
  search: (options: Options) => Promise<Row[]>,
  column: keyof Row & string,
  options: Options | undefined,
): AsyncGenerator<Row, void, undefined> {
  const { fields, pick } = selectionOf<Row>(options, column);
  const sorted = { sortBy: "created_at", sortOrder: "asc", ...options, ...fields };
  // All searches have these fields.
  const fetchPage: FetchPage<Row> = (offset, limit) =>
    search({ ...sorted, offset, limit } as unknown as Options);
  return pick(offsetPages(fetchPage, (row) => String(row[column]), options));
}

/** The option `select` with the column that identifies a row, and a function that takes that column out again. */
export function selectionOf<Row extends object>(options: Selection | undefined, column: keyof Row & string) {
  const select = options?.select;
  if (!Array.isArray(select) || select.length === 0 || select.includes(column)) {
    return { fields: {}, pick: (rows: AsyncGenerator<Row, void, undefined>) => rows };
  }
  async function* pick(rows: AsyncGenerator<Row, void, undefined>): AsyncGenerator<Row, void, undefined> {
    for await (const row of rows) {
      const { [column]: _, ...rest } = row;
      // The caller's selection lacks more of the type's columns.
      yield rest as Row;
    }
  }
  return { fields: { select: [...select, column] }, pick };
}
