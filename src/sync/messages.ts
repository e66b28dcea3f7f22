/** The messages between the caller's thread and the client's. */
import type { MessagePort } from "worker_threads";
import type { ClientOptions } from "../transport/options.js";
import type { EncodedThrown, EncodedValue } from "./codec.js";

/** The number of the client among the targets of calls. */
export const ROOT = 0;

/** The places of the memory that both threads share. The first counts messages, the second heartbeats. */
export const SIGNAL = 0;
export const BEAT = 1;
export const STOPPED = 2;

/** Milliseconds between two heartbeats of the client's thread, while a call waits. */
export const BEAT_MS = 1_000;

/** The name of `[Symbol.asyncIterator]` in the path of a call: symbols cannot cross. */
export const ITERATOR = "[Symbol.asyncIterator]";

/** The public members of an object. */
export interface Members {
  /** The name of its class. */
  name: string;
  methods: string[];
  getters: string[];
}

/** A function of the caller, which belongs to `args[argument][key]`. */
export interface FunctionPlace {
  argument: number;
  key: string;
  id: number;
}

/** The arguments of a call as they cross to the client's thread. */
export interface Packed {
  args: readonly unknown[];
  functions: readonly FunctionPlace[];
}

/** A call of a method. */
export interface Call {
  type: "call";
  id: number;
  /** The object: the client, a stream, or an error. */
  target: number;
  /** The names that lead to the member, such as `["threads", "get"]`. */
  path: readonly string[];
  /** `undefined` reads a property. */
  packed: Packed | undefined;
}

/** To the client's thread. */
export type Request =
  | Call
  /** The caller has lost its last reference to an object. */
  | { type: "release"; target: number }
  /** A function of the caller has returned. */
  | { type: "returned"; id: number; value: unknown };

/** The outcome of a call. */
export type Outcome =
  | { type: "value"; encoded: EncodedValue }
  /** A stream or an iterator, which stays in the client's thread. */
  | { type: "object"; target: number; members: Members }
  /** The object that was called. */
  | { type: "self" }
  | { type: "thrown"; thrown: EncodedThrown };

/** To the caller's thread. */
export type Reply =
  | { type: "outcome"; id: number; outcome: Outcome }
  /** A call of a function of the caller. */
  | { type: "callback"; id: number; function: number; args: readonly EncodedValue[] };

/** The data of a new thread. */
export interface ThreadData {
  port: MessagePort;
  memory: Int32Array;
  /** The options of the client, without functions. */
  options: ClientOptions;
  /** The functions among the options: an object with `auth`, and the logger. */
  packed: Packed;
}
