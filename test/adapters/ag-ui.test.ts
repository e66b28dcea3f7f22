/** AG-UI's LangGraphAgent, which turns the events of a run into those of its own protocol. */
import type { BaseEvent, RunAgentParameters } from "@ag-ui/client";
import { LangGraphAgent } from "@ag-ui/langgraph";
import { expect, inject } from "vitest";
import type { AnyClient } from "./clients.js";
import { compare, type Step } from "./compare.js";

type Event = BaseEvent & { rawEvent?: unknown };

/** An agent on a new thread, which collects its events. */
class Agent extends LangGraphAgent {
  readonly events: Event[] = [];

  constructor(client: AnyClient, graphId: string) {
    super({ client, graphId, deploymentUrl: inject("serverUrl"), threadId: crypto.randomUUID() });
  }

  /** Adds a message of the user. */
  says(content: string): this {
    this.addMessage({ id: `user ${this.messages.length}`, role: "user", content });
    return this;
  }

  async go(params?: RunAgentParameters, onEvent?: (event: Event) => void): Promise<void> {
    await this.runAgent(params, {
      onEvent: ({ event }) => {
        this.events.push(event);
        onEvent?.(event);
      },
    });
  }
}

/** This client's events say their mode and namespace; one step asserts it for all. */
function withoutOwnFields(event: Event): Event {
  const { rawEvent } = event;
  if (typeof rawEvent !== "object" || rawEvent === null || !("namespace" in rawEvent)) return event;
  return { ...event, rawEvent: { ...rawEvent, type: undefined, namespace: undefined } };
}

/** The types of events that matter to a reader, without repetitions. */
function storyOf(events: readonly Event[]): string[] {
  const types: string[] = events.map(({ type }) => type);
  const isTold = (type: string) => !/^(RAW|.*_SNAPSHOT|STEP_.*)$/.test(type);
  return types.filter(isTold).filter((type, index, told) => type !== told[index - 1]);
}

/** A step that gets an agent. Its result is all that the agent tells. */
function step(
  does: string,
  graphId: string,
  run: (agent: Agent, client: AnyClient) => Promise<unknown>,
  gives: { story: string[]; contents?: unknown[]; [name: string]: unknown },
): Step {
  const go: Step["run"] = async (newClient) => {
    const client = newClient();
    const agent = new Agent(client, graphId);
    const result = await run(agent, client).catch((error: unknown) => error);
    const { messages, state, events } = agent;
    const contents = messages.map((message) => ("content" in message ? message.content : undefined));
    // The agent reads snapshots while the graph works: their content depends on the time. The last ones are in the result.
    const all = events.filter(({ type }) => !type.endsWith("_SNAPSHOT")).map(withoutOwnFields);
    return { result, contents, story: storyOf(events), messages, state: state as unknown, events: all };
  };
  return { does, run: go, gives };
}

const TEXT = ["TEXT_MESSAGE_START", "TEXT_MESSAGE_CONTENT", "TEXT_MESSAGE_END"];
const TURN = ["RUN_STARTED", ...TEXT, "RUN_FINISHED"];

