import { setTimeout as sleep } from "node:timers/promises";
import { LangGraphClient } from "langgraph-client";
import { threadStream } from "langgraph-client/thread";
import type { ThreadRun, ThreadSession } from "langgraph-client/thread";
import { remaining } from "../helpers/cut-results.js";
import { proxy } from "../helpers/proxy.js";
import type { Damage } from "../helpers/proxy.js";
import type { Random } from "../helpers/random.js";
import { command, deleteThread, json, storedRuns, textOf, untilIdle } from "../helpers/thread-wire.js";

/** The numbers of finished runs on a thread before the measured one. */
const FINISHED = [0, 5, 20] as const;
/** Threads without finished runs take less time, and have one measured run instead of several. */
const CHOICES = [0, 0, 0, 0, 5, 20] as const;

/** A graph, the input of a measured run, and the input of a short one. `count` makes the inputs of a thread differ. */
interface Scenario {
  graph: string;
  input(count: number, random: Random): Record<string, unknown>;
  short(count: number): Record<string, unknown>;
  /** On the JS server, a second run on the thread does not end before the recursion limit. */
  isForOneRun?: boolean;
}

const message = (content: string) => ({ messages: [{ role: "user", content }] });
const chat = (graph: string): Scenario => ({
  graph,
  input: (count) => message(`request${count} with a few words`),
  short: (count) => message(`short${count}`),
});
const questions: Scenario = {
  graph: "questions",
  input: () => ({ ask: ["ask_one", "ask_child", "ask_twin", "work_short"] }),
  short: () => ({ ask: ["work_short"] }),
};
const scenarios: Scenario[] = [
  {
    graph: "chat",
    input: (count, random) => ({
      ...message(`w${count}-`),
      n: random.between(5, 40),
      ms: random.between(0, 20),
      useTool: random.next() < 0.5,
    }),
    short: (count) => ({ ...message(`s${count}-`), n: 2, ms: 0, useTool: false }),
  },
  {
    graph: "slow",
    input: (count, random) => ({ ticks: 10 + (count % 10), delay_ms: random.between(1, 20) }),
    short: () => ({ ticks: 1, delay_ms: 0 }),
  },
  chat("agent"),
  { ...chat("blocks"), isForOneRun: true },
  chat("models"),
  chat("team"),
  questions,
  {
    graph: "thrower",
    input: (count) => ({ message: `no${count}` }),
    short: (count) => ({ message: `s${count}` }),
  },
];

/** The differences of the runs with one number of finished runs before them. */
interface Tally {
  runs: number;
  cuts: number;
  events: number;
  /** Events that were not delivered, with or without an error. */
  lost: number;
  repeated: number;
  /** Events of another run. */
  mixed: number;
  /** Streams whose events came in another order. */
  disordered: number;
  /** Streams that ended without an error although events were lost. */
  silent: number;
  errors: number;
}

/** Compares the events of cut streams with those that the server stores, and counts the differences. */
export class CutThreads {
  readonly tallies: Record<number, Tally> = Object.fromEntries(
    FINISHED.map((finished) => [
      finished,
      { runs: 0, cuts: 0, events: 0, lost: 0, repeated: 0, mixed: 0, disordered: 0, silent: 0, errors: 0 },
    ]),
  );
  /** A description of each stream that was wrong. */
  readonly wrong: string[] = [];

  add(tally: Tally, seen: string[], whole: string[], others: string[], error: unknown, cause: string): void {
    const lost = remaining(whole, seen);
    const extra = remaining(seen, whole);
    // A run repeats most texts of its predecessors with the same input, but not all: those count as repeated.
    const mixed = extra.filter((text) => !whole.includes(text) && others.includes(text));
    tally.runs += 1;
    tally.events += seen.length;
    tally.lost += lost.length;
    tally.repeated += extra.length - mixed.length;
    tally.mixed += mixed.length;
    const isDisordered =
      lost.length + extra.length === 0 && seen.some((text, index) => text !== whole[index]);
    if (isDisordered) tally.disordered += 1;
    if (error !== undefined) tally.errors += 1;
    else if (lost.length > 0) tally.silent += 1;
    if (lost.length + extra.length === 0 && !isDisordered && error === undefined) return;
    const problems = [...lost.map((text) => `lost ${text}`), ...extra.map((text) => `extra ${text}`)];
    const excerpt = problems.slice(0, 3).map((problem) => `  ${problem.slice(0, 300)}`);
    const summary = `${seen.length} of ${whole.length} events, ${lost.length} lost, ${extra.length} extra, ${String(error)}`;
    this.wrong.push([summary, ...excerpt, cause].join("\n"));
  }

