/** The entry `langgraph-client/thread`: a thread as one stream of events. A preview; the protocol still changes. */
import { checkOptions } from "../checks.js";
import type { LangGraphClient } from "../client.js";
import type { AssistantId, GraphMap } from "../graphs.js";
import { transportOf } from "../transport/hand-over.js";
import type { OperationRules, Transport } from "../transport/transport.js";
import type { Run } from "../types.js";

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

/** The options of {@link threadStream}. */
export interface ThreadSessionOptions<Id extends string = string> {
  assistantId: Id;
}

/** A thread, and the assistant that works on it. */
export class ThreadSession {
  readonly #transport: Transport;
  readonly threadId: Promise<string>;

  constructor(transport: Transport, threadId: string) {
    this.#transport = transport;
    this.threadId = Promise.resolve(threadId);
  }

  /** Returns the run that is active now. */
  async activeRun(): Promise<Run | undefined> {
    const rules: OperationRules<Run[]> = { expects: Array.isArray };
    const runs = await this.#transport.call(
      "GET /threads/{thread_id}/runs",
      [await this.threadId],
      {},
      rules,
    );
    return runs.find(({ status }) => status === "pending" || status === "running");
  }
}

/** Creates a session for an existing thread. */
export function threadStream<Graphs extends GraphMap<Graphs>, const Id extends AssistantId<Graphs>>(
  client: LangGraphClient<Graphs>,
  threadId: string,
  options: ThreadSessionOptions<Id>,
): ThreadSession {
  checkOptions("options", options, '{ assistantId: "agent" }');
  const transport = transportOf(client, 'threadStream(client, threadId, { assistantId: "agent" })');
  return new ThreadSession(transport, threadId);
}
