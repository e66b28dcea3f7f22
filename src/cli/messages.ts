/** LangChain's messages, as servers describe them: the client has types of its own for them. */
import { find, isObject } from "./json.js";
import type { Json, JsonObject } from "./json.js";

/** The client's type for each `type` that a message can have. */
const TYPES: Readonly<Record<string, string>> = {
  human: "HumanMessage",
  ai: "AIMessage",
  tool: "ToolMessage",
  system: "SystemMessage",
  developer: "DeveloperMessage",
  function: "FunctionMessage",
  remove: "RemoveMessage",
  AIMessageChunk: "AIMessageChunk",
};
/** Messages on the wire that are only part of what a model says; states hold whole ones. */
const OTHERS = new Set(["chat", "ChatMessageChunk"]);

/** The types of the client that schemas may refer to. */
export const clientTypes: readonly string[] = [...Object.values(TYPES), "Message", "MessageInput"];

/** The client's type for a definition that is a message. */
export function messageType(name: string, schema: Json | undefined): string | undefined {
  if (/^BaseMessage(Like)?(<.*)?$/s.test(name)) return "Message";
  const type = find(schema, ["properties", "type"]);
  const values = [type?.["const"], type?.["default"], ...(Array.isArray(type?.["enum"]) ? type["enum"] : [])];
  const known = values.filter((value) => typeof value === "string");
  // A state may have a `type` too, but it is not called a message.
  if (!/Message(Chunk)?$/.test(name)) return undefined;
  const named = known.map((value) => TYPES[value]).find((each) => each !== undefined);
  const isOther = known.some((value) => OTHERS.has(value) || value.endsWith("MessageChunk"));
  return named ?? (isOther ? "Message" : undefined);
}

/** Whether a field says that it holds messages: LangGraph's JS library marks it so. */
export function isMarked(schema: JsonObject): boolean {
  return schema["langgraph_type"] === "messages";
}

/** A date inside a program, described by its methods: a string on the wire. */
export function isDate(schema: JsonObject): boolean {
  const { properties } = schema;
  return isObject(properties) && "toISOString" in properties && "getTime" in properties;
}
