// Made by `langgraph-client types`. Do not edit it: run the command again.
import type { Message, MessageInput } from "langgraph-client";

/** The graphs of the deployment, by their ids: `new LangGraphClient<Graphs>()`. */
export interface Graphs {
  agent: {
    state: AgentState;
    input: AgentInput;
    update: AgentUpdate | null;
    nodes: "agent";
  };
  blocks: {
    state: BlocksState;
    input: BlocksInput;
    update: BlocksUpdate | null;
    nodes: "model" | "tools";
  };
  chat: {
    state: ChatState;
    input: ChatInput;
    update: ChatUpdate | null;
    nodes: "model" | "tools";
  };
  custom: {
    state: CustomState;
    input: CustomInput;
    update: Partial<CustomState> | null;
    nodes: "emit";
  };
  forget: {
    state: ForgetState;
    input: ForgetInput;
    update: ForgetUpdate | null;
    nodes: "clear" | "forget" | "greet";
  };
  interrupt: {
    state: InterruptState;
    input: InterruptInput;
    update: Partial<InterruptState> | null;
    nodes: "approve" | "finish";
  };
  interrupts: {
    state: InterruptsState;
    input: InterruptsInput;
    update: Partial<InterruptsState> | null;
    nodes: "ask_left" | "ask_right";
  };
  models: {
    state: ModelsState;
    input: ModelsInput;
    update: ModelsUpdate | null;
    nodes: "left" | "named" | "right" | "together" | "turns";
  };
  nested: {
    state: NestedState;
    input: NestedInput;
    update: Partial<NestedState> | null;
    nodes: "after" | "before" | "child";
  };
  orders: {
    state: OrdersState;
    input: OrdersInput;
    update: OrdersUpdate | null;
    nodes: "model" | "tools";
  };
  questions: {
    state: QuestionsState;
    input: QuestionsInput;
    update: Partial<QuestionsState> | null;
    nodes: "ask_both" | "ask_child" | "ask_one" | "ask_three" | "ask_twin" | "ask_two" | "work_long" | "work_short";
  };
  scripted: {
    state: ScriptedState;
    input: ScriptedInput;
    update: ScriptedUpdate | null;
    nodes: "model" | "tools";
  };
  slow: {
    state: SlowState;
    input: SlowInput;
    update: Partial<SlowState> | null;
    nodes: "tick";
  };
  team: {
    state: TeamState;
    input: TeamInput;
    update: TeamUpdate | null;
    nodes: "research" | "write";
  };
  thrower: {
    state: ThrowerState;
    input: ThrowerInput;
    update: Partial<ThrowerState> | null;
    nodes: "fail";
  };
  toolcall: {
    state: ToolcallState;
    input: ToolcallInput;
    update: ToolcallUpdate | null;
    nodes: "model" | "tools";
  };
  trivial: {
    state: TrivialState;
    input: TrivialInput;
    update: Partial<TrivialState> | null;
    nodes: "keep";
  };
}

export interface AgentState {
  messages: Message[];
}

export interface AgentInput {
  messages: MessageInput[];
}

export interface AgentUpdate {
  messages?: Message | Message[];
}

export interface BlocksState {
  messages: Message[];
}

export interface BlocksInput {
  messages: MessageInput[];
}

export interface BlocksUpdate {
  messages?: Message | Message[];
}

export interface ChatState {
  messages: Message[];
  n?: number;
  ms?: number;
  useTool?: boolean;
}

export interface ChatInput {
  messages: MessageInput[];
  n?: number;
  ms?: number;
  useTool?: boolean;
}

export interface ChatUpdate {
  messages?: Message | Message[];
  n?: number;
  ms?: number;
  useTool?: boolean;
}

export interface CustomState {
  count: number;
}

export interface CustomInput {
  count: number;
}

export interface ForgetState {
  messages: Message[];
}

export interface ForgetInput {
  messages: MessageInput[];
}

export interface ForgetUpdate {
  messages?: Message | Message[];
}

export interface InterruptState {
  request?: string;
  answer?: unknown;
  done?: boolean;
}

export interface InterruptInput {
  request?: string;
  answer?: unknown;
  done?: boolean;
}

export interface InterruptsState {
  left?: unknown;
  right?: unknown;
}

export interface InterruptsInput {
  left?: unknown;
  right?: unknown;
}

export interface ModelsState {
  messages: Message[];
}

export interface ModelsInput {
  messages: MessageInput[];
}

export interface ModelsUpdate {
  messages?: Message | Message[];
}

export interface NestedState {
  path: string;
}

export interface NestedInput {
  path: string;
}

export interface OrdersState {
  messages: Message[];
}

export interface OrdersInput {
  messages: MessageInput[];
}

export interface OrdersUpdate {
  messages?: Message | Message[];
}

export interface QuestionsState {
  ask?: string[];
  one?: unknown;
  two?: unknown;
  three?: unknown;
  left?: unknown;
  right?: unknown;
  twin?: unknown;
  both?: unknown;
  work?: unknown;
}

export interface QuestionsInput {
  ask?: string[];
  one?: unknown;
  two?: unknown;
  three?: unknown;
  left?: unknown;
  right?: unknown;
  twin?: unknown;
  both?: unknown;
  work?: unknown;
}

export interface ScriptedState {
  messages: Message[];
}

export interface ScriptedInput {
  messages: MessageInput[];
}

export interface ScriptedUpdate {
  messages?: Message | Message[];
}

export interface SlowState {
  ticks: number;
  delay_ms: number;
  done: number;
}

export interface SlowInput {
  ticks: number;
  delay_ms: number;
  done: number;
}

export interface TeamState {
  messages: Message[];
}

export interface TeamInput {
  messages: MessageInput[];
}

export interface TeamUpdate {
  messages?: Message | Message[];
}

export interface ThrowerState {
  message: string;
}

export interface ThrowerInput {
  message: string;
}

export interface ToolcallState {
  messages: Message[];
}

export interface ToolcallInput {
  messages: MessageInput[];
}

export interface ToolcallUpdate {
  messages?: Message | Message[];
}

export interface TrivialState {
  value?: unknown;
  seen?: boolean;
}

export interface TrivialInput {
  value?: unknown;
  seen?: boolean;
}
