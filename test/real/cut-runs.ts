import { LangGraphClient } from "langgraph-client";
import type { RunStream, StreamMode } from "langgraph-client";
import { proxy } from "../helpers/proxy.js";
import type { Damage } from "../helpers/proxy.js";
import type { Random } from "../helpers/random.js";
import { CutResults as Tally, eventText as said } from "../helpers/cut-results.js";

/** What is run, and about how many bytes of events it writes. */
interface Scenario {
  graph: string;
  input: Record<string, unknown>;
  bytes: number;
  /** Default: any, and several. */
  modes?: StreamMode[];
}

const message = (content: string) => ({ messages: [{ role: "user", content }] });
const scenarios: Scenario[] = [
  { graph: "slow", input: { ticks: 20, delay_ms: 5 }, bytes: 20_000 },
  { graph: "nested", input: { path: "start" }, bytes: 20_000 },
  { graph: "agent", input: message("one two three four five six seven"), bytes: 20_000 },
  { graph: "toolcall", input: message("weather"), bytes: 20_000 },
  { graph: "custom", input: { count: 3_000 }, bytes: 150_000, modes: ["custom"] },
  { graph: "interrupt", input: { request: "lunch" }, bytes: 1_000 },
  { graph: "thrower", input: { message: "no" }, bytes: 500, modes: ["values", "updates"] },
];
/** All but `messages`, whose events the Python server does not keep: it is never resumed. */
const modes: StreamMode[] = [
  "values",
  "updates",
  "messages-tuple",
  "custom",
  "events",
  "debug",
  "tasks",
  "checkpoints",
];

/** An event without what differs when it is asked for again. */
function comparable(event: { id: string | undefined; event: string; type: string; data: unknown }) {
  // An error has no id where the server did not keep it.
  if (event.type === "error") return { ...event, id: undefined };
  if (event.type !== "debug" && event.type !== "events") return event;
  // The JS server keeps the very objects that the graph goes on to write into: results of tasks, ids of messages.
  const { step, type, timestamp, event: name, run_id } = event.data as Record<string, unknown>;
  return { ...event, data: { step, type, timestamp, name, run_id } };
}

type AnyStream = RunStream<{
  id: string | undefined;
  event: string;
  type: string;
  namespace: string[];
  data: unknown;
}>;

/** Runs graphs on a real server, behind a proxy that cuts their streams, until there were so many cuts. */
export async function cutRuns(url: string, cuts: number, random: Random): Promise<Tally> {
  const tally = new Tally();
  /** What is still to happen to the streams of a thread, and what was asked for there, to be read when something is wrong. */
  const threads = new Map<string, { planned: Damage[]; requests: string[] }>();
  const threadOf = (path = "") => threads.get(/threads\/([^/]+)/.exec(path)?.[1] ?? "");
  const { url: apiUrl, cuts: done } = await proxy(url, (incoming) => threadOf(incoming.url)?.planned.shift());
  const client = new LangGraphClient({
    apiUrl,
    apiKey: null,
    fetch: async (url, init) => {
      const asked = new Headers(init.headers).get("last-event-id") ?? "";
      const response = await fetch(url, init);
      threadOf(url)?.requests.push(`  ${init.method} ${new URL(url).pathname} ${asked}: ${response.status}`);
      return response;
    },
  });
  const direct = new LangGraphClient({ apiUrl: url, apiKey: null });

  const damagesOf = ({ bytes }: Scenario): Damage[] =>
    Array.from({ length: random.between(1, 5) }, (_, index) => ({
      // What comes again is shorter than what was asked for first.
      after: random.between(0, Math.ceil(bytes / (index + 1))),
      how: random.next() < 0.03 ? "stall" : random.pick(["reset", "truncate", "end"]),
      unmistakable: index > 0,
    }));

  const read = async (stream: AnyStream, seen: string[], most = Infinity): Promise<void> => {
    for (let count = 0; count < most; count += 1) {
      const { done, value } = await stream.next();
      if (done || value === undefined) return;
      seen.push(said(comparable(value)));
    }
  };

  const run = async (scenario: Scenario): Promise<void> => {
    const { graph, input } = scenario;
    const { thread_id } = await direct.threads.create();
    const payload = {
      input,
      streamMode: scenario.modes ?? Array.from({ length: random.between(1, 4) }, () => random.pick(modes)),
      streamSubgraphs: random.next() < 0.5,
      onDisconnect: "continue" as const,
    };
    const behaviour = { raiseError: false, idleTimeoutMs: 2_000 };
    const damages = damagesOf(scenario);
    const requests: string[] = [];
    threads.set(thread_id, { planned: [...damages], requests });
    const seen: string[] = [];
    let runId: string | undefined;
    let stream: AnyStream;
    if (random.next() < 0.3) {
      ({ run_id: runId } = await direct.runs.create(thread_id, graph, { ...payload, streamResumable: true }));
      stream = client.runs.joinStream(thread_id, runId, { ...behaviour, lastEventId: "-1" });
    } else stream = client.runs.stream(thread_id, graph, { ...payload, ...behaviour });
    const reading = (async () => {
      if (random.next() < 0.3) {
        // Somebody else goes on, from another process for example.
        await read(stream, seen, random.between(1, 20));
        const { cursor } = stream;
        // Behind a failure nothing goes on.
        if (/ error /.test(seen.at(-1) ?? "")) return;
        ({ runId } = await stream.run);
        stream.close();
        stream = client.runs.joinStream(thread_id, runId, { ...behaviour, cursor });
      }
      await read(stream, seen);
    })().finally(async () => void ({ runId } = await stream.run));
    const error = await reading.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    const whole: string[] = [];
    if (runId !== undefined) {
      await direct.runs.join(thread_id, runId, { raiseError: false });
      await read(direct.runs.joinStream(thread_id, runId, { raiseError: false, lastEventId: "-1" }), whole);
    }
    tally.add(
      seen,
      whole,
      error,
      [`  ${graph} ${JSON.stringify({ ...payload, damages })}`, ...requests].join("\n"),
    );
  };

  /** Several at a time: they wait a lot. */
  const work = async (): Promise<void> => {
    while (done() < cuts) await run(random.pick(scenarios));
  };
  await Promise.all(Array.from({ length: 8 }, work));
  tally.cuts = done();
  return tally;
}
