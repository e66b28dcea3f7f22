import { setTimeout as sleep } from "node:timers/promises";
import { LangGraphClient } from "langgraph-client";
import { expect, inject, test } from "vitest";
import { until } from "../helpers/async.js";

// A run within a minute, and another minute until the next one would be due.
const timeout = 180_000;

test(
  "runs a cron within its minute and does not run it again after it is disabled",
  { timeout },
  async () => {
    const client = new LangGraphClient({ apiUrl: inject("serverUrl"), apiKey: null });
    const { thread_id } = await client.threads.create();
    const created = Date.now();
    const cron = await client.crons.createForThread(thread_id, "trivial", {
      schedule: "* * * * *",
      input: { value: "tick" },
    });
    const runs = async () => {
      await sleep(500);
      return client.runs.list(thread_id, { status: "success" });
    };

    const first = await until(runs, ({ length }) => length === 1);
    // The scheduler polls every few seconds.
    expect(Date.now() - created).toBeLessThan(70_000);
    expect(first[0]).toMatchObject({ assistant_id: cron.assistant_id, multitask_strategy: "enqueue" });
    expect((await client.threads.getState(thread_id)).values).toEqual({ value: "tick", seen: true });

    const due = Date.parse((await client.crons.get(cron.cron_id)).next_run_date ?? "");
    expect(due).toBeGreaterThan(Date.now());
    expect(due - Date.now()).toBeLessThanOrEqual(60_000);

    await client.crons.update(cron.cron_id, { enabled: false });
    await until(
      () => sleep(1_000),
      () => Date.now() > due + 10_000,
    );
    expect(await runs()).toHaveLength(1);
    await client.crons.delete(cron.cron_id);
  },
);
