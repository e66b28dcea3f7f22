/** The entry `langgraph-client/sync` for browsers and other runtimes without the threads of Node. */
import { LangGraphError } from "../errors.js";

/** A client that cannot exist in this runtime. */
export class SyncLangGraphClient {
  /** @throws LangGraphError - Always. */
  constructor() {
    throw new LangGraphError(
      "SyncLangGraphClient requires Node, Bun or Deno: no call can block in this runtime. Use LangGraphClient.",
    );
  }
}
