/** Rules of operations that return lists, counts and pages. */
import { describe, expect, test } from "vitest";
import { COUNT, inQuery, LIST, searchRules } from "../../../src/resources/rules.js";
import { failure } from "../../helpers/async.js";
import { json, scriptedTransport } from "../requests.js";

test.each<[string, (value: unknown) => boolean, unknown[], unknown[]]>([
  ["LIST", LIST.expects, [[], [{}], [{ a: 1 }, {}]], [{}, null, undefined, "a", 1, [1], [{}, null], [[]]]],
  ["COUNT", COUNT.expects, [0, 5], [1.5, "5", null, undefined, [], {}]],
])("%s expects the right values", (_, expects, accepted, refused) => {
  expect(accepted.map(expects)).toEqual(accepted.map(() => true));
  expect(refused.map(expects)).toEqual(refused.map(() => false));
});

test("LIST and COUNT only read, although they are sent with POST", () => {
  expect([LIST.idempotency, COUNT.idempotency]).toEqual(["safe", "safe"]);
});

test("inQuery puts all fields into the query", () => {
  expect(inQuery({ a: 1 })).toStrictEqual({ query: { a: 1 } });
});

describe("searchRules", () => {
  const search = async (
    options: { includePagination?: boolean } | undefined,
    headers = {},
    rows: unknown = [{}],
  ) => {
    const scripted = scriptedTransport([json(rows, { headers })]);
    const rules = searchRules<"threads", unknown>("threads", options);
    const result = scripted.transport.call("POST /threads/search", [], options, rules);
    return { result, ...scripted };
  };

  test.each<[string, object | undefined, object]>([
    ["the first page by default", undefined, { limit: 10, offset: 0 }],
    [
      "the options before the defaults",
      { limit: 1, offset: 2, sortBy: "a" },
      { limit: 1, offset: 2, sort_by: "a" },
    ],
    ["nothing of includePagination, which is ours", { includePagination: true }, { limit: 10, offset: 0 }],
    ["nothing of includePagination: false", { includePagination: false }, { limit: 10, offset: 0 }],
  ])("searchRules send %s", async (_, options, body) => {
    const { result, calls } = await search(options);
    await result;
    expect(JSON.parse(String(calls[0]?.init.body))).toStrictEqual(body);
  });

  test.each([undefined, {}, { includePagination: false }])(
    "searchRules with %j return the rows",
    async (options) => {
      const { result } = await search(options, { "x-pagination-total": "5" });
      expect(await result).toEqual([{}]);
    },
  );

  test.each<[string, object, object]>([
    ["the headers", { "x-pagination-total": "5", "x-pagination-next": "10" }, { next: "10", total: 5 }],
    ["a total of 0", { "x-pagination-total": "0" }, { next: null, total: 0 }],
    ["null without headers", {}, { next: null, total: null }],
  ])("searchRules with includePagination return a page with %s", async (_, headers, page) => {
    const { result } = await search({ includePagination: true }, headers);
    expect(await result).toStrictEqual({ threads: [{}], ...page });
  });

  test.each([undefined, { includePagination: true }])(
    "searchRules with %j refuse a response that is not a list",
    async (options) => {
      const { result } = await search(options, {}, { threads: [] });
      expect(await failure(result)).toMatchObject({ name: "InvalidResponseError" });
    },
  );
});
