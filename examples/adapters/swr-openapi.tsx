import { createQueryHook } from "swr-openapi";
import { client } from "./client.js";

const useLangGraph = createQueryHook(client.raw, "langgraph");

export function ThreadStatus({ threadId }: { threadId: string }) {
  const init = { params: { path: { thread_id: threadId } } };
  // The client retries, so SWR need not.
  const { data, error } = useLangGraph("/threads/{thread_id}", init, { shouldRetryOnError: false });
  if (error) return <p>The thread could not be loaded.</p>;
  return <p>{data?.status ?? "loading"}</p>;
}
