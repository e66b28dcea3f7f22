/** Streams of resumable runs on a real server, cut at random: the client delivers each stored event exactly once. */
import { expect, inject, test } from "vitest";
import { Random } from "../helpers/random.js";
import { cutRuns } from "./cut-runs.js";

test("delivers every stored event once across 200 random cuts", { timeout: 180_000 }, async () => {
  const tally = await cutRuns(inject("serverUrl"), 200, new Random());
  tally.print();
  expect(tally.wrong).toEqual([]);
  expect(tally.compared).toBeGreaterThan(1_000);
});
