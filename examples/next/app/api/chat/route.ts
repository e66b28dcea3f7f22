import { LangGraphClient } from "langgraph-client";
import { toResponse } from "langgraph-client/http";

// The client takes the key from LANGGRAPH_API_KEY.
const client = new LangGraphClient({ apiUrl: process.env["LANGGRAPH_API_URL"] ?? "http://localhost:2024" });

/** Starts a run with the text of the request, and streams the answer. */
export async function POST(request: Request): Promise<Response> {
  // Here: read the session of your user, and return 401 without one.
  const messages = [{ role: "user", content: await request.text() }];
  const stream = client.runs.stream(null, "agent", { input: { messages }, onDisconnect: "cancel" });
  return toResponse(stream.text(), { onError: console.error });
}
