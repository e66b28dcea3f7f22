import { NotFoundError } from "langgraph-client";
import { describe, expect, test } from "vitest";
import { all } from "../helpers/async.js";
import { assistantOf, client, lacks, newThread } from "./setup.js";

/** Fires once a year, so not during the tests. test/soak tests a cron that fires. */
const schedule = "0 0 1 1 *";

describe.skipIf(lacks("POST /runs/crons"))("crons", () => {
  test("create, get, update and delete manage a cron without a thread", async () => {
    const cron = await client.crons.create("trivial", {
      schedule,
      timezone: "Europe/Paris",
      endTime: "2999-01-01T00:00:00Z",
      input: { value: { camelCase: true } },
      metadata: { why: "test" },
    });
    expect(cron).toMatchObject({
      schedule,
      timezone: "Europe/Paris",
      thread_id: null,
      enabled: true,
      metadata: { why: "test" },
      payload: { input: { value: { camelCase: true } } },
    });
    expect(await client.crons.get(cron.cron_id)).toEqual(cron);

    const updated = await client.crons.update(cron.cron_id, {
      enabled: false,
      endTime: null,
      schedule: "30 8 * * 1-5",
    });
    expect(updated).toMatchObject({ enabled: false, end_time: null, schedule: "30 8 * * 1-5" });

    await client.crons.delete(cron.cron_id);
    await expect(client.crons.get(cron.cron_id)).rejects.toThrow(NotFoundError);
    await expect(client.crons.delete(cron.cron_id)).rejects.toThrow(NotFoundError);
  });

  test("createForThread creates a cron that a search by its thread finds", async () => {
    const threadId = await newThread();
    const cron = await client.crons.createForThread(threadId, "trivial", { schedule, input: { value: 1 } });
    expect(cron).toMatchObject({ thread_id: threadId, assistant_id: await assistantOf("trivial") });
    expect(await client.crons.search({ threadId })).toMatchObject([{ cron_id: cron.cron_id }]);
    await client.crons.delete(cron.cron_id);
  });

  test("search, count and iterate filter, sort and page through crons", async () => {
    const threadId = await newThread();
    const made: string[] = [];
    for (let index = 0; index < 5; index += 1) {
      const enabled = index % 2 === 0;
      const cron = await client.crons.createForThread(threadId, "trivial", { schedule, enabled });
      made.push(cron.cron_id);
    }
    const ids = (crons: { cron_id: string }[]) => crons.map(({ cron_id }) => cron_id);
    const oldest = { threadId, sortBy: "created_at", sortOrder: "asc" } as const;
    expect(ids(await client.crons.search(oldest))).toEqual(made);
    expect(await client.crons.search({ threadId, enabled: false })).toHaveLength(2);
    expect(await client.crons.count({ threadId })).toBe(5);
    expect(ids(await all(client.crons.iterate({ threadId, limit: 2 })))).toEqual(made);

    const page = await client.crons.search({ ...oldest, limit: 2, includePagination: true });
    expect(ids(page.crons)).toEqual(made.slice(0, 2));
    expect(page).toMatchObject({ next: "2", total: 3 });
    const selected = await client.crons.search({ threadId, limit: 1, select: ["cron_id", "schedule"] });
    expect(Object.keys(selected[0] ?? {}).sort()).toEqual(["cron_id", "schedule"]);
    for (const cronId of made) await client.crons.delete(cronId);
  });

  test("get and update throw NotFoundError for an unknown cron", async () => {
    await expect(client.crons.get(crypto.randomUUID())).rejects.toThrow(NotFoundError);
    await expect(client.crons.update(crypto.randomUUID(), { enabled: true })).rejects.toThrow(NotFoundError);
  });
});
