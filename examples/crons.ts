import { LangGraphClient } from "langgraph-client";

const client = new LangGraphClient({ apiUrl: "http://localhost:2024" });
const { thread_id: threadId } = await client.threads.create();

const digest = await client.crons.createForThread(threadId, "agent", {
  schedule: "0 8 * * 1-5", // minute, hour, day, month, weekday
  timezone: "Europe/Paris",
  input: { messages: [{ role: "user", content: "Write the digest of yesterday" }] },
});
console.log("created:", digest.schedule, digest.timezone);

await client.crons.update(digest.cron_id, { schedule: "30 7 * * 1-5", enabled: false });
for (const { schedule, enabled } of await client.crons.search({ threadId }))
  console.log("found:", schedule, enabled ? "at work" : "paused");

await client.crons.delete(digest.cron_id); // runs that it has started go on
console.log("left:", await client.crons.count({ threadId }));
