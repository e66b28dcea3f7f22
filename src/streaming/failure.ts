import { isRecord } from "../checks.js";
import type { RunFailure } from "./run-api.js";

/** Reads an error that the JS server has packed as JSON into the message of another; `undefined` for plain text. */
export function unpackFailure(fallback: string, message: string): RunFailure | undefined {
  try {
    const inner: unknown = JSON.parse(message);
    if (!isRecord(inner) || typeof inner["message"] !== "string") return undefined;
    return { error: asText(inner["error"] ?? inner["name"]) ?? fallback, message: inner["message"] };
  } catch {
    return undefined;
  }
}

/** The text of a field that should be a string; `undefined` for an object, whose conversion may throw. */
export function asText(value: unknown): string | undefined {
  return value === null || value === undefined || typeof value === "object" ? undefined : String(value);
}
