/** The graphs of test/server/graphs, for the fake server. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Message, MessageChunk, ToolCall } from "langgraph-client";
import type { FakeGraph, FakeGraphs, NodeContext } from "langgraph-client/testing";

interface Conversation {
  messages: Message[];
}

type Chunk = Extract<MessageChunk, { type: "AIMessageChunk" | "ai" }>;

const textOf = (message: Message | undefined): string =>
  typeof message?.content === "string" ? message.content : "";
const callsOf = (message: Message | undefined): ToolCall[] =>
  message?.type === "ai" ? (message.tool_calls ?? []) : [];
const chunk = (fields: Partial<Chunk>): Chunk => ({ type: "AIMessageChunk", content: "", ...fields });
const spoken = (text: string): Chunk[] => text.split(/(?<= )/).map((content) => chunk({ content }));

const callChunks = (id: string, name: string, pieces: string[]): Chunk[] =>
  pieces.map((args, index) =>
    chunk({
      tool_call_chunks: [{ type: "tool_call_chunk", index: 0, args, ...(index === 0 && { id, name }) }],
    }),
  );

/** The tools run while the model calls them. */
const untilNoCall = (node: string, { messages }: Conversation): string | undefined => {
  if (node === "__start__" || node === "tools") return "model";
  return callsOf(messages.at(-1)).length > 0 ? "tools" : undefined;
};

const toolcall: FakeGraph<Conversation> = {
  nodes: {
    model: async ({ messages }, { send }) => {
      const last = messages.at(-1);
      const chunks =
        last?.type === "tool"
          ? spoken(`The weather: ${textOf(last)}`)
          : callChunks("call_weather", "get_weather", ['{"city": "', "Par", 'is"}']);
      return { messages: [await send(chunks)] };
    },
    tools: ({ messages }) => ({
      messages: callsOf(messages.at(-1)).map(({ id, name, args }) => ({
        type: "tool",
        tool_call_id: id,
        name,
        content: `sunny in ${String(args["city"])}`,
      })),
    }),
  },
  next: untilNoCall,
};

interface Script {
  chunks: Partial<Chunk>[];
  tags?: string[];
  id?: string;
}

const scripted: FakeGraph<Conversation> = {
  nodes: {
    model: async ({ messages }, { send }) => {
      const { chunks, id } = JSON.parse(textOf(messages[0])) as Script;
      if (messages.length > 1) return { messages: [await send(spoken("That is all"))] };
      const message = await send(chunks);
      return { messages: [id === undefined ? message : { type: "ai", content: message.content, id }] };
    },
    tools: ({ messages }) => ({
      messages: callsOf(messages.at(-1)).map(({ id = "", name }) => {
        const status = name === "broken" ? "error" : "success";
        return { type: "tool", tool_call_id: id, name, status, content: `${name}: ${status}` };
      }),
    }),
  },
  next: untilNoCall,
};

interface Chat extends Conversation {
  n?: number;
  ms?: number;
  useTool?: boolean;
}

interface Slow {
  ticks: number;
  delay_ms: number;
  done?: number;
}

const slow: FakeGraph<Slow> = {
  nodes: {
    tick: async ({ delay_ms, done = 0 }, { signal, write }) => {
      await sleep(delay_ms, undefined, { signal });
      write({ tick: done + 1 });
      return { done: done + 1 };
    },
  },
  next: (_, { done = 0, ticks }) => (done < ticks ? "tick" : undefined),
  initial: { done: 0 },
  schemas: {
    state_schema: { type: "object", properties: { ticks: {}, delay_ms: {}, done: {} } },
  },
};

const ask =
  (field: string, question: string) =>
  (_: unknown, { interrupt }: NodeContext) => ({
    [field]: interrupt(question),
  });
const later =
  (ms: number) =>
  async (_: unknown, { signal }: NodeContext) => {
    await sleep(ms, undefined, { signal });
    return { work: "done" };
  };
const allAtOnce = (nodes: FakeGraph["nodes"]): FakeGraph => ({
  nodes,
  next: (node) => (node === "__start__" ? Object.keys(nodes) : undefined),
});

const questions: FakeGraph<{ ask: string[] }> = {
  nodes: {
    ask_one: ask("one", "one?"),
    ask_two: ask("two", "two?"),
    ask_three: ask("three", "three?"),
    ask_child: allAtOnce({ ask_left: ask("left", "left?"), ask_right: ask("right", "right?") }),
    ask_twin: allAtOnce({ ask_up: ask("twin", "twin?") }),
    work_short: later(50),
    work_long: later(5_000),
  },
  next: (node, state) => (node === "__start__" ? state.ask : undefined),
};

const path = (name: string) => (state: { path: string }) => ({ path: `${state.path} > ${name}` });

const team: FakeGraph<Conversation> = {
  nodes: {
    research: {
      nodes: {
        think: async (_, { send }) => ({
          messages: [
            await send([
              ...spoken("Let me search"),
              ...callChunks("call_search", "search", ['{"for": "tea"}']),
            ]),
          ],
        }),
        search: ({ messages }, { interrupt, write }) => {
          const request = textOf(messages[0]);
          if (request === "fail") throw new TypeError("The search is down");
          if (request === "ask") interrupt("May I search?");
          write({ found: "tea" });
          return {
            messages: [{ type: "tool", tool_call_id: "call_search", name: "search", content: "tea" }],
          };
        },
      },
    },
    write: () => "Here it is",
  },
};

