/** The page of examples/chat-react/App.tsx with the official hook, to compare lines and bytes. */
import { useEffect, useState, type FormEvent } from "react";
import type { Message, Thread } from "@langchain/langgraph-sdk";
import { useStream } from "@langchain/langgraph-sdk/react";
import { client } from "./client.js";

type State = { messages?: Message[] };

const textOf = ({ content }: Message) =>
  typeof content === "string"
    ? content
    : content.map((block) => (block.type === "text" ? block.text : "")).join("");

export default function App({ assistantId = "agent" }) {
  const [threadId, setThreadId] = useState(location.hash.slice(1) || null);
  const [threads, setThreads] = useState<Thread<State>[]>([]);
  const list = () => void client.threads.search<State>({ limit: 20 }).then(setThreads, console.error);
  useEffect(list, []);
  useEffect(() => {
    // Back and Forward of the browser.
    const follow = () => setThreadId(location.hash.slice(1) || null);
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, []);
  const open = (id: string | null) => {
    location.hash = id ?? "";
    setThreadId(id);
  };
  const { messages, isLoading, error, submit, stop } = useStream<State>({
    client,
    assistantId,
    threadId,
    onThreadId: open,
    onFinish: list,
    reconnectOnMount: true,
    throttle: true,
  });
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const content = String(new FormData(event.currentTarget).get("text"));
    const message: Message = { id: crypto.randomUUID(), type: "human", content };
    void submit(
      { messages: [message] },
      { optimisticValues: (values) => ({ messages: [...(values.messages ?? []), message] }) },
    );
    event.currentTarget.reset();
  };
  return (
    <>
      <nav>
        <button onClick={() => open(null)}>New chat</button>
        {threads.map(({ thread_id, values }) => (
          <button key={thread_id} onClick={() => open(thread_id)}>
            {values?.messages?.[0] ? textOf(values.messages[0]) : "Empty"}
          </button>
        ))}
      </nav>
      {messages.map((message) => (
        <p key={message.id}>{textOf(message)}</p>
      ))}
      {error !== undefined && <p role="alert">{String(error)}</p>}
      <form onSubmit={send}>
        <input name="text" />
        <button>Send</button>
        {isLoading && (
          <button type="button" onClick={() => void stop()}>
            Stop
          </button>
        )}
      </form>
    </>
  );
}
