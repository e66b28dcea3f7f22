import { useState } from "react";
import { useStream } from "langgraph-client/react";
import { openThread, useThreadId } from "./address.js";
import { Approvals } from "./Approvals.js";
import { assistantId, client } from "./client.js";
import { Composer } from "./Composer.js";
import { Header } from "./Header.js";
import { Messages } from "./Messages.js";
import { Notice } from "./Notice.js";
import { Sidebar } from "./Sidebar.js";
import { useThreads } from "./threads.js";

/** The options of all runs: the same object each time. */
const RUN_OPTIONS = { streamSubgraphs: true };

export function App() {
  const threadId = useThreadId();
  const threads = useThreads();
  const [isMenuOpen, setMenuOpen] = useState(false);
  const { chat } = useStream({
    client,
    assistantId,
    threadId,
    onThreadId: openThread,
    onCreated: threads.refresh,
    onFinish: threads.refresh,
    onError: threads.refresh,
    fetchStateHistory: true, // for edits, retries and branches
    reconnectOnMount: true,
    runOptions: RUN_OPTIONS,
  });
  return (
    <div className="app">
      <Sidebar threads={threads} current={threadId} isOpen={isMenuOpen} onClose={() => setMenuOpen(false)} />
      <main>
        <Header chat={chat} isMenuOpen={isMenuOpen} onMenu={() => setMenuOpen(!isMenuOpen)} />
        <Messages chat={chat} />
        <footer>
          <Notice chat={chat} threadsError={threads.error} />
          <Approvals chat={chat} />
          <Composer chat={chat} />
        </footer>
      </main>
    </div>
  );
}
