/** The page of docs/chat-react.md, and the same one with the official hook. */
import "./redirect.js";
import "./slow-fetch.js";
import { show } from "./page.js";
import { LangGraphClient } from "langgraph-client";
import { beforeEach, describe, expect, inject, test } from "vitest";
import App from "../../examples/chat-react/App.js";
import OfficialApp from "./official/App.js";

const client = new LangGraphClient({ apiUrl: inject("serverUrl"), apiKey: null });
const apps = [
  ["this package", App],
  ["the official hook", OfficialApp],
] as const;

/** Sends a text as a user does. */
function send({ element, click }: ReturnType<typeof show>, text: string): void {
  element.querySelector("input")!.value = text;
  click("Send");
}

beforeEach(() => (location.hash = ""));

describe.each(apps)("a complete page with %s", (_, Page) => {
  // With the official hook, the list sometimes lacks the new thread on a busy machine.
  test("has a list of threads", { retry: Page === App ? 0 : 2 }, () => listsThreads(Page));
});

async function listsThreads(Page: typeof App): Promise<void> {
  const name = crypto.randomUUID();
  const page = show(<Page assistantId="chat" />);
  await page.until((text) => text.includes("New chat"));
  send(page, name);
  const isWhole = (text: string) => text.includes(`${name}39`);
  await page.until((text) => isWhole(text) && !text.includes("Stop"));
  await page.until(() => page.element.querySelector("nav")!.textContent.includes(name));
  page.click("New chat");
  await page.until((text) => !isWhole(text));
  expect(location.hash).toBe("");
  page.click(name);
  await page.until(isWhole);
}

test.each(apps)("a complete page with %s shows half a message after a reload", async (_, Page) => {
  const page = show(<Page assistantId="chat" />);
  await page.until((text) => text.includes("New chat"));
  send(page, "a");
  await page.until((text) => text.includes("a0 a1"));
  page.leave();
  const next = show(<Page assistantId="chat" />);
  await next.until((text) => text.includes("a0 a1 a2") && !text.includes("a39"));
  await next.until((text) => text.includes("a39") && !text.includes("Stop"));
});

test.each(apps)("a complete page with %s stops a run", async (_, Page) => {
  const page = show(<Page assistantId="chat" />);
  await page.until((text) => text.includes("New chat"));
  send(page, "a");
  await page.until((text) => text.includes("a0 a1") && text.includes("Stop"));
  page.click("Stop");
  await page.until((text) => !text.includes("Stop"));
  // The official hook stops reading before the server has cancelled the run.
  const statusOf = async () => (await client.runs.list(location.hash.slice(1)))[0]!.status;
  await expect.poll(statusOf).toBe("interrupted");
});

test.each(apps)("a complete page with %s shows an error", async (_, Page) => {
  location.hash = "00000000-0000-4000-8000-000000000000";
  const page = show(<Page assistantId="chat" />);
  await page.until((text) => text.includes("HTTP 404"));
});

test.each(apps)("a complete page with %s shows a message at once", async (_, Page) => {
  const page = show(<Page assistantId="chat" />);
  await page.until((text) => text.includes("New chat"));
  send(page, "a");
  await page.until(() => page.element.querySelectorAll("p").length === 1);
  expect(page.element.querySelector("p")!.textContent).toBe("a");
});
