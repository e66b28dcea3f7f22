/** The client that the page imports. On the page docs/chat-react.md it has a fixed URL. */
import { LangGraphClient } from "langgraph-client";
import { inject } from "vitest";
import { slowFetch } from "../slow-fetch.js";

export const client = new LangGraphClient({ apiUrl: inject("serverUrl"), apiKey: null, fetch: slowFetch });
