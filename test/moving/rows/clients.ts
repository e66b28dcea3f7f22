import { vi } from "vitest";
import { json } from "../../helpers/server.js";
import type { Row } from "../row.js";

/** Runs a call with environment variables. */
async function withEnvironment<T>(variables: Record<string, string>, call: () => Promise<T>): Promise<T> {
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
  try {
    return await call();
  } finally {
    vi.unstubAllEnvs();
  }
}

/** The environment's keys, the one with the highest precedence first. */
const KEYS = { LANGGRAPH_API_KEY: "first", LANGSMITH_API_KEY: "second", LANGCHAIN_API_KEY: "third" };
const fromEnvironment = undefined as never;

export const clientRows: Row[] = [
  { does: "a key", call: (_, { create }) => create({ apiKey: "key" }).threads.get("t") },
  {
    does: "a key of the environment",
    call: (_, { create }) =>
      withEnvironment(KEYS, async () => create({ apiKey: fromEnvironment }).threads.get("t")),
  },
  {
    does: "a quoted key of the environment",
    call: (_, { create }) =>
      withEnvironment({ LANGGRAPH_API_KEY: "", LANGSMITH_API_KEY: ' "quoted" ' }, async () =>
        create({ apiKey: fromEnvironment }).threads.get("t"),
      ),
  },
  {
    does: "null as key, with one in the environment",
    call: (_, { create }) => withEnvironment(KEYS, async () => create({ apiKey: null }).threads.get("t")),
  },
  {
    does: "an empty key, with one in the environment",
    call: (_, { create }) => withEnvironment(KEYS, async () => create({ apiKey: "" }).threads.get("t")),
    differs: { "api-keys": { "requests.0.headers": [{ "x-api-key": "first" }, undefined] } },
  },
  {
    does: "a key in defaultHeaders, with one in the environment",
    call: (_, { create }) =>
      withEnvironment(KEYS, async () =>
        create({ apiKey: fromEnvironment, defaultHeaders: { "X-Api-Key": "own" } }).threads.get("t"),
      ),
    differs: { "api-keys": { "requests.0.headers.x-api-key": ["first", "own"] } },
  },
  {
    does: "a key in defaultHeaders beside apiKey",
    call: (_, { create }) =>
      create({ apiKey: "key", defaultHeaders: { "x-api-key": "own" } }).threads.get("t"),
    differs: {
      "api-keys": {
        "requests.0": [{ to: "GET /threads/t", headers: { "x-api-key": "key" } }, undefined],
        result: [{ a: "response" }, undefined],
        error: [undefined, { name: "InvalidArgumentError", message: "defaultHeaders" }],
      },
    },
  },
  {
    does: "defaultHeaders",
    call: (_, { create }) => {
      const defaultHeaders = {
        "X-Own": "a",
        authorization: "Bearer b",
        "x-none": null,
        "x-absent": undefined,
      };
      return create({ defaultHeaders }).threads.search();
    },
    responses: json([]),
    headers: ["x-none", "x-absent"],
  },
  {
    does: "apiUrl with a path and a slash",
    call: (_, { create, url }) => create({ apiUrl: `${url}/api/v1/` }).threads.get("t"),
  },
  {
    does: "apiUrl with two slashes at its end",
    call: (_, { create, url }) => create({ apiUrl: `${url}//` }).threads.get("t"),
    differs: { "api-url": { "requests.0.to": ["GET //threads/t", "GET /threads/t"] } },
  },
  {
    does: "an empty apiUrl",
    call: (_, { create }) => typeof create({ apiUrl: "" }).threads.get,
    differs: {
      "api-url": {
        result: ["function", undefined],
        error: [undefined, { name: "InvalidArgumentError", message: "apiUrl" }],
      },
    },
  },
  {
    does: "an apiUrl without a scheme",
    call: (_, { create }) => typeof create({ apiUrl: "localhost" }).threads.get,
    differs: {
      "api-url": {
        result: ["function", undefined],
        error: [undefined, { name: "InvalidArgumentError", message: "apiUrl" }],
      },
    },
  },
  {
    does: "apiUrl of the environment",
    call: (_, { create, url }) =>
      withEnvironment({ LANGGRAPH_API_URL: url }, async () => {
        const fetch = async (input: URL | string) =>
          json200({ isGiven: new URL(String(input)).origin === url });
        return create({ apiUrl: undefined as never, callerOptions: { maxRetries: 0, fetch } }).threads.get(
          "t",
        );
      }),
    differs: { "api-url": { "result.isGiven": [false, true] } },
  },
  {
    does: "an option that is unknown",
    call: (_, { create }) => typeof create({ apiURL: "" } as never).threads.get,
    differs: {
      "client-options": {
        result: ["function", undefined],
        error: [undefined, { name: "InvalidArgumentError", message: "apiURL" }],
      },
    },
  },
  {
    does: "streamProtocol",
    compileError: { code: 2353, kind: "client-options" },
    call: (_, { create }) => typeof create({ streamProtocol: "v2" }).threads.get,
    differs: {
      "client-options": {
        result: ["function", undefined],
        error: [undefined, { name: "InvalidArgumentError", message: "streamProtocol" }],
      },
    },
  },
  {
    does: "onFailedResponseHook",
    compileError: { code: 2353, kind: "client-options" },
    call: async (_, { create }) => {
      const seen: number[] = [];
      const onFailedResponseHook = async (response?: Response) => seen.push(response?.status ?? 0) > 0;
      const client = create({ callerOptions: { maxRetries: 0, onFailedResponseHook } });
      await client.threads.get("t").catch(() => undefined);
      return seen;
    },
    responses: { status: 500, body: "no" },
    differs: { "client-options": { "result.0": [500, undefined] } },
  },
  {
    does: "callerOptions.fetch",
    call: (_, { create }) => {
      const fetch = async (url: string, init: RequestInit) =>
        json200({ type: typeof url, method: init.method, body: init.body });
      return create({ callerOptions: { fetch } }).threads.create({ metadata: {} });
    },
  },
  {
    does: 'client["~ui"]',
    call: (client) => typeof (client as unknown as Record<string, unknown>)["~ui"],
    differs: { ui: { result: ["object", "undefined"] } },
  },
];

function json200(value: unknown): Response {
  return new Response(JSON.stringify(value), { headers: { "content-type": "application/json" } });
}
