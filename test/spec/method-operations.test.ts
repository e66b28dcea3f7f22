/** The reader of src/ on a small client that has every way to name an operation. */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "../../scripts/pack.js";
import { methodOperations } from "../../scripts/method-operations.js";

const FILES: Record<string, string> = {
  "index.ts": `export { LangGraphClient } from "./client.js";`,
  "client.ts": `
import { ThingsClient } from "./resources/things.js";
import { Other } from "./runs/other.js";
export class LangGraphClient<T = {}> { things = new ThingsClient<T>(); other = new Other(); }`,
  "types.ts": `
export interface Params { "GET /things": { limit?: number }; "POST /things": { name: string } }
export interface List extends Omit<Params["GET /things"], "offset"> {}
export type Post = Params["POST /things"];`,
  "transport/send.ts": `
export const send = (key: string) => (["GET /transport"].includes(key) ? "GET /transport" : key);`,
  "runs/other.ts": `
import { send } from "../transport/send.js";
export const TABLE = { "GET /table": true };
export const KEYS = { read: "GET /constant" } as const;
export function helper(read: boolean) { const key = read ? KEYS.read : "POST /helper"; return send(key); }
class Base { base() { return "GET /base"; } }
export class Other extends Base { run() { return "GET /class"; } }`,
  "resources/things.ts": `
import { Other, TABLE, helper } from "../runs/other.js";
import { send } from "../transport/send.js";
import type { List, Post, Params } from "../types.js";
export class ThingsClient<T> {
  list(options?: List): string;
  list(options: List & { all: true }): string;
  list(options?: List) { return send("GET /things"); }
  iterate(options?: List) { return [1].map(() => this.list(options)); }
  borrowed(options: List) { return send("POST /things"); }
  create(options: Post) { const open = () => this.#send(); return { open }; }
  helped() { return helper(true); }
  made() { return new Other(); }
  typeOnly(options: Params["GET /things"]) { const value: keyof Params | "GET /type" | undefined = undefined; return value; }
  notAnOperation() { return [TABLE, "GET", "/things", "GET things", "LOOK /things"]; }
  private hidden() { return send("GET /hidden"); }
  #send() { return send("POST /things"); }
}`,
};

test("operations are found in literals, constants, functions and classes, however the method reaches them", async () => {
  await using folder = await temporaryFolder("methods");
  for (const [name, content] of Object.entries(FILES)) {
    await mkdir(join(folder.path, "src", name, ".."), { recursive: true });
    await writeFile(join(folder.path, "src", name), content);
  }
  expect(methodOperations(folder.path)).toEqual([
    { method: "things.list", calls: ["GET /things"], takes: ["GET /things"] },
    { method: "things.iterate", calls: ["GET /things"], takes: ["GET /things"] },
    { method: "things.borrowed", calls: ["POST /things"], takes: [] },
    { method: "things.create", calls: ["POST /things"], takes: ["POST /things"] },
    { method: "things.helped", calls: ["GET /constant", "POST /helper"], takes: [] },
    { method: "things.made", calls: ["GET /base", "GET /class"], takes: [] },
  ]);
}, 60_000);
