/** The kind and the text of messages and chunks. */
import { describe, expect, test } from "vitest";
import { isModelMessage, textOf } from "../../../src/messages/text.js";
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
