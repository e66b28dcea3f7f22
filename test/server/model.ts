import { setTimeout as sleep } from "node:timers/promises";
import { BaseChatModel } from "@langchain/core/language_models/chat_models";
import { AIMessageChunk, type BaseMessage } from "@langchain/core/messages";
import { ChatGenerationChunk, type ChatResult } from "@langchain/core/outputs";
import { messagesStateReducer } from "@langchain/langgraph";
import { registry } from "@langchain/langgraph/zod";
import { z } from "zod";
import type { CallbackManagerForLLMRun } from "@langchain/core/callbacks/manager";

// `z.custom<BaseMessage[]>()` has the type but no JSON schema, and the server would compile the whole file with
// TypeScript to find a schema. This array has a schema, and the assertion adds the type.
const messages = z.array(z.unknown()) as unknown as z.ZodType<BaseMessage[]>;

/** The state of the chat graphs. */
export const Conversation = z.object({
  messages: messages.register(registry, {
    reducer: { fn: messagesStateReducer },
    jsonSchemaExtra: { langgraph_type: "messages" },
    default: () => [],
  }),
});

/** Returns the chunks of the model's reply to a conversation. Must not be empty. */
export type Script = (messages: BaseMessage[]) => AIMessageChunk[];

/** A chat model that streams the reply that its script returns, with a pause before each chunk. */
export class ScriptedModel extends BaseChatModel {
  readonly #script: Script;
  readonly #pauseMs: number;

  constructor(script: Script, pauseMs = 0) {
    super({});
    this.#script = script;
    this.#pauseMs = pauseMs;
  }

  override _llmType(): string {
    return "scripted";
  }

  override async _generate(messages: BaseMessage[]): Promise<ChatResult> {
    const message = this.#script(messages).reduce((whole, chunk) => whole.concat(chunk));
    return { generations: [{ text: message.text, message }] };
  }

  override async *_streamResponseChunks(
    messages: BaseMessage[],
    _options: this["ParsedCallOptions"],
    run?: CallbackManagerForLLMRun,
  ): AsyncGenerator<ChatGenerationChunk> {
    for (const message of this.#script(messages)) {
      if (this.#pauseMs > 0) await sleep(this.#pauseMs);
      const chunk = new ChatGenerationChunk({ message, text: message.text });
      yield chunk;
      await run?.handleLLMNewToken(message.text, undefined, undefined, undefined, undefined, { chunk });
    }
  }
}

/** Splits a text into one chunk per word, with its space. */
export function spoken(text: string): AIMessageChunk[] {
  return text.split(/(?<= )/).map((content) => new AIMessageChunk({ content }));
}
