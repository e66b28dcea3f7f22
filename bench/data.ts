/** Streamed events, with a checksum. */
export interface Dataset {
  /** The bytes of the stream in chunks. Each call starts at the beginning. */
  chunks(): Iterable<Uint8Array>;
  /** The last event, as the server replays it after a reconnect. */
  last: Uint8Array;
  /** Number of events without the first, which has the run's id. */
  count: number;
  /** Checksum of an event's data. */
  checksum(data: unknown): number;
}

export const CHUNK = 64 * 1024;

const encoder = new TextEncoder();

interface Message {
  event: string;
  data: string;
  /** On some servers only resumable streams have ids. */
  id: number | undefined;
}

interface Framing {
  ids?: boolean | undefined;
  newline?: "\n" | "\r\n" | undefined;
}

function frame({ event, data, id }: Message, { ids = true, newline = "\n" }: Framing): string {
  const lines = [`event: ${event}`, `data: ${data}`];
  if (ids && id !== undefined) lines.push(`id: ${id}`);
  return [...lines, "", ""].join(newline);
}

export function* slices(bytes: Uint8Array, size: number): Iterable<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** The first event of a run. */
function opening(framing: Framing): Uint8Array {
  const data = JSON.stringify({ run_id: "r", thread_id: "t", attempt: 1 });
  return encoder.encode(frame({ event: "metadata", data, id: 0 }, framing));
}

export interface TokenOptions extends Framing {
  count: number;
  /** Bytes per chunk; `"event"` sends each event as one chunk. */
  chunk?: number | "event" | undefined;
  /** Every n-th event has text beyond Latin-1. */
  foreignEvery?: number | undefined;
  /** Every second event comes from a subgraph. */
  subgraphs?: boolean | undefined;
}

/** Events repeat after this number, so that a stream is generated once and need not fit into memory. */
const BLOCK = 50_000;
export const TOKEN_BYTES = 281;

/** A model's token as an event of the mode `messages-tuple`. Its checksum comes from step and text. */
function token(index: number, { foreignEvery, subgraphs, ...framing }: TokenOptions): string {
  const step = 100_001 + (index % BLOCK);
  const foreign = foreignEvery !== undefined && index % foreignEvery === 0;
  const message = {
    content: foreign ? "→ 漢字 " : `word ${index % 10}`,
    type: "AIMessageChunk",
    // A message has 500 tokens.
    id: `run-01a2103c-e42e-7769-${1000 + Math.floor((index % BLOCK) / 500)}`,
    tool_call_chunks: [],
  };
  const event = subgraphs && index % 2 === 1 ? "messages|child:1b2c" : "messages";
  const make = (filler: string): string => {
    const from = { langgraph_node: "agent", langgraph_step: step, ls_model: filler };
    return frame({ event, data: JSON.stringify([message, from]), id: step }, framing);
  };
  return make("m".repeat(Math.max(0, TOKEN_BYTES - encoder.encode(make("")).length)));
}

/** Tokens of 281 bytes each. */
export function tokens(options: TokenOptions): Dataset {
  const { count, chunk = CHUNK } = options;
  const block = Array.from({ length: Math.min(count, BLOCK) }, (_, index) => token(index, options));
  const events = block.map((text) => encoder.encode(text));
  const chunks = chunk === "event" ? events : [...slices(encoder.encode(block.join("")), chunk)];
  const first = opening(options);
  return {
    count,
    last: events.at(-1) ?? first,
    *chunks() {
      yield first;
      for (let sent = 0; sent < count; sent += block.length) yield* chunks;
    },
    checksum: checksumOfToken,
  };
}

export function checksumOfToken(data: unknown): number {
  const [{ content }, { langgraph_step: step }] = data as [{ content: string }, { langgraph_step: number }];
  return content.length + step;
}

export interface ValuesOptions extends Framing {
  count: number;
  /** Bytes per event. */
  size: number;
  chunk?: number | undefined;
}

/** A message in a state, about 400 bytes. */
function message(index: number): unknown {
  return {
    content: `Some text of a message. ${"It goes on for a while. ".repeat(index % 7)}${index}`,
    additional_kwargs: {},
    response_metadata: { model_name: "scripted", finish_reason: "stop" },
    type: "ai",
    name: null,
    id: `run-01a2103c-e42e-7769-${index}`,
    tool_calls: [],
    invalid_tool_calls: [],
    usage_metadata: { input_tokens: index, output_tokens: index, total_tokens: 2 * index },
  };
}

/** `values` events of a given size: a state with a list of messages. */
export function values({ count, size, chunk = CHUNK, ...framing }: ValuesOptions): Dataset {
  const messages: unknown[] = [];
  for (let bytes = 0; bytes < size; bytes += JSON.stringify(messages.at(-1)).length + 1) {
    messages.push(message(bytes));
  }
  const { newline = "\n" } = framing;
  const state = JSON.stringify({ n: 0, messages });
  const start = state.indexOf("0,") + 1;
  const head = (n: number) => encoder.encode(`event: values${newline}data: ${state.slice(0, start - 1)}${n}`);
  const rest = encoder.encode(state.slice(start) + newline);
  const tail = (id: number) => encoder.encode((framing.ids === false ? "" : `id: ${id}${newline}`) + newline);
  const chunks = [...slices(rest, chunk)];
  const first = opening(framing);
  return {
    count,
    last: Buffer.concat([head(count), rest, tail(count)]),
    *chunks() {
      yield first;
      for (let n = 1; n <= count; n += 1) {
        yield head(n);
        yield* chunks;
        yield tail(n);
      }
    },
    checksum: (data) => {
      const { n, messages: received } = data as { n: number; messages: { content: string }[] };
      return n + received.length + (received.at(-1)?.content.length ?? 0);
    },
  };
}

/** Sums the checksums of events, to compare readers. */
export class Tally {
  readonly #checksum: (data: unknown) => number;
  #count = 0;
  #sum = 0;

  constructor({ checksum }: Pick<Dataset, "checksum">) {
    this.#checksum = checksum;
  }

  add(event: string, data: unknown): void {
    if (event === "metadata") return;
    this.#count += 1;
    this.#sum += this.#checksum(data);
  }

  get proof(): string {
    return `${this.#count} events with checksum ${this.#sum}`;
  }
}
