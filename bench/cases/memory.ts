import { setTimeout as sleep } from "node:timers/promises";
import type { Case, Contender, Run } from "../case.js";
import { clientOf } from "../clients.js";
import { TOKEN_BYTES, tokens, values } from "../data.js";
import { STUB_URL, streamingFetch } from "../stub.js";
import { reader } from "./decoding.js";

const MB = 1024 * 1024;

function largePeak(): Case {
  const prepare = async (contender: Contender): Promise<Run> => {
    const dataset = values({ count: 20, size: 5_000_000 });
    const read = await reader(contender, dataset, { input: {}, streamMode: "values" });
    // Read a small stream first, so that modules which the runtime loads lazily are not measured.
    await (
      await reader(contender, values({ count: 1, size: 1_000 }), {})
    )();
    return read;
  };
  return {
    name: "large-memory",
    metric: "20 events of 5 MB: peak memory, above the memory before",
    unit: "MB",
    contenders: ["ours", "official-2.0.0", "official-1.15.0", "limit"],
    goal: { of: "value", max: 70 },
    read: ({ peakMb }) => peakMb,
    rounds: 3,
    fresh: true,
    prepare,
  };
}

/** Tests backpressure: a fast server and a reader that pauses. */
function slowConsumer(): Case {
  const prepare = async (contender: Contender): Promise<Run> => {
    const dataset = tokens({ count: 200_000 });
    let pulled = 0;
    const fetch = streamingFetch(dataset, (bytes) => (pulled += bytes));
    const client = (await clientOf(contender))({ apiUrl: STUB_URL, fetch });
    return async () => {
      pulled = 0;
      let taken = 0;
      let held = 0;
      const before = heldBytes();
      const payload = { input: {}, streamMode: "messages-tuple" };
      for await (const event of client.runs.stream("t", "agent", payload)) {
        if (event.event === "metadata") continue;
        taken += 1;
        if (taken < 10_000) continue;
        // Leave time for the client to read ahead.
        await sleep(100);
        held = heldBytes() - before;
        break;
      }
      // The first event, with the run's id, has only a few bytes.
      const ahead = (pulled - taken * TOKEN_BYTES) / 1024;
      return { proof: `${taken} events`, value: held / MB, notes: { ahead } };
    };
  };
  return {
    name: "slow",
    metric: "memory held while the reader of a fast stream pauses",
    unit: "MB",
    contenders: ["ours", "official-2.0.0", "official-1.15.0"],
    also: [
      {
        metric: "— data read ahead of the reader",
        unit: "kB",
        read: ({ outcome }) => outcome.notes?.["ahead"] ?? NaN,
      },
    ],
    rounds: 5,
    prepare,
  };
}

function heldBytes(): number {
  // A second collection frees the external memory of objects that the first one found.
  globalThis.gc?.();
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

export const memoryCases: Case[] = [largePeak(), slowConsumer()];
