import { textOf } from "langgraph-client";
import type { Chat } from "langgraph-client/chat";
import { useChat, useStream } from "langgraph-client/react";
import { client } from "./client.js";

/** Is drawn again when the last message grows, and nothing else. */
function LastMessage({ chat }: { chat: Chat }) {
  const last = useChat(chat, ({ messages }) => messages.at(-1));
  return <p>{last && textOf(last)}</p>;
}

export function Page() {
  const { chat, submit } = useStream({ client, assistantId: "agent" });
  return (
    <>
      <LastMessage chat={chat} />
      <button onClick={() => void submit("Hello")}>Say hello</button>
    </>
  );
}
