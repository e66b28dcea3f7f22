/** Crons on servers without them: the responses are those of the JS server. */
import { LangGraphClient, LangGraphError } from "langgraph-client";
import { describe, expect, test } from "vitest";
import { all, failure } from "../helpers/async.js";
import { json, listen } from "../helpers/server.js";
import type { CannedResponse } from "../helpers/server.js";

const schedule = "* * * * *";
const missing: CannedResponse = { status: 404, body: "404 Not Found" };
const unimplemented: CannedResponse = { status: 500, body: "Not implemented" };
const refused = json({ success: false, error: { issues: [], name: "ZodError" } }, { status: 400 });
const info = (crons: unknown): CannedResponse => json({ version: "1", flags: { crons } });

const calls: Record<string, (client: LangGraphClient) => PromiseLike<unknown>> = {
  create: (client) => client.crons.create("a", { schedule }),
  createForThread: (client) => client.crons.createForThread("t", "a", { schedule }),
  get: (client) => client.crons.get("c"),
  update: (client) => client.crons.update("c", { enabled: false }),
  delete: (client) => client.crons.delete("c"),
  search: (client) => client.crons.search(),
  iterate: (client) => all(client.crons.iterate()),
  count: (client) => client.crons.count(),
};

async function outcome(name: string, responses: CannedResponse[]) {
  const server = await listen(responses);
  const client = new LangGraphClient({ apiUrl: server.url, apiKey: null });
  const error = await failure(calls[name]!(client));
  return { error, urls: server.requests.map(({ url }) => url) };
}

describe("a server without crons", () => {
  test.each<[string, CannedResponse[]]>([
    ["create", [refused, info(false)]],
    ["create", [unimplemented]],
    ["createForThread", [refused, info(false)]],
    ["createForThread", [unimplemented]],
    ["get", [missing]],
    ["update", [missing]],
    ["delete", [unimplemented]],
    ["search", [unimplemented]],
    ["iterate", [unimplemented]],
    ["count", [missing]],
  ])("crons.%s throws at once that the server does not support crons", async (name, responses) => {
    const { error, urls } = await outcome(name, responses);
    expect(Object.getPrototypeOf(error)).toBe(LangGraphError.prototype);
    expect(String(error)).toContain("crons: not supported by this server.");
    expect(error).toMatchObject({ cause: { status: responses[0]?.status } });
    expect(urls).toHaveLength(responses.length);
  });

  test.each<[string, CannedResponse[], status: number]>([
    ["get", [json({ detail: "Not Found" }, { status: 404 })], 404],
    ["delete", [json({ detail: "Not Found" }, { status: 404 })], 404],
    ["create", [json({ detail: "Invalid schedule" }, { status: 422 })], 422],
    ["create", [json({ detail: "Bad request" }, { status: 400 })], 400],
    ["create", [refused, info(true)], 400],
    ["create", [refused, info(undefined)], 400],
    ["create", [refused, json([])], 400],
    ["create", [refused, missing], 400],
    ["create", [{ status: 500, body: "Internal Server Error" }], 500],
  ])("crons.%s throws the error of a server with crons: %j", async (name, responses, status) => {
    const { error, urls } = await outcome(name, responses);
    expect(error).toMatchObject({ status });
    expect(urls).toHaveLength(responses.length);
  });
});
