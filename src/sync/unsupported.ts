/** The entry `langgraph-client/sync` for browsers and other runtimes without the threads of Node. */
import { LangGraphError } from "../errors.js";

export class SyncLangGraphClient {
  constructor() {
    throw new LangGraphError(
      "SyncLangGraphClient requires Node, Bun or Deno: no call can block in this runtime. Use LangGraphClient.",
    );
  }
}
