/** The kind and the text of messages and chunks. */
import { describe, expect, test } from "vitest";
import { TextChunks, blocksOf, isModelMessage, textOf } from "../../../src/messages/text.js";
import type { MessageChunk } from "../../../src/messages/types.js";

describe("isModelMessage", () => {
  test.each([
    ["ai", true],
    ["AIMessageChunk", true],
    ["human", false],
    ["tool", false],
    ["system", false],
    ["remove", false],
  ])("the type %s is that of a model's message: %s", (type, expected) => {
    // The other fields do not matter.
    expect(isModelMessage({ type, content: "" } as MessageChunk)).toBe(expected);
  });
});

test.each<[string, unknown, unknown[]]>([
  ["text is one block", "Hi", [{ type: "text", text: "Hi" }]],
  ["an empty text gives no block", "", []],
  ["blocks are those of the message", [{ type: "reasoning" }], [{ type: "reasoning" }]],
  ["other content gives no block", null, []],
])("blocksOf: %s", (_, content, expected) => {
  expect(blocksOf({ content } as MessageChunk)).toEqual(expected);
});

describe("textOf", () => {
  test.each<[string, unknown, string]>([
    ["a string as it is", "a b", "a b"],
    [
      "the joined text blocks",
      [
        { type: "text", text: "a" },
        { type: "text", text: "b" },
      ],
      "ab",
    ],
    ["plain strings among the blocks", ["a", { type: "text", text: "b" }, "c"], "abc"],
    [
      "nothing for other blocks",
      [
        { type: "image_url", text: "x" },
        { type: "text", text: "a" },
      ],
      "a",
    ],
    ["nothing for a text block without a text", [{ type: "text" }], ""],
    ["an empty text for an empty list", [], ""],
    ["an empty text for null", null, ""],
    ["an empty text for missing content", undefined, ""],
  ])("returns %s", (_, content, expected) => {
    // Providers send more kinds of content than the types have.
    expect(textOf({ type: "ai", content } as MessageChunk)).toBe(expected);
  });
});

describe("TextChunks", () => {
  test.each<[rule: string, chunks: string[], expected: string[], end: string]>([
    ["joins the halves of a character", ["a\ud83d", "\ude00b"], ["a", "😀b"], ""],
    ["joins halves with empty chunks between them", ["\ud83d", "", "", "\ude00"], ["", "", "", "😀"], ""],
    ["replaces a first half that text follows", ["a\ud83d", "b"], ["a", "\ufffdb"], ""],
    ["replaces a second half that follows no first one", ["a", "\ude00b"], ["a", "\ufffdb"], ""],
    ["replaces a lone second half", ["\ude00"], ["\ufffd"], ""],
    ["replaces the first of two first halves", ["\ud83d", "\ud83d", "\ude00"], ["", "\ufffd", "😀"], ""],
    ["replaces a first half at the end", ["a\ud83d"], ["a"], "\ufffd"],
  ])("TextChunks %s", (_, chunks, expected, end) => {
    const text = new TextChunks();
    expect(chunks.map((each) => text.add(each))).toEqual(expected);
    expect(text.end()).toBe(end);
    expect(text.add("\ude00").charCodeAt(0)).toBe(0xfffd);
  });
});
