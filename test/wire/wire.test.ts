/** Calls every method of every resource over a real socket, and checks its requests and its result. */
import { LangGraphClient } from "langgraph-client";
import { describe, expect, test } from "vitest";
import { json, listen } from "../helpers/server.js";
import type { Received } from "../helpers/server.js";
import type { Row, Sends } from "./row.js";
import { rows } from "./rows.js";

/** Reduces a received request to the form of a row: only the headers that the row names. */
function sentBy({ method, url, headers, body }: Received, expected: Sends): Sends {
  const { "content-type": type, "content-length": length } = headers;
  const empty = body === "" && type === undefined && (length === undefined || length === "0");
  return {
    to: `${method} ${url}`,
    ...(empty ? {} : { body: body === "" ? `nothing, as ${type}` : JSON.parse(body) }),
    ...(expected.headers && {
      headers: Object.fromEntries(
        Object.keys(expected.headers).map((name) => [name, headers[name]?.toString()]),
      ),
    }),
  };
}

const titleOf = ({ method, does = "sends and returns the expected values" }: Row) => `${method} ${does}`;

test.for(rows.map((row) => [titleOf(row), row] as const))(
  "%s",
  async ([, { call, sends, responses = json({ a: "response" }), ...row }]) => {
    const server = await listen(responses);
    const client = new LangGraphClient({ apiUrl: server.url, apiKey: null });

    const result = await call(client);

    const expected = [sends].flat().map((each) => (typeof each === "string" ? { to: each } : each));
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
