import { isRecord } from "../checks.js";
import type { ContentBlock, MessageContent } from "./types.js";

/** The fields of a JSON object. */
export type Fields = Record<string, unknown>;

/** Text fields that providers stream in chunks. All other strings keep their last value: many are repeated in every chunk. */
export const STREAMED_TEXT: ReadonlySet<string> = new Set([
  "args",
  "arguments",
  "code",
  "data",
  "input",
  "output",
  "partial_json",
  "reasoning",
  "reasoning_content",
  "refusal",
  "signature",
  "summary",
  "text",
  "thinking",
  "transcript",
]);

/** Numbers that identify or date a chunk: the servers do not add them up, either. */
const LAST_NUMBER: ReadonlySet<string> = new Set(["index", "created", "timestamp"]);

/** Combines a number of the message with that of a chunk. */
export type Add = (before: number, value: number) => number;

/** The rule of LangChain for JavaScript. */
export const addAll: Add = (before, value) => before + value;
/** The rule of LangChain for Python, which keeps a number that a chunk repeats. */
export const addDifferent: Add = (before, value) => (before === value ? before : before + value);
/** The rule for fields that are not counts. */
export const keepLast: Add = (_before, value) => value;

/** Merges a field of a chunk into a message. */
export function mergeField(into: Fields, name: string, value: unknown, add: Add): void {
  // Merging into `__proto__` would change all objects.
  if (value === null || value === undefined || name === "__proto__") return;
  const before = into[name];
  if (typeof before === "string" && typeof value === "string") {
    if (STREAMED_TEXT.has(name)) into[name] = before + value;
    else if (value !== "") into[name] = value;
  } else if (isRecord(before) && isRecord(value)) mergeFields(before, value, add);
  else if (Array.isArray(before) && Array.isArray(value)) mergeList(before, value, add);
  else if (typeof before === "number" && typeof value === "number") {
    into[name] = LAST_NUMBER.has(name) ? value : add(before, value);
  } else if (value !== "" || before === undefined) into[name] = copyOf(value);
}

/** Merges an object of a chunk into that of a message. */
export function mergeFields(into: Fields, from: Fields, add: Add): void {
  for (const name of Object.keys(from)) mergeField(into, name, from[name], add);
}

/** Merges the elements that continue one of the list, and appends the others. */
export function mergeList<Item>(into: Item[], from: readonly Item[], add: Add): void {
  for (const item of from) {
    const target = isRecord(item) ? continuedBy(into, item) : undefined;
    if (target === undefined) {
      // The list is changed by later chunks; the chunk is the caller's.
      into.push(copyOf(item));
      continue;
    }
    const { type } = target;
    // Both are JSON objects.
    mergeFields(target, item as Fields, add);
    // A delta does not change the type of its block.
    if (type !== undefined && type !== null) target["type"] = type;
  }
}

/** The latest element that an element of a chunk continues: the one with its index, or with its id where it has no index. */
function continuedBy(list: readonly unknown[], item: Fields): Fields | undefined {
  const index = item["index"] ?? undefined;
  const id = item["id"] || undefined;
  if (index === undefined && id === undefined) return undefined;
  return list.findLast((other): other is Fields => {
    if (!isRecord(other) || (other["index"] ?? undefined) !== index) return false;
    const isSame = index === undefined ? other["id"] === id : !(id && other["id"]) || other["id"] === id;
    return isSame && isSameName(other["name"], item["name"]) && isSameType(other["type"], item["type"]);
  });
}

function isSameName(before: unknown, name: unknown): boolean {
  return !before || !name || before === name;
}

/** Providers use one index for blocks of several types. A type such as `input_json_delta` continues any block of its index. */
function isSameType(before: unknown, type: unknown): boolean {
  return isSameName(before, type) || (typeof type === "string" && type.endsWith("_delta"));
}

/** The content of a message as a list of blocks. */
export function listOf(content: MessageContent | null | undefined): ContentBlock[] {
  if (typeof content !== "string") return Array.isArray(content) ? content : [];
  return content === "" ? [] : [{ type: "text", text: content }];
}

/** Appends the content of a chunk to that of a message, whose blocks it changes. */
export function mergeContent(left: MessageContent, right: MessageContent): MessageContent {
  if (typeof left === "string" && typeof right === "string") return left + right;
  const blocks = listOf(left);
  const last = blocks.at(-1);
  if (typeof right === "string" && last?.type === "text") {
    // Plain text continues the last text block.
    last.text = (last.text ?? "") + right;
  } else {
    mergeList(blocks, listOf(right), keepLast);
  }
  return blocks as MessageContent;
}

/** A deep copy. */
export function copyOf<T>(value: T): T {
  if (Array.isArray(value)) return value.map(copyOf) as T;
  if (!isRecord(value)) return value;
  const copy: Fields = { ...value };
  for (const name in copy) if (typeof copy[name] === "object") copy[name] = copyOf(copy[name]);
  return copy as T;
}
