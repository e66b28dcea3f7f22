/** Streams of resumable runs on a real server, cut at random: the client delivers each stored event exactly once. */
import { expect, inject, test } from "vitest";
import { Random } from "../helpers/random.js";
import { cutRuns } from "./cut-runs.js";

/** Aegra has no test of its own with more cuts; test/soak has one for the other servers. */
const cuts = inject("server") === "aegra" ? 300 : 200;

test(`delivers every stored event once across ${cuts} random cuts`, { timeout: 180_000 }, async () => {
  const tally = await cutRuns(inject("serverUrl"), cuts, new Random());
  tally.print();
  expect(tally.wrong).toEqual([]);
  expect(tally).toMatchObject({ missing: 0, duplicates: 0, undetected: 0, failed: 0 });
  expect(tally.compared).toBeGreaterThan(1_000);
});
