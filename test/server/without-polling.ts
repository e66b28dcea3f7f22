import type { Ops, RunsRepo } from "@langchain/langgraph-api/storage";

/**
 * Storage for a server without polling. As published, workers poll for new runs once a second, and a stream, join or wait
 * notices the end of its run within 500 ms. That would take most of the time of a test run.
 */
export async function opsWithoutPolling(): Promise<Ops> {
  const { FileSystemOps, FileSystemRuns, StreamManager } = await privateModule();
  const connection = new MemoryConnection();

  class RunsWithoutPolling extends FileSystemRuns {
    readonly #changes = new Signal();

    // The workers iterate this endlessly instead of polling.
    override async *next(): ReturnType<RunsRepo["next"]> {
      for (;;) {
        const changed = this.#changes.next(afterSecondsPollMs);
        yield* super.next();
        await changed;
      }
    }

    override async put(...args: Parameters<RunsRepo["put"]>): ReturnType<RunsRepo["put"]> {
      const runs = await super.put(...args);
      // next() skips a run that was created in the same millisecond.
      setTimeout(() => this.#changes.fire(), 2);
      return runs;
    }

    override async setStatus(...args: Parameters<RunsRepo["setStatus"]>): Promise<void> {
      await super.setStatus(...args);
      const [runId] = args;
      // The worker stores the state of the thread right after this call: signal the end after that.
      setImmediate(() => {
        StreamManager.readers[runId]?.push({ topic: `run:${runId}:control`, data: "done" });
        this.#changes.fire();
      });
    }
  }

  const ops = new FileSystemOps(connection);
  ops.runs = new RunsWithoutPolling(connection);
  return ops;
}

/** A run with `after_seconds` becomes due without a change that fires the signal. */
const afterSecondsPollMs = 200;

class Signal {
  #waiting: (() => void)[] = [];

  fire(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const wake of waiting) wake();
  }

  next(timeoutMs: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, timeoutMs);
      this.#waiting.push(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }
}

/** The part of the server's file storage that its repositories use, kept in memory. */
class MemoryConnection {
  readonly #data = { runs: {}, threads: {}, assistants: {}, assistant_versions: [], retry_counter: {} };

  async with<T>(use: (data: unknown) => T): Promise<Awaited<T>> {
    return await use(this.#data);
  }

  async *withGenerator<T>(
    source: AsyncGenerator<T> | ((data: unknown, options: { schedulePersist(): void }) => AsyncGenerator<T>),
  ): AsyncGenerator<T> {
    yield* typeof source === "function" ? source(this.#data, { schedulePersist() {} }) : source;
  }
}

interface PrivateModule {
  FileSystemOps: new (connection: MemoryConnection) => Ops & { runs: RunsRepo };
  FileSystemRuns: new (connection: MemoryConnection) => RunsRepo;
  StreamManager: {
    readers: Record<string, { push(message: { topic: string; data: unknown }): void } | undefined>;
  };
}

async function privateModule(): Promise<PrivateModule> {
  const server = import.meta.resolve("@langchain/langgraph-api/server");
  // The package does not export this file. Its version is pinned, and only these three exports are used.
  return (await import(new URL("./storage/ops.mjs", server).href)) as PrivateModule;
}
