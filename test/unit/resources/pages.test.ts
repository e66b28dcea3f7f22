/** Iteration over lists in pages, while rows are added and deleted. */
import { describe, expect, test } from "vitest";
import { ApiError, InvalidArgumentError, LangGraphError } from "../../../src/errors.js";
import { cursorPages, offsetPages, tolerantPages } from "../../../src/resources/pages.js";
import type { FetchPage, PageOptions } from "../../../src/resources/pages.js";
import { all, failure } from "../../helpers/async.js";

/** Changes the rows of a list before a request. Requests count from 0. */
type Changes = Record<number, (rows: string[]) => void>;

/** Creates a list of the letters of a text, and records the requests for its pages as `offset+limit`. */
function listOf(text: string, changes: Changes = {}) {
  const rows = [...text];
  const requests: string[] = [];
  const fetchPage: FetchPage<string> = async (offset, limit) => {
    changes[requests.length]?.(rows);
    requests.push(`${offset}+${limit}`);
    return rows.slice(offset, offset + limit);
  };
  return { fetchPage, requests };
}

const remove =
  (...letters: string[]) =>
  (rows: string[]): void => {
    for (const letter of letters) rows.splice(rows.indexOf(letter), 1);
  };
const insert =
  (index: number, text: string) =>
  (rows: string[]): void =>
    void rows.splice(index, 0, ...text);

describe("offsetPages", () => {
  test.each<[string, string, PageOptions, Changes, string, string[]]>([
    ["reads an empty list", "", { limit: 2 }, {}, "", ["0+2"]],
    ["reads a list of one page", "a", { limit: 2 }, {}, "a", ["0+2", "0+3"]],
    [
      "reads on behind a full page, with one row of overlap",
      "abc",
      { limit: 2 },
      {},
      "abc",
      ["0+2", "1+3", "2+3"],
    ],
    ["ends with an empty page behind a full one", "ab", { limit: 2 }, {}, "ab", ["0+2", "1+3"]],
    ["reads several pages", "abcdefg", { limit: 2 }, {}, "abcdefg", ["0+2", "1+3", "3+3", "5+3", "6+3"]],
    ["reads pages of one row", "abc", { limit: 1 }, {}, "abc", ["0+1", "0+2", "1+2", "2+2"]],
    ["begins at an offset", "abcde", { limit: 2, offset: 1 }, {}, "bcde", ["1+2", "2+3", "4+3"]],
    ["reads 100 rows at once by default", "abc", {}, {}, "abc", ["0+100", "2+101"]],
    ["asks for no more than the API takes", "abc", { limit: 1_000 }, {}, "abc", ["0+1000", "2+1000"]],
    [
      "returns no row twice after a row was added before it",
      "abcd",
      { limit: 2 },
      { 1: insert(0, "x") },
      "abcd",
      ["0+2", "1+3", "3+3", "4+3"],
    ],
    [
      "returns a page of rows that were added before the last one",
      "abcd",
      { limit: 2 },
      { 1: insert(0, "xy") },
      "abxycd",
      ["0+2", "1+3", "0+2", "1+3", "3+3", "5+3"],
    ],
    [
      "returns rows that are added behind",
      "abc",
      { limit: 2 },
      { 1: insert(3, "x") },
      "abcx",
      ["0+2", "1+3", "3+3"],
    ],
    [
      "skips no row after a row of an earlier page was deleted",
      "abcdef",
      { limit: 2 },
      { 1: remove("a") },
      "abcdef",
      ["0+2", "1+3", "0+2", "1+3", "3+3", "4+3"],
    ],
    [
      "skips no row after a whole page was deleted",
      "abcdef",
      { limit: 2 },
      { 2: remove("a", "b") },
      "abcdef",
      ["0+2", "1+3", "3+3", "1+3", "3+3"],
    ],
    [
      "steps back by several pages",
      "abcdef",
      { limit: 2 },
      { 2: remove("a", "b", "c") },
      "abcdef",
      ["0+2", "1+3", "3+3", "1+3", "0+2", "1+3", "2+3"],
    ],
    [
      "steps back no further than its start",
      "abcdefgh",
      { limit: 2, offset: 2 },
      { 1: remove("a", "b", "c", "d") },
      "cdgh",
      ["2+2", "3+3", "2+2", "3+3"],
    ],
    [
      "ends when all rows were deleted",
      "abcd",
      { limit: 2 },
      { 1: remove("a", "b", "c", "d") },
      "ab",
      ["0+2", "1+3", "0+2"],
    ],
    [
      "does not step back when a later row was deleted",
      "abcdef",
      { limit: 2 },
      { 1: remove("d") },
      "abcef",
      ["0+2", "1+3", "3+3", "4+3"],
    ],
  ])("offsetPages %s", async (_, text, options, changes, rows, requests) => {
    const list = listOf(text, changes);
    expect((await all(offsetPages(list.fetchPage, (row) => row, options))).join("")).toBe(rows);
    expect(list.requests).toEqual(requests);
  });

  /** Servers that do not follow the API. */
  const odd: Record<string, (text: string, offset: number, limit: number) => string> = {
    caps: (text, offset, limit) => text.slice(offset, offset + Math.min(limit, 3)),
    unpaged: (text) => text,
    restarting: (text, _, limit) => text.slice(0, limit),
    cycling: (text, offset, limit) => text.repeat(100).slice(offset, offset + limit),
    doubling: (text, offset, limit) =>
      [...text]
        .flatMap((row) => [row, row])
        .slice(offset, offset + limit)
        .join(""),
  };

  test.each<[server: string, text: string, limit: number, rows: string, throws: boolean]>([
    ["caps", "abcdefgh", 100, "abcdefgh", false],
    ["caps", "abcdefghi", 100, "abcdefghi", false],
    ["caps", "abcdefgh", 3, "abcdefgh", false],
    ["caps", "abc", 100, "abc", false],
    ["caps", "ab", 3, "ab", false],
    ["caps", "", 100, "", false],
    ["unpaged", "abcdef", 100, "abcdef", false],
    ["unpaged", "abcdef", 6, "abcdef", true],
    ["unpaged", "abcdef", 2, "abcdef", true],
    ["restarting", "abcdef", 100, "abcdef", false],
    ["restarting", "abcdef", 4, "abcde", true],
    ["cycling", "abcdef", 4, "abcdef", true],
    ["cycling", "abcdef", 1, "abcdef", true],
    ["doubling", "abcd", 100, "abcd", false],
    ["doubling", "abcd", 4, "abcd", false],
  ])("offsetPages of a %s server with %j by %d delivers %j and throws: %s", async (...row) => {
    const [server, text, limit, rows, throws] = row;
    let requests = 0;
    const fetchPage: FetchPage<string> = async (offset, size) => {
      requests += 1;
      return [...odd[server]!(text, offset, size)];
    };
    let found = "";
    const read = async (): Promise<void> => {
      for await (const letter of offsetPages(fetchPage, (key) => key, { limit })) found += letter;
    };
    const error = await read().catch((reason: unknown) => reason);
    expect(found).toBe(rows);
    expect(error instanceof LangGraphError).toBe(throws);
    expect(requests).toBeLessThan(12);
  });

  test("offsetPages reads a page when its first row is read, and no sooner", async () => {
    const { fetchPage, requests } = listOf("abc");
    const pages = offsetPages(fetchPage, (row) => row, { limit: 2 });
    expect(requests).toEqual([]);
    await pages.next();
    await pages.next();
    expect(requests).toEqual(["0+2"]);
    await pages.next();
    expect(requests).toEqual(["0+2", "1+3"]);
  });

  test("offsetPages distinguishes rows by their keys", async () => {
    const rows = [{ id: 1 }, { id: 1 }, { id: 2 }];
    const pages = offsetPages(
      async () => rows,
      ({ id }) => String(id),
      undefined,
    );
    expect(await all(pages)).toEqual([{ id: 1 }, { id: 2 }]);
  });

  test.each<[string, unknown]>([
    ["offset", { offset: -1 }],
    ["offset", { offset: 0.5 }],
    ["limit", { limit: 0 }],
    ["limit", { limit: "2" }],
    ["options", [1]],
  ])("offsetPages refuses an invalid %s: %j", async (argument, options) => {
    const { fetchPage, requests } = listOf("abc");
    const error = await failure(all(offsetPages(fetchPage, (row) => row, options as PageOptions)));
    expect(error).toBeInstanceOf(InvalidArgumentError);
    expect(error).toMatchObject({ argument });
    expect(requests).toEqual([]);
  });
});

