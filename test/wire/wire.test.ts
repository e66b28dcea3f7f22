/** Calls every method of every resource over a real socket, and checks its requests and its result. */
import { LangGraphClient } from "langgraph-client";
import { describe, expect, test } from "vitest";
import { json, listen } from "../helpers/server.js";
import { rows } from "./rows.js";
import { expectedOf, sentBy, titleOf } from "./sent.js";

test.for(rows.map((row) => [titleOf(row), row] as const))(
  "%s",
  async ([, { call, sends, responses = json({ a: "response" }), ...row }]) => {
    const server = await listen(responses);
    const client = new LangGraphClient({ apiUrl: server.url, apiKey: null });

    const result = await call(client);

    const expected = expectedOf(sends);
    expect(server.requests.map((request, index) => sentBy(request, expected[index] ?? { to: "" }))).toEqual(
      expected,
    );
    const first = [responses].flat()[0];
    expect(result).toEqual("returns" in row ? row.returns : JSON.parse(String(first?.body)));
  },
);

describe("the table of requests", () => {
  test("the table has a row for every method", () => {
    const { assistants, threads, runs, crons, store, raw } = new LangGraphClient({ apiKey: null });
    const methods = Object.entries({ assistants, threads, runs, crons, store })
      .flatMap(([name, resource]) =>
        Object.getOwnPropertyNames(Object.getPrototypeOf(resource)).map((method) => `${name}.${method}`),
      )
      .filter((name) => !name.endsWith(".constructor"));
    // No operation of openapi.json uses these verbs, and the last two send nothing.
    const unused = ["raw.OPTIONS", "raw.HEAD", "raw.TRACE", "raw.use", "raw.eject"];
    const verbs = Object.keys(raw).map((verb) => `raw.${verb}`);
    const all = [...methods, ...verbs.filter((verb) => !unused.includes(verb)), "request"];
    expect(new Set(rows.map(({ method }) => method))).toEqual(new Set(all));
  });
});
