/** Values on their way between the threads: structured cloning would lose the classes and fields of errors. */
import { isRecord } from "../checks.js";
import { CLASSES, LangGraphError } from "../errors.js";
import type { SyncResponse } from "./types.js";

/** A field of an error or of a result. */
type Field =
  | { type: "value"; value: unknown }
  | { type: "thrown"; thrown: EncodedThrown }
  | { type: "list"; list: EncodedThrown[] }
  | { type: "headers"; entries: [string, string][] }
  | { type: "response"; response: Omit<SyncResponse, "headers">; entries: [string, string][] }
  /** A method, such as `reconnect`. */
  | { type: "method" };

interface EncodedError {
  type: "error";
  /** `own`: of this package; `dom`: a `DOMException`; `native`: of the language, or of the runtime. */
  kind: "own" | "dom" | "native";
  name: string;
  message: string;
  stack: string | undefined;
  fields: { name: string; enumerable: boolean; field: Field }[];
  /** The number of the error in the client's thread, if it has methods. */
  target: number | undefined;
}

/** A thrown value as a message. */
export type EncodedThrown = EncodedError | { type: "value"; value: unknown };

/** A value as a message. Its fields that cloning would spoil are apart. */
export interface EncodedValue {
  value: unknown;
  fields: Record<string, Field>;
}

/** Keeps an error with methods, and returns its number. */
export type Register = (error: Error) => number;
/** Makes a method of the error with this number. */
export type MethodOf = (target: number, name: string) => unknown;

/** Makes a message of a value. */
export function encodeValue(value: unknown, register: Register): EncodedValue {
  if (!isRecord(value)) return { value, fields: {} };
  const fields: EncodedValue["fields"] = {};
  for (const [name, member] of Object.entries(value)) {
    if (!(member instanceof Error) && !(member instanceof Response)) continue;
    const field = encodeField(member, register);
    if (field !== undefined) fields[name] = field;
  }
  const spoilt = Object.fromEntries(Object.keys(fields).map((name) => [name, undefined]));
  return { value: Object.keys(fields).length === 0 ? value : { ...value, ...spoilt }, fields };
}

/** Makes the value again. */
export function decodeValue({ value, fields }: EncodedValue, methodOf: MethodOf): unknown {
  for (const [name, field] of Object.entries(fields)) {
    Object.assign(Object(value), { [name]: decodeField(field, () => undefined, methodOf) });
  }
  return value;
}

/** Makes a message of a thrown value. */
export function encodeThrown(thrown: unknown, register: Register): EncodedThrown {
  if (!(thrown instanceof Error))
    return { type: "value", value: isClonable(thrown) ? thrown : String(thrown) };
  const fields: EncodedError["fields"] = [];
  for (const [name, { enumerable = false, value }] of Object.entries(
    Object.getOwnPropertyDescriptors(thrown),
  )) {
    const field = name === "message" || name === "stack" ? undefined : encodeField(value, register);
    if (field !== undefined) fields.push({ name, enumerable, field });
  }
  return {
    type: "error",
    kind: kindOf(thrown),
    name: thrown.name,
    message: thrown.message,
    stack: thrown.stack,
    fields,
    target: fields.some(({ field }) => field.type === "method") ? register(thrown) : undefined,
  };
}

function kindOf(error: Error): EncodedError["kind"] {
  if (error instanceof LangGraphError) return "own";
  return error instanceof DOMException ? "dom" : "native";
}

function encodeField(value: unknown, register: Register): Field | undefined {
  if (value instanceof Error) return { type: "thrown", thrown: encodeThrown(value, register) };
  if (value instanceof Headers) return { type: "headers", entries: [...value] };
  if (value instanceof Response) {
    const { ok, redirected, status, statusText, type, url } = value;
    return {
      type: "response",
      response: { ok, redirected, status, statusText, type, url },
      entries: [...value.headers],
    };
  }
  if (typeof value === "function") return { type: "method" };
  // The errors of an AggregateError.
  if (Array.isArray(value) && value.some((each) => each instanceof Error)) {
    return { type: "list", list: value.map((each) => encodeThrown(each, register)) };
  }
  return isClonable(value) ? { type: "value", value } : undefined;
}

function isClonable(value: unknown): boolean {
  try {
    structuredClone(value);
    return true;
  } catch {
    return false;
  }
}

/** Makes the thrown value again, of the classes of this thread. */
export function decodeThrown(encoded: EncodedThrown, methodOf: MethodOf): unknown {
  if (encoded.type === "value") return encoded.value;
  const { kind, name, message, stack, fields, target = 0 } = encoded;
  const error = kind === "dom" ? new DOMException(message, name) : new Error(message);
  if (kind !== "dom") Object.setPrototypeOf(error, prototypeOf(kind, name));
  for (const { name: key, enumerable, field } of fields) {
    setField(
      error,
      key,
      decodeField(field, () => methodOf(target, key), methodOf),
      enumerable,
    );
  }
  if (error.name !== name) setField(error, "name", name);
  setField(error, "stack", stack);
  return error;
}

function decodeField(field: Field, method: () => unknown, methodOf: MethodOf): unknown {
  if (field.type === "method") return method();
  if (field.type === "thrown") return decodeThrown(field.thrown, methodOf);
  if (field.type === "list") return field.list.map((each) => decodeThrown(each, methodOf));
  if (field.type === "response") return { ...field.response, headers: new Headers(field.entries) };
  return field.type === "headers" ? new Headers(field.entries) : field.value;
}

function prototypeOf(kind: "own" | "native", name: string): object {
  const found: unknown = kind === "own" ? Object(CLASSES)[name] : Object(globalThis)[name];
  // Names of classes.
  const prototype = (found as { prototype?: unknown } | undefined)?.prototype;
  return prototype instanceof Error ? prototype : Error.prototype;
}

function setField(error: Error, name: string, value: unknown, enumerable = false): void {
  Object.defineProperty(error, name, { value, enumerable, writable: true, configurable: true });
}

/** Shows the caller's frames in the stack of an error of the client's thread. */
export function addFrames(error: unknown): void {
  if (!(error instanceof Error)) return;
  const [, ...frames] = (new Error("").stack ?? "").split("\n");
  setField(error, "stack", [`${error.name}: ${error.message}`, ...frames].join("\n"));
}
