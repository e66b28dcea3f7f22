import { Tally, tokens, values } from "../data.js";
import type { Dataset } from "../data.js";
import { clientOf } from "../clients.js";
import type { AnyClient } from "../clients.js";
import type { Case, Contender, Run } from "../case.js";
import { decodeL1 } from "../limit.js";
import { STUB_URL, bodyOf, streamingFetch } from "../stub.js";

/** Reads a stream with `for await`. */
async function readAll(stream: ReturnType<AnyClient["runs"]["stream"]>, dataset: Dataset): Promise<string> {
  const tally = new Tally(dataset);
  for await (const { event, data } of stream) tally.add(event, data);
  return tally.proof;
}

/** Returns a run in which a client or the limit reads all events. */
export async function reader(contender: Contender, dataset: Dataset, payload: object): Promise<Run> {
  if (contender === "limit") return limitOf(dataset);
  const client = (await clientOf(contender))({ apiUrl: STUB_URL, fetch: streamingFetch(dataset) });
  return async () => ({ proof: await readAll(client.runs.stream("t", "agent", payload), dataset) });
}

/** A run in which the limit reads all events. */
function limitOf(dataset: Dataset): Run {
  return async () => ({ proof: await decodeL1(bodyOf(dataset.chunks()), dataset) });
}

const all = ["ours", "official-2.0.0", "official-1.15.0", "limit"] as const;

interface Decoding extends Pick<Case, "name" | "metric" | "goal" | "rounds"> {
  dataset: () => Dataset;
  payload?: object;
}

function decoding({ dataset, payload = {}, ...rest }: Decoding): Case {
  const prepare = (contender: Contender) => {
    const data = dataset();
    return reader(contender, data, { input: {}, streamMode: "messages-tuple", ...payload });
  };
  return { unit: "ms", contenders: all, prepare, ...rest };
}

const MB = 1_000_000;

/** Throughput of reading events. */
export const decodingCases: Case[] = [
  decoding({
    name: "tokens",
    metric: "200k tokens of 281 B, in 64 KB chunks",
    dataset: () => tokens({ count: 200_000 }),
    goal: { of: "ratio", max: 1.1 },
  }),
  decoding({
    name: "tokens-chunks",
    metric: "200k tokens of 281 B, each a chunk",
    dataset: () => tokens({ count: 200_000, chunk: "event" }),
    goal: { of: "ratio", max: 1.25 },
  }),
  reading(),
  decoding({
    name: "values",
    metric: "2k `values` events of 50 KB",
    dataset: () => values({ count: 2_000, size: 50_000 }),
    goal: { of: "ratio", max: 0.9 },
  }),
  decoding({
    name: "large",
    metric: "20 events of 5 MB",
    dataset: () => values({ count: 20, size: 5 * MB }),
    goal: { of: "ratio", max: 1 },
  }),
  decoding({
    name: "no-ids",
    metric: "50k tokens without ids, `streamResumable: false`",
    dataset: () => tokens({ count: 50_000, ids: false }),
    payload: { streamResumable: false },
  }),
  decoding({
    name: "ids",
    metric: "50k tokens with ids, `streamResumable: true`",
    dataset: () => tokens({ count: 50_000 }),
    payload: { streamResumable: true },
  }),
  decoding({
    name: "crlf",
    metric: "50k tokens, lines end with CRLF",
    dataset: () => tokens({ count: 50_000, newline: "\r\n" }),
  }),
  decoding({
    name: "foreign",
    metric: "50k tokens, 2 % of them not Latin",
    dataset: () => tokens({ count: 50_000, foreignEvery: 50 }),
  }),
  decoding({
    name: "subgraphs",
    metric: "50k tokens, half of them from a subgraph",
    dataset: () => tokens({ count: 50_000, subgraphs: true }),
    payload: { streamSubgraphs: true },
  }),
  decoding({
    name: "bytes",
    metric: "2k tokens of 281 B, in chunks of 1 byte",
    dataset: () => tokens({ count: 2_000, chunk: 1 }),
  }),
  helper("text", "50k tokens through `text()`", 1.3, (stream) => stream.text()),
  helper("messages", "50k tokens through `messages()`", 1.5, (stream) => stream.messages()),
  helper("parts", "50k tokens through `parts()`", 1.8, (stream) => stream.parts(), isToken),
  replay(),
  growing(),
];

