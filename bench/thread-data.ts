import { CHUNK, slices } from "./data.js";

const encoder = new TextEncoder();

const RUN = "01a225e3-ed14-7223-98a7-7cdb948cd752";
const NAMESPACE = ["agent:40f05158-220e-532a-ad77-630f8f3b82c9"];
/** Tokens of a message. */
const LENGTH = 500;

/** An event of a thread's stream without its number. */
interface Step {
  method: string;
  namespace: string[];
  data: object;
}

/** The event with its number, as the JS server sends it. */
function frame({ method, namespace, data }: Step, number: number): string {
  const id = String(number);
  const params = { namespace, timestamp: 1_795_932_024_268, data };
  const event = { type: "event", event_id: id, seq: number, method, params };
  return `event: ${method}\ndata: ${JSON.stringify(event)}\nid: ${id}\n\n`;
}

/** A step of the run itself. */
function lifecycle(event: "running" | "completed"): Step {
  return { method: "lifecycle", namespace: [], data: { event, graph_name: "agent" } };
}

/** The text of a token: that of the classic streams. */
function wordOf(index: number): string {
  return `word ${index % 10}`;
}

/** A message with its tokens. */
function* message(index: number, tokens: number): Iterable<Step> {
  const runId = `01a225e3-edb5-757d-${1000 + index}-cd7814383669`;
  const of = (data: object): Step => ({
    method: "messages",
    namespace: NAMESPACE,
    data: { ...data, run_id: runId },
  });
  yield of({ event: "message-start", id: `run-${runId}` });
  yield of({ event: "content-block-start", index: 0, content: { type: "text", text: "" } });
  let all = "";
  for (let step = 0; step < tokens; step += 1) {
    const text = wordOf(step);
    all += text;
    yield of({ event: "content-block-delta", index: 0, delta: { type: "text-delta", text } });
  }
  yield of({ event: "content-block-finish", index: 0, content: { type: "text", text: all } });
  yield of({ event: "message-finish", reason: "stop" });
}

function* steps(count: number): Iterable<Step> {
  yield lifecycle("running");
  for (let sent = 0; sent < count; sent += LENGTH)
    yield* message(sent / LENGTH, Math.min(LENGTH, count - sent));
  yield lifecycle("completed");
}

/** The response to the command that starts the run. The run's first event has the number 1. */
export const started = {
  type: "success",
  id: 1,
  result: { run_id: RUN },
  meta: { thread_id: "t", applied_through_seq: 1 },
};

/** Tokens by the protocol of thread streams, as the JS server sends them, in chunks of 64 KB. */
export function threadTokens(count: number): Uint8Array[] {
  const bytes = encoder.encode([...steps(count)].map((step, index) => frame(step, index + 1)).join(""));
  return [...slices(bytes, CHUNK)];
}

/** The text of a token; `undefined` for other events. */
export function tokenOf(data: unknown): string | undefined {
  return (data as { delta?: { text: string } | undefined }).delta?.text;
}
