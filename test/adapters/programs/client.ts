/** The client that the programs import. On the page docs/adapters.md it has a fixed URL. */
import { LangGraphClient } from "langgraph-client";
import { inject } from "vitest";

export const client = new LangGraphClient({ apiUrl: inject("serverUrl"), apiKey: null });
