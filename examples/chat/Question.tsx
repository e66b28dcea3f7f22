import { memo, useState } from "react";
import { textOf, type Message } from "langgraph-client";
import type { Chat } from "langgraph-client/chat";
import { useChat } from "langgraph-client/react";
import { Branches } from "./Branches.js";
import { Icon } from "./Icon.js";

interface Props {
  chat: Chat;
  message: Message;
}

/** A message of the user, which can be edited: the answer to the new text is a branch. */
export const Question = memo(function Question({ chat, message }: Props) {
  const [draft, setDraft] = useState<string>();
  const isReady = useChat(chat, ({ status }) => status === "idle" || status === "error");
  const { id = "" } = message;
  const text = textOf(message);
  if (draft === undefined) {
    return (
      <article className="question" aria-label="You">
        <p>{text}</p>
        <div className="actions">
          <Branches chat={chat} messageId={id} />
          {isReady && (
            <button className="icon" aria-label="Edit this message" onClick={() => setDraft(text)}>
              <Icon name="edit" />
            </button>
          )}
        </div>
      </article>
    );
  }
  const save = () => {
    setDraft(undefined);
    void chat.edit(id, draft);
  };
  return (
    <form className="question editor" onSubmit={(event) => (event.preventDefault(), save())}>
      <textarea
        autoFocus
        aria-label="Edited message"
        value={draft}
        onChange={({ target }) => setDraft(target.value)}
        onKeyDown={({ key }) => key === "Escape" && setDraft(undefined)}
      />
      <div className="buttons">
        <button type="button" onClick={() => setDraft(undefined)}>
          Cancel
        </button>
        <button className="primary" disabled={draft.trim() === ""}>
          Send edit
        </button>
      </div>
    </form>
  );
});