/** Methods that only this client's streams have. */
export interface Helpers {
  text(): AsyncIterable<unknown>;
  messages(): AsyncIterable<unknown>;
  parts(): AsyncIterable<unknown>;
}

/** True for a part with new text: not the last one, which ends the message. */
function isToken(part: unknown): boolean {
  return typeof part === "object" && part !== null && "text" in part && part.text !== "";
}

/** A case without the official clients, which lack the method. The method yields values instead of events: count them. */
function helper(
  name: string,
  metric: string,
  max: number,
  use: (stream: Helpers) => AsyncIterable<unknown>,
  counts: (value: unknown) => boolean = () => true,
): Case {
  const prepare = async (contender: Contender): Promise<Run> => {
    const dataset = tokens({ count: 50_000 });
    const counting = { ...dataset, checksum: () => 1 };
    if (contender === "limit") return limitOf(counting);
    const client = (await clientOf(contender))({ apiUrl: STUB_URL, fetch: streamingFetch(dataset) });
    return async () => {
      const tally = new Tally(counting);
      // Only this client runs the case.
      const stream = client.runs.stream("t", "agent", { input: {} }) as unknown as Helpers;
      for await (const value of use(stream)) if (counts(value)) tally.add(name, value);
      return { proof: tally.proof };
    };
  };
  return { name, metric, unit: "ms", contenders: ["ours", "limit"], goal: { of: "ratio", max }, prepare };
}

/** The cost of reading a body in small chunks, without looking at them. */
function reading(): Case {
  const prepare = (): Run => {
    const dataset = tokens({ count: 200_000, chunk: "event" });
    return async () => {
      const reader = bodyOf(dataset.chunks()).getReader();
      let chunks = 0;
      while (!(await reader.read()).done) chunks += 1;
      return { proof: `${chunks} chunks` };
    };
  };
  const metric = "— reading these chunks, without decoding them";
  return {
    name: "read-chunks",
    metric,
    unit: "ms",
    contenders: ["limit"],
    limit: "`reader.read()`",
    prepare,
  };
}

/** Joins a run that has ended, from its start: the client checks every event for duplicates. */
function replay(): Case {
  const prepare = async (contender: Contender): Promise<Run> => {
    const dataset = tokens({ count: 50_000 });
    if (contender === "limit") return limitOf(dataset);
    const fetch = streamingFetch(dataset);
    let opened = 0;
    const client = (await clientOf(contender))({
      apiUrl: STUB_URL,
      // The first connection gets all events, a reconnect only the last one.
      fetch: (url, init) => {
        const first = url.includes("/stream") && (opened += 1) === 1;
        return fetch(url, first ? { ...init, method: "POST" } : init);
      },
    });
    return async () => {
      opened = 0;
      return { proof: await readAll(client.runs.joinStream("t", "r", { lastEventId: "-1" }), dataset) };
    };
  };
  const metric = "50k tokens of an ended run, joined from its start";
  return { name: "join", metric, unit: "ms", contenders: all, prepare };
}

/** Compares events of 10 MB and 5 MB, to detect quadratic time. */
function growing(): Case {
  const prepare = async (contender: Contender): Promise<Run> => {
    const of = (size: number) =>
      reader(contender, values({ count: 1, size, chunk: 1_000 }), { input: {}, streamMode: "values" });
    const once = await of(5 * MB);
    const twice = await of(10 * MB);
    return async () => {
      const start = performance.now();
      const { proof } = await once();
      const middle = performance.now();
      const { proof: other } = await twice();
      const ms = middle - start;
      return { proof: `${proof}, ${other}`, value: (performance.now() - middle) / ms, notes: { ms } };
    };
  };
  return {
    name: "doubling",
    metric: "time of a 10 MB event / a 5 MB event, in 1 KB chunks",
    unit: "×",
    contenders: all,
    goal: { of: "value", max: 2.3 },
    prepare,
  };
}
