/** Runs the calls of an iterator's `next()` one after the other. */
export class CallQueue {
  /** The last call that was added, while any call is pending. */
  #last: Promise<unknown> | undefined;
  #pending = 0;

  /** True if no call is pending. */
  get isEmpty(): boolean {
    return this.#last === undefined;
  }

  /** Runs a call after those before it. The call itself must call `done` at its end. */
  add<Result>(call: () => Promise<Result>): Promise<Result> {
    this.#pending += 1;
    const result = this.#last === undefined ? call() : this.#last.then(call, call);
    this.#last = result;
    return result;
  }

  done(): void {
    this.#pending -= 1;
    if (this.#pending === 0) this.#last = undefined;
  }
}
