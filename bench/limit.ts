import { Tally } from "./data.js";
import type { Dataset } from "./data.js";

/**
 * L1, the practical limit: one loop that reads the body, decodes bytes, splits lines and parses JSON. It knows no errors, no
 * reconnects and no ends of runs.
 */
export async function decodeL1(
  body: ReadableStream<Uint8Array> | null,
  dataset: Pick<Dataset, "checksum">,
): Promise<string> {
  const tally = new Tally(dataset);
  const decoder = new TextDecoder();
  const message = { id: "", event: "", data: "" };
  const reader = body?.getReader();
  let rest = "";
  for (let read = await reader?.read(); read?.value !== undefined; read = await reader?.read()) {
    const text = decoder.decode(read.value, { stream: true });
    // Concatenate chunks until a line is complete, then split.
    rest = text.includes("\n") ? readLines(rest + text, message, tally) : rest + text;
  }
  return tally.proof;
}

/** Reads complete lines, and returns the rest. */
function readLines(text: string, message: Record<"id" | "event" | "data", string>, tally: Tally): string {
  let start = 0;
  for (let end = text.indexOf("\n"); end !== -1; end = text.indexOf("\n", start)) {
    const stop = text.charCodeAt(end - 1) === 13 ? end - 1 : end;
    if (stop <= start) {
      tally.add(message.event, JSON.parse(message.data));
    } else if (text.startsWith("data: ", start)) message.data = text.slice(start + 6, stop);
    else if (text.startsWith("event: ", start)) message.event = text.slice(start + 7, stop);
    else if (text.startsWith("id: ", start)) message.id = text.slice(start + 4, stop);
    start = end + 1;
  }
  return text.slice(start);
}
