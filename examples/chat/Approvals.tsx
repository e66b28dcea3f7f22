import type { Chat } from "langgraph-client/chat";
import { useChat } from "langgraph-client/react";
import { Approval, type Action } from "./Approval.js";

/** The value of an interrupt of a LangChain agent with human in the loop: the actions that wait for a decision. */
interface Request {
  action_requests: [Action];
}

/** The interrupts that wait for the user. Each one gets its answer by its id. */
export function Approvals({ chat }: { chat: Chat }) {
  const interrupts = useChat(chat, (snapshot) => snapshot.interrupts);
  return interrupts.map(({ id, value }) => {
    // The graph of this page has one action in each interrupt.
    const { action_requests: requests } = value as Request;
    const decide = (decision: object) => void chat.resume({ [id ?? ""]: { decisions: [decision] } });
    return <Approval key={id} action={requests[0]} onDecide={decide} />;
  });
}
