/** The example page of examples/chat in headless Chromium: each of its features, on the JS server behind its proxy. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { chromium, type Browser, type BrowserContextOptions, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { serveChatPage, type ChatPage } from "../../examples/server/chat-page.js";
import type { RunningServer } from "../server/child.js";
import { startServer } from "../server/start.js";
import { LAUNCH } from "./scenarios/chromium-screen.js";
import { networkTo } from "./scenarios/network.js";

let server: RunningServer;
let site: ChatPage;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer({ graphs: ["show"] }), chromium.launch(LAUNCH)]);
  site = await serveChatPage(server.url, undefined);
});
afterAll(async () => {
  await browser.close();
  await site[Symbol.asyncDispose]();
  await server.stop();
});

/** A tab with the page, and its network. */
async function open(options: BrowserContextOptions = {}, url = site.url) {
  const network = await networkTo(url);
  const context = await browser.newContext({ colorScheme: "light", ...options });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  await page.goto(network.url);
  const setOffline = async (isOffline: boolean) => {
    await context.setOffline(isOffline);
    network.setOffline(isOffline);
  };
  return { page, setOffline };
}

async function send(page: Page, text: string): Promise<void> {
  await page.getByLabel("Message", { exact: true }).fill(text);
  await page.getByRole("button", { name: "Send", exact: true }).click();
}

const click = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();
const status = (page: Page, text: string) => page.getByRole("status").getByText(text).waitFor();
const answer = (page: Page) => page.getByRole("article", { name: "Assistant" }).last();
const shows = (page: Page, text: string) => page.getByText(text).first().waitFor();

/** Sends a message, and waits for the end of its answer. */
async function ask(page: Page, text: string): Promise<void> {
  await send(page, text);
  await answer(page).waitFor();
  await status(page, "Ready");
}

/** Begins a long answer, and waits for its first words. */
async function begin(page: Page): Promise<void> {
  await send(page, "tell me a story");
  await shows(page, "The keeper waited");
}

const story = (page: Page) => answer(page).innerText();

/** Reads the whole story, and compares it with the one that a page shows that is loaded later. */
async function expectWholeStory(page: Page): Promise<void> {
  await shows(page, "The end.");
  await status(page, "Ready");
  const read = await story(page);
  expect(read.match(/waited at the end of the pier/g)).toHaveLength(6);
  await page.reload();
  await shows(page, "The end.");
  expect(await story(page)).toBe(read);
  expect(await page.getByRole("article").count()).toBe(2);
}

