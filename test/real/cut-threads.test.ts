/** Runs of threads on a real server, whose connections are cut at random: each stored event is delivered exactly once. */
import { expect, inject, test } from "vitest";
import { Random } from "../helpers/random.js";
import { cutThreads } from "./cut-threads.js";
import { threadServer } from "./thread-server.js";

const urlOf = threadServer();

/** test/soak has a test with more cuts. */
test.skipIf(inject("server") === "aegra")(
  "delivers every event of a thread's run once across 60 random cuts",
  { timeout: 240_000 },
  async () => {
    const results = await cutThreads(urlOf(), 60, new Random());
    results.print();
    expect(results.wrong).toEqual([]);
  },
);
