import { LangGraphClient } from "langgraph-client";

export const client = new LangGraphClient({ apiUrl: "http://localhost:2024" });
