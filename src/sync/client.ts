import { check, isPlain, isRecord } from "../checks.js";
import { LangGraphClient } from "../client.js";
import { InvalidArgumentError, LangGraphError } from "../errors.js";
import type { GraphMap } from "../graphs.js";
import { resolveConfig } from "../transport/options.js";
import type { ClientOptions, Config } from "../transport/options.js";
import type { paths } from "../types.js";
import { Channel } from "./channel.js";
import { defineClient, iteratorOf } from "./remote.js";
import type { SyncClientOptions, SyncMembers } from "./types.js";

/**
 * A client of a LangGraph server whose methods block until their result is there. For scripts, REPLs and tests; never for
 * code that handles requests, because nothing else runs in this thread while a call waits. The asynchronous client runs in
 * a thread of its own, which starts with the first call and does not keep the process alive.
 *
 * @typeParam Graphs - The types of the graphs by their ids: `{ agent: { state: AgentState; input: AgentInput } }`.
 * @typeParam Paths - The paths that `raw` knows.
 */
export class SyncLangGraphClient<out Graphs extends GraphMap<Graphs> = {}, Paths extends {} = paths> {
  readonly #channel: Channel;

  /** @throws InvalidArgumentError - For an invalid option, and for one that cannot cross to the client's thread. */
  constructor(options: SyncClientOptions = {}) {
    checkRuntime();
    checkOptions(options);
    const config = resolveConfig(options);
    if (config.isOwnFetch) {
      const reason = "missing. This code runs in a LangGraph server, which a blocking call would stop.";
      throw new InvalidArgumentError("apiUrl", `${reason} Use LangGraphClient.`);
    }
    const settings = settingsOf(config);
    this.#channel = new Channel(settings, config, iteratorOf);
    defineClient(this, new LangGraphClient(settings), this.#channel);
  }

  /** End the client's thread. Open streams are closed, and later calls throw. */
  close(): void {
    this.#channel.close();
  }

  [Symbol.dispose](): void {
    this.close();
  }
}
export interface SyncLangGraphClient<
  out Graphs extends GraphMap<Graphs> = {},
  Paths extends {} = paths,
> extends SyncMembers<Graphs, Paths> {}

function checkRuntime(): void {
  try {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 1, 0);
  } catch (cause) {
    const message = "This runtime does not let a call block. Use LangGraphClient.";
    throw new LangGraphError(message, { cause });
  }
}

/** The options that cannot cross to the client's thread, with what to use instead. */
const REFUSED = {
  fetch: "Use LangGraphClient.",
  onRequest: "Use defaultHeaders or auth.",
};

function checkOptions(options: SyncClientOptions): void {
  check(
    "options",
    isPlain(options),
    'an object, as in new SyncLangGraphClient({ apiUrl: "http://…" })',
    options,
  );
  const { callerOptions, ...given }: ClientOptions = options;
  for (const [name, remedy] of Object.entries(REFUSED)) {
    const refuse = (argument: string) => {
      throw new InvalidArgumentError(argument, `its result cannot cross to the client's thread. ${remedy}`);
    };
    if (Reflect.get(given, name) !== undefined) refuse(name);
    if (isRecord(callerOptions) && callerOptions[name as "fetch"] !== undefined)
      refuse(`callerOptions.${name}`);
  }
}

/** The options as the client's thread gets them: resolved, so that a later change of the environment has no effect. */
function settingsOf({ apiUrl, headers, timeoutMs, maxRetries, maxEventBytes }: Config): ClientOptions {
  const limit = maxEventBytes === Infinity ? null : maxEventBytes;
  return { apiUrl, apiKey: null, defaultHeaders: headers, timeoutMs, maxRetries, maxEventBytes: limit };
}
