import { useState, type KeyboardEvent } from "react";
import type { Chat } from "langgraph-client/chat";
import { useChat } from "langgraph-client/react";
import { Icon } from "./Icon.js";
import { send } from "./send.js";

/** Writes a message: Enter sends it, Shift and Enter begin a line, Escape stops the answer. */
export function Composer({ chat }: { chat: Chat }) {
  const [text, setText] = useState("");
  const isBusy = useChat(chat, ({ status }) => status === "streaming" || status === "offline");
  const isWaiting = useChat(chat, ({ interrupts }) => interrupts.length > 0);
  const canSend = text.trim() !== "" && !isWaiting;
  const submit = () => {
    if (!canSend) return;
    send(chat, text.trim());
    setText("");
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape" && isBusy) void chat.stop();
    // While an input method composes a character, Enter is part of it.
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    submit();
  };
  return (
    <form className="composer" onSubmit={(event) => (event.preventDefault(), submit())}>
      <textarea
        autoFocus
        rows={1}
        aria-label="Message"
        placeholder={isWaiting ? "Decide first" : "Message"}
        value={text}
        onChange={({ target }) => setText(target.value)}
        onKeyDown={onKeyDown}
      />
      {isBusy && (
        <button type="button" className="icon round" aria-label="Stop" onClick={() => void chat.stop()}>
          <Icon name="stop" />
        </button>
      )}
      <button className="icon round primary" aria-label="Send" disabled={!canSend}>
        <Icon name="send" />
      </button>
    </form>
  );
}
