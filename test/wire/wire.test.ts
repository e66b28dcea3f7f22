/** Every method of every resource: what a call sends over a real socket, and what it gives of the answer. */
import { LangGraphClient } from "langgraph-client";
import { describe, expect, test } from "vitest";
import { json, listen } from "../helpers/server.js";
import type { Received } from "../helpers/server.js";
import type { Sends } from "./row.js";
import { rows } from "./rows.js";

/** The parts of a request that a row names, in the row's form. */
function seen({ method, url, headers, body }: Received, expected: Sends): Sends {
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

test.for(rows.map((row) => [row.when ? `${row.method}: ${row.when}` : row.method, row] as const))(
  "%s",
  async ([, { call, sends, answers = json({ an: "answer" }), ...row }]) => {
    const server = await listen(answers);
    const client = new LangGraphClient({ apiUrl: server.url, apiKey: null });

    const given = await call(client);

    const expected = [sends].flat().map((each) => (typeof each === "string" ? { to: each } : each));
    expect(server.requests.map((request, index) => seen(request, expected[index] ?? { to: "" }))).toEqual(
      expected,
    );
    const first = [answers].flat()[0];
    expect(given).toEqual("gives" in row ? row.gives : JSON.parse(String(first?.body)));
  },
);

describe("the table", () => {
  test("has a row for every method", () => {
    const { assistants, threads, runs, crons, store, raw } = new LangGraphClient({ apiKey: null });
    const methods = Object.entries({ assistants, threads, runs, crons, store })
      .flatMap(([name, resource]) =>
        Object.getOwnPropertyNames(Object.getPrototypeOf(resource)).map((method) => `${name}.${method}`),
      )
      .filter((name) => !name.endsWith(".constructor"));
    // No operation of the document has them; they differ from the others in their name alone.
    const unused = ["raw.OPTIONS", "raw.HEAD", "raw.TRACE"];
    const verbs = Object.keys(raw).map((verb) => `raw.${verb}`);
    const all = [...methods, ...verbs.filter((verb) => !unused.includes(verb)), "request"];
    expect(new Set(rows.map(({ method }) => method))).toEqual(new Set(all));
  });
});
