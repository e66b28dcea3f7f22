import type { Chat } from "langgraph-client/chat";
import { useChat } from "langgraph-client/react";
import { Icon } from "./Icon.js";

interface Props {
  chat: Chat;
  messageId: string;
}

/** Switches between the versions of a message, if there are several. */
export function Branches({ chat, messageId }: Props) {
  // The branches of a message change with the history, and with the branch that is shown.
  useChat(chat, (snapshot) => snapshot.history);
  useChat(chat, (snapshot) => snapshot.branch);
  const isIdle = useChat(chat, ({ status }) => status === "idle");
  const { branch = "", branches } = chat.originOf(messageId);
  if (branches.length < 2) return null;
  const index = branches.indexOf(branch);
  const show = (next: number) => chat.setBranch(branches[next] ?? "");
  return (
    <span className="branches" role="group" aria-label="Versions">
      <button
        className="icon"
        aria-label="Previous version"
        disabled={!isIdle || index === 0}
        onClick={() => show(index - 1)}
      >
        <Icon name="left" />
      </button>
      <span>{`${index + 1} / ${branches.length}`}</span>
      <button
        className="icon"
        aria-label="Next version"
        disabled={!isIdle || index === branches.length - 1}
        onClick={() => show(index + 1)}
      >
        <Icon name="right" />
      </button>
    </span>
  );
}
