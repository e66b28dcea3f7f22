/** A child process that leaves a stream after its first event and must then exit. */
import { LangGraphClient } from "langgraph-client";

const client = new LangGraphClient({ apiUrl: process.argv[2], apiKey: null });
for await (const event of client.runs.stream("t", "agent")) {
  console.log(event.event);
  break;
}
