import type { Chat, ChatStatus } from "langgraph-client/chat";
import { useChat } from "langgraph-client/react";
import { Icon } from "./Icon.js";
import { useOnline } from "./online.js";
import { ThemeButton } from "./ThemeButton.js";

const TEXT: Record<ChatStatus, string> = {
  idle: "Ready",
  loading: "Loading …",
  streaming: "Answering …",
  interrupted: "Waits for you",
  offline: "Reconnecting …",
  error: "Failed",
};

interface Props {
  chat: Chat;
  isMenuOpen: boolean;
  onMenu: () => void;
}

export function Header({ chat, isMenuOpen, onMenu }: Props) {
  const status = useChat(chat, (snapshot) => snapshot.status);
  const isOnline = useOnline();
  return (
    <header>
      <button
        className="icon menu"
        aria-label="Chats"
        aria-expanded={isMenuOpen}
        aria-controls="threads"
        onClick={onMenu}
      >
        <Icon name="menu" />
      </button>
      <h1>Chat</h1>
      <span role="status" className={`status ${isOnline ? status : "offline"}`}>
        {isOnline ? TEXT[status] : "Offline"}
      </span>
      <ThemeButton />
    </header>
  );
}
