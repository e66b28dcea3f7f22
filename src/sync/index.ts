/** The entry `langgraph-client/sync`: a client whose methods block, for scripts, REPLs and tests. */
export { SyncLangGraphClient } from "./client.js";
export type { SyncClientOptions, SyncResponse } from "./types.js";
export type {
  SyncAssistantsClient,
  SyncCronsClient,
  SyncEventStream,
  SyncRawClient,
  SyncRunStream,
  SyncRunsClient,
  SyncStoreClient,
  SyncThreadStream,
  SyncThreadsClient,
} from "../../generated/sync.js";
