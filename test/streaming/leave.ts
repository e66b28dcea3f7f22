/** A program of its own that leaves a stream in the middle: it must end by itself. */
import { LangGraphClient } from "langgraph-client";

const client = new LangGraphClient({ apiUrl: process.argv[2], apiKey: null });
for await (const event of client.runs.stream("t", "agent")) {
  console.log(event.event);
  break;
}
