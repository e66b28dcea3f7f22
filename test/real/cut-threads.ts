import { LangGraphClient } from "langgraph-client";
import { threadStream } from "langgraph-client/thread";
import type { ThreadRun, ThreadSession } from "langgraph-client/thread";
import { CutResults } from "../helpers/cut-results.js";
import { proxy } from "../helpers/proxy.js";
import type { Damage } from "../helpers/proxy.js";
import type { Random } from "../helpers/random.js";
import { contentOf, eventsOfRun, storedThread } from "./thread-events.js";

/** A graph to run. */
interface Scenario {
  graph: string;
  input: (name: string) => Record<string, unknown>;
  /** The answer to each interrupt at which the run stops. */
  answer?: string;
}

const message = (content: string) => ({ messages: [{ role: "user", content }] });
const scenarios: Scenario[] = [
  { graph: "chat", input: (name) => ({ ...message(name), n: 40, ms: 3, useTool: true }) },
  { graph: "chat", input: (name) => ({ ...message(name), n: 150, ms: 0 }) },
  { graph: "models", input: message },
  { graph: "team", input: message },
  { graph: "slow", input: () => ({ ticks: 20, delay_ms: 5 }) },
  { graph: "twins", input: () => ({}), answer: "yes" },
];

/** The numbers of finished runs on the threads. */
export const PASTS = [0, 5, 20] as const;
type Past = (typeof PASTS)[number];

/** A thread between two runs. It is used by one run at a time, until it has three times as many finished runs as planned. */
interface PastThread {
  id: string;
  graph: string;
  past: Past;
  runs: number;
  /** The size of its history. */
  bytes: number;
  planned: Damage[];
  requests: string[];
}

/** Results for each number of finished runs. */
export type CutThreadResults = Record<Past, CutResults>;

/** Runs the threads of a real server behind a proxy that cuts their streams, until `cuts` cuts were made. */
export async function cutThreads(url: string, cuts: number, random: Random): Promise<CutThreadResults> {
  const harness = await CutHarness.create(url, random);
  // Eight at a time, because runs mostly wait.
  const work = async (): Promise<void> => {
    while (harness.cuts < cuts) await harness.run(random.pick(scenarios), random.pick(PASTS));
  };
  await Promise.all(Array.from({ length: 8 }, work));
  return harness.results;
}

class CutHarness {
  readonly results: CutThreadResults = { 0: new CutResults(), 5: new CutResults(), 20: new CutResults() };
  readonly #url: string;
  readonly #random: Random;
  readonly #direct: LangGraphClient;
  /** Sends its requests through the proxy. */
  #client!: LangGraphClient;
  /** The threads at work, by id. */
  readonly #active = new Map<string, PastThread>();
  readonly #idle: PastThread[] = [];
  /** The sizes of the last runs, in bytes. */
  readonly #sizes = new Map<Scenario, number>();

  private constructor(url: string, random: Random) {
    this.#url = url;
    this.#random = random;
    this.#direct = new LangGraphClient({ apiUrl: url, apiKey: null });
  }

  static async create(url: string, random: Random): Promise<CutHarness> {
    const harness = new CutHarness(url, random);
    const threadOf = (path = "") => harness.#active.get(/threads\/([^/]+)/.exec(path)?.[1] ?? "");
    const { url: apiUrl } = await proxy(
      url,
      (incoming) => {
        const thread = threadOf(incoming.url);
        const damage = thread?.planned.shift();
        thread?.requests.push(
          `  ${incoming.url}: ${damage ? `${damage.how} after ${damage.after}` : "whole"}`,
        );
        return damage;
      },
      {
        onCut: ({ url: path }) => {
          const thread = threadOf(path);
          if (thread !== undefined) harness.results[thread.past].cuts += 1;
        },
      },
    );
    harness.#client = new LangGraphClient({ apiUrl, apiKey: null });
    return harness;
  }

  get cuts(): number {
    return Object.values(this.results).reduce((sum, { cuts }) => sum + cuts, 0);
  }

