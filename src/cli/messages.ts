/** Recognizes LangChain's messages in schemas, to replace them by the client's types. */
import { find, isObject } from "./json.js";
import type { Json, JsonObject } from "./json.js";

/** The client's type for each value of a message's `type`. */
const TYPES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    human: "HumanMessage",
    ai: "AIMessage",
    tool: "ToolMessage",
    system: "SystemMessage",
    developer: "DeveloperMessage",
    function: "FunctionMessage",
    remove: "RemoveMessage",
    AIMessageChunk: "AIMessageChunk",
  }),
);
/** Values of `type` without a type of their own in the client: they become `Message`. */
const OTHERS = new Set(["chat", "ChatMessageChunk"]);

/** The client's types that can replace a schema. */
export const clientTypes: readonly string[] = [...TYPES.values(), "Message", "MessageInput"];

/** The client's type for a definition; `undefined` unless it is a message. */
export function messageType(name: string, schema: Json | undefined): string | undefined {
  if (/^BaseMessage(Like)?(<.*)?$/s.test(name)) return "Message";
  const type = find(schema, ["properties", "type"]);
  const values = [type?.["const"], type?.["default"], ...(Array.isArray(type?.["enum"]) ? type["enum"] : [])];
  const known = values.filter((value) => typeof value === "string");
  // A graph's own schema may have a `type` too, so that the name decides.
  if (!/Message(Chunk)?$/.test(name)) return undefined;
  const named = known.map((value) => TYPES.get(value)).find((each) => each !== undefined);
  const isOther = known.some((value) => OTHERS.has(value) || value.endsWith("MessageChunk"));
  return named ?? (isOther ? "Message" : undefined);
}

/** True for a field that LangGraph's JS library has marked as a list of messages. */
export function isMarked(schema: JsonObject): boolean {
  return schema["langgraph_type"] === "messages";
}

/** True for a JS `Date` that a parser described by its methods. On the wire it is a string. */
export function isDate(schema: JsonObject): boolean {
  const { properties } = schema;
  return (
    isObject(properties) && Object.hasOwn(properties, "toISOString") && Object.hasOwn(properties, "getTime")
  );
}
