import { textOf } from "langgraph-client";
import type { Chat } from "langgraph-client/chat";
import { useChat } from "langgraph-client/react";

/** The subgraphs of the last run, with the text of each as it arrives. */
export function Activity({ chat }: { chat: Chat }) {
  const subgraphs = useChat(chat, (snapshot) => snapshot.subgraphs);
  return subgraphs.map(({ namespace, name, status, messages, error }) => (
    <details
      key={namespace.join()}
      className={`card subgraph ${status}`}
      open
      aria-label={`Subgraph ${name}`}
    >
      <summary>
        <code>{name}</code> <span className="badge">{status}</span>
      </summary>
      {messages.map((message, index) => (
        <p key={message.id ?? index}>{textOf(message)}</p>
      ))}
      {error !== undefined && <p>{error}</p>}
    </details>
  ));
}
