/** The name recursionLimit, which servers ignore, in every option that is a config. */
import { InvalidArgumentError, LangGraphClient } from "langgraph-client";
import { expect, test } from "vitest";
import { all, failure } from "../helpers/async.js";
import { json, listen } from "../helpers/server.js";

const schedule = "* * * * *";

type Call = (client: LangGraphClient, config: never) => PromiseLike<unknown>;
const calls: Record<string, Call> = {
  "runs.create": (client, config) => client.runs.create("t", "a", { config }),
  "runs.wait": (client, config) => client.runs.wait("t", "a", { config }),
  "runs.stream": (client, config) => all(client.runs.stream("t", "a", { config })),
  "runs.createBatch": (client, config) => client.runs.createBatch([{ assistantId: "a", config }]),
  "crons.create": (client, config) => client.crons.create("a", { schedule, config }),
  "crons.createForThread": (client, config) => client.crons.createForThread("t", "a", { schedule, config }),
  "crons.update": (client, config) => client.crons.update("c", { config }),
  "assistants.create": (client, config) => client.assistants.create({ graphId: "a", config }),
  "assistants.update": (client, config) => client.assistants.update("a", { config }),
};

test.each(Object.entries(calls))("%s refuses recursionLimit before a request", async (_, call) => {
  const server = await listen(json({}));
  const client = new LangGraphClient({ apiUrl: server.url, apiKey: null });
  // The types refuse it.
  const error = await failure(call(client, { recursionLimit: 5 } as never));
  expect(error).toBeInstanceOf(InvalidArgumentError);
  expect(error).toMatchObject({ message: "config: servers ignore recursionLimit. Write recursion_limit." });
  expect(server.requests).toEqual([]);
});
