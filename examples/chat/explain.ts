import { AuthenticationError, ConnectionError, RunFailedError } from "langgraph-client";

/** The text of an error for the user: the reason, and what to do. */
export function explain(error: unknown): string {
  if (error instanceof AuthenticationError)
    return "The server refused the key. Correct LANGGRAPH_API_KEY where the proxy runs, and start it again.";
  if (error instanceof ConnectionError)
    return "The page cannot reach its server. Start it again with `npm run demo -- --web`.";
  if (error instanceof RunFailedError) return `The agent failed: ${error.detail}`;
  return error instanceof Error ? error.message : String(error);
}
