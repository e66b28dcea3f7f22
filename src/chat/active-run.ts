import type { LangGraphClient } from "../client.js";
import type { Run } from "../types.js";

/**
 * Finds the run at work on a thread: the one that is known, or else the oldest.
 *
 * @param known - The run that was at work before.
 */
export async function activeRun(
  client: LangGraphClient,
  threadId: string,
  known: string | undefined,
  signal: AbortSignal,
): Promise<string | undefined> {
  const { status } = await client.threads.get(threadId, { signal });
  if (status !== "busy") return undefined;
  if (known !== undefined && isActive(await client.runs.get(threadId, known, { signal }))) return known;
  for (const wanted of ["running", "pending"] as const) {
    const runs = await client.runs.list(threadId, { status: wanted, signal });
    const [oldest] = runs.sort((a, b) => Date.parse(a.created_at) - Date.parse(b.created_at));
    if (oldest !== undefined) return oldest.run_id;
  }
  return undefined;
}

function isActive({ status }: Run): boolean {
  return status === "pending" || status === "running";
}
