/** Makes unique TypeScript names from the names that servers use. */
import { clientTypes } from "./messages.js";

/** `my-agent` -> `MyAgent`. */
export function pascal(text: string): string {
  const words = text.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const name = words.map((word) => word[0]?.toUpperCase() + word.slice(1)).join("");
  return /^\p{L}/u.test(name) ? name : `Graph${name}`;
}

/** Hands out each name once. */
export class Names {
  readonly #taken = new Set<string>([...clientTypes, "ApiPaths", "Graphs", "Partial", "Record", "paths"]);

  /** Takes the first wanted name that is free, else the last one with a number. */
  take(...wanted: [string, ...string[]]): string {
    let name = wanted.find((each) => !this.#taken.has(each)) ?? wanted[0];
    for (let count = 2; this.#taken.has(name); count += 1) name = `${wanted.at(-1)}${count}`;
    this.#taken.add(name);
    return name;
  }
}
