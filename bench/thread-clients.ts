import { LangGraphClient } from "../src/index.js";
import { threadStream } from "../src/thread/index.js";
import { textOf } from "../src/messages/text.js";

/** An event of a thread, without its position. */
export interface ThreadEvent {
  event: string;
  namespace: readonly string[];
  data: unknown;
}

/** The result of one turn. */
interface Turn {
  text: string;
  state: unknown;
}

/** A session with a thread, in one of the clients. */
export interface Session {
  /** Starts a run, and reads its events to the end of the run. */
  events(input: object, finishedRuns: number, onEvent: (event: ThreadEvent) => void): Promise<void>;
  /** Starts a run. Reads its text, and its state. */
  turn(input: object, onText?: (text: string) => void): Promise<Turn>;
  /** Starts a run, and reads its text afterwards, as the README of the official client shows. */
  late(input: object): Promise<string>;
  /** Starts a run, and answers its interrupt. Returns the state at the end. */
  resume(input: object, answer: unknown): Promise<unknown>;
  /** Starts a run that fails. Describes the result. */
  failure(input: object): Promise<string>;
  /** Starts a run, and returns the text of each message. */
  messages(input: object): Promise<string[]>;
  close(): void;
}

export type OpenSession = (apiUrl: string, threadId: string, assistantId: string) => Session;

/** Opens a session of this client, from its sources. */
export function openOurs(apiUrl: string, threadId: string, assistantId: string): Session {
  const session = threadStream(new LangGraphClient({ apiUrl, apiKey: null }), threadId, { assistantId });
  return {
    async events(input, _finishedRuns, onEvent) {
      for await (const event of session.start({ input })) onEvent(event);
    },
    async turn(input, onText) {
      const run = session.start({ input });
      let text = "";
      for await (const chunk of run.text()) {
        text += chunk;
        onText?.(chunk);
      }
      return { text, state: (await run.final()).values };
    },
    async late(input) {
      const run = session.start({ input });
      await run.run;
      let text = "";
      for await (const chunk of run.text()) text += chunk;
      return text;
    },
    async resume(input, answer) {
      await session.start({ input }).final();
      return (await session.resume(answer).final()).values;
    },
    async failure(input) {
      for await (const _ of session.start({ input }));
      return "no error";
    },
    async messages(input) {
      const texts: string[] = [];
      for await (const part of session.start({ input }).parts())
        if (part.type === "message" && part.done && part.message.type === "ai")
          texts.push(textOf(part.message));
      return texts;
    },
    close: () => session.close(),
  };
}

interface OfficialEvent {
  method: string;
  params: { namespace: string[]; data: unknown };
}

/** The members of the official client that are compared. */
interface OfficialThread {
  run: { start(params: { input: object }): Promise<unknown> };
  subscribe(params: { channels: string[] }): Promise<unknown>;
  onEvent(listener: (event: OfficialEvent) => void): void;
  onError(listener: (error: Error) => void): void;
  messages: AsyncIterable<{ text: AsyncIterable<string> & PromiseLike<string> }>;
  output: Promise<unknown>;
  interrupts: { interruptId: string; namespace: string[] }[];
  respondInput(params: { namespace: string[]; interrupt_id: string; response: unknown }): Promise<void>;
  close(): Promise<void>;
}

type OfficialClient = new (options: object) => {
  threads: {
    stream(
      threadId: string,
      options: { assistantId: string; reconnectDelayMs: () => number },
    ): OfficialThread;
  };
};

/** Returns a function that opens a session of the official client 1.15.0. */
export async function official(): Promise<OpenSession> {
  // The benchmarks install the package: the root's compiler cannot resolve it.
  const name = "official-1.15.0";
  const { Client } = (await import(name)) as { Client: OfficialClient };
  return (apiUrl, threadId, assistantId) => {
    const client = new Client({ apiUrl, apiKey: null });
    // This client reconnects as fast. By default, the official one waits 1 to 2 seconds, so that short runs have ended.
    return new OfficialSession(client.threads.stream(threadId, { assistantId, reconnectDelayMs: () => 50 }));
  };
}

export const CHANNELS = "values updates messages tools lifecycle input checkpoints tasks custom".split(" ");
const ENDS: readonly unknown[] = ["completed", "failed", "interrupted"];

/** The phase of a run, if an event is about that. */
export function phaseOf({ event, namespace, data }: ThreadEvent): unknown {
  return event === "lifecycle" && namespace.length === 0 ? (data as { event: unknown }).event : undefined;
}

export function isEnd(event: ThreadEvent): boolean {
  return ENDS.includes(phaseOf(event));
}

async function textOfAll(
  messages: OfficialThread["messages"],
  onText: (text: string) => void = () => {},
): Promise<string> {
  let text = "";
  for await (const message of messages) {
    for await (const chunk of message.text) {
      text += chunk;
      onText(chunk);
    }
  }
  return text;
}

class OfficialSession implements Session {
  readonly #thread: OfficialThread;

  constructor(thread: OfficialThread) {
    this.#thread = thread;
  }

  async events(input: object, finishedRuns: number, onEvent: (event: ThreadEvent) => void): Promise<void> {
    const thread = this.#thread;
    let runs = 0;
    let ends = 0;
    let onEnd = (): void => {};
    const end = new Promise<void>((resolve, reject) => {
      onEnd = resolve;
      thread.onError(reject);
    });
    const history = new Promise<void>((resolve) => {
      thread.onEvent(({ method, params: { namespace, data } }) => {
        const event = { event: method, namespace, data };
        if (phaseOf(event) === "running") runs += 1;
        if (isEnd(event)) ends += 1;
        if (runs > finishedRuns) onEvent(event);
        if (ends === finishedRuns) resolve();
        if (ends > finishedRuns) onEnd();
      });
      if (finishedRuns === 0) resolve();
    });
    // Its subscription begins with the whole history of the thread.
    await thread.subscribe({ channels: CHANNELS });
    await history;
    await thread.run.start({ input });
    await end;
  }

  async turn(input: object, onText?: (text: string) => void): Promise<Turn> {
    // Subscribe first: otherwise, the text of a fast run does not arrive.
    const { messages } = this.#thread;
    await this.#thread.run.start({ input });
    const text = await textOfAll(messages, onText);
    return { text, state: await this.#thread.output };
  }

  async late(input: object): Promise<string> {
    await this.#thread.run.start({ input });
    return textOfAll(this.#thread.messages);
  }

  async resume(input: object, answer: unknown): Promise<unknown> {
    const thread = this.#thread;
    await thread.run.start({ input });
    await thread.output;
    const [interrupt] = thread.interrupts;
    if (interrupt === undefined) return "no interrupt";
    const { interruptId, namespace } = interrupt;
    await thread.respondInput({ namespace, interrupt_id: interruptId, response: answer });
    return await thread.output;
  }

  async failure(input: object): Promise<string> {
    let errors = 0;
    this.#thread.onError(() => (errors += 1));
    await this.#thread.run.start({ input });
    const output = await this.#thread.output;
    return `no error: output is ${JSON.stringify(output)}, onError is called ${errors} times`;
  }

  async messages(input: object): Promise<string[]> {
    const { messages } = this.#thread;
    await this.#thread.run.start({ input });
    const texts: PromiseLike<string>[] = [];
    for await (const { text } of messages) texts.push(text);
    return Promise.all(texts);
  }

  close(): void {
    void this.#thread.close();
  }
}
