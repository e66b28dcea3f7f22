import { isRecord } from "../checks.js";
import type { LangGraphClient } from "../client.js";
import type { ChatRun } from "./options.js";

/** Starts and joins runs of one thread, by either protocol. */
export interface RunSource {
  start(options: Record<string, unknown>): ChatRun;
  resume(answer: unknown, options: Record<string, unknown>): ChatRun;
  join(runId: string, cursor: string | undefined): ChatRun;
}

/** A function such as `threadStream` of `langgraph-client/thread`. */
export type OpenThread = (
  client: LangGraphClient,
  threadId: string,
  options: { assistantId: string },
) => {
  start(options?: object): ChatRun;
  resume(answer: unknown, options?: object): ChatRun;
  join(runId: string, options?: { cursor?: string | undefined }): ChatRun;
};

/** A thread whose runs are read by the classic streams. */
export function classicRuns(client: LangGraphClient, threadId: string, assistantId: string): RunSource {
  return {
    start: (options) => client.runs.stream(threadId, assistantId, options) as ChatRun,
    resume: (answer, options) => client.runs.resume(threadId, assistantId, answer, options) as ChatRun,
    join: (runId, cursor) => client.runs.joinStream(threadId, runId, { cursor }) as ChatRun,
  };
}

function idOf(checkpoint: unknown): unknown {
  return isRecord(checkpoint) ? checkpoint["checkpoint_id"] : undefined;
}

/** A thread whose runs are read as one stream. */
export function sessionRuns(
  open: OpenThread,
  client: LangGraphClient,
  threadId: string,
  assistantId: string,
): RunSource {
  const session = open(client, threadId, { assistantId });
  return {
    start: ({ checkpoint, ...options }) => session.start({ ...options, checkpointId: idOf(checkpoint) }),
    resume: (answer, options) => session.resume(answer, options),
    join: (runId, cursor) => session.join(runId, { cursor }),
  };
}
