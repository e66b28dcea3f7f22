/** Reads the schemas of a deployment's graphs, and its OpenAPI document, from the running server. */
import { ApiError, InvalidArgumentError, InvalidResponseError } from "langgraph-client";
import type { Assistant, LangGraphClient } from "langgraph-client";
import { isObject } from "./json.js";
import type { Json, JsonObject } from "./json.js";

export interface Deployment {
  /** The response of `/schemas` for each graph, with the `nodes` of `/graph`. Empty where a request failed. */
  graphs: Map<string, JsonObject>;
  /** The server's OpenAPI document; `undefined` if it serves none. */
  document: JsonObject | undefined;
  /** One line for each request that failed. */
  notes: string[];
}

/** Limits against a list that never ends. */
const MAX_ASSISTANTS = 100_000;
const MAX_GRAPHS = 1_000;
/** Number of graphs that are read at the same time. */
const AT_ONCE = 8;

export async function readDeployment(client: LangGraphClient): Promise<Deployment> {
  const notes: string[] = [];
  const assistants = await assistantsOf(client, notes);
  const ids = [...assistants.keys()].sort();
  const graphs = new Map<string, JsonObject>();
  for (let first = 0; first < ids.length; first += AT_ONCE) {
    const some = ids.slice(first, first + AT_ONCE);
    const read = await Promise.all(some.map((id) => graphOf(client, id, assistants.get(id) ?? "", notes)));
    some.forEach((id, index) => graphs.set(id, read[index] ?? {}));
  }
  const document = await get(client.request("GET", "/openapi.json", { maxRetries: 0 }), undefined, notes);
  return { graphs, document, notes: notes.sort() };
}

/** The id of one assistant for each graph. */
async function assistantsOf(client: LangGraphClient, notes: string[]): Promise<Map<string, string>> {
  const assistants = new Map<string, string>();
  let count = 0;
  for await (const assistant of client.assistants.iterate()) {
    if ((count += 1) > MAX_ASSISTANTS || assistants.size > MAX_GRAPHS) {
      throw new Error(
        `The server's list of assistants has more than ${MAX_ASSISTANTS} entries or ${MAX_GRAPHS} graphs, or never ends.`,
      );
    }
    // The server may not keep to the type.
    const { graph_id: graph, assistant_id: id, metadata } = assistant as Partial<Assistant>;
    if (typeof graph !== "string" || typeof id !== "string") {
      notes.push("an assistant without a graph or an id was left out");
    } else if (!assistants.has(graph) || metadata?.["created_by"] === "system") {
      // Prefer the assistant that the server created for the graph: other ones may be configured differently.
      assistants.set(graph, id);
    }
  }
  return assistants;
}

async function graphOf(
  client: LangGraphClient,
  graph: string,
  id: string,
  notes: string[],
): Promise<JsonObject> {
  const options = { maxRetries: 0 };
  // The methods refuse ids that would lead to another path.
  const schemas = await get(client.assistants.getSchemas(id, options), `${graph}: its schemas`, notes);
  const drawn = await get(client.assistants.getGraph(id, options), `${graph}: its nodes`, notes);
  return { ...schemas, nodes: drawn?.["nodes"] ?? [] };
}

/**
 * Awaits a JSON object; `undefined` if the server responds with an error.
 *
 * @param about - The subject of the note about such an error; `undefined` to skip the note.
 */
async function get(
  response: PromiseLike<unknown>,
  about: string | undefined,
  notes: string[],
): Promise<JsonObject | undefined> {
  try {
    // The response is parsed JSON, whose type is unknown.
    const value = (await response) as Json;
    return isObject(value) ? value : undefined;
  } catch (error) {
    const isRefused = error instanceof ApiError || error instanceof InvalidResponseError;
    if (!isRefused && !(error instanceof InvalidArgumentError)) throw error;
    const reason = isRefused ? `(status ${error.status}): see the server's log` : "(its id is invalid)";
    if (about !== undefined) notes.push(`${about} cannot be read ${reason}`);
    return undefined;
  }
}
