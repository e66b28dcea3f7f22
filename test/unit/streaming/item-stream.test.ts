/** ItemStream behaves as an async generator: each script runs against both, and must give the same results. */
import { describe, expect, test } from "vitest";
import { ItemStream } from "../../../src/streaming/item-stream.js";
import type { ItemSource } from "../../../src/streaming/item-stream.js";

type Step = readonly number[] | "wait" | Error;

/** A source of batches. `wait`: the next batch has not arrived yet. An error is thrown. */
class Script implements ItemSource<number> {
  closed = 0;
  started = 0;
  readonly #steps: Step[];
  readonly #refusal: Error | undefined;

  constructor(steps: readonly Step[], refusal?: Error) {
    this.#steps = [...steps];
    this.#refusal = refusal;
  }

  start(): void {
    this.started += 1;
    if (this.#refusal !== undefined) throw this.#refusal;
  }

  take(): readonly number[] | undefined {
    const [step] = this.#steps;
    if (step === undefined || step === "wait") return undefined;
    this.#steps.shift();
    if (step instanceof Error) throw step;
    return step;
  }

  async read(): Promise<readonly number[] | undefined> {
    if (this.#steps[0] === "wait") this.#steps.shift();
    await Promise.resolve();
    return this.take();
  }

  close(): void {
    this.closed += 1;
  }
}

/** The same as a generator. */
async function* generate(source: Script): AsyncGenerator<number, void, undefined> {
  source.start();
  try {
    for (;;) {
      const items = source.take() ?? (await source.read());
      if (items === undefined) return;
      yield* items;
    }
  } finally {
    source.close();
  }
}

type Call = "next" | "return" | "throw";

const callOn = (stream: AsyncGenerator<number, void, undefined>, call: Call) =>
  call === "next" ? stream.next() : call === "return" ? stream.return() : stream.throw(new Error("thrown"));

const outcome = (promise: Promise<IteratorResult<number, void>>): Promise<unknown> =>
  promise.then(
    (result) => result,
    (error: unknown) => `throws ${String(error)}`,
  );

const SOURCES: Record<string, readonly Step[]> = {
  "items that are there": [[1, 2], [], [3]],
  "items that arrive": ["wait", [1], "wait", [], "wait", [2, 3]],
  "an error that is there": [[1], new Error("broken"), [2]],
  "an error that arrives": ["wait", [1], "wait", new Error("broken"), [2]],
  "an end at once": [],
};
const CALLS: readonly (readonly Call[])[] = [
  ["next", "next", "next", "next", "next"],
  ["return", "next"],
  ["throw", "next"],
  ["next", "return", "next", "return"],
  ["next", "throw", "next", "throw"],
  ["next", "next", "next", "next", "return", "throw", "next"],
];

describe.each(Object.entries(SOURCES))("a source of %s", (name, steps) => {
  test.each(CALLS)(
    `an item stream of ${name} answers as a generator to %s %s %s %s %s %s`,
    async (...calls) => {
      const run = async (open: (source: Script) => AsyncGenerator<number, void, undefined>) => {
        const source = new Script(steps);
        const stream = open(source);
        const results: unknown[] = [];
        for (const call of calls) results.push(await outcome(callOn(stream, call)));
        return { results, closed: source.closed, started: source.started };
      };
      expect(await run((source) => new ItemStream(source))).toEqual(await run(generate));
    },
  );

  test(`an item stream of ${name} answers as a generator to calls at the same time`, async () => {
    const run = async (stream: AsyncGenerator<number, void, undefined>) =>
      Promise.all(Array.from({ length: 6 }, () => outcome(stream.next())));
    expect(await run(new ItemStream(new Script(steps)))).toEqual(await run(generate(new Script(steps))));
  });
});

describe("the end of an item stream", () => {
  test("return() ends a pending next() at once", async () => {
    const never = new Promise<undefined>((resolve) => setTimeout(resolve, 5, undefined));
    const source = new Script([]);
    source.read = () => never;
    const stream = new ItemStream(source);
    const pending = [stream.next(), stream.next()];
    expect(await stream.return()).toEqual({ done: true, value: undefined });
    expect(source.closed).toBe(1);
    expect(await Promise.all(pending)).toEqual(
      Array.from({ length: 2 }, () => ({ done: true, value: undefined })),
    );
  });

  test("a break closes the source once", async () => {
    const source = new Script([[1, 2]]);
    for await (const item of new ItemStream(source)) if (item === 1) break;
    expect(source.closed).toBe(1);
  });

  test("await using closes the source", async () => {
    const source = new Script([[1, 2]]);
    {
      await using stream = new ItemStream(source);
      await stream.next();
    }
    expect(source.closed).toBe(1);
  });

  test("a source that refuses is not closed, and is not asked again", async () => {
    const source = new Script([[1]], new Error("refused"));
    const stream = new ItemStream(source);
    expect(await outcome(stream.next())).toBe("throws Error: refused");
    expect(await outcome(stream.next())).toEqual({ done: true, value: undefined });
    await stream.return();
    expect(source).toMatchObject({ started: 1, closed: 0 });
  });
});
