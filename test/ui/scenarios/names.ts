/** Names of the official hook that this package leaves out. The compiler finds a name that is missing, or too much. */
import type * as official from "@langchain/langgraph-sdk/react";
import type { UseStream, UseStreamOptions } from "langgraph-client/react";

type State = Record<string, unknown>;
type Result = Exclude<keyof official.UseStream<State>, keyof UseStream<State>>;
type Option = Exclude<keyof official.UseStreamOptions<State>, keyof UseStreamOptions<State>>;

const headless = "answer the interrupt with `resume(result)`: no part of the API runs tools in the page";
const subagents = "`chat.getSnapshot().subgraphs` has all subgraphs, with their messages";

/** The reason of each, or its replacement. */
export const leftOut: Record<Result | Option, string> = {
  tools: headless,
  onTool: headless,
  experimental_branchTree: "`getMessagesMetadata` has the branches of each message",
  subagents,
  activeSubagents: subagents,
  getSubagent: subagents,
  getSubagentsByType: subagents,
  getSubagentsByMessage: subagents,
};
