import type { Case, Contender, Run } from "../case.js";
import { clientOf } from "../clients.js";
import { STUB_URL, respondingFetch } from "../stub.js";

const all = ["ours", "official-2.0.0", "official-1.15.0", "limit"] as const;

interface Thread {
  thread_id: string;
}

/** One call. Ids differ, because one of the clients deduplicates equal GET requests. */
type Call = (index: number) => Promise<Thread>;

type Method = "get" | "post";

const CREATE = { metadata: { topic: "benchmarks", owner: "nobody" }, ttl: { ttl: 60, strategy: "delete" } };

/** Sends a request, and reads the response. */
type Exchange = (url: string, init: RequestInit) => Promise<string>;

const plain: Exchange = async (url, init) => (await fetch(url, init)).text();

/** The default time limit of this client. The official ones have none by default. */
const TIMEOUT_MS = 60_000;

/** A request that ends if the server hangs, as a careful program sends it. */
const limited: Exchange = async (url, init) => {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), TIMEOUT_MS);
  try {
    return await plain(url, { ...init, signal: controller.signal });
  } finally {
    clearTimeout(timer);
  }
};

function limitOf(method: Method, apiUrl: string, exchange: Exchange): Call {
  const send = async (path: string, init: RequestInit) =>
    JSON.parse(await exchange(apiUrl + path, init)) as Thread;
  const body = JSON.stringify(CREATE);
  const headers = { "content-type": "application/json" };
  return method === "get"
    ? (index) => send(`/threads/t-${index}`, { method: "GET" })
    : () => send("/threads", { method: "POST", body, headers });
}

async function callOf(contender: Contender, method: Method, options: object): Promise<Call> {
  const { threads } = (await clientOf(contender))({ apiUrl: STUB_URL, ...options });
  return method === "get" ? (index) => threads.get(`t-${index}`) : () => threads.create(CREATE);
}

/** The overhead of a client per request, over a `fetch` that resolves immediately. */
function logic(method: Method): Case {
  const count = 10_000;
  const prepare = async (contender: Contender): Promise<Run> => {
    const fetch = respondingFetch({ thread_id: "t" });
    const exchange: Exchange = async (url, init) => (await fetch(url, init)).text();
    const call =
      contender === "limit" ? limitOf(method, "", exchange) : await callOf(contender, method, { fetch });
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
    prepare,
  };
}

const CALLERS = 64;

interface Load extends Pick<Case, "name" | "metric" | "goal"> {
  method: Method;
  count: number;
  /** Prefix of a path on which the server delays its responses. */
  path?: string;
  /** All contenders have a time limit: this client's default. */
  isLimited?: boolean;
}

/** 64 callers, each of which sends its next request after the response. */
function load({ method, count, path = "", isLimited = false, ...rest }: Load): Case {
  const prepare = async (contender: Contender, serverUrl: string): Promise<Run> => {
    const apiUrl = serverUrl + path;
    const options = isLimited ? { apiUrl, timeoutMs: TIMEOUT_MS } : { apiUrl };
    const call =
      contender === "limit"
        ? limitOf(method, apiUrl, isLimited ? limited : plain)
        : await callOf(contender, method, options);
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
    limit: isLimited ? "`fetch` with a signal and a timer" : "plain `fetch`",
    server: "loopback",
    prepare,
    ...rest,
  };
}

/** With the goal beside a `fetch` that has a time limit, as this client has; and beside one that has none. */
function loads(name: string, metric: string, rest: Pick<Load, "method" | "count" | "path">): Case[] {
  return [
    load({ ...rest, name, metric, isLimited: true, goal: { of: "ratio", min: 0.95 } }),
    load({ ...rest, name: `${name}-plain`, metric: "— the others without a time limit" }),
  ];
}

export const requestCases: Case[] = [
  logic("get"),
  logic("post"),
  ...loads("load-get", "GET over loopback, 64 callers", { method: "get", count: 1_000 }),
  ...loads("load-post", "POST over loopback, 64 callers", { method: "post", count: 1_000 }),
  ...loads("latency", "GET, 64 callers, response after 10 ms", {
    method: "get",
    count: 1_000,
    path: "/after-10",
  }),
];
