/** The entry `langgraph-client/sync`: a client whose methods block, for scripts, REPLs and tests. */
export { SyncLangGraphClient } from "./client.js";
export type {
  SyncAssistantsClient,
  SyncClientOptions,
  SyncCronsClient,
  SyncEventStream,
  SyncRawClient,
  SyncResponse,
  SyncRunStream,
  SyncRunsClient,
  SyncStoreClient,
  SyncThreadStream,
  SyncThreadsClient,
} from "./types.js";
