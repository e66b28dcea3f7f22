import { StreamInterruptedError } from "langgraph-client";

/** All that an async iterable yields. */
export async function all<T>(source: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = [];
  for await (const item of source) items.push(item);
  return items;
}

/** All that a stream yields that has no end but a cut. */
export async function untilCut<T>(source: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = [];
  try {
    for await (const item of source) items.push(item);
  } catch (error) {
    if (error instanceof StreamInterruptedError) return items;
    throw error;
  }
  throw new Error("The stream ended by itself");
}

/** What a promise rejects with; a promise that does not fails the test. */
export async function failure(promise: PromiseLike<unknown>): Promise<unknown> {
  let value: unknown;
  try {
    value = await promise;
  } catch (error) {
    return error;
  }
  throw new Error(`Expected a rejection, got ${JSON.stringify(value)}`);
}

/** What a function throws; one that does not fails the test. */
export function caught(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  throw new Error("Expected it to throw");
}

/** Asks until the answer is as wanted. For what the server does by itself and announces to nobody. */
export async function until<T>(ask: () => PromiseLike<T>, wanted: (answer: T) => boolean): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (wanted(answer)) return answer;
  }
}
