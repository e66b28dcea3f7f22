/** Runs the call of a row through both packages, and compares what the servers and the callers see. */
import { Client as OfficialClient } from "@langchain/langgraph-sdk";
import type { ClientConfig } from "@langchain/langgraph-sdk/client";
import { Client } from "langgraph-client";
import { json, listen } from "../helpers/server.js";
import type { Received } from "../helpers/server.js";
import type { Places, Row } from "./row.js";

/** A request, reduced to its parts that matter to a server. */
interface Sent {
  to: string;
  body?: unknown;
  headers?: Record<string, unknown>;
}

/** All that a server and a caller see of a call. */
interface Outcome {
  requests: Sent[];
  result?: unknown;
  events?: unknown[];
  error?: unknown;
}

const HEADERS = ["authorization", "content-type", "last-event-id", "prefer", "x-api-key", "x-own"];

/** Returns the differences of a row's two outcomes. */
export async function differencesOf(row: Row): Promise<Places> {
  // Ours takes the options of the official client. Its class is another one, which rows do not see.
  const create = (config: ClientConfig) => new Client(config) as unknown as OfficialClient;
  const there = await outcomeOf(row, (config) => new OfficialClient(config));
  const here = await outcomeOf(row, create);
  const places: Places = {};
  compare("", there, here, places);
  return places;
}

async function outcomeOf(row: Row, construct: (config: ClientConfig) => OfficialClient): Promise<Outcome> {
  const { url, requests } = await listen(row.responses ?? json({ a: "response" }));
  const create = (config: ClientConfig) =>
    construct({ apiUrl: url, apiKey: null, callerOptions: { maxRetries: 0 }, ...config });
  const events: unknown[] = [];
  const seen = await settle(async () => {
    const result = await row.call(create({}), { url, requests, create });
    if (!isStream(result)) return { result: plain(result) };
    for await (const event of result) events.push(row.wholeEvents ? event : shortened(event));
    return {};
  });
  const sent = requests.map((request) => sentBy(request, [...HEADERS, ...(row.headers ?? [])]));
  return { requests: sent, events, ...seen };
}

async function settle(call: () => Promise<Partial<Outcome>>): Promise<Partial<Outcome>> {
  try {
    return await call();
  } catch (error) {
    return { error: plain(error) };
  }
}

function isStream(value: unknown): value is AsyncIterable<{ id?: unknown; event: unknown; data: unknown }> {
  return Symbol.asyncIterator in Object(value);
}

const shortened = ({ id, event, data }: { id?: unknown; event: unknown; data: unknown }) => ({
  id,
  event,
  data,
});

/** Shows an error by its class, its status and the start of its message, which is the runtime's own in two classes. */
function plain(value: unknown): unknown {
  if (!(value instanceof Error)) return value;
  const { name, status } = value as { name: string; status?: unknown };
  const isNative = name === "SyntaxError" || name === "TypeError";
  return { name, status, message: isNative ? undefined : /^[^:.,(\n]*/.exec(value.message)?.[0]?.trim() };
}

function sentBy({ method, url, headers, body }: Received, names: string[]): Sent {
  const [path, query] = url.split("?");
  const fields = new URLSearchParams(query);
  fields.sort();
  const named = names.flatMap((name) => (headers[name] === undefined ? [] : [[name, headers[name]]]));
  return {
    to: `${method} ${path}${fields.size === 0 ? "" : `?${fields}`}`,
    ...(body !== "" && { body: JSON.parse(body) as unknown }),
    ...(named.length > 0 && { headers: Object.fromEntries(named) as Record<string, unknown> }),
  };
}

/** Collects the differences below a place. Fields that are `undefined` count as missing. */
function compare(place: string, there: unknown, here: unknown, places: Places): void {
  if (isTree(there) && isTree(here) && Array.isArray(there) === Array.isArray(here)) {
    for (const key of new Set([...Object.keys(there), ...Object.keys(here)])) {
      compare(place === "" ? key : `${place}.${key}`, there[key], here[key], places);
    }
  } else if (!Object.is(there, here)) places[place] = [there, here];
}

function isTree(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
