/** The official React hook, in a page of its own. */
import type { Message } from "@langchain/langgraph-sdk";
import { useStream, type UseStream, type UseStreamOptions } from "@langchain/langgraph-sdk/react";
import { act, configure, renderHook, waitFor } from "@testing-library/react";
import { until } from "../helpers/async.js";
import type { AnyClient } from "./clients.js";
import type { Step } from "./compare.js";

configure({ asyncUtilTimeout: 10_000 });

interface State extends Record<string, unknown> {
  messages?: Message[];
}

type Stream = UseStream<State>;
type Options = Partial<UseStreamOptions<State>> & { assistantId: string };

/** The ids of a run. */
export interface Created {
  run_id: string;
  thread_id: string;
}

/** A page with the hook, which keeps its thread by itself unless it gets a `threadId`. */
export class Page {
  /** The callbacks that the hook called, with their arguments. */
  readonly calls: unknown[][] = [];
  readonly #view;

  constructor(client: AnyClient, options: Options) {
    const names = new Set(["onCreated", "onFinish", "onError", ...Object.keys(options)]);
    const note = (name: string) => [
      name,
      (...args: unknown[]) => void this.calls.push([name, ...args.filter((arg) => arg !== undefined)]),
    ];
    // A callback that is given selects its stream mode.
    const callbacks = Object.fromEntries(
      [...names].filter((name) => name.startsWith("on")).map(note),
    ) as object;
    this.#view = renderHook(
      (changed: Partial<Options>) => {
        const given = { client, ...options, ...callbacks, ...changed };
        const stream = useStream<State>(given as never) as unknown as Stream;
        // A field that is read in a render selects its stream modes, too.
        const { messages, values, interrupts, isLoading, error } = stream;
        const texts = messages.map(({ content }) => content);
        return { stream, shown: { texts, values, interrupts, isLoading, error } };
      },
      { initialProps: {} },
    );
  }

  get stream(): Stream {
    return this.#view.result.current.stream;
  }

  /** The state of the page for its reader. */
  get shown() {
    return this.#view.result.current.shown;
  }

  /** The ids of the first run that the hook created. */
  get created(): Created {
    return this.calls.find(([name]) => name === "onCreated")?.[1] as Created;
  }

  /** Sends a turn, and waits for its end. */
  submit(...args: Parameters<Stream["submit"]>): Promise<void> {
    return this.act((stream) => stream.submit(...args));
  }

  act(does: (stream: Stream) => unknown): Promise<void> {
    return act(async () => void (await does(this.stream)));
  }

  /** Waits for a render in which a condition is true. */
  async until(condition: (page: this) => boolean): Promise<void> {
    await waitFor(() => {
      if (!condition(this)) throw new Error(`Not in time: ${condition.toString()}`);
    });
  }

  /** Renders the page with other options. */
  change(options: Partial<Options>): void {
    this.#view.rerender(options);
  }

  close(): void {
    this.#view.unmount();
  }
}

type Run = (page: Page, client: AnyClient) => Promise<unknown>;

/** A step that gets a page. Its result has all that the page shows, and the callbacks. */
export function step(
  does: string,
  options: Options,
  run: Run,
  gives: unknown,
  differs?: Step["differs"],
): Step {
  const go: Step["run"] = async (newClient) => {
    const client = newClient();
    const page = new Page(client, options);
    try {
      const result = await run(page, client);
      return { result, ...page.shown, calls: page.calls };
    } finally {
      page.close();
    }
  };
  return { does, run: go, gives, ...(differs && { differs }) };
}

export const human = (content: string) => ({ messages: [{ type: "human" as const, content }] });

/** Submits a turn whose answer has this many words, ten milliseconds apart. Returns after the first one. */
export async function begin(page: Page, words = 1_000): Promise<{ end: Promise<void> }> {
  const end = page.stream.submit({ ...human("Hi"), n: words, ms: 10 });
  await page.until(({ shown }) => shown.texts.length === 2);
  return { end };
}

/** Returns the status of a run that does not run any longer. */
export async function statusOf(client: AnyClient, { thread_id, run_id }: Created): Promise<string> {
  const { status } = await until(
    () => client.runs.get(thread_id, run_id),
    (run) => !["pending", "running"].includes(run.status),
  );
  return status;
}
