/** The client's thread: runs the asynchronous client for a synchronous one that waits in another thread. */
import { workerData } from "worker_threads";
import { isRecord } from "../checks.js";
import { LangGraphClient } from "../client.js";
import { LangGraphError } from "../errors.js";
import type { Logger } from "../transport/options.js";
import { encodeThrown, encodeValue } from "./codec.js";
import { membersOf } from "./members.js";
import { BEAT, BEAT_MS, ITERATOR, SIGNAL, STOPPED } from "./messages.js";
import type { Call, Outcome, Packed, Reply, Request, ThreadData } from "./messages.js";
import { Objects } from "./objects.js";

// The caller's thread passes these.
const { port, memory, options, packed } = workerData as ThreadData;

/** The error of a call that would wait for its own caller to read on. */
const UNREAD =
  "final() waits for the end of the stream, which is being read. Call it after the loop, or after break.";

/** The calls of the caller's functions that have not returned. */
const callbacks = new Map<number, (value: unknown) => void>();
let callbackCount = 0;
let pending = 0;
let heart: ReturnType<typeof setInterval> | undefined;

const [own, logger] = withFunctions(packed) as readonly [object, Logger];
const objects = new Objects(new LangGraphClient({ ...options, ...own, logger }));
const register = (error: Error): number => objects.add(error, -1);

function send(reply: Reply): void {
  port.postMessage(reply);
  Atomics.add(memory, SIGNAL, 1);
  Atomics.notify(memory, SIGNAL);
}

/** Calls a function of the caller, which runs while the caller waits. */
function callback(id: number, args: readonly unknown[]): Promise<unknown> {
  callbackCount += 1;
  const call = callbackCount;
  return new Promise((resolve) => {
    callbacks.set(call, resolve);
    send({ type: "callback", id: call, function: id, args: args.map((each) => encodeValue(each, register)) });
  });
}

/** Puts the caller's functions into their places. */
function withFunctions({ args, functions }: Packed): readonly unknown[] {
  for (const { argument, key, id } of functions) {
    Object.assign(Object(args[argument]), { [key]: (...given: unknown[]) => callback(id, given) });
  }
  return args;
}

/** Beats while a call waits, so that the caller can tell a slow thread from one that has stopped. */
function beat(change: 1 | -1): void {
  pending += change;
  if (pending === 0) clearInterval(heart);
  else if (pending === 1 && change === 1) heart = setInterval(() => Atomics.add(memory, BEAT, 1), BEAT_MS);
}

async function outcomeOf({ target, path, packed }: Call): Promise<Outcome> {
  const name = path.at(-1) ?? "";
  try {
    if (name === "final" && objects.isRead(target)) throw new LangGraphError(UNREAD);
    const holder = path
      .slice(0, -1)
      .reduce<unknown>((object, key) => Object(object)[key], objects.get(target));
    const result = await resultOf(Object(holder) as object, name, packed);
    const isNext = name === "next" && isRecord(result);
    if (isNext && result["done"] === false) objects.read(target);
    if ((isNext && result["done"] === true) || name === "return" || name === "close") objects.end(target);
    if (result === holder) return { type: "self" };
    if (Symbol.asyncIterator in Object(result)) {
      // Streams are objects.
      const object = result as object;
      return { type: "object", target: objects.add(object, target), members: membersOf(object) };
    }
    return { type: "value", encoded: encodeValue(result, register) };
  } catch (error) {
    if (name === "next" || name === "throw") objects.end(target);
    return { type: "thrown", thrown: encodeThrown(error, register) };
  }
}

function resultOf(holder: object, name: string, packed: Packed | undefined): unknown {
  const member: unknown = Reflect.get(holder, name === ITERATOR ? Symbol.asyncIterator : name);
  if (packed === undefined) return member;
  // The caller's thread has the names of methods only.
  const method = member as (...args: readonly unknown[]) => unknown;
  return method.apply(holder, [...withFunctions(packed)]);
}

async function answer(call: Call): Promise<void> {
  beat(1);
  const outcome = await outcomeOf(call);
  beat(-1);
  try {
    send({ type: "outcome", id: call.id, outcome });
  } catch (cause) {
    const error = new LangGraphError("The result cannot cross to the caller's thread.", { cause });
    send({
      type: "outcome",
      id: call.id,
      outcome: { type: "thrown", thrown: encodeThrown(error, register) },
    });
  }
}

/** Closes an object that the caller cannot use anymore. */
async function release(target: number): Promise<void> {
  const object = objects.delete(target) as Partial<AsyncGenerator> | undefined;
  await object?.return?.(undefined).catch(() => {});
}

port.on("message", (request: Request) => {
  if (request.type === "call") void answer(request);
  else if (request.type === "release") void release(request.target);
  else {
    callbacks.get(request.id)?.(request.value);
    callbacks.delete(request.id);
  }
});

process.on("exit", () => {
  Atomics.store(memory, STOPPED, 1);
  Atomics.notify(memory, SIGNAL);
});
