import type { Case, Measure } from "../case.js";
import { tokens, values } from "../data.js";
import type { Dataset } from "../data.js";
import { reader } from "./decoding.js";
import { paced } from "./streams.js";

const memory: Measure = {
  metric: "peak memory, above the memory before",
  unit: "MB",
  first: true,
  read: ({ peakMb }) => peakMb,
};

function growth(name: string, metric: string, rest: Pick<Case, "unit" | "per" | "server" | "prepare">): Case {
  return { name, metric, table: "growth", contenders: ["ours"], also: [memory], ...rest };
}

function decoded(dataset: () => Dataset): Case["prepare"] {
  return (contender) => reader(contender, dataset(), { input: {}, streamMode: "values" });
}

const english = new Intl.NumberFormat("en");

/** Growth of time and memory with the amount of work, which should be linear. */
export const growthCases: Case[] = [
  ...[1_000, 10_000, 100_000, 1_000_000].map((count) =>
    growth(`events-${count}`, `${english.format(count)} events of 281 B, per event`, {
      unit: "µs",
      per: count,
      prepare: decoded(() => tokens({ count })),
    }),
  ),
  ...[1, 10, 100, 1_000, 5_000, 20_000].map((kilobytes) =>
    growth(`size-${kilobytes}`, `20 events of ${english.format(kilobytes)} KB, per KB`, {
      unit: "µs",
      per: 20 * kilobytes,
      prepare: decoded(() => values({ count: 20, size: kilobytes * 1_000 })),
    }),
  ),
  ...[1, 10, 100, 1_000, 2_000].map((streams) =>
    growth(`open-${streams}`, `${english.format(streams)} streams at once, 20 events 50 ms apart`, {
      unit: "ms",
      server: "loopback",
      prepare: paced({ streams, count: 20, everyMs: 50 }),
    }),
  ),
];
