"use client";
import type { FormEvent } from "react";
import { textOf } from "langgraph-client";
import { useStream } from "langgraph-client/react";

export default function Page() {
  // Next.js draws this page on the server, too, where a relative URL has no origin. The hook sends nothing there.
  const apiUrl = typeof location === "undefined" ? "http://localhost/api" : `${location.origin}/api`;
  const { messages, error, submit } = useStream({ apiUrl, apiKey: null, assistantId: "agent" });
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
      <input name="text" aria-label="Message" />
      <button>Send</button>
    </form>
  );
}
