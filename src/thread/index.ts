/** The entry `langgraph-client/thread`: a thread as one stream of events. A preview; the protocol still changes. */
import { InvalidArgumentError } from "../errors.js";
import type { LangGraphClient } from "../client.js";
import type { AssistantId, GraphMap } from "../graphs.js";
import { ThreadSession } from "../resources/thread-session.js";
import type { ThreadSessionOptions } from "../resources/thread-session.js";
import { transportOf } from "../transport/hand-over.js";

export { CommandError } from "../command-error.js";
export type {
  AnyThreadEvent,
  BlockDelta,
  Channel,
  LifecycleData,
  MessageBlock,
  MessageData,
  ThreadEvent,
  ToolData,
} from "../protocol.js";
export { ThreadSession } from "../resources/thread-session.js";
export type { ThreadSessionOptions } from "../resources/thread-session.js";
export type { BusyStrategy } from "../runs/thread-commands.js";
export type { ResumeOptions, StartOptions } from "../runs/thread-payloads.js";
export { ThreadRun } from "../streaming/thread/thread-run.js";
export type { RunEvent } from "../streaming/thread/thread-run.js";

/** Creates a session for a new thread. The thread is created when something is first started. */
export function threadStream<Graphs extends GraphMap<Graphs>, const Id extends AssistantId<Graphs>>(
  client: LangGraphClient<Graphs>,
  options: ThreadSessionOptions<Id>,
): ThreadSession<Graphs, Id>;
/** Creates a session for an existing thread. */
export function threadStream<Graphs extends GraphMap<Graphs>, const Id extends AssistantId<Graphs>>(
  client: LangGraphClient<Graphs>,
  threadId: string,
  options: ThreadSessionOptions<Id>,
): ThreadSession<Graphs, Id>;
export function threadStream<Graphs extends GraphMap<Graphs>, const Id extends AssistantId<Graphs>>(
  client: LangGraphClient<Graphs>,
  ...args: [options: ThreadSessionOptions<Id>] | [threadId: string, options: ThreadSessionOptions<Id>]
): ThreadSession<Graphs, Id> {
  const transport = transportOf(client, 'threadStream(client, threadId, { assistantId: "agent" })');
  if (args.length === 1) return new ThreadSession(transport, undefined, args[0]);
  const [threadId, options] = args;
  if (threadId === undefined)
    throw new InvalidArgumentError(
      "threadId",
      "missing. For a new thread, call threadStream(client, options).",
    );
  return new ThreadSession(transport, threadId, options);
}