describe("tolerantPages", () => {
  /** A server that takes `limit` as the end of the page, as the JS server's list of runs does. */
  const sliced = (text: string) => {
    const requests: string[] = [];
    const fetchPage: FetchPage<string> = async (offset, limit) => {
      requests.push(`${offset}+${limit}`);
      return [...text].slice(offset, limit);
    };
    return { fetchPage, requests };
  };

  test.each<[string, number, number, string, string[]]>([
    ["returns the first page as it is, even if it is short", 0, 9, "abcdef", ["0+9"]],
    ["fetches a short page again, with limit as its end", 2, 3, "cde", ["2+3", "2+5"]],
    ["returns the last page", 4, 3, "ef", ["4+3", "4+7"]],
  ])("tolerantPages %s", async (_, offset, limit, rows, requests) => {
    const list = sliced("abcdef");
    expect((await tolerantPages(list.fetchPage)(offset, limit)).join("")).toBe(rows);
    expect(list.requests).toEqual(requests);
  });

  test.each<[string, number, number, string, string[]]>([
    ["does not fetch a full page again", 2, 3, "cde", ["2+3"]],
    ["returns no more rows than limit", 4, 3, "ef", ["4+3", "4+7"]],
  ])("tolerantPages of a server that follows the API %s", async (_, offset, limit, rows, requests) => {
    const list = listOf("abcdef");
    expect((await tolerantPages(list.fetchPage)(offset, limit)).join("")).toBe(rows);
    expect(list.requests).toEqual(requests);
  });

  test("tolerantPages does not fetch a short page again behind a full one", async () => {
    const list = listOf("abcdef");
    const fetchPage = tolerantPages(list.fetchPage);
    await fetchPage(1, 3);
    expect((await fetchPage(4, 3)).join("")).toBe("ef");
    expect(list.requests).toEqual(["1+3", "4+3"]);
  });

  test.each([
    [400, "ef"],
    [422, "ef"],
    [403, undefined],
  ])("tolerantPages of a server that refuses a high limit with %d returns %s", async (status, rows) => {
    const headers = new Headers();
    const init = { method: "GET", url: "", status, detail: "", body: "", text: "", headers };
    const fetchPage: FetchPage<string> = async (offset, limit) => {
      if (limit > 5) throw ApiError.of(init);
      return [..."abcdef"].slice(offset, offset + limit);
    };
    const page = await tolerantPages(fetchPage)(4, 3).catch(() => undefined);
    expect(page?.join("")).toBe(rows);
  });

  test("tolerantPages cuts off rows that were added between its two requests", async () => {
    const list = listOf("abcd", { 1: insert(4, "efghij") });
    expect((await tolerantPages(list.fetchPage)(2, 3)).join("")).toBe("cde");
    expect(list.requests).toEqual(["2+3", "2+5"]);
  });

  test.each([1, 2, 3, 7])(
    "tolerantPages lets offsetPages read all rows of either server by %d",
    async (limit) => {
      for (const { fetchPage } of [listOf("abcdefg"), sliced("abcdefg")]) {
        const pages = offsetPages(tolerantPages(fetchPage), (row) => row, { limit });
        expect((await all(pages)).join("")).toBe("abcdefg");
      }
    },
  );
});

