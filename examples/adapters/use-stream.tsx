import { useStream } from "@langchain/langgraph-sdk/react";
import { client } from "./client.js";

export function Chat() {
  // The type names the official class, whose private members no other class has.
  const stream = useStream({ client: client as never, assistantId: "agent" });
  const send = (content: string) => stream.submit({ messages: [{ type: "human", content }] });
  return (
    <>
      {stream.messages.map((message) => (
        <p key={message.id}>{String(message.content)}</p>
      ))}
      <button disabled={stream.isLoading} onClick={() => void send("Hello")}>
        Say hello
      </button>
    </>
  );
}
