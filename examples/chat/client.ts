import { LangGraphClient } from "langgraph-client";

/** The client of the page: it calls the proxy, which adds the key. */
export const client = new LangGraphClient({ apiUrl: "/api", apiKey: null });

/** The assistant: that of `?assistant=`, or the agent of the demo. */
export const assistantId = new URLSearchParams(location.search).get("assistant") ?? "show";
