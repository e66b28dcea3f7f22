import { isRecord } from "../checks.js";
import { STREAMED_TEXT, copyOf, keepLast, listOf, mergeFields, mergeList } from "./merge.js";
import { isModelMessage } from "./text.js";
import type { ContentBlock, InvalidToolCall, MessageChunk, MessageContent, ToolCall } from "./types.js";

/** True if two messages have the same content and tool calls. `state` is from a thread's state, `streamed` from its chunks. */
export function isSameMessage(streamed: MessageChunk, state: MessageChunk): boolean {
  if (!isSameContent(streamed.content, state.content)) return false;
  if (streamed.type === "tool" && state.type === "tool") return streamed.tool_call_id === state.tool_call_id;
  if (!isModelMessage(streamed) || !isModelMessage(state)) return streamed.type === state.type;
  return (
    isEqual(callsOf(streamed.tool_calls), callsOf(state.tool_calls)) &&
    isEqual(callsOf(streamed.invalid_tool_calls), callsOf(state.invalid_tool_calls))
  );
}

/** The servers describe an error of invalid calls that the client cannot know. */
function callsOf(calls: readonly (ToolCall | InvalidToolCall)[] | null | undefined): unknown[] {
  return (calls ?? []).map(({ name, args, id }) => [name ?? null, args ?? "", id ?? null]);
}

function isSameContent(
  streamed: MessageContent | null | undefined,
  state: MessageContent | null | undefined,
): boolean {
  if (streamed === state) return true;
  const [left, right] = [listOf(streamed), listOf(state)];
  return (
    areSameBlocks(left, right) ||
    areSameBlocks(mergedByIndex(left), right) ||
    areSameBlocks(left, withoutDeltas(right))
  );
}

/** The JS server keeps deltas, such as those of a tool's input, as blocks of their own. */
function withoutDeltas(blocks: readonly ContentBlock[]): ContentBlock[] {
  const merged: ContentBlock[] = [];
  mergeList(merged, copyOf(blocks), keepLast);
  return merged;
}

function areSameBlocks(streamed: readonly ContentBlock[], state: readonly ContentBlock[]): boolean {
  return streamed.length === state.length && streamed.every((block, index) => isGrown(block, state[index]));
}

/** The Python server merges blocks with the same index, although their types differ. The type of the first remains. */
function mergedByIndex(blocks: readonly ContentBlock[]): ContentBlock[] {
  const merged: ContentBlock[] = [];
  for (const block of blocks) {
    const { index } = block;
    const same = index === undefined ? undefined : merged.find((other) => other.index === index);
    if (same === undefined) merged.push(copyOf(block));
    else mergeFields(same, { ...block, type: same.type }, keepLast);
  }
  return merged;
}

/** True if the values are equal, except that the state concatenates strings that each chunk repeats. */
function isGrown(streamed: unknown, state: unknown, name?: string): boolean {
  // The servers keep the index of some blocks, and omit that of others.
  if (name === "index") return true;
  if (typeof streamed === "string" && typeof state === "string") {
    if (streamed === state || (name !== undefined && STREAMED_TEXT.has(name))) return streamed === state;
    const count = state.length / streamed.length;
    return streamed !== "" && Number.isInteger(count) && streamed.repeat(count) === state;
  }
  return isEqual(streamed, state, isGrown);
}

type Comparison = (left: unknown, right: unknown, name?: string) => boolean;

/** Compares JSON values. */
function isEqual(left: unknown, right: unknown, equal: Comparison = (a, b) => isEqual(a, b)): boolean {
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((item, index) => equal(item, right[index]));
  }
  if (!isRecord(left) || !isRecord(right)) return left === right;
  const names = new Set([...Object.keys(left), ...Object.keys(right)]);
  // A missing field equals null.
  return [...names].every((name) => equal(left[name] ?? undefined, right[name] ?? undefined, name));
}
