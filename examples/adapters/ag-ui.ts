import { LangGraphAgent } from "@ag-ui/langgraph";
import { client } from "./client.js";

/** An agent for a frontend that speaks AG-UI. */
export function newAgent(): LangGraphAgent {
  return new LangGraphAgent({
    client: client as never,
    graphId: "agent",
    deploymentUrl: "http://localhost:2024",
  });
}