  print(): void {
    console.log(JSON.stringify(this.tallies));
  }
}

/** A run that is read while its connections are cut. */
interface Reading {
  seen: string[];
  runId: string | undefined;
  error: unknown;
}

/** Runs graphs on threads of a real server behind a proxy that cuts their streams, until `cuts` cuts were made. */
export async function cutThreads(url: string, cuts: number, random: Random): Promise<CutThreads> {
  const results = new CutThreads();
  /** The planned cuts of each thread's connections. */
  const planned = new Map<string, Damage[]>();
  const threadOf = (path = "") => /threads\/([^/]+)/.exec(path)?.[1] ?? "";
  const { url: apiUrl, cuts: done } = await proxy(url, ({ url: path }) =>
    planned.get(threadOf(path))?.shift(),
  );
  const worker = async (): Promise<void> => {
    while (done() < cuts) {
      const finished = random.pick(CHOICES);
      const thread = new CutThread({ url, apiUrl, random, results, finished });
      await thread.play((threadId, damages) => planned.set(threadId, damages));
    }
  };
  // Several at a time, because runs mostly wait.
  await Promise.all(Array.from({ length: 10 }, worker));
  return results;
}

interface CutThreadSettings {
  url: string;
  /** The URL of the proxy. */
  apiUrl: string;
  random: Random;
  results: CutThreads;
  finished: (typeof FINISHED)[number];
}

/** A thread with finished runs, and the measured runs after them. */
class CutThread {
  readonly #settings: CutThreadSettings;
  readonly #scenario: Scenario;
  #threadId = "";
  #count = 0;
  #log: string[] = [];
  /** The length of a replay of the finished runs. */
  #bytes = 0;

