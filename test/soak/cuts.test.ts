/** The streams of both real servers, cut two thousand times each: nothing is lost, nothing comes twice, nothing ends silently. */
import { expect, inject, test } from "vitest";
import { Random } from "../helpers/random.js";
import { cutRuns } from "../real/cut-runs.js";
import { startServer } from "../server/start.js";

const servers: [string, () => Promise<{ url: string; stop: () => Promise<void> }>][] = [
  ["JS", () => startServer()],
  ["Python", () => Promise.resolve({ url: inject("serverUrl"), stop: () => Promise.resolve() })],
];

test.each(servers)("2,000 cuts at random: %s", { timeout: 1_800_000 }, async (_, start) => {
  const server = await start();
  try {
    const tally = await cutRuns(server.url, 2_000, new Random());
    tally.print();
    expect(tally.wrong).toEqual([]);
  } finally {
    await server.stop();
  }
});
