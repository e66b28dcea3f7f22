import { useEffect } from "react";
import { textOf } from "langgraph-client";
import { openThread } from "./address.js";
import { Icon } from "./Icon.js";
import type { ChatThread, Threads } from "./threads.js";

const STATUS: Partial<Record<ChatThread["status"], string>> = {
  busy: "at work",
  interrupted: "waits for you",
  error: "failed",
};

/** The title that `send` gives, or the first message of a thread that was started elsewhere. */
function titleOf({ metadata, values }: ChatThread): string {
  const title = metadata?.["title"];
  const first = values?.messages?.[0];
  return (typeof title === "string" && title) || (first && textOf(first)) || "Untitled";
}

interface Props {
  threads: Threads;
  current: string | null;
  /** On a phone, the side bar is above the page while this is true. */
  isOpen: boolean;
  onClose: () => void;
}

/** The threads, the newest first. */
export function Sidebar({ threads, current, isOpen, onClose }: Props) {
  useEffect(() => {
    if (!isOpen) return undefined;
    const onKey = ({ key }: KeyboardEvent) => key === "Escape" && onClose();
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [isOpen, onClose]);
  const open = (id: string | null) => {
    openThread(id);
    onClose();
  };
  return (
    <>
      <nav id="threads" className={isOpen ? "sidebar open" : "sidebar"} aria-label="Chats">
        <button className="new" onClick={() => open(null)}>
          <Icon name="plus" /> New chat
        </button>
        <ul>
          {threads.list.map((thread) => (
            <li key={thread.thread_id}>
              <button
                aria-current={thread.thread_id === current ? "page" : undefined}
                onClick={() => open(thread.thread_id)}
              >
                <span className="title">{titleOf(thread)}</span>
                {STATUS[thread.status] && <span className={thread.status}>{STATUS[thread.status]}</span>}
              </button>
            </li>
          ))}
        </ul>
      </nav>
      {isOpen && <button className="backdrop" aria-label="Close the list of chats" onClick={onClose} />}
    </>
  );
}
