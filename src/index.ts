export { Client, LangGraphClient } from "./client.js";
export type { Fetch } from "./transport/environment.js";
export type {
  Auth,
  ClientOptions,
  Logger,
  RequestHook,
  ResponseHook,
  ResponseInfo,
} from "./transport/options.js";
export type { ClientOptions as ClientConfig } from "./transport/options.js";
export type { HeaderValue, HeaderValues } from "./transport/headers.js";
export {
  ApiError,
  AuthenticationError,
  BadRequestError,
  ConflictError,
  ConnectionError,
  InternalServerError,
  InvalidArgumentError,
  InvalidEventError,
  InvalidResponseError,
  LangGraphError,
  NotFoundError,
  PermissionDeniedError,
  RateLimitError,
  RunFailedError,
  StreamDisconnectedError,
  TimeoutError,
  UnprocessableEntityError,
} from "./errors.js";
export type { AssistantId, GraphMap, GraphTypes, OtherAssistantId, UnknownGraph } from "./graphs.js";
export type {
  AIMessage,
  AIMessageChunk,
  AudioBlock,
  ContentBlock,
  DeveloperMessage,
  DocumentBlock,
  FileBlock,
  FunctionMessage,
  HumanMessage,
  ImageBlock,
  ImageUrlBlock,
  InvalidToolCall,
  KnownBlock,
  Message,
  MessageChunk,
  MessageContent,
  MessageInput,
  MessageTupleMetadata,
  OtherBlock,
  ReasoningBlock,
  RefusalBlock,
  RemoveMessage,
  StreamedMessage,
  SystemMessage,
  TextBlock,
  ThinkingBlock,
  ToolCall,
  ToolCallBlock,
  ToolCallChunk,
  ToolMessage,
  ToolResultBlock,
  ToolUseBlock,
  UsageMetadata,
  VideoBlock,
} from "./messages/types.js";
export { blocksOf, textOf } from "./messages/text.js";
export { PartBuilder } from "./parts/part-builder.js";
export type { PartEvent } from "./parts/wire.js";
export type { MessageFilter } from "./parts/readers.js";
export type {
  CustomPart,
  EventPart,
  InterruptPart,
  MessagePart,
  Part,
  RemovedPart,
  SubgraphPart,
  ToolPart,
  ValuesPart,
} from "./parts/types.js";
export { AssistantsClient } from "./resources/assistants.js";
export type {
  AssistantCreateOptions,
  AssistantSearchOptions,
  AssistantUpdateOptions,
} from "./resources/assistants.js";
export { CronsClient } from "./resources/crons.js";
export type {
  CronCreateOptions,
  CronSearchOptions,
  CronUpdateOptions,
  ThreadCronCreateOptions,
} from "./resources/crons.js";
export type { Page, WithPagination, WithoutPagination } from "./resources/rules.js";
export type {
  AssistantBase,
  AssistantsSearchResponse,
  CronCreateForThreadResponse,
  CronCreateResponse,
  DefaultToolCall,
  OnConflictBehavior,
  RunsCreatePayload,
  RunsInvokePayload,
  RunsStreamPayload,
  RunsWaitPayload,
  ThreadSelectField,
  ThreadStateSelectField,
} from "./official-names.js";
export { RunsClient } from "./resources/runs.js";
export type {
  RunBatchPayload,
  RunCreateOptions,
  RunListOptions,
  RunResumeOptions,
  RunStreamOptions,
  RunWaitOptions,
} from "./resources/run-options.js";
export type { RunOutput } from "./runs/output.js";
export type { RunJoinStreamOptions, StreamBehavior } from "./runs/stream.js";
export { StoreClient } from "./resources/store.js";
export type { ItemGetOptions, NamespaceListOptions, StoreSearchOptions } from "./resources/store.js";
export { ThreadsClient } from "./resources/threads.js";
export type {
  HistoryOptions,
  StateUpdateOptions,
  ThreadCreateOptions,
  ThreadGetOptions,
  ThreadJoinStreamOptions,
  ThreadSearchOptions,
  ThreadStateOptions,
  ThreadUpdateOptions,
} from "./resources/thread-options.js";
export type { EventStream } from "./streaming/event-stream.js";
export { getInterrupts } from "./interrupts.js";
export type { CancelOptions, RunIds } from "./streaming/run-api.js";
export type { Reconnect } from "./streaming/reconnects.js";
export type { RunResult } from "./streaming/run-result.js";
export type { RunStream } from "./streaming/run-stream.js";
export type { ThreadStream } from "./streaming/thread-stream.js";
export type {
  CheckpointsStreamEvent,
  CommonStreamEvent,
  CustomStreamEvent,
  DebugStreamEvent,
  EndStreamEvent,
  ErrorStreamEvent,
  EventsStreamEvent,
  FeedbackStreamEvent,
  Interrupted,
  InterruptedNodes,
  LifecycleStreamEvent,
  MessagesCompleteStreamEvent,
  MessagesMetadataStreamEvent,
  MessagesPartialStreamEvent,
  MessagesStreamEvent,
  MessagesTupleStreamEvent,
  MetadataStreamEvent,
  OtherEvent,
  StateUpdateStreamEvent,
  StreamEvent,
  SubgraphEvent,
  TasksStreamEvent,
  ThreadStreamEvent,
  ToolsStreamEvent,
  UpdatesStreamEvent,
  ValuesStreamEvent,
} from "./streaming/events.js";
export type { ApiPromise, WithResponse } from "./transport/api-promise.js";
export type { RawClient, RawOptions, RawStreamEvent, RequestOptions } from "./resources/raw.js";
export type { CallOptions } from "./transport/call-options.js";
export type {
  Assistant,
  AssistantGraph,
  AssistantVersion,
  CancelAction,
  Checkpoint,
  Command,
  Config,
  Cron,
  DefaultValues,
  DisconnectMode,
  Durability,
  GraphSchema,
  Interrupt,
  Item,
  JsonSchema,
  ListNamespaceResponse,
  Metadata,
  MultitaskStrategy,
  OnCompletionBehavior,
  PendingInterrupt,
  Params,
  Run,
  RunCreatedMetadata,
  RunStatus,
  SearchItem,
  SearchItemsResponse,
  Send,
  StatelessRunOptions,
  StreamMode,
  StreamModes,
  Subgraphs,
  Thread,
  ThreadRunOptions,
  ThreadState,
  ThreadStateUpdateResponse,
  ThreadStatus,
  ThreadStorage,
  ThreadStreamMode,
  ThreadTask,
  components,
  operations,
  paths,
} from "./types.js";
