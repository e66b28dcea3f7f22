import { LangGraphClient } from "langgraph-client";

interface Profile {
  food: string;
}

const client = new LangGraphClient({ apiUrl: "http://localhost:2024" });

await client.store.putItem(["users", "ada"], "profile", { food: "pizza" });
await client.store.putItem(["users", "bob"], "profile", { food: "soup" });

const profile = await client.store.getItem<Profile>(["users", "ada"], "profile");
console.log(profile?.value.food);

const { items } = await client.store.searchItems<Profile>(["users"], { filter: { food: "soup" } });
for (const { namespace, key, value } of items) console.log(namespace.join("/"), key, value.food);

await client.store.deleteItem(["users", "ada"], "profile");
await client.store.deleteItem(["users", "bob"], "profile");
console.log(await client.store.getItem(["users", "ada"], "profile"));
