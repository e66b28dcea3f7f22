import { isRecord } from "../checks.js";
import { InvalidArgumentError, LangGraphError } from "../errors.js";
import type { ClientOptions, Config } from "../transport/options.js";
import { packArguments } from "./arguments.js";
import { addFrames, decodeThrown, decodeValue } from "./codec.js";
import type { MethodOf } from "./codec.js";
import { ROOT } from "./messages.js";
import type { Members, Outcome, Packed, Reply } from "./messages.js";
import { Thread } from "./thread.js";

type Callback = Extract<Reply, { type: "callback" }>;

/** An object of the client's thread. */
export interface Remote {
  target: number;
  members: Members;
}

/** The result of a method that returns its own object. */
export const SELF = Symbol("self");

/** Stops the threads of clients that a program has lost. */
const lost = new FinalizationRegistry<Thread>((thread) => thread.stop());

/** Calls objects of the client's thread, and waits for the outcomes. */
export class Channel {
  readonly #options: ClientOptions;
  readonly #own: Pick<Config, "auth" | "logger">;
  readonly #objectOf: (remote: Remote, channel: Channel) => object;
  readonly #functions = new Map<number, (...args: never[]) => unknown>();
  /** The calls that wait, with their outcomes. A function of the caller can make a call within another. */
  readonly #waiting = new Map<number, Outcome | undefined>();
  /** The error of a function that the client's thread has called. */
  #failure: { error: unknown } | undefined;
  #count = 0;
  #thread: Thread | undefined;
  #isClosed = false;

  /**
   * @param options - The options without functions.
   * @param own - The functions among the options.
   * @param objectOf - Makes the caller's object for one of the client's thread.
   */
  constructor(
    options: ClientOptions,
    own: Pick<Config, "auth" | "logger">,
    objectOf: (remote: Remote, channel: Channel) => object,
  ) {
    this.#options = options;
    this.#own = own;
    this.#objectOf = objectOf;
  }

  /**
   * Calls a method, and returns its result or throws its error.
   *
   * @param args - `undefined` reads a property.
   */
  call(target: number, path: readonly string[], args?: readonly unknown[]): unknown {
    const functions: number[] = [];
    const packed = args && this.#pack(args, functions);
    const thread = this.#start();
    const id = this.#nextId();
    post(thread, { type: "call", id, target, path, packed });
    try {
      const outcome = this.#wait(thread, id);
      // An object may call them later.
      if (outcome.type !== "object") for (const each of functions) this.#functions.delete(each);
      this.#throwFailure(thread, target);
      return this.#resultOf(outcome);
    } finally {
      this.#waiting.delete(id);
    }
  }

  /** Closes an object that the program has lost. */
  release(target: number): void {
    if (!this.#isClosed) this.#thread?.post({ type: "release", target });
  }

  close(): void {
    this.#isClosed = true;
    this.#thread?.stop();
  }

  #nextId(): number {
    this.#count += 1;
    return this.#count;
  }

  #pack(args: readonly unknown[], functions: number[] = []): Packed {
    return packArguments(args, (own) => {
      const id = this.#nextId();
      this.#functions.set(id, own);
      functions.push(id);
      return id;
    });
  }

  #start(): Thread {
    if (this.#isClosed) throw new LangGraphError("This client is closed. Create a new one.");
    if (this.#thread !== undefined) return this.#thread;
    const { auth, logger } = this.#own;
    const own = { auth: auth && (() => checkHeaders(auth())) };
    const thread = new Thread({ options: this.#options, packed: this.#pack([own, logger]) });
    lost.register(this, thread);
    this.#thread = thread;
    return thread;
  }

  #wait(thread: Thread, id: number): Outcome {
    this.#waiting.set(id, undefined);
    for (;;) {
      const outcome = this.#waiting.get(id);
      if (outcome !== undefined) return outcome;
      const reply = thread.receive();
      if (reply.type === "callback") this.#run(thread, reply);
      else if (this.#waiting.has(reply.id)) this.#waiting.set(reply.id, reply.outcome);
      // The debugger or a REPL has interrupted the call.
      else if (reply.outcome.type === "object") this.release(reply.outcome.target);
    }
  }

  /** Runs a function of the caller. Its error becomes that of the call that waits. */
  #run(thread: Thread, { id, function: own, args }: Callback): void {
    let value: unknown;
    try {
      // The client's thread sends what the function's type says.
      const given = args.map((each) => decodeValue(each, this.#methodOf)) as never[];
      value = this.#functions.get(own)?.(...given);
    } catch (error) {
      this.#failure ??= { error };
    }
    // Only the result of `auth` is used.
    thread.post({ type: "returned", id, value: isRecord(value) ? { ...value } : undefined });
  }

  #throwFailure(thread: Thread, target: number): void {
    const failure = this.#failure;
    if (failure === undefined) return;
    this.#failure = undefined;
    if (target !== ROOT) thread.post({ type: "release", target });
    throw failure.error;
  }

  #resultOf(outcome: Outcome): unknown {
    if (outcome.type === "self") return SELF;
    if (outcome.type === "object") return this.#objectOf(outcome, this);
    if (outcome.type === "value") return decodeValue(outcome.encoded, this.#methodOf);
    const error = decodeThrown(outcome.thrown, this.#methodOf);
    addFrames(error);
    throw error;
  }

  readonly #methodOf: MethodOf =
    (target, name) =>
    (...args: unknown[]) =>
      this.call(target, [name], args);
}

function post(thread: Thread, call: Parameters<Thread["post"]>[0]): void {
  try {
    thread.post(call);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new InvalidArgumentError("arguments", `cannot cross to the client's thread: ${reason}`, { cause });
  }
}

function checkHeaders<Result>(headers: Result): Result {
  if (!(headers instanceof Promise)) return headers;
  headers.catch(() => {});
  throw new InvalidArgumentError(
    "auth",
    "returned a promise, which cannot settle while the call blocks. Return headers.",
  );
}
