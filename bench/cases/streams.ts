import type { Case, Contender, Run } from "../case.js";
import { clientOf } from "../clients.js";
import type { AnyClient } from "../clients.js";
import { Tally, tokens, checksumOfToken } from "../data.js";
import type { Dataset } from "../data.js";
import { decodeL1 } from "../limit.js";
import { STUB_URL, streamingFetch } from "../stub.js";
import { reader } from "./decoding.js";

/** The cost of a stream with one event. */
function opening(name: string, metric: string, ids: boolean, goal?: Case["goal"]): Case {
  const count = 1_000;
  const prepare = async (contender: Contender): Promise<Run> => {
    const dataset = tokens({ count: 1, ids });
    const payload = { input: {}, streamMode: "messages-tuple", streamResumable: ids };
    const once = contender === "limit" ? limitOf(dataset) : await reader(contender, dataset, payload);
    return async () => {
      let proof = "";
      for (let index = 0; index < count; index += 1) proof += (await once()).proof;
      return { proof };
    };
  };
  return {
    name,
    metric,
    unit: "µs",
    per: count,
    contenders: ["ours", "official-2.0.0", "official-1.15.0", "limit"],
    limit: "L1 over the same `fetch`",
    goal,
    prepare,
  };
}

/** Sends one request, reads its body, and decodes it with L1. */
function limitOf(dataset: Dataset): () => Promise<{ proof: string }> {
  const fetch = streamingFetch(dataset);
  return async () => {
    const { body } = await fetch(`${STUB_URL}/threads/t/runs/stream`, { method: "POST" });
    return { proof: await decodeL1(body, dataset) };
  };
}

/** Reads one stream with paced events. */
type Follow = (index: number, count: number, everyMs: number) => Promise<string>;

async function followerOf(contender: Contender, apiUrl: string): Promise<Follow> {
  if (contender !== "limit") {
    const client = (await clientOf(contender))({ apiUrl });
    return (index, count, everyMs) => follow(client, index, count, everyMs);
  }
  return async (index, count, everyMs) => {
    const thread = `${apiUrl}/threads/t-${index}/runs`;
    const input = JSON.stringify({ input: { count, everyMs } });
    const { body } = await fetch(`${thread}/stream`, { method: "POST", body: input });
    const proof = await decodeL1(body, { checksum: checksumOfToken });
    // This client reads the same at the end, to prove that no event is missing: the run's status, and the replay.
    await (await fetch(`${thread}/r-${count}`)).text();
    await (await fetch(`${thread}/r-${count}/stream`)).text();
    return proof;
  };
}

async function follow(client: AnyClient, index: number, count: number, everyMs: number): Promise<string> {
  const tally = new Tally({ checksum: checksumOfToken });
  const payload = { input: { count, everyMs }, streamMode: "messages-tuple" };
  const stream = client.runs.stream(`t-${index}`, "agent", payload);
  for await (const { event, data } of stream) tally.add(event, data);
  return tally.proof;
}

interface Paced {
  streams: number;
  count: number;
  everyMs: number;
}

/** Opens concurrent streams over real sockets. */
export function paced({ streams, count, everyMs }: Paced): Case["prepare"] {
  return async (contender, serverUrl) => {
    const one = await followerOf(contender, serverUrl);
    // Read one stream first, so that modules which `fetch` loads lazily are not measured.
    await one(0, 1, 1);
    return async () => {
      const all = Array.from({ length: streams }, (_, index) => one(index, count, everyMs));
      const proofs = new Set(await Promise.all(all));
      return { proof: [...proofs].join() };
    };
  };
}

/** The server takes 3 seconds to send these streams. */
const CROWD = { streams: 1_000, count: 100, everyMs: 30 };
const EVENTS = CROWD.streams * CROWD.count;
const CLOSE = { of: "ratio", max: 1.15 } as const;

export const streamCases: Case[] = [
  opening("open", "open a stream and read one event to the end", false, { of: "over", max: 80 }),
  opening("open-resumable", "— with ids: reconnects to prove the end", true),
  {
    name: "crowd",
    metric: "1,000 streams at once, 100 events 30 ms apart",
    unit: "ms",
    contenders: ["ours", "official-2.0.0", "official-1.15.0", "limit"],
    limit: "L1 over `fetch`, with the same reads at the end",
    server: "loopback",
    goal: CLOSE,
    also: [
      {
        metric: "— CPU time per event",
        unit: "µs",
        goal: CLOSE,
        read: ({ cpuMs }) => (cpuMs * 1000) / EVENTS,
      },
      {
        metric: "— peak memory, above the memory before",
        unit: "MB",
        goal: CLOSE,
        read: ({ peakMb }) => peakMb,
      },
    ],
    rounds: 2,
    fresh: true,
    prepare: paced(CROWD),
  },
];
