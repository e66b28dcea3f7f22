import type { Chat } from "langgraph-client/chat";
import { useChat } from "langgraph-client/react";
import { explain } from "./explain.js";
import { useOnline } from "./online.js";

interface Props {
  chat: Chat;
  threadsError: unknown;
}

/** Tells what is wrong, and what to do. */
export function Notice({ chat, threadsError }: Props) {
  const isOnline = useOnline();
  const status = useChat(chat, (snapshot) => snapshot.status);
  const error = useChat(chat, (snapshot) => snapshot.error) ?? threadsError;
  const queued = useChat(chat, (snapshot) => snapshot.queued);
  if (!isOnline || status === "offline")
    return <p className="notice">Offline. The answer continues when the connection is back.</p>;
  if (error !== undefined) {
    return (
      <p className="notice failed" role="alert">
        <span>{explain(error)}</span>
        {status === "error" && <button onClick={() => void chat.retry()}>Retry</button>}
      </p>
    );
  }
  if (queued > 0) return <p className="notice">{`Sent after this answer: ${queued}`}</p>;
  return null;
}
