/** Runs of threads on a real server, cut at random: the client delivers each event of a run exactly once. */
import { expect, inject, test } from "vitest";
import { Random } from "../helpers/random.js";
import { PASTS, cutThreads, printResults } from "./cut-threads.js";

const cuts = 100;

// Aegra's protocol differs.
test.skipIf(inject("server") === "aegra")(
  `delivers every event of a thread's runs once across ${cuts} random cuts`,
  { timeout: 180_000 },
  async () => {
    const results = await cutThreads(inject("serverUrl"), cuts, new Random());
    printResults(results);
    for (const past of PASTS) {
      expect(results[past].wrong, `${past} finished runs`).toEqual([]);
      expect(results[past]).toMatchObject({ missing: 0, duplicates: 0, mixed: 0, undetected: 0, failed: 0 });
    }
  },
);
