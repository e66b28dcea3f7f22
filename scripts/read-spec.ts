/** Reads a server's OpenAPI document from a URL or a file. */
import { readFile } from "node:fs/promises";
import { parse } from "yaml";
import { isObject } from "../src/cli/json.js";
import type { Json, JsonObject } from "../src/cli/json.js";

/**
 * The URL or file of the document. Default: the server at `LANGGRAPH_API_URL`. The URL of a server stands for its
 * `/openapi.json`.
 */
export function specPlace(given: string | undefined, apiUrl = process.env["LANGGRAPH_API_URL"]): string {
  if (given === undefined && apiUrl === undefined) {
    throw new Error(
      "The document is missing. Pass it: npm run spec:pull -- <file | url>, or set LANGGRAPH_API_URL.",
    );
  }
  const place = given ?? String(apiUrl);
  if (!isUrl(place)) return place;
  const isServer = given === undefined || new URL(place).pathname === "/";
  return isServer ? `${place.replace(/\/+$/, "")}/openapi.json` : place;
}

/** Reads an OpenAPI document, JSON or YAML, from a URL or a file. */
export async function readSpec(place: string): Promise<JsonObject> {
  const document = parseSpec(isUrl(place) ? await get(place) : await readText(place), place);
  const version = await serverVersion(place);
  return version === undefined ? document : { ...document, info: { ...info(document), version } };
}

/** Parses a document. Throws unless it is an OpenAPI document of version 3.0 or 3.1. */
export function parseSpec(text: string, place: string): JsonObject {
  const refuse = (reason: string): never => {
    throw new Error(`${place}: not an OpenAPI document of version 3.0 or 3.1, because ${reason}`);
  };
  const value = parseText(text) ?? refuse("it is neither JSON nor YAML.");
  if (!isObject(value)) return refuse(`it holds ${Array.isArray(value) ? "a list" : `a ${typeof value}`}.`);
  if (value["swagger"] !== undefined) return refuse(`it is Swagger ${String(value["swagger"])}.`);
  const version = value["openapi"];
  if (version === undefined) return refuse('it has no "openapi".');
  if (!/^3\.[01](\.|$)/.test(String(version))) return refuse(`it is OpenAPI ${String(version)}.`);
  if (!isObject(value["paths"])) return refuse('it has no "paths".');
  return value;
}

function parseText(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    try {
      return parse(text) as Json;
    } catch {
      return undefined;
    }
  }
}

const isUrl = (place: string): boolean => /^https?:\/\//.test(place);

const info = (document: JsonObject): JsonObject => (isObject(document["info"]) ? document["info"] : {});

async function readText(file: string): Promise<string> {
  return readFile(file, "utf8").catch((cause: NodeJS.ErrnoException) => {
    throw new Error(`${file}: cannot be read (${cause.code ?? cause.message}).`, { cause });
  });
}

async function get(url: string): Promise<string> {
  const { origin } = new URL(url);
  const key = process.env["LANGGRAPH_API_KEY"];
  const own = new URL(process.env["LANGGRAPH_API_URL"] ?? "none:").origin === origin;
  const response = await fetch(url, { headers: own && key ? { "x-api-key": key } : {} }).catch(
    (cause: Error) => {
      throw new Error(`${url}: cannot be reached (${String(cause.cause ?? cause.message)}).`, { cause });
    },
  );
  if (!response.ok) throw new Error(`${url}: the server returned ${response.status}.`);
  return response.text();
}

/** The version of the server, from its `/info`: the document holds another version. */
async function serverVersion(place: string): Promise<string | undefined> {
  if (!/^https?:.*\/openapi\.json$/.test(place)) return undefined;
  const about = await get(place.replace(/openapi\.json$/, "info")).catch(() => "");
  const value = parseText(about);
  return isObject(value) && typeof value["version"] === "string" ? value["version"] : undefined;
}
