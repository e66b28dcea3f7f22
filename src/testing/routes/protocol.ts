import { isRecord } from "../../checks.js";
import { checkUuid } from "../database.js";
import type { Database, RunRecord, ThreadRecord } from "../database.js";
import { EVENT_STREAM, HttpError, sse, streamed } from "../http.js";
import type { Call, Handler } from "../http.js";
import { waitingTasks } from "../graph.js";
import type { Level } from "../graph.js";
import type { Runner } from "../runner.js";
import { stateOf } from "../checkpoint.js";
import type { ThreadEvent } from "../thread-events.js";

/** A refused command, which is sent with the status 200. */
class CommandRefusal extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** The routes of the thread protocol. */
export function protocolRoutes(database: Database, runner: Runner): Record<string, Handler> {
  const found = ({ ids: [id = ""] }: Call): ThreadRecord => {
    checkUuid(id);
    return database.threads.get(id) ?? database.addThread(id);
  };
  return {
    "POST /threads/{thread_id}/stream/events": (call) =>
      streamed(eventsOf(found(call), call.body), call, { headers: EVENT_STREAM }),
    "POST /threads/{thread_id}/commands": async (call) => {
      const { id, method, params } = call.body;
      try {
        const done = await execute(runner, found(call), String(method), isRecord(params) ? params : {});
        return { type: "success", id, ...done };
      } catch (error) {
        if (!(error instanceof CommandRefusal)) throw error;
        return { type: "error", id, error: error.code, message: error.message };
      }
    },
  };
}

async function execute(
  runner: Runner,
  record: ThreadRecord,
  method: string,
  params: Record<string, unknown>,
): Promise<{ result: object; meta?: object }> {
  switch (method) {
    case "run.start": {
      // Both servers take the input for the answer while an interrupt waits.
      const isWaiting = record.thread.status === "interrupted" && waitingTasks(levelOf(record)).length > 0;
      const answer = isWaiting && params["input"] ? { command: { resume: params["input"] } } : {};
      const run = runner.create(record, { ...payloadOf(params), ...answer });
      return { result: { run_id: run.run.run_id }, meta: await beginning(record, run) };
    }
    case "input.respond": {
      const run = runner.create(record, {
        ...payloadOf({ assistant_id: record.thread.metadata["assistant_id"] }),
        command: commandOf(record, params),
      });
      return { result: {}, meta: await beginning(record, run) };
    }
    case "state.get": {
      const checkpoint = record.checkpoints.at(-1);
      return { result: checkpoint === undefined ? {} : stateOf(checkpoint) };
    }
    default:
      throw new CommandRefusal("unknown_command", `Unknown command: ${method}`);
  }
}

function payloadOf(params: Record<string, unknown>): Record<string, unknown> {
  const { multitaskStrategy } = params;
  return {
    stream_mode: ["values", "updates", "messages-tuple", "custom", "tasks", "checkpoints"],
    stream_subgraphs: true,
    stream_resumable: true,
    ...(multitaskStrategy !== undefined && { multitask_strategy: multitaskStrategy }),
    ...params,
  };
}

/** The number of the event with which a run begins, once it is known. A run that waits for another one has none yet. */
async function beginning({ events }: ThreadRecord, { run }: RunRecord): Promise<object> {
  const number = events.nextNumber;
  // The run begins in a task of its own.
  await Promise.resolve();
  await Promise.resolve();
  return { applied_through_seq: run.status === "pending" ? 0 : number };
}

function levelOf({ checkpoints }: ThreadRecord): Level {
  return checkpoints.at(-1)?.level ?? { values: {}, tasks: [] };
}

function commandOf(record: ThreadRecord, params: Record<string, unknown>): object {
  const { responses, interrupt_id, response, update, goto } = params;
  const answers = Array.isArray(responses) ? responses : [{ interrupt_id, response }];
  const resume = Object.fromEntries(
    answers.map((each: { interrupt_id: string; response: unknown }) => [each.interrupt_id, each.response]),
  );
  const waiting = waitingTasks(levelOf(record)).map(({ interrupts }) => interrupts[0]?.id);
  for (const id of Object.keys(resume)) {
    if (!waiting.includes(id))
      throw new CommandRefusal("no_such_interrupt", `No interrupt ${id} waits for an answer`);
  }
  return { resume, ...(update !== undefined && { update }), ...(goto !== undefined && { goto }) };
}

async function* eventsOf({ events }: ThreadRecord, request: Record<string, unknown>): AsyncGenerator<string> {
  const { channels, since = 0 } = request;
  if (!Array.isArray(channels) || channels.length === 0)
    throw new HttpError(400, "channels: expected a list");
  for await (const event of events.log.read(Number(since))) {
    if (isSelected(event, channels, request)) yield encode(event);
  }
}

function encode({ seq, method, namespace, node, timestamp, data }: ThreadEvent): string {
  const params = { namespace, timestamp, ...(node !== undefined && { node }), data };
  return sse(method, { type: "event", event_id: String(seq), seq, method, params }, String(seq));
}

/** True if a request selects an event by its channel, its namespace and its depth. */
function isSelected(
  { method, namespace }: ThreadEvent,
  channels: readonly unknown[],
  request: Record<string, unknown>,
): boolean {
  if (!channels.includes(method.startsWith("input.") ? "input" : method)) return false;
  const { namespaces, depth = Infinity } = request;
  if (!Array.isArray(namespaces)) return true;
  return namespaces.some((prefix: readonly string[]) => {
    const isWithin = prefix.every((segment, index) =>
      [namespace[index], namespace[index]?.split(":")[0]].includes(segment),
    );
    return isWithin && namespace.length - prefix.length <= Number(depth);
  });
}
