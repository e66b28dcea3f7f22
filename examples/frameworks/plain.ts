import { textOf } from "langgraph-client";
import { createChat } from "langgraph-client/chat";
import { client } from "./client.js";

/** Shows a chat in a list, and sends what is written in a form. */
export function showChat(list: HTMLElement, form: HTMLFormElement): () => void {
  const chat = createChat(client, { assistantId: "agent" });
  const leave = chat.subscribe(({ messages, status, error }) => {
    list.replaceChildren(
      ...messages.map((message) => {
        const row = document.createElement("p");
        row.textContent = `${message.type}: ${textOf(message)}`;
        return row;
      }),
    );
    list.title = error === undefined ? status : String(error);
  });
  form.onsubmit = (event) => {
    event.preventDefault();
    const field = form.querySelector("input")!;
    void chat.submit(field.value);
    field.value = "";
  };
  return leave;
}
