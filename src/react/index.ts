/** The entry `langgraph-client/react`: the state of a chat page as hooks. */
export { useChat } from "./use-chat.js";
export { useStream } from "./use-stream.js";
export type {
  BagTemplate,
  EventContext,
  MessageMetadata,
  RunMeta,
  TypeIn,
  UseStream,
  UseStreamOptions,
} from "./types.js";
export type { ToolCallWithResult, ToolProgress } from "./tool-calls.js";
