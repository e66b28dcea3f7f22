import { PartBuilder, textOf } from "langgraph-client";
import type {
  ContentBlock,
  Interrupt,
  LangGraphClient,
  MessageTupleMetadata,
  OtherBlock,
  Part,
  StreamedMessage,
  TextBlock,
  ThinkingBlock,
  ToolUseBlock,
} from "langgraph-client";
import { describe, expectTypeOf, test } from "vitest";

declare const client: LangGraphClient<{ agent: { state: { n: number }; custom: { progress: number } } }>;
declare const block: ContentBlock;

describe("content blocks", () => {
  test("blocks narrow by their type", () => {
    if (block.type === "text") {
      expectTypeOf(block).toEqualTypeOf<TextBlock>();
      expectTypeOf(block.text).toEqualTypeOf<string>();
    }
    if (block.type === "thinking") expectTypeOf(block).toEqualTypeOf<ThinkingBlock>();
    if (block.type === "tool_use") expectTypeOf<ToolUseBlock>().toExtend<typeof block>();
  });

  test("blocks of types that this version does not know are allowed with _ or -", () => {
    expectTypeOf<{ type: "web_search_call"; queries: string[] }>().toExtend<ContentBlock>();
    expectTypeOf<{ type: "non-standard" }>().toExtend<ContentBlock>();
    expectTypeOf<{ type: "server_tool_use"; index: 0 }>().toExtend<OtherBlock>();
    // @ts-expect-error -- a text block requires its text
    const incomplete: ContentBlock = { type: "text" };
    void incomplete;
  });

  test("textOf accepts messages and chunks", () => {
    expectTypeOf(textOf({ content: [{ type: "text", text: "a" }] })).toEqualTypeOf<string>();
    expectTypeOf<StreamedMessage>().toExtend<Parameters<typeof textOf>[0]>();
  });
});

describe("parts", () => {
  test("parts of a stream narrow by their type", async () => {
    for await (const part of client.runs.stream("t", "agent").parts()) {
      switch (part.type) {
        case "message":
          expectTypeOf(part.message).toEqualTypeOf<StreamedMessage>();
          expectTypeOf(part.message.id).toEqualTypeOf<string>();
          expectTypeOf(part.node).toEqualTypeOf<string | undefined>();
          expectTypeOf(part.namespace).toEqualTypeOf<string[]>();
          expectTypeOf(part.metadata).toEqualTypeOf<MessageTupleMetadata>();
          expectTypeOf(part.replaces).toEqualTypeOf<string | undefined>();
          break;
        case "tool":
          expectTypeOf(part.status).toEqualTypeOf<"streaming" | "called" | "running" | "done" | "failed">();
          break;
        case "subgraph":
          expectTypeOf(part.status).toEqualTypeOf<"running" | "completed" | "failed" | "interrupted">();
          break;
        case "values":
          expectTypeOf(part.values.n).toEqualTypeOf<number>();
          break;
        case "interrupt":
          expectTypeOf(part.interrupt).toExtend<Interrupt>();
          break;
        case "removed":
          expectTypeOf(part.id).toEqualTypeOf<string>();
          break;
        case "custom":
        case "event":
          break;
        default:
          expectTypeOf(part).toBeNever();
      }
    }
  });

  test("parts of a builder have the types of their graph", () => {
    const builder = new PartBuilder<
      { agent: { state: { n: number }; custom: { progress: number } } },
      "agent"
    >();
    for (const part of builder.add({ event: "values", data: {} })) {
      if (part.type === "values") expectTypeOf(part.values.n).toEqualTypeOf<number>();
      if (part.type === "custom") expectTypeOf(part.payload.progress).toEqualTypeOf<number>();
    }
    expectTypeOf<Part["type"]>().toEqualTypeOf<
      "message" | "removed" | "tool" | "values" | "interrupt" | "subgraph" | "custom" | "event"
    >();
  });
});
