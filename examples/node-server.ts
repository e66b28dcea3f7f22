import { LangGraphClient } from "langgraph-client";
import { serve } from "./server/node.js";
import { proxyTo } from "./server/proxy.js";

// The server that the page comes from: it has the key, and passes on what the page sends.
const { url, server } = await serve(proxyTo("http://localhost:2024", process.env["LANGGRAPH_API_KEY"]));

// In the page: a client without a key. Events reach it as the LangGraph server sends them.
const client = new LangGraphClient({ apiUrl: `${url}/api`, apiKey: null });
const { thread_id: threadId } = await client.threads.create();
const input = { messages: [{ role: "user", content: "Hello" }] };
for await (const text of client.runs.stream(threadId, "agent", { input }).text()) process.stdout.write(text);

server.close();
server.closeAllConnections();
