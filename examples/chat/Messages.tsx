import type { Chat } from "langgraph-client/chat";
import { useChat } from "langgraph-client/react";
import { Answer } from "./Answer.js";
import { Activity } from "./Activity.js";
import { Question } from "./Question.js";
import { send } from "./send.js";
import { ToolCall } from "./ToolCall.js";

const EXAMPLES = ["weather in Paris", "order 2 pizzas", "research tea", "tell me a story"];

/** The messages of the thread. Rows are drawn again only if their message has changed. */
export function Messages({ chat }: { chat: Chat }) {
  const messages = useChat(chat, (snapshot) => snapshot.messages);
  const toolCalls = useChat(chat, (snapshot) => snapshot.toolCalls);
  const isLoading = useChat(chat, ({ status }) => status === "loading");
  const lastQuestion = messages.findLastIndex(({ type }) => type === "human");
  if (messages.length === 0) {
    return (
      <div className="log empty">
        <h2>{isLoading ? "Loading …" : "Ask something"}</h2>
        {!isLoading &&
          EXAMPLES.map((text) => (
            <button key={text} onClick={() => send(chat, text)}>
              {text}
            </button>
          ))}
      </div>
    );
  }
  return (
    <div className="log" role="log" aria-label="Messages" tabIndex={0}>
      <div className="messages">
        {messages.map((message, index) => (
          <div key={message.id ?? index} className="row">
            {message.type === "human" && <Question chat={chat} message={message} />}
            {message.type === "ai" && (
              <Answer chat={chat} message={message} isLast={index === messages.length - 1} />
            )}
            {index === lastQuestion && <Activity chat={chat} />}
          </div>
        ))}
        {toolCalls.map((call) => call.status === "streaming" && <ToolCall key={call.id} call={call} />)}
      </div>
    </div>
  );
}
