/** The programs of docs/chat.md, on the JS server. */
import "./redirect.js";
import { show } from "./page.js";
import { get } from "svelte/store";
import { effectScope } from "vue";
import { expect, test } from "vitest";
import { createChat } from "langgraph-client/chat";
import { client } from "../../examples/frameworks/client.js";
import { showChat } from "../../examples/frameworks/plain.js";
import { Chat } from "../../examples/frameworks/react.js";
import { Page } from "../../examples/frameworks/react-parts.js";
import { chat as svelteChat, isBusy } from "../../examples/frameworks/svelte.js";
import { useChat } from "../../examples/frameworks/vue.js";

test("a page without a framework shows the answer", async () => {
  const [list, form] = [document.createElement("div"), document.createElement("form")];
  form.append(document.createElement("input"));
  const leave = showChat(list, form);
  form.querySelector("input")!.value = "Hello";
  form.dispatchEvent(new window.Event("submit"));
  await expect.poll(() => list.children.length).toBe(2);
  await expect.poll(() => list.title).toBe("idle");
  leave();
});

test("a page in React sends what is written, and shows the answer", async () => {
  const page = show(<Chat />);
  await page.until((text) => text === "Send");
  document.querySelector("input")!.value = "Hello";
  page.click("Send");
  await page.until((text) => /^Hello.+Send$/.test(text));
  expect(document.querySelector("input")!.value).toBe("");
});

test("a component in React reads a part of the chat", async () => {
  const page = show(<Page />);
  await page.until((text) => text.includes("Say hello"));
  page.click("Say hello");
  await page.until((text) => text.includes("Hello") && !text.startsWith("Hello"));
});

test("a ref in Vue follows the chat until its scope is left", async () => {
  const chat = createChat(client, { assistantId: "agent" });
  const scope = effectScope();
  const snapshot = scope.run(() => useChat(chat))!;
  await chat.submit("Hello");
  // Within a frame.
  await expect.poll(() => snapshot.value).toBe(chat.getSnapshot());
  expect(snapshot.value.messages).toHaveLength(2);
  scope.stop();
  await chat.submit("Again");
  expect(snapshot.value.messages).toHaveLength(2);
});

test("a chat is a store of Svelte", async () => {
  const seen: boolean[] = [];
  const leave = isBusy.subscribe((is) => seen.push(is));
  await svelteChat.submit("Hello");
  expect(get(svelteChat).messages).toHaveLength(2);
  await expect.poll(() => seen).toEqual([false, true, false]);
  leave();
});
