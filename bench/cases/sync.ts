/** The synchronous client, beside the asynchronous one as the limit: the difference is the way between the threads. */
import type { Case, Contender, Run } from "../case.js";
import { blockingClient, clientOf } from "../clients.js";

const CALLS = 1_000;
const EVENTS = 10_000;

async function calls(contender: Contender, apiUrl: string): Promise<Run> {
  if (contender === "limit") {
    const { threads } = (await clientOf("ours"))({ apiUrl });
    return async () => {
      let proof = 0;
      for (let index = 0; index < CALLS; index += 1) proof += (await threads.get("t")).thread_id.length;
      return { proof: `${proof}` };
    };
  }
  const { threads } = await blockingClient({ apiUrl });
  return () => {
    let proof = 0;
    for (let index = 0; index < CALLS; index += 1) proof += threads.get("t").thread_id.length;
    return { proof: `${proof}` };
  };
}

async function events(contender: Contender, apiUrl: string): Promise<Run> {
  const payload = { input: { count: EVENTS, everyMs: 0 }, streamMode: "messages-tuple" };
  if (contender === "limit") {
    const { runs } = (await clientOf("ours"))({ apiUrl });
    return async () => {
      let proof = 0;
      for await (const { event } of runs.stream("t", "agent", payload)) proof += event.length;
      return { proof: `${proof}` };
    };
  }
  const { runs } = await blockingClient({ apiUrl });
  return () => {
    let proof = 0;
    for (const { event } of runs.stream("t", "agent", payload)) proof += event.length;
    return { proof: `${proof}` };
  };
}

const shared = {
  unit: "µs",
  contenders: ["ours", "limit"],
  limit: "the asynchronous client",
  server: "loopback",
} as const;

export const syncCases: Case[] = [
  { ...shared, name: "sync-get", metric: "`/sync`: a GET over loopback", per: CALLS, prepare: calls },
  { ...shared, name: "sync-event", metric: "`/sync`: an event of a stream", per: EVENTS, prepare: events },
];
