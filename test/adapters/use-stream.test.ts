/** Runs of the official React hook. */
import { compare, httpError } from "./compare.js";
import { begin, human, statusOf, step } from "./use-stream.js";

const [unknownGraph, unknownGraphHere] = httpError(
  "NotFoundError",
  'HTTP 404: No assistant found for "nowhere". Make sure the assistant ID is for a valid assistant or a valid graph ID.',
);

compare([
  step(
    "useStream holds a conversation of two turns",
    { assistantId: "agent" },
    async (page) => {
      await page.submit(human("One"));
      await page.submit(human("Two"));
    },
    { texts: ["One", "You said: One", "Two", "You said: Two"], isLoading: false },
  ),
  step(
    "useStream sends a turn after the one that runs",
    { assistantId: "agent" },
    async (page) => {
      await page.submit(human("One"));
      await page.act((stream) => Promise.all([stream.submit(human("Two")), stream.submit(human("Three"))]));
    },
    { texts: ["One", "You said: One", "Two", "You said: Two", "Three", "You said: Three"] },
  ),
  step(
    "useStream pairs the calls of tools with their results",
    { assistantId: "toolcall" },
    async (page) => {
      await page.submit(human("Weather?"));
      return page.stream.toolCalls;
    },
    {
      texts: ["Weather?", "", "sunny in Paris", "The weather: sunny in Paris"],
      result: [{ call: { name: "get_weather" }, result: { content: "sunny in Paris" }, state: "completed" }],
    },
  ),
  step(
    "useStream shows the progress of a tool",
    { assistantId: "blocks", onToolEvent: () => {} },
    async (page) => {
      await page.submit(human("Owl?"));
      return page.stream.toolProgress;
    },
    { result: [{ name: "lookup", state: "completed", data: "for the owl" }] },
  ),
  step(
    "useStream shows an interrupt, and resumes it by a command",
    { assistantId: "interrupt" },
    async (page) => {
      await page.submit({ request: "lunch" });
      const { interrupts } = page.shown;
      await page.submit(undefined, { command: { resume: "yes" } });
      return interrupts;
    },
    {
      result: [{ value: { question: 'Approve "lunch"?' } }],
      interrupts: [],
      values: { answer: "yes", done: true },
    },
  ),
  step(
    "useStream resumes by a command that has an empty input beside it",
    { assistantId: "interrupt" },
    async (page) => {
      await page.submit({ request: "lunch" });
      await page.submit({}, { command: { resume: "yes" } });
    },
    { interrupts: [], values: { answer: "yes", done: true } },
  ),
  step(
    "useStream answers two interrupts by their ids",
    { assistantId: "interrupts" },
    async (page) => {
      await page.submit({});
      const answers = page.stream.interrupts.map(({ id, value }) => [id, `${String(value)} yes`]);
      await page.submit(null, { command: { resume: Object.fromEntries(answers) as object } });
    },
    { values: { left: "left? yes", right: "right? yes" } },
  ),
  step(
    "useStream pauses before a node, and goes on without input",
    { assistantId: "nested", fetchStateHistory: true },
    async (page) => {
      await page.submit({ path: "a" }, { interruptBefore: ["after"] });
      const { interrupts } = page.shown;
      await page.submit(null);
      return interrupts;
    },
    { result: [{ when: "breakpoint" }], interrupts: [], values: { path: "a > before > inside > after" } },
  ),
  step(
    "useStream shows the failure of a run",
    { assistantId: "thrower" },
    (page) => page.submit({ message: "no" }),
    {
      error: { error: "TypeError", message: "no" },
      calls: [
        ["onCreated", {}],
        ["onError", { error: "TypeError", message: "no" }, {}],
      ],
      isLoading: false,
    },
  ),
  step(
    "useStream shows an HTTP error",
    { assistantId: "nowhere" },
    (page) => page.submit({}),
    { error: unknownGraph, calls: [["onError", unknownGraph]] },
    {
      ...unknownGraphHere,
      gives: { error: unknownGraphHere.gives, calls: [["onError", unknownGraphHere.gives]] },
    },
  ),
  step(
    "useStream streams subgraphs with their namespaces",
    { assistantId: "team", onUpdateEvent: () => {} },
    (page) => page.submit(human("tea"), { streamSubgraphs: true }),
    {
      texts: ["tea", "Let me search", "tea", "Here it is"],
      calls: [
        ["onCreated", {}],
        ["onUpdateEvent", { think: {} }, { namespace: ["research:id 7"] }],
        ["onUpdateEvent", { search: {} }, { namespace: ["research:id 7"] }],
        ["onUpdateEvent", { research: {} }, {}],
        ["onUpdateEvent", { write: {} }, {}],
        ["onFinish", {}],
      ],
    },
  ),
  step(
    "useStream delivers custom events",
    { assistantId: "custom", onCustomEvent: () => {} },
    (page) => page.submit({ count: 2 }),
    {
      values: { count: 2 },
      calls: [
        ["onCreated", {}],
        ["onCustomEvent", { index: 0 }, {}],
        ["onCustomEvent", { index: 1 }, {}],
        ["onFinish", {}],
      ],
    },
  ),
  step(
    "useStream delivers the events of all other modes",
    {
      assistantId: "trivial",
      onMetadataEvent: () => {},
      onUpdateEvent: () => {},
      onDebugEvent: () => {},
      onCheckpointEvent: () => {},
      onTaskEvent: () => {},
      onLangChainEvent: () => {},
    },
    async (page) => {
      await page.submit({ value: 1 });
      return [...new Set(page.calls.map(([name]) => name))].sort();
    },
    {
      result: [
        "onCheckpointEvent",
        "onCreated",
        "onDebugEvent",
        "onFinish",
        "onLangChainEvent",
        "onMetadataEvent",
        "onTaskEvent",
        "onUpdateEvent",
      ],
    },
  ),
  step(
    "useStream stops a run",
    { assistantId: "chat", onStop: () => {} },
    async (page, client) => {
      const { end } = await begin(page);
      await page.act((stream) => stream.stop());
      await end;
      return statusOf(client, page.created);
    },
    {
      result: "interrupted",
      texts: ["Hi"],
      isLoading: false,
      calls: [
        ["onCreated", {}],
        ["onStop", {}],
      ],
    },
  ),
  step(
    "useStream stops a run that goes on without a page",
    { assistantId: "chat", reconnectOnMount: true },
    async (page, client) => {
      const { end } = await begin(page);
      await page.act((stream) => stream.stop());
      await end;
      return statusOf(client, page.created);
    },
    { result: "interrupted", texts: ["Hi"], isLoading: false },
  ),
  step(
    "useStream cancels a run for the next one",
    { assistantId: "chat" },
    async (page, client) => {
      const { end } = await begin(page);
      await page.submit({ ...human("Ho"), n: 1, ms: 1 }, { multitaskStrategy: "interrupt" });
      await end;
      return statusOf(client, page.created);
    },
    { result: "interrupted", texts: ["Hi", "Ho", "Ho0 "], isLoading: false },
  ),
  step(
    "useStream sends the options of a run",
    { assistantId: "agent" },
    async (page, client) => {
      const config = { tags: ["a"], recursion_limit: 9 };
      const threadId = crypto.randomUUID();
      await page.submit(human("Hi"), { threadId, config, metadata: { who: "me" }, durability: "exit" });
      const { metadata, kwargs } = (await client.runs.get(threadId, page.created.run_id)) as never;
      return { metadata, kwargs };
    },
    { result: { metadata: { who: "me" }, kwargs: { config: { tags: ["a"], recursion_limit: 9 } } } },
  ),
]);