  /** Runs a graph once, and resumes it if it stops at interrupts. */
  async run(scenario: Scenario, past: Past): Promise<void> {
    const thread = await this.#threadOf(scenario, past);
    this.#active.set(thread.id, thread);
    let pending = await this.#measure(thread, scenario, (session) =>
      session.start({ input: scenario.input(`${thread.runs}:`) }),
    );
    while (scenario.answer !== undefined && pending.length > 0) {
      const answers = Object.fromEntries(pending.map((id) => [id, scenario.answer]));
      pending = await this.#measure(thread, scenario, (session) => session.resume(answers));
    }
    this.#active.delete(thread.id);
    if (thread.runs < 3 * past) this.#idle.push(thread);
  }

  async #threadOf({ graph, input, answer }: Scenario, past: Past): Promise<PastThread> {
    const index = this.#idle.findIndex((thread) => thread.graph === graph && thread.past === past);
    const [known] = index === -1 ? [] : this.#idle.splice(index, 1);
    if (known !== undefined) return known;
    const { thread_id: id } = await this.#direct.threads.create();
    const thread: PastThread = { id, graph, past, runs: 0, bytes: 0, planned: [], requests: [] };
    const session = threadStream(this.#direct, id, { assistantId: graph });
    while (thread.runs < past) {
      const { interrupts } = await session
        .start({ input: { ...input(`${thread.runs}:`), n: 3, ticks: 2 } })
        .final();
      const answers = Object.fromEntries(interrupts.map((each) => [each.id, answer]));
      if (interrupts.length > 0) await session.resume(answers).final();
      thread.runs += interrupts.length > 0 ? 2 : 1;
    }
    thread.bytes = (await storedThread(this.#url, id, thread.runs)).bytes;
    return thread;
  }

  /** Reads one run over connections that are cut, and compares it. Returns the ids of the interrupts at its end. */
  async #measure(
    thread: PastThread,
    scenario: Scenario,
    open: (session: ThreadSession) => ThreadRun,
  ): Promise<string[]> {
    const damages = this.#damages(scenario, thread.bytes);
    thread.planned = [...damages];
    thread.requests = [];
    thread.runs += 1;
    const delivered: string[] = [];
    let runId: string | undefined;
    const error = await this.#read(thread, open, delivered, (id) => (runId = id)).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    thread.planned = [];
    if (runId !== undefined) await this.#direct.runs.join(thread.id, runId, { raiseError: false });
    const { events, bytes } = await storedThread(this.#url, thread.id, thread.runs);
    this.#sizes.set(scenario, bytes - thread.bytes);
    thread.bytes = bytes;
    const { own, others } = eventsOfRun(events, runId ?? "");
    const [whole, rest] = [own, others].map((list) =>
      list.map(({ method, params }) => contentOf(method, params.namespace, params.data)),
    ) as [string[], string[]];
    // A stream with an error must be right as far as it goes.
    const expected = error === undefined ? whole : whole.slice(0, delivered.length);
    const cause = [`  ${scenario.graph}, ${thread.runs} runs, run ${runId}`, ...thread.requests].join("\n");
    this.results[thread.past].add(delivered, expected, error, cause, rest);
    return own.flatMap(({ method, params }) =>
      method === "input.requested" ? [(params.data as { interrupt_id: string }).interrupt_id] : [],
    );
  }

  /** Most cuts are behind the replay of the thread, on the first connection; later connections begin near the end. */
  #damages(scenario: Scenario, history: number): Damage[] {
    const random = this.#random;
    const bytes = this.#sizes.get(scenario) ?? 5_000;
    return Array.from({ length: random.between(1, 5) }, (_, index) => {
      const isLate = index === 0 && random.next() < 0.7;
      const after = (isLate ? history : 0) + random.between(0, Math.ceil(bytes / (index + 1)));
      return {
        after,
        how: random.next() < 0.02 ? "stall" : random.pick(["reset", "truncate", "end", "whole"]),
      };
    });
  }

  async #read(
    { id, graph }: PastThread,
    open: (session: ThreadSession) => ThreadRun,
    delivered: string[],
    onRun: (runId: string) => void,
  ): Promise<void> {
    const random = this.#random;
    const options = { assistantId: graph, raiseError: false, maxReconnects: 12, idleTimeoutMs: 6_000 };
    const session = () => threadStream(this.#client, id, options);
    let run: ThreadRun;
    if (random.next() < 0.3) {
      // Another client starts the run, and this one joins it.
      const other = open(threadStream(this.#direct, id, options));
      const { runId } = await other.run;
      other.close();
      run = session().join(runId);
    } else run = open(session());
    void run.run.then(
      ({ runId }) => onRun(runId),
      () => {},
    );
    if (random.next() < 0.3) {
      // Another session continues from the cursor, as a different process would.
      await take(run, delivered, random.between(1, 30));
      const { cursor } = run;
      const { runId } = await run.run;
      run.close();
      run = session().join(runId, { cursor });
    }
    await take(run, delivered, Infinity);
  }
}

async function take(run: ThreadRun, delivered: string[], most: number): Promise<void> {
  for (let count = 0; count < most; count += 1) {
    const { done, value } = await run.next();
    if (done || value === undefined) return;
    delivered.push(contentOf(value.event, value.namespace, value.data));
  }
}

/** Prints one line for each number of finished runs. */
export function printResults(results: CutThreadResults): void {
  for (const past of PASTS) {
    process.stdout.write(`${past} finished runs: `);
    results[past].print();
  }
}
