import { BaseChatModel } from "@langchain/core/language_models/chat_models";
import { AIMessageChunk, type BaseMessage } from "@langchain/core/messages";
import { ChatGenerationChunk, type ChatResult } from "@langchain/core/outputs";
import { messagesStateReducer } from "@langchain/langgraph";
import { registry } from "@langchain/langgraph/zod";
import { z } from "zod";
import type { CallbackManagerForLLMRun } from "@langchain/core/callbacks/manager";

// `z.custom<BaseMessage[]>()` would say the type, but it has no JSON schema, and then the server compiles the whole
// file with TypeScript to find one. This has the schema, and the assertion says the type.
const messages = z.array(z.unknown()) as unknown as z.ZodType<BaseMessage[]>;

/** The state of the graphs that talk. */
export const Conversation = z.object({
  messages: messages.register(registry, {
    reducer: { fn: messagesStateReducer },
    jsonSchemaExtra: { langgraph_type: "messages" },
    default: () => [],
  }),
});

/** What the model streams in answer to a conversation. Must not be empty. */
export type Script = (messages: BaseMessage[]) => AIMessageChunk[];

/** A chat model without a model: streams what its script says, the same every time. */
export class ScriptedModel extends BaseChatModel {
  readonly #script: Script;

  constructor(script: Script) {
    super({});
    this.#script = script;
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
      const chunk = new ChatGenerationChunk({ message, text: message.text });
      yield chunk;
      await run?.handleLLMNewToken(message.text, undefined, undefined, undefined, undefined, { chunk });
    }
  }
}

/** One chunk for each word, the spaces kept. */
export function spoken(text: string): AIMessageChunk[] {
  return text.split(/(?<= )/).map((content) => new AIMessageChunk({ content }));
}
