/** Calls every method of the synchronous client by the table of the asynchronous one, and checks requests and results. */
import type { LangGraphClient } from "langgraph-client";
import { SyncLangGraphClient } from "langgraph-client/sync";
import { afterAll, expect, test } from "vitest";
import { json } from "../helpers/server.js";
import type { Row } from "../wire/row.js";
import { rows } from "../wire/rows.js";
import { expectedOf, sentBy, titleOf } from "../wire/sent.js";
import { startServers } from "./start.js";

const servers = startServers();
afterAll(() => servers[Symbol.asyncDispose]());

/** The row that passes a signal, which no caller can abort while it waits. */
const isRefused = ({ does }: Row): boolean => does?.includes("AbortSignal") === true;

test.for(rows.filter((row) => !isRefused(row)).map((row) => [titleOf(row), row] as const))(
  "%s",
  async ([, { call, sends, responses = json({ a: "response" }), ...row }]) => {
    const { url } = await servers.listen(responses);
    using client = new SyncLangGraphClient({ apiUrl: url, apiKey: null });

    // The rows await results and iterate with `for await`, which works with values and iterables, too.
    const result = await call(client as unknown as LangGraphClient);

    const { requests } = await servers.state(url);
    const expected = expectedOf(sends);
    expect(requests.map((request, index) => sentBy(request, expected[index] ?? { to: "" }))).toEqual(
      expected,
    );
    const first = [responses].flat()[0];
    expect(result).toEqual("returns" in row ? row.returns : JSON.parse(String(first?.body)));
  },
);
