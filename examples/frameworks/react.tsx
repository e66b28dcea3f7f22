import type { FormEvent } from "react";
import { textOf } from "langgraph-client";
import { useStream } from "langgraph-client/react";
import { client } from "./client.js";

export function Chat() {
  const { messages, isLoading, error, submit, stop } = useStream({ client, assistantId: "agent" });
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    void submit(String(new FormData(event.currentTarget).get("text")));
    event.currentTarget.reset();
  };
  return (
    <form onSubmit={send}>
      {messages.map((message) => (
        <p key={message.id}>{textOf(message)}</p>
      ))}
      {error !== undefined && <p role="alert">{String(error)}</p>}
      <input name="text" />
      <button>Send</button>
      {isLoading && (
        <button type="button" onClick={() => void stop()}>
          Stop
        </button>
      )}
    </form>
  );
}