describe("the chat page", () => {
  test("shows Markdown while it arrives", async () => {
    const { page } = await open();
    await begin(page);
    await page.getByRole("heading", { name: "The lighthouse" }).waitFor();
    expect(await story(page)).not.toContain("The end.");
    await status(page, "Answering");
    await expectWholeStory(page);
  });

  test("shows tables and code", async () => {
    const { page } = await open();
    await ask(page, "help");
    expect(await page.getByRole("row").count()).toBe(6);
    expect(await page.locator("pre code").innerText()).toContain("for await");
  });

  test("shows a tool call with its arguments and its result", async () => {
    const { page } = await open();
    await ask(page, "weather in Oslo");
    const call = page.locator(".tool");
    expect(await call.innerText()).toMatch(/get_weather done[^]*"city": "Oslo"[^]*Sunny in Oslo, 21 °C\./);
  });

  test("shows the activity of a subgraph", async () => {
    const { page } = await open();
    await send(page, "research green tea");
    const activity = page.locator(".subgraph");
    await activity.getByText("running").waitFor();
    await activity.getByText('Reading a source about "green tea"').waitFor();
    await shows(page, "worth a closer look");
    await activity.getByText("completed").waitFor();
  });

  test("approves the action of an interrupt", async () => {
    const { page } = await open();
    await send(page, "order 2 pizzas");
    await status(page, "Waits for you");
    await page.reload();
    await click(page, "Approve");
    await answer(page).getByText("Ordered 2 × pizza.").waitFor();
    await status(page, "Ready");
    expect(await page.locator(".approval").count()).toBe(0);
  });

  test("edits the action of an interrupt", async () => {
    const { page } = await open();
    await send(page, "order 2 pizzas");
    await click(page, "Edit");
    await page.getByLabel("quantity").fill("3");
    await click(page, "Approve with changes");
    await answer(page).getByText("Ordered 3 × pizza.").waitFor();
  });

  test("rejects the action of an interrupt", async () => {
    const { page } = await open();
    await send(page, "order 2 pizzas");
    await click(page, "Reject");
    await page.locator(".tool.failed").getByText("Rejected: The user said no.").waitFor();
    await answer(page).getByText("Understood.").waitFor();
  });

  test("stops an answer, and keeps its beginning", async () => {
    const { page } = await open();
    await begin(page);
    await click(page, "Stop");
    await status(page, "Ready");
    expect(await story(page)).toContain("The keeper waited");
    expect(await story(page)).not.toContain("The end.");
    await ask(page, "weather in Rome");
    await answer(page).getByText("Sunny in Rome").waitFor();
  });

  test("shows why a run failed, and sends its message again", async () => {
    const { page } = await open();
    await send(page, "fail");
    await page.getByRole("alert").getByText("The agent failed: The model is overloaded.").waitFor();
    await click(page, "Retry");
    await shows(page, "I answer by");
    await status(page, "Ready");
    expect(await page.getByRole("article", { name: "You" }).count()).toBe(1);
  });

  test("answers a message again, on a branch of its own", async () => {
    const { page } = await open();
    await ask(page, "weather in Rome");
    await click(page, "Answer again");
    await shows(page, "2 / 2");
    await status(page, "Ready");
    await click(page, "Previous version");
    await shows(page, "1 / 2");
    await answer(page).getByText("Sunny in Rome").waitFor();
  });

  test("edits a message, and switches between its versions", async () => {
    const { page } = await open();
    await ask(page, "weather in Rome");
    await click(page, "Edit this message");
    await page.getByLabel("Edited message").fill("weather in Lima");
    await click(page, "Send edit");
    await answer(page).getByText("Sunny in Lima").waitFor();
    await shows(page, "2 / 2");
    await click(page, "Previous version");
    await answer(page).getByText("Sunny in Rome").waitFor();
    expect(await page.getByRole("article", { name: "You" }).innerText()).toContain("weather in Rome");
    await click(page, "Next version");
    await answer(page).getByText("Sunny in Lima").waitFor();
  });

  test("lists the threads, the newest first, and opens one", async () => {
    const { page } = await open();
    const titles = page.getByRole("navigation").locator("li .title");
    const first = (text: string) => titles.first().getByText(text).waitFor();
    await ask(page, "weather in Bern");
    await click(page, "New chat");
    await shows(page, "Ask something");
    await ask(page, "weather in Kyiv");
    await first("weather in Kyiv");
    expect((await titles.allInnerTexts()).slice(0, 2)).toEqual(["weather in Kyiv", "weather in Bern"]);
    await titles.nth(1).click();
    await answer(page).getByText("Sunny in Bern").waitFor();
    await page.goBack();
    await answer(page).getByText("Sunny in Kyiv").waitFor();
    await page.goForward();
    await answer(page).getByText("Sunny in Bern").waitFor();
    await ask(page, "weather in Baku");
    await first("weather in Bern");
  });

  test("continues an answer when the network is back", async () => {
    const { page, setOffline } = await open();
    await begin(page);
    await setOffline(true);
    await status(page, "Offline");
    await shows(page, "The answer continues when the connection is back.");
    expect(await story(page)).not.toContain("The end.");
    await setOffline(false);
    await expectWholeStory(page);
  });

  test("continues an answer after a reload", async () => {
    const { page } = await open();
    await begin(page);
    await page.reload();
    await shows(page, "The keeper waited");
    expect(await story(page)).not.toContain("The end.");
    await expectWholeStory(page);
  });

  test("has a light and a dark theme, and keeps the choice", async () => {
    const { page } = await open({ colorScheme: "dark" });
    const background = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    const dark = await background();
    await click(page, "Use the light theme");
    expect(await background()).toBe("rgb(255, 255, 255)");
    await page.reload();
    await click(page, "Use the dark theme");
    expect(await background()).toBe(dark);
  });

  test("is used by keyboard alone", async () => {
    const { page } = await open();
    const { keyboard } = page;
    // The page has loaded before React has drawn it.
    await page.locator("textarea:focus").waitFor();
    await keyboard.type("order 4 pizzas");
    await keyboard.press("Enter");
    await status(page, "Waits for you");
    for (const label of ["Reject", "Edit", "Approve"]) {
      await keyboard.press("Shift+Tab");
      expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(label);
    }
    await keyboard.press("Enter");
    await answer(page).getByText("Ordered 4 × pizza.").waitFor();
    await page.getByLabel("Message", { exact: true }).focus();
    await keyboard.type("tell me");
    await keyboard.press("Shift+Enter");
    await keyboard.type("a story");
    await keyboard.press("Enter");
    await shows(page, "The keeper waited");
    await keyboard.press("Escape");
    await status(page, "Ready");
    expect(await story(page)).not.toContain("The end.");
  });

  test("is used on a phone", async () => {
    const { page } = await open({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
    await ask(page, "help");
    const overflow = () =>
      page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(await overflow()).toBe(0);
    const nav = page.getByRole("navigation", { name: "Chats" });
    expect(await nav.isVisible()).toBe(false);
    await page.getByRole("button", { name: "Chats", exact: true }).tap();
    await nav.getByRole("button", { name: "New chat", exact: true }).tap();
    await shows(page, "Ask something");
    await nav.waitFor({ state: "hidden" });
    await ask(page, "weather in Rome");
    expect(await overflow()).toBe(0);
  });
});

describe("the chat page says what is wrong, and what to do,", () => {
  test("with a wrong key", async () => {
    await using locked = await startServer({ graphs: ["show"], auth: "auth" });
    await using wrong = await serveChatPage(locked.url, "a wrong key");
    const { page } = await open({}, wrong.url);
    await page
      .getByRole("alert")
      .getByText("The server refused the key. Correct LANGGRAPH_API_KEY")
      .waitFor();
    await using right = await serveChatPage(locked.url, "secret");
    const { page: other } = await open({}, right.url);
    await ask(other, "weather in Rome");
  });

  test("without a LangGraph server", async () => {
    const gone = await startServer({ graphs: ["show"] });
    await gone.stop();
    await using alone = await serveChatPage(gone.url, undefined);
    const { page } = await open({}, alone.url);
    const text = "The proxy cannot reach the LangGraph server. Start it, or correct its URL.";
    await page.getByRole("alert").getByText(text).waitFor();
  });
});

/** Starts `npm run demo -- --web` on a machine without a browser. Returns the process, and the first line that it prints. */
async function demo(env: NodeJS.ProcessEnv) {
  const file = fileURLToPath(new URL("../../examples/demo.ts", import.meta.url));
  // Without PATH, no program is found that opens a browser.
  const child = spawn(process.execPath, ["--import", "tsx", file, "--web"], {
    env: { ...process.env, PATH: "", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  onTestFinished(() => void child.kill());
  const ended = once(child, "exit") as Promise<[number | null]>;
  const printed = Promise.race([once(child.stdout, "data"), once(child.stderr, "data")]);
  return { child, ended, line: String(await printed).trim() };
}

describe("npm run demo -- --web", () => {
  test("prints the URL of the page if no browser can be opened, and ends with Ctrl+C", async () => {
    const { child, ended, line } = await demo({});
    const [url = ""] = /http:\S+\d/.exec(line) ?? [];
    expect(line).toBe(
      `The chat page is at ${url}. If no browser opens, open this address in one. Ctrl+C ends it.`,
    );
    const { page } = await open({}, url);
    await ask(page, "weather in Rome");
    child.kill("SIGINT");
    expect(await ended).toEqual([0, null]);
  });

  test("names PORT if the port is in use", async () => {
    const { port } = new URL(site.url);
    const { ended, line } = await demo({ PORT: port });
    expect(line).toContain(`PORT: cannot listen on port ${port}. Choose another one, or leave PORT out.`);
    expect(await ended).toEqual([1, null]);
  });
});

/** A picture for docs/images. */
const picture = (page: Page, name: string) =>
  page.screenshot({ path: fileURLToPath(new URL(`../../docs/images/${name}.png`, import.meta.url)) });

describe.runIf(process.env["SCREENSHOTS"] !== undefined)("pictures of the chat page", () => {
  const viewport = { width: 1_100, height: 720 };

  test.each(["light", "dark"] as const)("in the %s theme", async (colorScheme) => {
    await using fresh = await startServer({ graphs: ["show"] });
    await using shown = await serveChatPage(fresh.url, undefined);
    const { page } = await open({ colorScheme, viewport }, shown.url);
    for (const text of ["tell me a story", "order 2 pizzas", "weather in Paris"]) {
      await click(page, "New chat");
      await send(page, text);
      await page
        .getByRole("status")
        .getByText(/Ready|Waits for you/)
        .waitFor();
      await answer(page).waitFor();
      await page.getByRole("navigation").getByText(text).waitFor();
    }
    await ask(page, "research tea");
    await shows(page, "worth a closer look");
    await picture(page, `chat-${colorScheme}`);
    await page.getByRole("navigation").getByText("order 2 pizzas").click();
    await page.getByRole("button", { name: "Approve", exact: true }).waitFor();
    if (colorScheme === "light") await picture(page, "chat-interrupt");
  });

  test("on a phone", async () => {
    const { page } = await open({ viewport: { width: 390, height: 720 }, isMobile: true });
    await ask(page, "weather in Paris");
    await ask(page, "help");
    await shows(page, "I answer by");
    await picture(page, "chat-phone");
  });
});
