import { isRecord } from "../checks.js";
import type { Fields } from "./merge.js";
import { halfOf } from "./text.js";

/**
 * The text of a JSON object that arrives in chunks. It is parsed once, when its last brace arrives: parsing after each chunk
 * would take quadratic time.
 */
export class JsonObjectText {
  text = "";
  /** True if the text ends with the first half of a character. */
  endsInHalf = false;
  #depth = 0;
  #isInString = false;
  #isEscaped = false;
  #state: "blank" | "open" | "closed" | "invalid" = "blank";
  #value: Fields | undefined;

  /** Appends a chunk. Returns the object, once it is complete. */
  append(chunk: string): Fields | undefined {
    this.text += chunk;
    // Reading the end of the whole text would copy it.
    if (chunk !== "") this.endsInHalf = halfOf(chunk) !== "";
    for (let index = 0; index < chunk.length && this.#state !== "invalid"; index += 1) {
      const character = chunk[index];
      if (this.#isInString) this.#readString(character);
      else this.#read(character);
    }
    if (this.#state === "closed") this.#value ??= this.#parse();
    return this.#state === "closed" ? this.#value : undefined;
  }

  /** True if the text has nothing but space. */
  get isBlank(): boolean {
    return this.#state === "blank";
  }

  #readString(character: string | undefined): void {
    if (this.#isEscaped) this.#isEscaped = false;
    else if (character === "\\") this.#isEscaped = true;
    else if (character === '"') this.#isInString = false;
  }

  #read(character = ""): void {
    if (" \n\r\t".includes(character)) return;
    if (this.#state === "closed" || (this.#state === "blank" && character !== "{")) {
      this.#state = "invalid";
      return;
    }
    this.#state = "open";
    if (character === '"') this.#isInString = true;
    else if (character === "{" || character === "[") this.#depth += 1;
    else if (character === "}" || character === "]") this.#depth -= 1;
    if (this.#depth === 0) this.#state = "closed";
  }

  #parse(): Fields | undefined {
    try {
      const value: unknown = JSON.parse(this.text);
      if (isRecord(value)) return value;
    } catch {
      // The text is not JSON, although its braces match.
    }
    this.#state = "invalid";
    return undefined;
  }
}
