import { isRecord } from "../checks.js";
import type { Fields } from "../messages/merge.js";
import type { AnyThreadEvent } from "../protocol.js";
import { OpenMessages } from "./open-messages.js";
import { chunksOf } from "./thread-message.js";
import type { ThreadChunk, ThreadMessage } from "./thread-message.js";
import { isSamePath, isWithin, messagesOf } from "./wire.js";

/** The types of messages, by roles of other names. */
const TYPES: Record<string, string> = { assistant: "ai", user: "human" };

/** True for events of the JS server. It numbers all events of a thread. */
export function isNumbered({ id }: Pick<AnyThreadEvent, "id">): boolean {
  return /^\d+$/.test(id);
}

/** The graph and the node of an event. The JS server appends the node to the namespace of messages and tools. */
export function originOf(event: AnyThreadEvent): { namespace: string[]; node: string | undefined } {
  const { namespace, node } = event;
  const hasNode = isNumbered(event) && (event.event === "messages" || event.event === "tools");
  const last = hasNode ? namespace.at(-1) : undefined;
  if (last === undefined) return { namespace, node };
  return { namespace: namespace.slice(0, -1), node: node ?? last.split(":")[0] };
}

/** The open messages of a model's call; without its id, those of a namespace. */
interface Group {
  readonly namespace: readonly string[];
  readonly call: unknown;
  readonly open: OpenMessages;
}

/** Translates the content blocks of a thread's messages into chunks, as the mode `messages-tuple` has them. */
export class ThreadMessages {
  #groups: readonly Group[] = [];
  #unnamed = 0;
  #isWaiting = false;

  /** Takes an event. Returns `undefined` unless it is about a message that is known. */
  read(event: AnyThreadEvent): ThreadChunk[] | undefined {
    this.#isWaiting ||= event.event === "input.requested";
    if (event.event === "values") this.#reconcile(event);
    return event.event === "messages" && isRecord(event.data)
      ? this.#readMessage(event, event.data)
      : undefined;
  }

  #readMessage(event: AnyThreadEvent, data: Fields): ThreadChunk[] | undefined {
    const { namespace } = event;
    const call = data["run_id"];
    const group = this.#groups.find((each) => each.call === call && isSamePath(each.namespace, namespace));
    if (data["event"] === "message-start") return this.#start(group, event, data);
    const chunks = group?.open.read(data);
    if (group?.open.isEmpty === true) this.#forgetEmpty();
    return chunks;
  }

  #start(known: Group | undefined, event: AnyThreadEvent, data: Fields): ThreadChunk[] {
    const { namespace } = event;
    const call = data["run_id"];
    const message = this.#messageOf(event, data);
    // A call of a model has one message.
    const isSame = known !== undefined && call === undefined;
    const group = isSame ? known : { namespace, call, open: new OpenMessages() };
    this.#groups = [...this.#groups.filter((other) => other !== known), group];
    group.open.add(message);
    // The content has this form, which the model needs to know if the message is sent to it again.
    return chunksOf(message, { response_metadata: { output_version: "v1" } });
  }

  #messageOf(event: AnyThreadEvent, data: Fields): ThreadMessage {
    const { event: _, role = "ai", id: known, run_id: run, metadata, ...more } = data;
    const { namespace, node } = originOf(event);
    // The Python server repeats the result of a tool in a namespace of its own.
    const isResult = namespace.at(-1) === `tools:${String(more["tool_call_id"])}`;
    const id = known || (run === undefined ? `message-${(this.#unnamed += 1)}` : `run-${String(run)}`);
    return {
      id: String(id),
      type: TYPES[String(role)] ?? String(role),
      namespace: isResult ? namespace.slice(0, -1) : namespace,
      metadata: {
        ...(isRecord(metadata) && metadata),
        langgraph_node: node,
        langgraph_checkpoint_ns: event.namespace.join("|"),
      },
      more,
      blocks: [],
    };
  }

  /**
   * Takes a state: its step is complete, and so are the messages of the step, unless the run waits. Then other nodes of the
   * step may go on.
   */
  #reconcile({ namespace, data }: AnyThreadEvent): void {
    const ids = new Set(messagesOf(data)?.map(({ id }) => id));
    for (const { open } of this.#groups) {
      open.drop(
        (message) => isWithin(message.namespace, namespace) && (!this.#isWaiting || ids.has(message.id)),
      );
    }
    this.#forgetEmpty();
  }

  #forgetEmpty(): void {
    this.#groups = this.#groups.filter(({ open }) => !open.isEmpty);
  }
}
