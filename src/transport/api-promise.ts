/** A value and the response it came with, whose body is read already. */
export interface WithResponse<T> {
  data: T;
  response: Response;
}

/** A promise of a call's value. The request is on its way whether or not anything waits for it. */
export class ApiPromise<T> extends Promise<T> {
  readonly #outcome: Promise<WithResponse<T>>;

  /** What `then` makes is a plain promise: it has no response of its own. */
  static override get [Symbol.species](): PromiseConstructor {
    return Promise;
  }

  constructor(outcome: Promise<WithResponse<T>>) {
    super((resolve, reject) => {
      outcome.then(({ data }) => resolve(data), reject);
    });
    this.#outcome = outcome;
  }

  /** The value together with the response, for its headers and status. */
  withResponse(): Promise<WithResponse<T>> {
    // The caller looks at the other promise: a failure of this one is no unhandled rejection.
    this.catch(() => {});
    return this.#outcome;
  }
}
