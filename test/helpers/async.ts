import { StreamDisconnectedError } from "langgraph-client";

/** Collects all items of an async iterable. */
export async function all<T>(source: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = [];
  for await (const item of source) items.push(item);
  return items;
}

/** Collects the items of a stream until it is disconnected. Throws if the stream ends without an error. */
export async function untilCut<T>(source: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = [];
  try {
    for await (const item of source) items.push(item);
  } catch (error) {
    if (error instanceof StreamDisconnectedError) return items;
    throw error;
  }
  throw new Error("The stream ended without a disconnect");
}

/** Returns the reason with which a promise rejects. Throws if the promise resolves. */
export async function failure(promise: PromiseLike<unknown>): Promise<unknown> {
  let value: unknown;
  try {
    value = await promise;
  } catch (error) {
    return error;
  }
  throw new Error(`Expected a rejection, got ${JSON.stringify(value)}`);
}

/** Returns what a function throws. Throws if the function returns. */
export function caught(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  throw new Error("Expected the function to throw");
}

/** Repeats a call until its result satisfies a condition: for changes that a server makes later, without an event. */
export async function until<T>(call: () => PromiseLike<T>, isDone: (result: T) => boolean): Promise<T> {
  for (;;) {
    const result = await call();
    if (isDone(result)) return result;
  }
}