compare([
  step("LangGraphAgent streams the answer of a model", "agent", (agent) => agent.says("Hi").go(), {
    story: TURN,
    contents: ["Hi", "You said: Hi"],
  }),
  step(
    "LangGraphAgent continues a conversation",
    "agent",
    async (agent) => {
      await agent.says("One").go();
      await agent.says("Two").go();
    },
    { story: [...TURN, ...TURN], contents: ["One", "You said: One", "Two", "You said: Two"] },
  ),
  step(
    "LangGraphAgent runs again from an edited message",
    "agent",
    async (agent) => {
      await agent.says("One").go();
      await agent.says("Two").go();
      agent.messages = [{ id: "user 0", role: "user", content: "Zero" }];
      await agent.go();
    },
    { story: [...TURN, ...TURN, ...TURN] },
  ),
  step("LangGraphAgent streams the calls of tools", "toolcall", (agent) => agent.says("Weather?").go(), {
    story: ["RUN_STARTED", "TOOL_CALL_START", "TOOL_CALL_ARGS", "TOOL_CALL_END", ...TEXT, "RUN_FINISHED"],
  }),
  step(
    "LangGraphAgent streams reasoning, text and a tool's result",
    "blocks",
    (agent) => agent.says("?").go(),
    {
      story: [
        "RUN_STARTED",
        "REASONING_START",
        "REASONING_MESSAGE_START",
        "REASONING_MESSAGE_CONTENT",
        "REASONING_MESSAGE_END",
        "REASONING_END",
        ...TEXT,
        "TOOL_CALL_START",
        "TOOL_CALL_ARGS",
        "TOOL_CALL_END",
        "TOOL_CALL_RESULT",
        ...TEXT,
        "RUN_FINISHED",
      ],
    },
  ),
  step(
    "LangGraphAgent resumes an interrupt by a command",
    "interrupt",
    async (agent) => {
      agent.state = { request: "lunch" };
      await agent.go();
      await agent.go({ forwardedProps: { command: { resume: "yes" } } });
    },
    {
      story: ["RUN_STARTED", "CUSTOM", "RUN_FINISHED", "RUN_STARTED", "RUN_FINISHED"],
      state: { request: "lunch", answer: "yes", done: true },
    },
  ),
  step(
    "LangGraphAgent resumes an interrupt of a subgraph by its id",
    "team",
    async (agent) => {
      agent.emitInterruptOutcome = true;
      await agent.says("ask").go();
      const answers = agent.pendingInterrupts.map(({ id }) => ({ interruptId: id, payload: "yes" }));
      await agent.go({ resume: answers.map((answer) => ({ ...answer, status: "resolved" as const })) });
    },
    {
      story: ["RUN_STARTED", ...TEXT, "CUSTOM", "RUN_FINISHED", ...TURN],
      contents: ["ask", "Let me search", "tea", "Here it is"],
    },
  ),
  step(
    "LangGraphAgent tells the failure of a run",
    "thrower",
    async (agent) => {
      agent.state = { message: "no" };
      await agent.go();
    },
    {
      story: ["RUN_STARTED", "RUN_ERROR"],
      events: expect.arrayContaining([expect.objectContaining({ message: "no" })]),
    },
  ),
  step("LangGraphAgent streams the messages of subgraphs", "team", (agent) => agent.says("tea").go(), {
    story: ["RUN_STARTED", ...TEXT, ...TEXT, "RUN_FINISHED"],
    contents: ["tea", "Let me search", "tea", "Here it is"],
  }),
  step("LangGraphAgent tells that a graph is unknown", "nowhere", (agent) => agent.says("Hi").go(), {
    story: ["RUN_ERROR"],
  }),
  step(
    "LangGraphAgent cancels the run when it aborts",
    "chat",
    async (agent, client) => {
      agent.state = { n: 1_000, ms: 10 };
      const run = agent.says("Hi").go(undefined, ({ type }) => {
        if (String(type) === "TEXT_MESSAGE_CONTENT") agent.abortRun();
      });
      const error = await run.catch((reason: unknown) => reason);
      // The next event may arrive before or after the abort.
      agent.events.splice(0, Infinity, ...agent.events.filter(({ type }) => String(type) !== "RAW"));
      return { error, statuses: (await client.runs.list(agent.threadId)).map(({ status }) => status) };
    },
    {
      story: ["RUN_STARTED", "TEXT_MESSAGE_START", "TEXT_MESSAGE_CONTENT"],
      contents: ["Hi", "Hi0 "],
      result: { statuses: ["interrupted"] },
    },
  ),
  {
    does: "LangGraphAgent passes the events on as the client gave them",
    run: async (newClient) => {
      const agent = new Agent(newClient(), "agent");
      await agent.says("Hi").go();
      return agent.events.find(({ rawEvent }) => rawEvent !== undefined)?.rawEvent;
    },
    gives: { event: "events" },
    differs: {
      because: "An event also has the name of its mode and its namespace.",
      gives: { event: "events", type: "events", namespace: [] },
    },
  },
]);