describe("cursorPages", () => {
  /** Creates a list whose pages begin behind a row, or with it. */
  function behind(text: string, limit: number, isInclusive = false) {
    const cursors: (string | undefined)[] = [];
    const fetchPage = async (cursor: string | undefined): Promise<string[]> => {
      cursors.push(cursor);
      const start = cursor === undefined ? 0 : text.indexOf(cursor) + (isInclusive ? 0 : 1);
      return [...text].slice(start, start + limit);
    };
    return { fetchPage, cursors };
  }

  test.each<[string, string, number, boolean, string, (string | undefined)[]]>([
    ["reads an empty list", "", 2, false, "", [undefined]],
    ["ends with a short page", "abc", 2, false, "abc", [undefined, "b"]],
    ["ends with an empty page", "abcd", 2, false, "abcd", [undefined, "b", "d"]],
    ["returns a row once when pages begin with it", "abc", 2, true, "abc", [undefined, "b", "c"]],
  ])("cursorPages %s", async (_, text, limit, isInclusive, rows, cursors) => {
    const list = behind(text, limit, isInclusive);
    const pages = cursorPages(list.fetchPage, (row) => row, limit);
    expect((await all(pages)).join("")).toBe(rows);
    expect(list.cursors).toEqual(cursors);
  });

  test("cursorPages returns all rows of a page without cursors", async () => {
    const rows = [{ id: "a" }, {}, {}, { id: "b" }, {}];
    const cursorOf = ({ id }: { id?: string }): string | undefined => id;
    expect(await all(cursorPages(async () => rows, cursorOf, 5))).toEqual(rows);
  });

  test.each<[string, string, number, rows: string, throws: boolean]>([
    ["caps its pages", "abcdefg", 100, "abcdefg", false],
    ["caps its pages at the limit", "abcdefg", 3, "abcdefg", false],
    ["ignores the cursor, and has fewer rows than the limit", "abc", 100, "abc", false],
    ["ignores the cursor", "abcdef", 3, "abc", true],
    ["begins with the cursor's row, one by one", "abc", 1, "a", true],
  ])("cursorPages of a server that %s", async (server, text, limit, rows, throws) => {
    const start = (cursor: string | undefined): number => {
      if (cursor === undefined || server.includes("ignores")) return 0;
      return text.indexOf(cursor) + (server.includes("begins") ? 0 : 1);
    };
    const size = Math.min(limit, server.includes("caps") ? 3 : 100);
    const fetchPage = async (cursor: string | undefined) =>
      [...text].slice(start(cursor), start(cursor) + size);
    let found = "";
    const read = async (): Promise<void> => {
      for await (const letter of cursorPages(fetchPage, (key) => key, limit)) found += letter;
    };
    const error = await read().catch((reason: unknown) => reason);
    expect(found).toBe(rows);
    expect(error instanceof LangGraphError).toBe(throws);
  });

  test("cursorPages ends behind a row without a cursor", async () => {
    const list = behind("abcd", 2);
    const pages = cursorPages(list.fetchPage, (row) => (row === "b" ? undefined : row), 2);
    expect((await all(pages)).join("")).toBe("ab");
    expect(list.cursors).toEqual([undefined]);
  });

  test("cursorPages refuses an invalid limit, and fetches nothing", async () => {
    const list = behind("abc", 1);
    const error = await failure(all(cursorPages(list.fetchPage, (row) => row, 0)));
    expect(error).toMatchObject({ message: "limit: expected a whole number of 1 or more, got 0." });
    expect(list.cursors).toEqual([]);
  });
});
