import { readFile } from "node:fs/promises";
import { LangGraphClient, blocksOf, textOf, type Message } from "langgraph-client";

const client = new LangGraphClient<{ agent: { state: { messages: Message[] } } }>({
  apiUrl: "http://localhost:2024",
});
const { thread_id: threadId } = await client.threads.create();

// A file becomes text in base64. In a browser, `FileReader.readAsDataURL` makes the whole URL.
const image = await readFile("docs/images/chat-phone.png", "base64");
const question = {
  role: "user",
  content: [
    { type: "text", text: "What is in this image?" },
    { type: "image_url", image_url: { url: `data:image/png;base64,${image}` } },
  ],
};
const { values } = await client.runs.stream(threadId, "agent", { input: { messages: [question] } }).final();

for (const message of values.messages) {
  const types = blocksOf(message).map(({ type }) => type);
  console.log(`${message.type}: ${textOf(message)} (${types.join(", ")})`);
}
