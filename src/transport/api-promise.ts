/** A result and its response, whose body has been read. */
export interface WithResponse<T> {
  data: T;
  response: Response;
}

/** The promise of a call's result. The request is sent whether or not the promise is awaited. */
export class ApiPromise<T> extends Promise<T> {
  readonly #outcome: Promise<WithResponse<T>>;

  /** `then` creates a plain promise, which has no response. */
  static override get [Symbol.species](): PromiseConstructor {
    return Promise;
  }

  constructor(outcome: Promise<WithResponse<T>>) {
    super((resolve, reject) => {
      outcome.then(({ data }) => resolve(data), reject);
    });
    this.#outcome = outcome;
  }

  /** The result together with the response, for its headers and status. */
  withResponse(): Promise<WithResponse<T>> {
    // The caller handles the returned promise: avoid an unhandled rejection of this one.
    this.catch(() => {});
    return this.#outcome;
  }
}
