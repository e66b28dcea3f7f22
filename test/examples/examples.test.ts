/** Runs every example against the real server, and compares its output with the page that shows it. `-u` writes the page. */
import { expect, inject, test } from "vitest";
import { ON_FAKE_SERVER, exampleNames } from "../../examples/programs.js";
import { root, textOf } from "../code/sources.js";
import { pages } from "../docs/pages.js";
import { OUTPUT, nameOf, outputOf, outputsOn } from "./output.js";

/** Programs whose output is not on a page, with their input and a part of their output. */
const OTHERS: Record<string, { input: string; output: string }> = {
  ask: { input: "y\n", output: "The order was sent: two pizzas" },
  "chat-terminal": { input: "Hello\nGoodbye\n", output: "You said: Goodbye" },
};

const showing = pages.filter((page) => outputsOn(textOf(page)).size > 0);

test.each(showing)("the programs of %s print what it shows", { timeout: 60_000 }, async (page) => {
  const outputs = new Map<string, string>();
  for (const name of outputsOn(textOf(page)).keys()) {
    const url = ON_FAKE_SERVER.includes(name) ? undefined : inject("serverUrl");
    outputs.set(name, await outputOf(name, url));
  }
  const text = textOf(page).replace(
    OUTPUT,
    (_, link: string, file: string, code: string, fence: string) =>
      link + code + fence + outputs.get(nameOf(file)),
  );
  await expect(text).toMatchFileSnapshot(root + page);
});

test.each(Object.entries(OTHERS))("the program %s runs", async (name, { input, output }) => {
  expect(await outputOf(name, inject("serverUrl"), input)).toContain(output);
});

test("every example has an expected output", () => {
  const shown = pages.flatMap((page) => [...outputsOn(textOf(page)).keys()]);
  expect([...shown, ...Object.keys(OTHERS)].sort()).toEqual(exampleNames());
});
