import { randomUUID } from "node:crypto";
import { NotFoundError, type Cron, type CronSearchOptions } from "langgraph-client";
import { describe, expect, test } from "vitest";
import { all } from "../helpers/async.js";
import { assistantOf, client, deviates, lacks, newThread, server } from "./setup.js";

/** Fires once a year, so not during the tests. test/soak tests a cron that fires. */
const schedule = "0 0 1 1 *";

const hasGet = !lacks("GET /runs/crons/{cron_id}");

/** Returns a new cron: a server may send the run that it starts instead. */
async function cronOf(created: Cron, query: CronSearchOptions, enabled = true): Promise<Cron> {
  if (!deviates("cron-run") || !enabled) return created;
  expect(created).toMatchObject({ run_id: expect.any(String) as string, status: "pending" });
  const [cron] = await client.crons.search(query);
  if (cron === undefined) throw new Error("The server created no cron");
  return cron;
}

describe.skipIf(lacks("POST /runs/crons"))("crons", () => {
  test("create, get, update and delete manage a cron without a thread", async () => {
    const why = randomUUID();
    const created = await client.crons.create("trivial", {
      schedule,
      timezone: "Europe/Paris",
      endTime: "2999-01-01T00:00:00Z",
      input: { value: { camelCase: true } },
      metadata: { why },
    });
    const cron = await cronOf(created, { metadata: { why } });
    expect(cron).toMatchObject({
      schedule,
      ...(!deviates("short-crons") && { timezone: "Europe/Paris" }),
      thread_id: null,
      enabled: true,
      metadata: { why },
      payload: { input: { value: { camelCase: true } } },
    });
    if (hasGet) expect(await client.crons.get(cron.cron_id)).toEqual(cron);

    const updated = await client.crons.update(cron.cron_id, {
      enabled: false,
      endTime: null,
      schedule: "30 8 * * 1-5",
    });
    const end_time = deviates("end-time-kept") ? cron.end_time : null;
    expect(updated).toMatchObject({ enabled: false, end_time, schedule: "30 8 * * 1-5" });

    await client.crons.delete(cron.cron_id);
    if (hasGet) await expect(client.crons.get(cron.cron_id)).rejects.toThrow(NotFoundError);
    await expect(client.crons.delete(cron.cron_id)).rejects.toThrow(NotFoundError);
  });

  test("createForThread creates a cron that a search by its thread finds", async () => {
    const threadId = await newThread();
    const created = await client.crons.createForThread(threadId, "trivial", {
      schedule,
      input: { value: 1 },
    });
    const cron = await cronOf(created, { threadId });
    expect(cron).toMatchObject({ thread_id: threadId, assistant_id: await assistantOf("trivial") });
    expect(await client.crons.search({ threadId })).toMatchObject([{ cron_id: cron.cron_id }]);
    await client.crons.delete(cron.cron_id);
  });

  test("search, count and iterate filter, sort and page through crons", async () => {
    const threadId = await newThread();
    const made: string[] = [];
    for (let index = 0; index < 5; index += 1) {
      const enabled = index % 2 === 0;
      const input = { value: index };
      const created = await client.crons.createForThread(threadId, "trivial", { schedule, enabled, input });
      made.push(
        (await cronOf(created, { threadId, sortBy: "created_at", sortOrder: "desc" }, enabled)).cron_id,
      );
    }
    const ids = (crons: { cron_id: string }[]) => crons.map(({ cron_id }) => cron_id);
    const oldest = { threadId, sortBy: "created_at", sortOrder: "asc" } as const;
    expect(ids(await client.crons.search(oldest))).toEqual(made);
    expect(await client.crons.search({ threadId, enabled: false })).toHaveLength(2);
    expect(await client.crons.count({ threadId })).toBe(5);
    expect(ids(await all(client.crons.iterate({ threadId, limit: 2 })))).toEqual(made);

    const page = await client.crons.search({ ...oldest, limit: 2, includePagination: true });
    expect(ids(page.crons)).toEqual(made.slice(0, 2));
    expect(page).toMatchObject(
      deviates("no-totals") ? { next: null, total: null } : { next: "2", total: server === "fake" ? 5 : 3 },
    );
    const selected = await client.crons.search({ threadId, limit: 1, select: ["cron_id", "schedule"] });
    expect(Object.keys(selected[0] ?? {}).length > 2).toBe(deviates("select-ignored"));
    expect(selected[0]).toMatchObject({ cron_id: expect.any(String) as string, schedule });
    for (const cronId of made) await client.crons.delete(cronId);
  });

  test("get and update throw NotFoundError for an unknown cron", async () => {
    if (hasGet) await expect(client.crons.get(randomUUID())).rejects.toThrow(NotFoundError);
    await expect(client.crons.update(randomUUID(), { enabled: true })).rejects.toThrow(NotFoundError);
  });
});
