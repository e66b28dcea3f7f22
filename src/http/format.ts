import { InvalidArgumentError } from "../errors.js";

/** The form of a stream over HTTP: server-sent events, or JSON lines. */
export type StreamFormat = "sse" | "ndjson";

export const TYPES: Readonly<Record<StreamFormat, string>> = {
  sse: "text/event-stream; charset=utf-8",
  ndjson: "application/x-ndjson; charset=utf-8",
};

export function checkFormat(format: unknown): StreamFormat {
  if (format === "sse" || format === "ndjson") return format;
  throw new InvalidArgumentError("format", 'expected "sse" or "ndjson".');
}

/** A message of a stream: an item, the error at its end, or its end. */
export type StreamMessage =
  { type: "item"; data: unknown } | { type: "error"; data: unknown } | { type: "end" };

/** The fields of a line that is not an item. */
const CONTROL = "__stream__";

/** The text of a message. An item is bare, so that other programs can read it. */
export function encodeMessage(message: StreamMessage, format: StreamFormat): string {
  const data = message.type === "end" ? {} : message.data;
  if (format === "sse") {
    const name = message.type === "item" ? "" : `event: ${message.type}\n`;
    return `${name}data: ${JSON.stringify(data) ?? "null"}\n\n`;
  }
  const line =
    message.type === "item"
      ? data
      : { [CONTROL]: message.type, ...(message.type === "error" && { error: data }) };
  return `${JSON.stringify(line) ?? "null"}\n`;
}

/** Reads a line of JSON. */
export function parseLine(line: string): StreamMessage {
  const value = JSON.parse(line) as { [CONTROL]?: unknown; error?: unknown } | null;
  const type = typeof value === "object" ? value?.[CONTROL] : undefined;
  if (type === "end") return { type };
  return type === "error" ? { type, data: value?.error } : { type: "item", data: value };
}
