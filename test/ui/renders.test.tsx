/** The components that are drawn while an answer arrives in a long conversation, with each hook. */
import { show } from "./page.js";
import { useStream as officialHook } from "@langchain/langgraph-sdk/react";
import { memo } from "react";
import { LangGraphClient, textOf, type Message } from "langgraph-client";
import { useStream } from "langgraph-client/react";
import { expect, inject, test } from "vitest";
import type { Hook } from "./scenarios/page.js";

const client = new LangGraphClient({ apiUrl: inject("serverUrl"), apiKey: null });
const OLD = 500;
const TOKENS = 40;

/** A thread with a long conversation. */
async function longThread(): Promise<string> {
  const { thread_id } = await client.threads.create({ graphId: "chat" });
  const messages = Array.from({ length: OLD }, (_, index) => ({
    type: "human",
    id: `m${index}`,
    content: `${index}`,
  }));
  await client.threads.updateState(thread_id, { values: { messages } });
  return thread_id;
}

/** Counts draws of the page and of its messages, during an answer. */
async function draw(hook: Hook) {
  const threadId = await longThread();
  const drawn = { page: 0, old: 0, answer: 0 };
  const Row = memo(({ message }: { message: Message }) => {
    if (message.type === "ai") drawn.answer += 1;
    else if (message.id!.startsWith("m")) drawn.old += 1;
    return <p>{textOf(message)}</p>;
  });
  let submit: ReturnType<Hook>["submit"];
  function Chat() {
    const stream = hook({
      apiUrl: inject("serverUrl"),
      apiKey: null,
      assistantId: "chat",
      threadId,
      throttle: false,
      onThreadId: () => {},
    });
    submit = stream.submit;
    drawn.page += 1;
    return (
      <>
        {stream.messages.map((message) => (
          <Row key={message.id} message={message} />
        ))}
        {stream.isLoading || stream.isThreadLoading ? null : <p>done</p>}
      </>
    );
  }
  const page = show(<Chat />);
  await page.until((text) => text.includes(`${OLD - 1}`) && text.includes("done"));
  Object.assign(drawn, { page: 0, old: 0, answer: 0 });
  void submit!({ messages: [{ type: "human", content: "a" }], n: TOKENS, ms: 20 });
  await page.until((text) => text.includes(`a${TOKENS - 1}`) && text.includes("done"));
  return drawn;
}

test("an answer draws no old message", async () => {
  const drawn = await draw(useStream);
  expect(drawn.old).toBe(0);
  expect(drawn.answer).toBeGreaterThan(1);
  expect(drawn.answer).toBeLessThanOrEqual(TOKENS + 2);
});

test("with the official hook, each state of the server draws all messages", async () => {
  const drawn = await draw(officialHook as unknown as Hook);
  expect(drawn.old).toBeGreaterThanOrEqual(OLD);
});
