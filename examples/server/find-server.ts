/** Finds the server of an example: that of `LANGGRAPH_API_URL`, or a new one. */
import {
  AuthenticationError,
  ConnectionError,
  InvalidArgumentError,
  LangGraphClient,
} from "langgraph-client";
import type { RunningServer } from "../../test/server/child.js";

/** The reason for an error of the first request, and a remedy. */
function explain(error: unknown, url: string): string {
  if (error instanceof AuthenticationError)
    return `The server at ${url} refused the key. Correct LANGGRAPH_API_KEY.`;
  if (error instanceof ConnectionError)
    return `LANGGRAPH_API_URL: no server answers at ${url}. Start it, or unset LANGGRAPH_API_URL to use a server of this project.`;
  if (error instanceof InvalidArgumentError) return error.message.replace("apiUrl", "LANGGRAPH_API_URL");
  return `LANGGRAPH_API_URL: ${url} is not a LangGraph server, or refuses requests. Correct the URL. (${String(error)})`;
}

/** Returns the URL of a server that works. Otherwise prints the reason, and exits with 1. */
export async function findServer(
  start: () => Promise<RunningServer>,
): Promise<{ url: string } & AsyncDisposable> {
  const url = process.env["LANGGRAPH_API_URL"];
  if (!url) return start();
  try {
    await new LangGraphClient({ apiUrl: url, maxRetries: 0 }).assistants.search({ limit: 1 });
  } catch (error) {
    console.error(explain(error, url));
    process.exit(1);
  }
  return { url, [Symbol.asyncDispose]: async () => {} };
}
