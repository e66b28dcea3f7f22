/** The caller's side of the client's thread. */
import { existsSync } from "fs";
import { fileURLToPath } from "url";
import { MessageChannel, Worker, receiveMessageOnPort } from "worker_threads";
import type { MessagePort } from "worker_threads";
import { LangGraphError } from "../errors.js";
import { BEAT, BEAT_MS, SIGNAL, STOPPED } from "./messages.js";
import type { Reply, Request, ThreadData } from "./messages.js";

/** Heartbeats that may be missing. The thread sends none while it parses the largest responses. */
const MISSING_BEATS = 15;

/** A thread that runs the asynchronous client. It does not keep the process alive. */
export class Thread {
  readonly #port: MessagePort;
  readonly #memory = new Int32Array(new SharedArrayBuffer(3 * Int32Array.BYTES_PER_ELEMENT));
  readonly #worker: Worker;
  #failure: { cause?: unknown } | undefined;

  constructor(data: Pick<ThreadData, "options" | "packed">) {
    checkFile(new URL("./sync-worker.js", import.meta.url));
    const { port1, port2 } = new MessageChannel();
    const workerData: ThreadData = { ...data, port: port2, memory: this.#memory };
    // Bundlers look for this expression.
    this.#worker = new Worker(new URL("./sync-worker.js", import.meta.url), {
      workerData,
      transferList: [port2],
      // Node refuses this flag of `node --input-type=module -e` for a file. Other flags are inherited by default only.
      ...(process.execArgv.some((flag) => flag.startsWith("--input-type")) && { execArgv: [] }),
    });
    this.#port = port1;
    this.#worker.on("error", (cause) => (this.#failure = { cause }));
    this.#worker.on("exit", () => (this.#failure ??= {}));
    this.#worker.unref();
  }

  post(request: Request): void {
    this.#port.postMessage(request);
  }

  /** Waits for the next message. Throws if the thread has stopped. */
  receive(): Reply {
    for (let missing = 0; ;) {
      const signal = Atomics.load(this.#memory, SIGNAL);
      const beats = Atomics.load(this.#memory, BEAT);
      const received: { message: Reply } | undefined = receiveMessageOnPort(this.#port);
      if (received !== undefined) return received.message;
      if (this.#failure !== undefined || Atomics.load(this.#memory, STOPPED) === 1) throw this.#stopped();
      const result = Atomics.wait(this.#memory, SIGNAL, signal, BEAT_MS);
      const isAlive = result !== "timed-out" || Atomics.load(this.#memory, BEAT) !== beats;
      missing = isAlive ? 0 : missing + 1;
      if (missing > MISSING_BEATS) throw this.#stopped();
    }
  }

  #stopped(): LangGraphError {
    const remedy = "Its memory may have run out. Create a new client.";
    return new LangGraphError(`The client's thread has stopped. ${remedy}`, this.#failure);
  }

  stop(): void {
    this.#failure = {};
    void this.#worker.terminate();
  }
}

/** Throws a readable error if a bundler has left the file of the thread out. */
function checkFile(url: URL): void {
  if (url.protocol !== "file:" || existsSync(fileURLToPath(url))) return;
  const remedy = 'Make "langgraph-client" an external package of the bundler.';
  throw new LangGraphError(`The file of the client's thread is missing: ${url.pathname}. ${remedy}`);
}
