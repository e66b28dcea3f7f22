import type { Case, Contender, Run } from "../case.js";
import { clientOf } from "../clients.js";
import type { Fetch } from "../clients.js";
import { STUB_URL, respondingFetch } from "../stub.js";

const all = ["ours", "official-2.0.0", "official-1.15.0", "limit"] as const;

/** One call. Ids differ, because one of the clients deduplicates equal GET requests. */
type Call = (index: number) => Promise<{ thread_id: string }>;

const CREATE = { metadata: { topic: "benchmarks", owner: "nobody" }, ttl: { ttl: 60, strategy: "delete" } };

function plainly(url: string, fetch: Fetch): Record<"get" | "post", Call> {
  const read = async (response: Promise<Response>) =>
    (await (await response).json()) as { thread_id: string };
  const body = JSON.stringify(CREATE);
  const headers = { "content-type": "application/json" };
  return {
    get: (index) => read(fetch(`${url}/threads/t-${index}`, { method: "GET" })),
    post: () => read(fetch(`${url}/threads`, { method: "POST", body, headers })),
  };
}

async function callOf(
  contender: Contender,
  method: "get" | "post",
  apiUrl: string,
  fetch?: Fetch,
): Promise<Call> {
  if (contender === "limit")
    return plainly(apiUrl, fetch ?? ((url, init) => globalThis.fetch(url, init)))[method];
  const { threads } = (await clientOf(contender))({ apiUrl, fetch });
  return method === "get" ? (index) => threads.get(`t-${index}`) : () => threads.create(CREATE);
}

/** The overhead of a client per request, over a `fetch` that resolves immediately. */
function logic(method: "get" | "post", max: number): Case {
  const count = 10_000;
  const prepare = async (contender: Contender): Promise<Run> => {
    const call = await callOf(contender, method, STUB_URL, respondingFetch({ thread_id: "t" }));
    return async () => {
      let responses = 0;
      for (let index = 0; index < count; index += 1) responses += (await call(index)).thread_id.length;
      return { proof: `${responses} responses` };
    };
  };
  return {
    name: `logic-${method}`,
    metric: `client logic of a ${method.toUpperCase()}, over a \`fetch\` that resolves immediately`,
    unit: "µs",
    per: count,
    contenders: all,
    limit: "the same `fetch` alone",
    goal: { of: "over", max },
    prepare,
  };
}

const CALLERS = 64;

interface Load extends Pick<Case, "name" | "metric" | "goal"> {
  method: "get" | "post";
  count: number;
  /** Prefix of a path on which the server delays its responses. */
  path?: string;
}

/** 64 callers, each of which sends its next request after the response. */
function load({ method, count, path = "", ...rest }: Load): Case {
  const prepare = async (contender: Contender, serverUrl: string): Promise<Run> => {
    const call = await callOf(contender, method, serverUrl + path);
    return async () => {
      let begun = 0;
      let responses = 0;
      const caller = async (): Promise<void> => {
        while (begun < count) {
          const { thread_id } = await call((begun += 1));
          // Read `responses` after the await: other callers change it meanwhile.
          responses += thread_id.length;
        }
      };
      const start = performance.now();
      await Promise.all(Array.from({ length: CALLERS }, caller));
      const seconds = (performance.now() - start) / 1000;
      return { proof: `${responses} responses`, value: count / seconds };
    };
  };
  return {
    unit: "req/s",
    contenders: all,
    limit: "plain `fetch`",
    server: "loopback",
    prepare,
    ...rest,
  };
}

export const requestCases: Case[] = [
  logic("get", 4),
  logic("post", 5),
  load({
    name: "load-get",
    metric: "GET over loopback, 64 callers",
    method: "get",
    count: 4_000,
    goal: { of: "ratio", min: 0.97 },
  }),
  load({
    name: "load-post",
    metric: "POST over loopback, 64 callers",
    method: "post",
    count: 4_000,
    goal: { of: "ratio", min: 0.97 },
  }),
  load({
    name: "latency",
    metric: "GET, 64 callers, response after 10 ms",
    method: "get",
    count: 2_000,
    path: "/after-10",
    goal: { of: "value", min: 3_900 },
  }),
];
