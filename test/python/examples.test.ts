/** The examples that the JS server cannot run print on this server what their pages show. */
import { expect, inject, test } from "vitest";
import { ON_FAKE_SERVER } from "../../examples/programs.js";
import { textOf } from "../code/sources.js";
import { pages } from "../docs/pages.js";
import { outputOf, outputsOn } from "../examples/output.js";

const shown = new Map(pages.flatMap((page) => [...outputsOn(textOf(page))]));

test.each(ON_FAKE_SERVER)("the example %s prints on the Python server what its page shows", async (name) => {
  expect(await outputOf(name, inject("serverUrl"))).toBe(shown.get(name));
});
