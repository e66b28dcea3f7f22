/** The names that the official package exports from its root and from `/client`, and what became of each. */

/** A name that is exported here, too. */
interface Same {
  here: "same";
  /** A difference in its type parameters. */
  note?: string;
}
interface Replaced {
  here: "replaced";
  by: string;
}
interface LeftOut {
  here: "left out";
  because: string;
}

export type Fate = Same | Replaced | LeftOut;

const each = (fate: Fate, names: string): Record<string, Fate> =>
  Object.fromEntries(names.split(/\s+/).map((name) => [name, fate]));
const same = (names: string, note?: string) => each({ here: "same", ...(note && { note }) }, names);
const replaced = (by: string, names: string) => each({ here: "replaced", by }, names);
const leftOut = (because: string, names: string) => each({ here: "left out", because }, names);

const HOOK =
  "part of the official `useStream`; ours is in [`langgraph-client/react`](chat.md#from-the-official-hook)";
const THREADS = "[`langgraph-client/thread`](threads.md#from-the-official-client)";

export const names: Record<string, Fate> = {
  ...same(
    "AIMessage Message Assistant AssistantBase AssistantGraph AssistantVersion AssistantsClient AssistantsSearchResponse Checkpoint Client " +
      "ClientConfig Command Config Cron CronCreateForThreadResponse CronCreateResponse CronsClient CustomStreamEvent " +
      "DebugStreamEvent DefaultToolCall DefaultValues EndStreamEvent ErrorStreamEvent EventsStreamEvent " +
      "FeedbackStreamEvent FunctionMessage GraphSchema HeaderValue HumanMessage Interrupt Item LifecycleStreamEvent " +
      "ListNamespaceResponse MessagesStreamEvent MessagesTupleStreamEvent Metadata MetadataStreamEvent " +
      "OnConflictBehavior RemoveMessage RequestHook Run RunsClient RunsInvokePayload SearchItem SearchItemsResponse " +
      "StoreClient StreamMode SystemMessage Thread ThreadSelectField ThreadState ThreadStateSelectField ThreadStatus " +
      "ThreadTask ThreadsClient ToolMessage ToolsStreamEvent UpdatesStreamEvent ValuesStreamEvent",
  ),

  // Clients
  ...replaced("`apiKey: undefined`: the client reads the same variables itself", "getApiKey"),
  ...replaced("the option `fetch` of a client", "overrideFetchImplementation"),
  ...replaced("`client.request` and `client.raw`, for other routes", "BaseClient"),
  ...leftOut("internal: a key for the cache of the hook", "getClientConfigHash"),

  // Streams
  ...replaced('`StreamEvent["event"]`; `StreamEvent` is the event itself here', "StreamEvent"),
  ...replaced('`"messages"`', "DEFAULT_MESSAGES_KEY"),
  ...replaced('`event.namespace`; the text is `"|"`', "NAMESPACE_SEPARATOR"),
  ...replaced(
    "`RunFailedError`, whose `error` is the name; `runs.resume` checks an answer before it is sent",
    "StrictResumeRefusal UnknownInterruptError isUnknownInterruptError",
  ),
  ...replaced("parts `tool` of `parts()`", "ToolCallState ToolCallWithResult ToolProgress"),

  // Streams of threads
  ...replaced(
    `\`ThreadSession\` of ${THREADS}; \`ThreadStream\` is the type of \`threads.joinStream\` here`,
    "ThreadStream",
  ),
  ...replaced(`\`ThreadSessionOptions\` of ${THREADS}`, "SubscribeOptions ThreadStreamOptions"),
  ...replaced(`\`ThreadRun\` of ${THREADS}`, "EventSubscription MessageSubscription SubscriptionHandle"),
  ...replaced(`\`ThreadEvent\` of ${THREADS}`, "EventForChannel EventForChannels EventMethodByChannel"),
  ...replaced(`methods of \`ThreadSession\` of ${THREADS}`, "InputModule StateModule ThreadModules"),
  ...replaced(`\`CommandError\` of ${THREADS}`, "ProtocolError"),
  ...replaced("`run.cursor`", "SessionOrderingState"),
  ...replaced("parts `custom`", "ThreadExtension ThreadExtensions UnwrapExtension"),
  ...replaced(
    "parts `message`: the whole message with every chunk",
    "AssembledMessage MessageAssembler MessageAssemblyUpdate",
  ),
  ...replaced(
    "blocks in `message.content`",
    "AnyMediaHandle AudioMedia FileMedia ImageMedia MediaAssembler MediaAssemblerCallbacks MediaAssemblerOptions " +
      "MediaAssemblyError MediaAssemblyErrorKind MediaBase MediaBlockType VideoMedia",
  ),
  ...leftOut(
    "server-sent events carry everything, so that there is one transport",
    "AgentServerAdapter HttpAgentServerAdapter HttpAgentServerAdapterOptions ProtocolHeaderValue ProtocolRequestHook " +
      "ProtocolSseTransportAdapter ProtocolSseTransportOptions ProtocolTransportPaths " +
      "ProtocolWebSocketTransportAdapter ProtocolWebSocketTransportOptions ThreadStreamTransport " +
      "ThreadStreamTransportKind TransportAdapter",
  ),
  ...leftOut("internal to `threads.stream`", "inferChannel matchesSubscription resolveClientApiUrl"),

  // Parts of other programs
  ...leftOut(
    HOOK,
    "BagTemplate BaseStream InferBag InferNodeNames InferNodeReturnTypes InferStateType InferSubagentStates " +
      "InferToolCalls InferToolOutput ResolveStreamInterface ResolveStreamOptions StateRecord StreamError " +
      "ToolCallFromTool ToolCallsFromTools UseAgentStream UseAgentStreamOptions UseDeepAgentStream " +
      "UseDeepAgentStreamOptions",
  ),
  ...leftOut(
    "tools that run in the browser: part of `useStream`",
    "AnyHeadlessToolImplementation FlushPendingHeadlessToolInterruptsOptions HeadlessToolImplementation " +
      "HeadlessToolInterrupt HeadlessToolResumeCommand HeadlessToolResumeController OnToolCallback ToolEvent " +
      "applyHeadlessToolResumeCommand executeHeadlessTool filterOutHeadlessToolInterrupts findHeadlessTool " +
      "flushPendingHeadlessToolInterrupts handleHeadlessToolInterrupt headlessToolResumeCommand " +
      "isHeadlessToolInterrupt parseHeadlessToolInterruptPayload scheduleCoalescedHeadlessToolFlush",
  ),
  ...leftOut("the argument of a graph's factory, on the server", "ServerRuntime"),
};
