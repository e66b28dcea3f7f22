import type { Message } from "langgraph-client";

interface Conversation {
  messages: Message[];
}

interface NewMessages {
  messages: { role: "user"; content: string }[];
}

/** The graphs of the server. */
export interface Graphs {
  /** Answers with `n` words, `ms` milliseconds apart, and looks at the clock before if `useTool` is set. */
  chat: { state: Conversation; input: NewMessages & { n?: number; ms?: number; useTool?: boolean } };
  /** Asks the questions of its nodes. */
  questions: {
    state: { ask: string[]; [answer: string]: unknown };
    input: { ask: string[] };
    interrupt: string;
  };
  /** The subgraph `research` searches, then `write` answers. */
  team: { state: Conversation; input: NewMessages };
}

/** The input of a graph that continues a conversation. */
export function say(content: string): NewMessages {
  return { messages: [{ role: "user", content }] };
}
