/** Names that the tables of corrections share. */
import type { Correction, Edit } from "../edits.js";

/** The evidence of a correction. */
export const PYTHON = "langgraph-api 0.16.7, observed";
export const JS = "@langchain/langgraph-api 1.5.1, observed";
export const BOTH = "langgraph-api 0.16.7 and @langchain/langgraph-api 1.5.1, observed";
export const CLIENT = "@langchain/langgraph-sdk 1.15.0 sends it, servers read it";

export const correct = (
  id: string,
  reason: string,
  source: string,
  places: Correction["places"],
  edit: Edit,
): Correction => ({ id, reason, source, places, edit });

export const anyString = { type: "string" };
export const strings = { type: "array", items: { type: "string" } };
export const multitask = { type: "string", enum: ["reject", "rollback", "interrupt", "enqueue"] };
export const nullableString = { type: ["string", "null"] };

export const THREAD = "/threads/{thread_id}";
export const RUN = "/threads/{thread_id}/runs/{run_id}";
