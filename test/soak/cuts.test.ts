/**
 * Streams of runs and of threads on both real servers, with two thousand cuts each: every event is delivered once, and every
 * cut is noticed.
 */
import { expect, inject, test } from "vitest";
import { Random } from "../helpers/random.js";
import { cutRuns } from "../real/cut-runs.js";
import { cutThreads } from "../real/cut-threads.js";
import { startServer as startPython } from "../python/start.js";
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

test.each([
  ["JS", () => startServer()],
  // A Python server that starts runs at once leaves out their first events.
  ["Python", () => startPython({ polling: true })],
] as const)(
  "delivers every event of a thread's runs once despite 2,000 random cuts on the %s server",
  { timeout: 1_800_000 },
  async (_, start) => {
    const server = await start();
    try {
      const results = await cutThreads(server.url, Number(process.env["CUTS"] ?? 2_000), new Random());
      results.print();
      expect(results.wrong).toEqual([]);
    } finally {
      await server.stop();
    }
  },
);
