import { isRecord } from "../checks.js";
import type { LangGraphClient } from "../client.js";
import { InvalidArgumentError } from "../errors.js";
import { partModes } from "../streaming/modes.js";
import type { ChatRun } from "./options.js";

/** Options of a run, with the stream modes that the page asks for. */
export interface RunOptions extends Record<string, unknown> {
  streamMode: readonly unknown[];
}

/** Starts and joins runs of one thread, by either protocol. */
export interface RunSource {
  start(options: RunOptions): ChatRun;
  resume(answer: unknown, options: RunOptions): ChatRun;
  join(runId: string, cursor: string | undefined): ChatRun;
  /** The runs that begin from now on, whoever starts them, if the protocol tells of them. */
  begun?(): AsyncGenerator<ChatRun, void, undefined>;
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
  runs(): AsyncGenerator<ChatRun, void, undefined>;
};

/** A thread whose runs are read by the classic streams. */
export function classicRuns(client: LangGraphClient, threadId: string, assistantId: string): RunSource {
  return {
    start: (options) => client.runs.stream(threadId, assistantId, withModes(options)) as ChatRun,
    resume: (answer, options) =>
      client.runs.resume(threadId, assistantId, answer, withModes(options)) as ChatRun,
    join: (runId, cursor) => client.runs.joinStream(threadId, runId, { cursor }) as ChatRun,
  };
}

/** Adds the modes that a chat needs to those that the page asks for. */
function withModes(options: RunOptions): Record<string, unknown> {
  const needed = partModes(options["streamSubgraphs"] === true);
  return { ...options, streamMode: [...new Set([...needed, ...options.streamMode])] };
}

/** The stream modes that the thread protocol has no channel for. */
export const CLASSIC_MODES: readonly unknown[] = ["events", "debug"];

/** A thread whose runs are read as one stream. */
export function sessionRuns(
  open: OpenThread,
  client: LangGraphClient,
  threadId: string,
  assistantId: string,
): RunSource {
  const session = open(client, threadId, { assistantId });
  return {
    start: ({ checkpoint, command, ...options }) => {
      const checkpointId = isRecord(checkpoint) ? checkpoint["checkpoint_id"] : undefined;
      const rest = withoutModes(options);
      if (!isRecord(command)) return session.start({ ...rest, checkpointId });
      const { resume, ...others } = command;
      const { multitaskStrategy: _, ...own } = rest;
      return session.resume(resume, { ...own, ...others });
    },
    resume: (answer, options) => session.resume(answer, withoutModes(options)),
    join: (runId, cursor) => session.join(runId, { cursor }),
    begun: () => session.runs(),
  };
}

/** Leaves out the options that ask for what a session always sends. */
function withoutModes({ streamMode, ...options }: RunOptions): Record<string, unknown> {
  const missing = streamMode.find((mode) => CLASSIC_MODES.includes(mode));
  if (missing !== undefined) {
    const message = `"${String(missing)}" is not a channel of a thread. Leave out the option thread of the chat.`;
    throw new InvalidArgumentError("streamMode", message);
  }
  const { streamSubgraphs: _, streamResumable: __, ...rest } = options;
  return rest;
}