  constructor(settings: CutThreadSettings) {
    this.#settings = settings;
    const { finished, random } = settings;
    this.#scenario = random.pick(
      scenarios.filter(({ isForOneRun = false }) => finished === 0 || !isForOneRun),
    );
  }

  async play(plan: (threadId: string, damages: Damage[]) => void): Promise<void> {
    const { url, finished, random } = this.#settings;
    this.#threadId = String((await json("POST", `${url}/threads`, {}))["thread_id"]);
    for (let run = 0; run < finished; run += 1) {
      await this.#startDirectly(this.#scenario.short(this.#count++));
      await untilIdle(url, this.#threadId);
    }
    const measure = (read: (session: ThreadSession) => Promise<Reading>) => this.#measure(plan, read);
    const isQuestions = this.#scenario === questions;
    // A thread without finished runs has some after the first measured one.
    const turns = finished === 0 || isQuestions ? 1 : 5;
    for (let turn = 0; turn < turns; turn += 1) {
      await measure(
        random.next() < 0.35 ? () => this.#readJoined() : (session) => this.#readStarted(session),
      );
    }
    if (isQuestions) await measure((session) => this.#readResumed(session));
    await deleteThread(url, this.#threadId);
  }

  async #startDirectly(input: object): Promise<string> {
    const params = { assistant_id: this.#scenario.graph, input };
    const result = await command(this.#settings.url, this.#threadId, "run.start", params);
    return String(result["run_id"]);
  }

  /** Reads a run with cuts, then without the client and without cuts, and compares both. */
  async #measure(
    plan: (threadId: string, damages: Damage[]) => void,
    read: (session: ThreadSession) => Promise<Reading>,
  ): Promise<void> {
    const { url, finished, results } = this.#settings;
    const tally = results.tallies[finished];
    if (tally === undefined) throw new Error(`No tally for ${finished}`);
    this.#log = [];
    const damages = this.#damages(tally);
    plan(this.#threadId, [...damages]);
    const { seen, runId, error } = await read(this.#session());
    plan(this.#threadId, []);
    if (runId === undefined) {
      // The command itself was refused: nothing to compare.
      results.add(tally, seen, [], [], error ?? "no run", this.#cause(damages));
      return;
    }
    await untilIdle(url, this.#threadId);
    const isOwn = (run: { runId: string | undefined }) => run.runId === runId;
    const { runs, bytes } = await storedRuns(
      url,
      this.#threadId,
      (all) => all.find(isOwn)?.hasEnded === true,
    );
    this.#bytes = bytes;
    const whole = runs.find(isOwn)?.events ?? [];
    const others = runs.filter((run) => !isOwn(run)).flatMap(({ events }) => events);
    results.add(tally, seen, whole, others, error, this.#cause(damages));
  }

  #cause(damages: readonly Damage[]): string {
    const { finished } = this.#settings;
    const plan = damages.map(({ after, how }) => `${how} after ${after}`).join(", ");
    return [`  ${this.#scenario.graph}, ${finished} finished: ${plan}`, ...this.#log].join("\n");
  }

  #damages(tally: Tally): Damage[] {
    const { random } = this.#settings;
    return Array.from({ length: random.between(2, 6) }, () => ({
      // The first connection may begin with the events of the finished runs.
      after: random.between(0, random.next() < 0.25 ? this.#bytes + 8_000 : 4_000),
      how: random.next() < 0.03 ? "stall" : random.pick(["reset", "truncate", "end"] as const),
      onCut: () => void (tally.cuts += 1),
    }));
  }

  #session(): ThreadSession {
    const log = (line: string) => void this.#log.push(`  ${line.replaceAll(this.#settings.apiUrl, "")}`);
    const client = new LangGraphClient({
      apiUrl: this.#settings.apiUrl,
      apiKey: null,
      logger: { debug: log, warn: log },
    });
    return threadStream(client, this.#threadId, {
      assistantId: this.#scenario.graph,
      raiseError: false,
      maxReconnects: 12,
      idleTimeoutMs: 4_000,
    });
  }

  #readStarted(session: ThreadSession): Promise<Reading> {
    const input = this.#scenario.input(this.#count++, this.#settings.random);
    return this.#read(session.start({ input }), undefined);
  }

  async #readResumed(session: ThreadSession): Promise<Reading> {
    const state = await json("GET", `${this.#settings.url}/threads/${this.#threadId}/state?subgraphs=true`);
    const tasks = state["tasks"] as { interrupts: { id: string }[] }[];
    const ids = new Set(tasks.flatMap(({ interrupts }) => interrupts.map(({ id }) => id)));
    return this.#read(session.resume(Object.fromEntries([...ids].map((id) => [id, `yes ${id}`]))), undefined);
  }

  /** Reads a run that the client did not start, from its beginning, its middle or after its end. */
  async #readJoined(): Promise<Reading> {
    const { random } = this.#settings;
    const runId = await this.#startDirectly(this.#scenario.input(this.#count++, random));
    if (random.next() < 0.7) await sleep(random.between(0, 900));
    return this.#read(this.#session().join(runId), runId);
  }

  async #read(first: ThreadRun, known: string | undefined): Promise<Reading> {
    const { random } = this.#settings;
    const seen: string[] = [];
    const read = async (run: ThreadRun, most = Infinity): Promise<boolean> => {
      for await (const { event, namespace, data } of run) {
        seen.push(textOf(event, namespace, data));
        if (seen.length >= most) return false;
      }
      return true;
    };
    let runId = known;
    let error: unknown;
    const reading = (async () => {
      const most = random.next() < 0.35 ? random.between(1, 25) : Infinity;
      const hasEnded = await read(first, most);
      ({ runId } = await first.run);
      if (hasEnded) return;
      // Another session continues from the cursor, as a different process would.
      const { cursor } = first;
      if (cursor === undefined) throw new Error("A run with events has no cursor");
      if (random.next() < 0.5) await sleep(random.between(0, 500));
      await read(this.#session().join(runId, { cursor }));
    })();
    try {
      await Promise.race([reading, hangs()]);
    } catch (reason) {
      error = reason;
    }
    first.close();
    try {
      ({ runId } = await first.run);
    } catch {
      // It was not started.
    }
    return { seen, runId, error };
  }
}

/** Rejects after the longest time that a run can take. */
async function hangs(): Promise<never> {
  await sleep(90_000, undefined, { ref: false });
  throw new Error("The stream hangs");
}
