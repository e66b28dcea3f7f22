import { readFile } from "node:fs/promises";
import { parse } from "yaml";
import { isObject } from "../src/cli/json.js";
import type { Json, JsonObject } from "../src/cli/json.js";

/** Where the document is: as given, or that of the server in `LANGGRAPH_API_URL`. A server's own address will do. */
export function specPlace(given: string | undefined, apiUrl = process.env["LANGGRAPH_API_URL"]): string {
  if (given === undefined && apiUrl === undefined) {
    throw new Error("Give the document: npm run spec:pull -- <url | file>, or set LANGGRAPH_API_URL.");
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

/** Reads the text of a document. What is not one of OpenAPI 3.0 or 3.1 is refused. */
export function parseSpec(text: string, place: string): JsonObject {
  const refuse = (reason: string): never => {
    throw new Error(`${place} is no OpenAPI document of version 3.0 or 3.1: ${reason}`);
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
    throw new Error(`${file} cannot be read: ${cause.code ?? cause.message}`, { cause });
  });
}

async function get(url: string): Promise<string> {
  const { origin } = new URL(url);
  const key = process.env["LANGGRAPH_API_KEY"];
  const own = new URL(process.env["LANGGRAPH_API_URL"] ?? "none:").origin === origin;
  const response = await fetch(url, { headers: own && key ? { "x-api-key": key } : {} }).catch(
    (cause: Error) => {
      throw new Error(`${url} cannot be reached: ${String(cause.cause ?? cause.message)}`, { cause });
    },
  );
  if (!response.ok) throw new Error(`${url} answered with ${response.status}.`);
  return response.text();
}

/** A server's document does not say which version the server is of; the server does. */
async function serverVersion(place: string): Promise<string | undefined> {
  if (!/^https?:.*\/openapi\.json$/.test(place)) return undefined;
  const about = await get(place.replace(/openapi\.json$/, "info")).catch(() => "");
  const value = parseText(about);
  return isObject(value) && typeof value["version"] === "string" ? value["version"] : undefined;
}