const chat: FakeGraph<Chat> = {
  nodes: {
    model: async ({ messages, n = 3, ms = 0, useTool = false }, { send, signal }) => {
      if (useTool && messages.at(-1)?.type === "human")
        return { messages: [await send(callChunks("call_clock", "clock", ["{}"]))] };
      const request = textOf(messages.findLast(({ type }) => type === "human"));
      const words = async function* () {
        for (let index = 0; index < n; index += 1) {
          if (ms > 0) await sleep(ms, undefined, { signal });
          yield `${request}${index} `;
        }
      };
      return { messages: [await send(words())] };
    },
    tools: () => ({
      messages: [{ type: "tool", tool_call_id: "call_clock", name: "clock", content: "noon" }],
    }),
  },
  next: untilNoCall,
};

const say = (text: string, ms = 5) =>
  async function* () {
    for (const word of [`${text} `, "one ", "two ", "three"]) {
      await sleep(ms);
      yield word;
    }
  };

const models: FakeGraph<Conversation> = {
  nodes: {
    turns: async (_, { send }) => ({ messages: [await send(say("first")()), await send(say("second")())] }),
    together: async (_, { send }) => ({
      messages: await Promise.all([send(say("third")()), send(say("fourth")())]),
    }),
    named: async (_, { send }) => ({
      messages: await Promise.all([send(say("fifth")()), send(say("sixth")())]),
    }),
    left: async (_, { send }) => ({ messages: [await send(say("left")())] }),
    right: async (_, { send }) => ({ messages: [await send(say("right")())] }),
  },
  next: (node) =>
    ({ __start__: "turns", turns: "together", together: "named", named: ["left", "right"] })[node],
};

const usage_metadata = { input_tokens: 3, output_tokens: 5, total_tokens: 8 };
const block = (fields: object): Partial<Chunk> => ({ content: [fields as { type: "text"; text: string }] });

const blocks: FakeGraph<Conversation> = {
  nodes: {
    model: async ({ messages }, { send }) => {
      if (messages.at(-1)?.type === "tool") {
        const audio = { type: "audio", index: 1, mime_type: "audio/wav" };
        return {
          messages: [
            await send([
              block({ type: "text", index: 0, text: "Listen: " }),
              block({ ...audio, data: "UklG" }),
              block({ ...audio, data: "RgAA" }),
            ]),
          ],
        };
      }
      return {
        messages: [
          await send([
            block({ type: "reasoning", index: 0, reasoning: "I should " }),
            block({ type: "reasoning", index: 0, reasoning: "look it up." }),
            block({ type: "text", index: 1, text: "One " }),
            block({ type: "text", index: 1, text: "moment" }),
            ...callChunks("call_lookup", "lookup", ['{"bird": ', '"owl"}']),
            { content: [], usage_metadata },
          ]),
        ],
      };
    },
    tools: async ({ messages }, { tool }) => ({
      messages: await Promise.all(
        callsOf(messages.at(-1)).map((call) =>
          tool(call, ({ bird }, report) => {
            report("Looking ");
            report(`for the ${String(bird)}`);
            return `The ${String(bird)} hoots`;
          }),
        ),
      ),
    }),
  },
  next: untilNoCall,
};

const hello = (id: string, content: string) => ({ type: "ai", id, content });

export const graphs: FakeGraphs = {
  agent: ({ messages }: Conversation) => `You said: ${textOf(messages.at(-1))}`,
  blocks,
  chat,
  custom: {
    nodes: {
      emit: ({ count }: { count: number }, { write }) => {
        for (let index = 0; index < count; index += 1) write({ index });
        return { count };
      },
    },
  },
  forget: {
    nodes: {
      greet: () => ({ messages: [hello("hello", "Hello"), hello("welcome", "Welcome")] }),
      forget: () => ({ messages: [{ type: "remove", id: "hello", content: "" }] }),
      clear: () => ({
        messages: [{ type: "remove", id: "__remove_all__", content: "" }, hello("again", "Hello again")],
      }),
    },
  },
  interrupt: {
    nodes: {
      approve: ({ request }: { request: string }, { interrupt }) => ({
        answer: interrupt({ question: `Approve "${request}"?` }),
      }),
      finish: () => ({ done: true }),
    },
  },
  interrupts: allAtOnce({ ask_left: ask("left", "left?"), ask_right: ask("right", "right?") }),
  models,
  nested: {
    nodes: { before: path("before"), child: { nodes: { inside: path("inside") } }, after: path("after") },
  },
  questions,
  scripted,
  slow,
  team,
  thrower: {
    nodes: {
      fail: ({ message }: { message: string }) => {
        throw new TypeError(message);
      },
    },
  },
  toolcall,
  trivial: { nodes: { keep: () => ({ seen: true }) } },
};
