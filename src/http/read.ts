import { check, isRecord } from "../checks.js";
import { ConnectionError, LangGraphError } from "../errors.js";
import { SseReader } from "../streaming/sse.js";
import { checkFormat, parseLine } from "./format.js";
import type { StreamFormat, StreamMessage } from "./format.js";
import type { SentError } from "./write.js";

/** The items of a stream: `ItemOf<ReturnType<typeof start>>`. */
export type ItemOf<Stream> = Stream extends AsyncIterable<infer Item> ? Item : never;

/** The error with which a stream of {@link readStream} ended on the server that wrote it. */
export class RemoteStreamError extends LangGraphError {
  override name = "RemoteStreamError";
  /** The name of the error there, such as `RunFailedError`. */
  readonly remoteName: string;
  /** The status of the LangGraph server's response, if that was the reason. */
  readonly status: number | undefined;

  constructor({ name, message, status }: SentError) {
    super(message);
    this.remoteName = name;
    this.status = status;
  }
}

const PLACE = { method: "GET", url: "readStream" };

/**
 * Reads the items of a stream that `toResponse` or `toReadableStream` has written. Leaving the loop closes the connection.
 *
 * @param source - The response, or its body.
 * @param options - The format of a body. That of a response is its content type.
 * @throws RemoteStreamError if the stream failed on the server; `ConnectionError` if it broke off before its end.
 */
export async function* readStream<Item>(
  source: Response | ReadableStream<Uint8Array>,
  options: { format?: StreamFormat | undefined } = {},
): AsyncGenerator<Item, void, undefined> {
  check("source", isRecord(source), "a Response or its body", source);
  const { body, type } = bodyOf(source, options.format);
  for await (const message of type === "sse" ? readEvents(body) : readLines(body)) {
    // The caller names the type of what the other side has written.
    if (message.type === "item") yield message.data as Item;
    else if (message.type === "end") return;
    else throw new RemoteStreamError(message.data as SentError);
  }
  throw new ConnectionError("The stream broke off before its end", PLACE);
}

function bodyOf(source: Response | ReadableStream<Uint8Array>, format: StreamFormat | undefined) {
  if (!("body" in source)) return { body: source, type: checkFormat(format ?? "sse") };
  const { body, ok, status, headers } = source;
  const contentType = headers.get("content-type") ?? "";
  if (!ok) throw new RemoteStreamError({ name: "Response", message: `HTTP ${status}`, status });
  if (body === null) throw new ConnectionError("The response has no body", PLACE);
  return { body, type: checkFormat(format ?? (contentType.includes("ndjson") ? "ndjson" : "sse")) };
}

async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<StreamMessage> {
  const reader = new SseReader({ body, ...PLACE });
  try {
    for (;;) {
      const messages = reader.decode(await reader.read());
      if (messages === undefined) return;
      for (const { event, data } of messages) {
        const type = event === "error" || event === "end" ? event : "item";
        yield { type, data: JSON.parse(data) as unknown };
      }
    }
  } catch (cause) {
    throw reader.errorOf(cause);
  } finally {
    reader.cancel();
  }
}

async function* readLines(body: ReadableStream<Uint8Array>): AsyncGenerator<StreamMessage> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  try {
    for (;;) {
      const { done, value } = await readOrBreak(reader);
      if (done) return;
      const lines = (rest + decoder.decode(value, { stream: true })).split("\n");
      // A line without its end may be cut off.
      rest = lines.pop() ?? "";
      for (const line of lines) if (line !== "") yield parseLine(line);
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}

async function readOrBreak(reader: ReadableStreamDefaultReader<Uint8Array>) {
  try {
    return await reader.read();
  } catch (cause) {
    throw new ConnectionError("The stream broke off", { ...PLACE, cause });
  }
}
