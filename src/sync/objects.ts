import { LangGraphError } from "../errors.js";
import { ROOT } from "./messages.js";

/**
 * The number of ended streams that are kept for `final()` and `cursor`. A script may open thousands before it returns to
 * the event loop, where the caller's thread would learn which of them it can release.
 */
const KEPT = 100;

interface Held {
  object: object;
  /** The object whose method returned this one, such as the stream of `text()`. */
  parent: number;
  /** True while a loop reads it. */
  isRead: boolean;
}

/** The objects of the client's thread that the caller's thread uses, by their numbers. */
export class Objects {
  readonly #held = new Map<number, Held>();
  readonly #ended = new Set<number>();
  #count = ROOT;

  constructor(client: object) {
    this.#held.set(ROOT, { object: client, parent: ROOT, isRead: false });
  }

  add(object: object, parent: number): number {
    this.#count += 1;
    this.#held.set(this.#count, { object, parent, isRead: false });
    return this.#count;
  }

  get(target: number): object {
    const held = this.#held.get(target);
    if (held !== undefined) return held.object;
    throw new LangGraphError(
      "This stream has ended, and many others have ended since. Read its result sooner.",
    );
  }

  isRead(target: number): boolean {
    return this.#held.get(target)?.isRead === true;
  }

  /** Notes that a loop has got an item, which comes from its stream. */
  read(target: number): void {
    const held = this.#held.get(target);
    if (held === undefined || held.isRead) return;
    held.isRead = true;
    this.read(held.parent);
  }

  /** Notes the end of an iteration, which is the end of its stream, too. */
  end(target: number): void {
    const held = this.#held.get(target);
    if (target === ROOT || held === undefined) return;
    held.isRead = false;
    this.#ended.delete(target);
    this.#ended.add(target);
    const [first] = this.#ended;
    if (first !== undefined && this.#ended.size > KEPT) this.delete(first);
    this.end(held.parent);
  }

  delete(target: number): object | undefined {
    const object = this.#held.get(target)?.object;
    this.#held.delete(target);
    this.#ended.delete(target);
    return object;
  }
}
