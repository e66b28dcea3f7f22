/** Scenarios that a page with each hook passes through. */
import { LangGraphClient } from "langgraph-client";
import { expect, inject, test } from "vitest";
import type { Settings, Shown } from "./page.js";
import type { HookName, Open, Screen } from "./screen.js";

export interface Scenario {
  /** The title of the test, and of the row in docs/chat.md. */
  name: string;
  run(
    open: (settings: Omit<Settings, "apiUrl">) => Promise<Screen>,
    client: LangGraphClient,
  ): Promise<unknown>;
  /** The result with this package. */
  gives: unknown;
  /** The result with the official hook, if it is another one. */
  official?: { gives: unknown; there: string; here: string; because: string };
}

/** Makes two tests of each scenario: one with each hook. */
export function testScenarios(scenarios: readonly Scenario[], open: Open): void {
  const client = new LangGraphClient({ apiUrl: inject("serverUrl"), apiKey: null });
  const go = async ({ run }: Scenario, hook: HookName): Promise<unknown> =>
    comparable(await run((settings) => open(hook, settings), client));
  const rows = scenarios.map((scenario) => [scenario.name, scenario] as const);
  test.each(rows)("%s: this package", async (_, scenario) => {
    expect(await go(scenario, "ours")).toEqual(scenario.gives);
  });
  test.each(rows)("%s: the official hook", async (_, scenario) => {
    const { gives, official } = scenario;
    const result = await go(scenario, "official");
    expect(result).toEqual(official === undefined ? gives : official.gives);
    if (official) expect(result, "No difference, though it is listed").not.toEqual(gives);
  });
}

/** A copy as JSON, without the ids that the server gives, and with the number of an answer's words if all are there. */
function comparable(result: unknown): unknown {
  const text = JSON.stringify(result)
    .replace(/[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/g, "id")
    .replace(/([a-z])0 (?:\1\d+ )+/g, (words: string, name: string) => {
      const count = words.split(" ").length - 1;
      return words === wordsOf(name, count) ? `${name} in ${count} words` : words;
    });
  return JSON.parse(text) as unknown;
}

const wordsOf = (name: string, count: number): string =>
  Array.from({ length: count }, (_, index) => `${name}${index} `).join("");

/** The parts of a page that are not empty. Calls, values and the thread are left out. */
export function seen({ shown }: Screen): Partial<Shown> {
  const { threadId: _, values: __, calls: ___, ...rest } = shown;
  const isEmpty = (value: unknown) => value === false || (Array.isArray(value) && value.length === 0);
  return Object.fromEntries(Object.entries(rest).filter(([, value]) => !isEmpty(value)));
}
