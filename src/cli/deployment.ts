/** Reads the schemas of a deployment's graphs, and its OpenAPI document, from the running server. */
import { ApiError, InvalidResponseError } from "langgraph-client";
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

export async function readDeployment(client: LangGraphClient): Promise<Deployment> {
  const assistants = new Map<string, Assistant>();
  for await (const assistant of client.assistants.iterate()) {
    // Prefer the assistant that the server created for the graph: other ones may be configured differently.
    const known = assistants.get(assistant.graph_id);
    if (known === undefined || assistant.metadata["created_by"] === "system") {
      assistants.set(assistant.graph_id, assistant);
    }
  }
  const notes: string[] = [];
  const ids = [...assistants.keys()].sort();
  const graphs = ids.map(async (id): Promise<[string, JsonObject]> => {
    const path = `/assistants/${assistants.get(id)?.assistant_id}`;
    const schemas = await get(client, `${path}/schemas`, `${id}: its schemas`, notes);
    const drawn = await get(client, `${path}/graph`, `${id}: its nodes`, notes);
    return [id, { ...schemas, nodes: drawn?.["nodes"] ?? [] }];
  });
  const document = await get(client, "/openapi.json", undefined, notes);
  return { graphs: new Map(await Promise.all(graphs)), document, notes: notes.sort() };
}

/**
 * Gets a JSON object; `undefined` if the server responds with an error.
 *
 * @param about - The subject of the note about such an error; `undefined` to skip the note.
 */
async function get(
  client: LangGraphClient,
  path: string,
  about: string | undefined,
  notes: string[],
): Promise<JsonObject | undefined> {
  try {
    // The response is parsed JSON, whose type is unknown.
    const value = (await client.request("GET", path, { maxRetries: 0 })) as Json;
    return isObject(value) ? value : undefined;
  } catch (error) {
    if (!(error instanceof ApiError || error instanceof InvalidResponseError)) throw error;
    if (about !== undefined) notes.push(`${about} cannot be read (status ${error.status})`);
    return undefined;
  }
}
