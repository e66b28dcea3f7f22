import { memo } from "react";
import Markdown, { type Components } from "react-markdown";
import remarkGfm from "remark-gfm";
import { textOf, type AIMessage } from "langgraph-client";
import type { Chat } from "langgraph-client/chat";
import { useChat } from "langgraph-client/react";
import { Branches } from "./Branches.js";
import { Icon } from "./Icon.js";
import { ToolCall } from "./ToolCall.js";

const PLUGINS = [remarkGfm];
/** Links leave the page open. Wide tables scroll on their own. */
const COMPONENTS: Components = {
  a: ({ node: _, ...props }) => <a {...props} target="_blank" rel="noreferrer" />,
  table: ({ node: _, ...props }) => (
    <div className="table" tabIndex={0}>
      <table {...props} />
    </div>
  ),
};

interface Props {
  chat: Chat;
  message: AIMessage;
  isLast: boolean;
}

/** A message of the model, with its tool calls. */
export const Answer = memo(function Answer({ chat, message, isLast }: Props) {
  const toolCalls = useChat(chat, (snapshot) => snapshot.toolCalls);
  const isIdle = useChat(chat, ({ status }) => status === "idle");
  const ids = message.tool_calls?.map(({ id }) => id) ?? [];
  const text = textOf(message);
  return (
    <article className="answer" aria-label="Assistant">
      {text !== "" && (
        <Markdown remarkPlugins={PLUGINS} components={COMPONENTS}>
          {text}
        </Markdown>
      )}
      {toolCalls.map(
        (call) =>
          call.status !== "streaming" && ids.includes(call.id) && <ToolCall key={call.id} call={call} />,
      )}
      <div className="actions">
        <Branches chat={chat} messageId={message.id ?? ""} />
        {isLast && isIdle && (
          <button className="icon" aria-label="Answer again" onClick={() => void chat.retry()}>
            <Icon name="retry" />
          </button>
        )}
      </div>
    </article>
  );
});
