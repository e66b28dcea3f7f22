/** Chunks of several messages without an id: which remain once the text of one message is known. */
import { expect, test } from "vitest";
import { HeldChunks } from "../../../src/parts/held-chunks.js";
import { Random } from "../../helpers/random.js";

const random = new Random();

function heldAfter(chunks: readonly string[], ...removed: (string | undefined)[]): string | undefined {
  const held = new HeldChunks();
  for (const chunk of chunks) held.add(chunk);
  for (const text of removed) held.remove(text);
  return held.text;
}

test.each<[rule: string, chunks: string[], removed: (string | undefined)[], rest: string | undefined]>([
  ["are all of them if nothing was removed", ["a", "b"], [], "ab"],
  ["are those of the other message", ["a", "x", "b", "y"], ["ab"], "xy"],
  ["are empty if all belong to the message", ["a", "b"], ["ab"], ""],
  ["are all if the message has no further text", ["a", "b"], [""], "ab"],
  ["are known if equal chunks follow each other", ["one ", "one ", "two ", "two "], ["one two "], "one two "],
  [
    "are unknown if the rest depends on which of two equal chunks is removed",
    ["a", "b", "a"],
    ["a"],
    undefined,
  ],
  ["are known if both ways leave the same text", ["ab", "a", "b"], ["ab"], "ab"],
  ["are unknown if the text is not in the chunks", ["a", "b"], ["c"], undefined],
  ["are unknown if the text ends within a chunk", ["ab"], ["a"], undefined],
  ["are unknown if the text is longer than the chunks", ["ab"], ["abc"], undefined],
  ["are unknown without the text", ["a"], [undefined], undefined],
  ["are those of the third message", ["a", "x", "1", "b", "y", "2"], ["ab", "12"], "xy"],
  ["stay unknown", ["a", "b", "a"], ["a", "ba"], undefined],
  ["may be empty", ["a", "", "b"], ["a"], "b"],
])("held chunks %s", (_, chunks, removed, rest) => {
  expect(heldAfter(chunks, ...removed)).toBe(rest);
});

test("more than 2,000 held chunks are not told apart", () => {
  const chunks = Array.from({ length: 2_000 }, (_, index) => (index % 2 === 0 ? "a" : "b"));
  expect(heldAfter(chunks, "a".repeat(1_000))).toBe("b".repeat(1_000));
  expect(heldAfter([...chunks, "a"], "a".repeat(1_001))).toBeUndefined();
});

test("a known rest is the text of the other message, whatever the chunks", () => {
  const cut = () => Array.from({ length: random.between(0, 5) }, () => random.pick(["a", "b", "ab", "ba"]));
  let known = 0;
  for (let run = 0; run < 2_000; run += 1) {
    const [left, right] = [cut(), cut()];
    const rest = [left, right].map((list) => [...list]);
    const mixed: string[] = [];
    while (rest.some((list) => list.length > 0)) {
      mixed.push(...random.pick(rest.filter((list) => list.length > 0)).splice(0, 1));
    }
    const held = heldAfter(mixed, left.join(""));
    if (held !== undefined) known += 1;
    expect([undefined, right.join("")]).toContain(held);
  }
  expect(known).toBeGreaterThan(500);
});
