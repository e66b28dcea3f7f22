import { build } from "./build.js";

export async function setup(): Promise<void> {
  await build();
}
