/** Events of a thread, as a connection sends them. */
import { parseFrame } from "../../../../src/streaming/thread/frame.js";
import type { Frame } from "../../../../src/streaming/thread/frame.js";

/** The JSON text of an event. */
export function textOf(
  seq: number,
  id: string,
  method: string,
  data: unknown,
  namespace: string[] = [],
): string {
  return JSON.stringify({
    type: "event",
    event_id: id,
    seq,
    method,
    params: { namespace, timestamp: seq, data },
  });
}

/** An event whose id is its number, as on the JS server, unless it is given. */
export function frame(
  seq: number,
  method = "values",
  data: unknown = {},
  id = String(seq),
  namespace: string[] = [],
): Frame {
  const parsed = parseFrame({ id: undefined, event: method, data: textOf(seq, id, method, data, namespace) });
  if (parsed === undefined) throw new Error("not an event");
  return parsed;
}

/** The first event of a run. On the Python server, its id names the run. */
export const running = (seq: number, runId?: string): Frame =>
  frame(seq, "lifecycle", { event: "running" }, runId && `synth:${runId}:lc||running`);

/** The start of a task, in which the JS server names the run. */
export const task = (seq: number, runId: string): Frame =>
  frame(seq, "tasks", { metadata: { run_id: runId } });
