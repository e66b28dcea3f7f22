/** Streams of both real servers, with two thousand cuts each: every event is delivered once, and every cut is noticed. */
import { expect, inject, test } from "vitest";
import { Random } from "../helpers/random.js";
import { cutRuns } from "../real/cut-runs.js";
import { PASTS, cutThreads, printResults } from "../real/cut-threads.js";
import { startServer } from "../server/start.js";

const servers: [string, () => Promise<{ url: string; stop: () => Promise<void> }>][] = [
  ["JS", () => startServer()],
  ["Python", () => Promise.resolve({ url: inject("serverUrl"), stop: () => Promise.resolve() })],
];

test.each(servers)(
  "delivers every event once despite 2,000 random cuts on the %s server",
  { timeout: 1_800_000 },
  async (_, start) => {
    const server = await start();
    try {
      const results = await cutRuns(server.url, 2_000, new Random());
      results.print();
      expect(results.wrong).toEqual([]);
    } finally {
      await server.stop();
    }
  },
);

test.each(servers)(
  "delivers every event of a thread's runs once despite 2,000 random cuts on the %s server",
  { timeout: 3_600_000 },
  async (_, start) => {
    const server = await start();
    try {
      const results = await cutThreads(server.url, 2_000, new Random());
      printResults(results);
      for (const past of PASTS) expect(results[past].wrong, `${past} finished runs`).toEqual([]);
    } finally {
      await server.stop();
    }
  },
);
