/** Objects that call those of the client's thread. Their members are those of the asynchronous ones. */
import type { LangGraphClient } from "../client.js";
import { SELF } from "./channel.js";
import type { Channel, Remote } from "./channel.js";
import { membersOf } from "./members.js";
import { ITERATOR, ROOT } from "./messages.js";
import type { Members } from "./messages.js";

/** Calls a member of an object, or reads it. */
type CallMember = (holder: object, name: string, args?: readonly unknown[]) => unknown;

function defineMembers(holder: object, { methods, getters }: Members, call: CallMember): void {
  for (const name of methods) {
    const value = function (this: object, ...args: unknown[]) {
      return call(this, name, args);
    };
    Object.defineProperty(holder, name, { value, writable: true, configurable: true });
  }
  for (const name of getters) {
    const get = function (this: object) {
      return call(this, name);
    };
    Object.defineProperty(holder, name, { get, configurable: true });
  }
}

/** Gives a synchronous client the members of the asynchronous one, whose resources become objects. */
export function defineClient(holder: object, client: LangGraphClient, channel: Channel): void {
  const callOf =
    (path: readonly string[]): CallMember =>
    (_, name, args) =>
      channel.call(ROOT, [...path, name], args);
  defineMembers(holder, membersOf(client), callOf([]));
  for (const [name, resource] of Object.entries(client) as [string, object][]) {
    const members = membersOf(resource);
    const value = Object.create(Object.prototype, { [Symbol.toStringTag]: { value: `Sync${members.name}` } });
    defineMembers(value as object, members, callOf([name]));
    Object.defineProperty(holder, name, { value, enumerable: true });
  }
}

/** Closes the streams that a program has lost. */
const lost = new FinalizationRegistry<{ channel: Channel; target: number }>(({ channel, target }) =>
  channel.release(target),
);

/** A stream or an iterator of the client's thread. Its subclasses have the members of one asynchronous class. */
class RemoteIterator {
  readonly #channel: Channel;
  readonly #target: number;

  constructor({ target }: Remote, channel: Channel) {
    this.#channel = channel;
    this.#target = target;
    lost.register(this, { channel, target });
  }

  static call(this: void, iterator: object, name: string, args?: readonly unknown[]): unknown {
    // The members are those of subclasses.
    const own = iterator as RemoteIterator;
    const result = own.#channel.call(own.#target, [name], args);
    return result === SELF ? iterator : result;
  }

  [Symbol.iterator](): unknown {
    return RemoteIterator.call(this, ITERATOR, []);
  }

  [Symbol.dispose](): void {
    RemoteIterator.call(this, "return", []);
  }
}

/** The class of the language's own iterators has methods such as `map`, in the runtimes that have them. */
const IteratorPrototype: unknown = Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]()));
Object.setPrototypeOf(RemoteIterator.prototype, Object(IteratorPrototype) as object);

/** The subclasses by the names of their members. */
const classes = new Map<string, typeof RemoteIterator>();

/** Makes an iterator for one of the client's thread. */
export function iteratorOf(remote: Remote, channel: Channel): object {
  const { members } = remote;
  const key = [members.name, ...members.methods].join();
  const Class = classes.get(key) ?? classOf(members);
  classes.set(key, Class);
  return new Class(remote, channel);
}

function classOf(members: Members): typeof RemoteIterator {
  const Class = class extends RemoteIterator {};
  Object.defineProperty(Class, "name", { value: `Sync${members.name}` });
  defineMembers(Class.prototype, members, RemoteIterator.call);
  if (!members.methods.includes("throw")) return Class;
  const value = function (this: object, error: unknown) {
    RemoteIterator.call(this, "return", []);
    // The error itself, not a copy of it.
    throw error;
  };
  Object.defineProperty(Class.prototype, "throw", { value, writable: true, configurable: true });
  return Class;
}
