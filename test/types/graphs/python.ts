// Made by `langgraph-client types`. Do not edit it: run the command again.
import type { Message, MessageInput } from "langgraph-client";

/** The graphs of the deployment, by their ids: `new LangGraphClient<Graphs>()`. */
export interface Graphs {
  agent: {
    state: AgentState;
    input: AgentInput;
    update: AgentUpdate | null;
  };
  custom: {
    state: CustomState;
    update: Partial<CustomState> | null;
  };
  interrupt: {
    state: InterruptState;
    update: Partial<InterruptState> | null;
  };
  interrupts: {
    state: InterruptsState;
    update: Partial<InterruptsState> | null;
  };
  nested: {
    state: NestedState;
    update: Partial<NestedState> | null;
  };
  slow: {
    state: SlowState;
    update: Partial<SlowState> | null;
  };
  thrower: {
    state: ThrowerState;
    update: Partial<ThrowerState> | null;
  };
  toolcall: {
    state: ToolcallState;
    input: ToolcallInput;
    update: ToolcallUpdate | null;
  };
  trivial: {
    state: TrivialState;
    update: Partial<TrivialState> | null;
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

export interface CustomState {
  count?: number;
}

export interface InterruptState {
  request?: string;
  answer?: unknown;
  done?: boolean;
}

export interface InterruptsState {
  left?: unknown;
  right?: unknown;
}

export interface NestedState {
  path?: string;
}

export interface SlowState {
  ticks?: number;
  delay_ms?: number;
  done?: number;
}

export interface ThrowerState {
  message?: string;
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
