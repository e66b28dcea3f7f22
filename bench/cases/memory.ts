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
    // What the runtime loads lazily is no matter of the events.
    await (
      await reader(contender, values({ count: 1, size: 1_000 }), {})
    )();
    return read;
  };
  return {
    name: "large-memory",
    metric: "20 events of 5 MB: memory at its peak, above that before",
    unit: "MB",
    contenders: ["ours", "official-2.0.0", "official-1.15.0", "limit"],
    goal: { of: "value", max: 70 },
    read: ({ peakMb }) => peakMb,
    rounds: 3,
    fresh: true,
    prepare,
  };
}

/** A server that is faster than its reader must wait for it. */
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
        // Whatever may come meanwhile has come.
        await sleep(100);
        held = heldBytes() - before;
        break;
      }
      // The first event names the run, and is a few bytes.
      const ahead = (pulled - taken * TOKEN_BYTES) / 1024;
      return { proof: `${taken} events`, value: held / MB, notes: { ahead } };
    };
  };
  return {
    name: "slow",
    metric: "held while the reader of a fast stream pauses",
    unit: "MB",
    contenders: ["ours", "official-2.0.0", "official-1.15.0"],
    also: [
      {
        metric: "— how far ahead of it the stream was read",
        unit: "kB",
        read: ({ outcome }) => outcome.notes?.["ahead"] ?? NaN,
      },
    ],
    rounds: 5,
    prepare,
  };
}

function heldBytes(): number {
  // What lives outside of the heap is let go by the collection after the one that finds it.
  globalThis.gc?.();
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

export const memoryCases: Case[] = [largePeak(), slowConsumer()];
