import type { Members } from "./messages.js";

const BASES: readonly (object | null)[] = [Object.prototype, null];

/** Lists the public members of an object and of its classes. Private ones start with `#`, which reflection does not see. */
export function membersOf(object: object): Members {
  const methods = new Set<string>();
  const getters = new Set<string>();
  for (let each = object; !BASES.includes(each); each = Object.getPrototypeOf(each) as object) {
    for (const [name, { get, value }] of Object.entries(Object.getOwnPropertyDescriptors(each))) {
      if (name === "constructor") continue;
      if (get !== undefined) getters.add(name);
      else if (typeof value === "function") methods.add(name);
    }
  }
  return { name: object.constructor.name, methods: [...methods], getters: [...getters] };
}
