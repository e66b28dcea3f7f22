/** Runs of threads on a real server, whose connections are cut at random: each stored event is delivered exactly once. */
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { Random } from "../helpers/random.js";
import { startServer as startPython } from "../python/start.js";
import type { RunningServer } from "../server/child.js";
import { cutThreads } from "./cut-threads.js";

const server = inject("server");
// A Python server that starts runs at once leaves out their first events.
let polling: RunningServer | undefined;
beforeAll(async () => {
  if (server === "python") polling = await startPython({ polling: true });
});
afterAll(() => polling?.stop());

/** Aegra lacks the protocol. test/soak has a test with more cuts. */
test.skipIf(server === "aegra")(
  "delivers every event of a thread's run once across 60 random cuts",
  { timeout: 240_000 },
  async () => {
    const results = await cutThreads(polling?.url ?? inject("serverUrl"), 60, new Random());
    results.print();
    expect(results.wrong).toEqual([]);
  },
);
