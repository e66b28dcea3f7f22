/** Resumable runs of a real server, their streams cut over and over: what comes is what the server has, each event once. */
import { expect, inject, test } from "vitest";
import { Random } from "../helpers/random.js";
import { cutRuns } from "./cut-runs.js";

test("200 cuts at random", { timeout: 180_000 }, async () => {
  const tally = await cutRuns(inject("serverUrl"), 200, new Random());
  tally.print();
  expect(tally.wrong).toEqual([]);
  expect(tally.compared).toBeGreaterThan(1_000);
});
