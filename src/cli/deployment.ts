/** What a running server says of its graphs and of its own routes. */
import { ApiError, InvalidResponseError } from "langgraph-client";
import type { Assistant, LangGraphClient } from "langgraph-client";
import { isObject } from "./json.js";
import type { Json, JsonObject } from "./json.js";

export interface Deployment {
  /** What `/schemas` gives of each graph, and `/graph` of its `nodes`; nothing where the server fails to. */
  graphs: Map<string, JsonObject>;
  /** The server's OpenAPI document, if it has one. */
  document: JsonObject | undefined;
  /** What could not be had. */
  notes: string[];
}

export async function readDeployment(client: LangGraphClient): Promise<Deployment> {
  const assistants = new Map<string, Assistant>();
  for await (const assistant of client.assistants.iterate()) {
    // The graph's own assistant has its id as its name; others may configure it in other ways.
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

/** A JSON object, or nothing where the server answers with an error, which is noted for what it is about. */
async function get(
  client: LangGraphClient,
  path: string,
  about: string | undefined,
  notes: string[],
): Promise<JsonObject | undefined> {
  try {
    // JSON is all that an answer can be made of.
    const value = (await client.request("GET", path, { maxRetries: 0 })) as Json;
    return isObject(value) ? value : undefined;
  } catch (error) {
    if (!(error instanceof ApiError || error instanceof InvalidResponseError)) throw error;
    if (about !== undefined) notes.push(`${about} cannot be read (status ${error.status})`);
    return undefined;
  }
}
