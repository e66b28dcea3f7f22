/** Makes unique TypeScript names from the names that servers use. */
import { clientTypes } from "./messages.js";

/** Everything but the letters and digits of identifiers. Letters above U+FFFF need a recent target, and some are invisible. */
const SEPARATORS = /[^\p{ID_Start}\p{Nd}]|[\p{Default_Ignorable_Code_Point}\u{10000}-\u{10ffff}]/u;
/** Longer names are cut: each name is repeated in the names of its parts. */
const LONGEST = 100;

/** `my-agent` -> `MyAgent`. */
export function pascal(text: string): string {
  const words = text.slice(0, LONGEST).split(SEPARATORS).filter(Boolean);
  const name = words.map((word) => word[0]?.toUpperCase() + word.slice(1)).join("");
  return /^\p{ID_Start}/u.test(name) ? name : `Graph${name}`;
}

/** The source text of a member's name. */
export function memberName(name: string): string {
  const isPlain = !SEPARATORS.test(name.replace(/[_$]/g, "")) && /^[^\p{Nd}]/u.test(name);
  return isPlain ? name : JSON.stringify(name);
}

/** The file's own names, and those that openapi-typescript uses. */
const RESERVED = ["ApiPaths", "Blob", "Graphs", "Omit", "Partial", "Record", "WithRequired", "paths"];

/** Hands out each name once. */
export class Names {
  readonly #taken = new Set<string>([...clientTypes, ...RESERVED]);
  /** The number that the next clash of a name gets. */
  readonly #next = new Map<string, number>();

  /** Takes the first wanted name that is free, else the last one with a number. */
  take(...wanted: [string, ...string[]]): string {
    let name = wanted.find((each) => !this.#taken.has(each)) ?? wanted[0];
    const last = wanted.at(-1) ?? name;
    let count = this.#next.get(last) ?? 2;
    for (; this.#taken.has(name); count += 1) name = `${last}${count}`;
    this.#next.set(last, count);
    this.#taken.add(name);
    return name;
  }
}
