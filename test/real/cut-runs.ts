import { LangGraphClient } from "langgraph-client";
import type { RunStream, StreamMode } from "langgraph-client";
import { proxy } from "../helpers/proxy.js";
import type { Damage } from "../helpers/proxy.js";
import type { Random } from "../helpers/random.js";
import { CutResults, eventText } from "../helpers/cut-results.js";

/** A graph to run, and roughly the number of bytes of its events. */
interface Scenario {
  graph: string;
  input: Record<string, unknown>;
  bytes: number;
  /** Default: a random selection. */
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
/** Every mode except `messages`: the Python server stores no events of it, so its streams cannot reconnect. */
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

/** Removes the fields of an event that differ when the server replays it. */
function comparable(event: { id: string | undefined; event: string; type: string; data: unknown }) {
  // An error has no id if the server did not store it.
  if (event.type === "error") return { ...event, id: undefined };
  if (event.type !== "debug" && event.type !== "events") return event;
  // The JS server stores objects that the graph modifies later, such as results of tasks and ids of messages.
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

/** Runs graphs on a real server behind a proxy that cuts their streams, until `cuts` cuts were made. */
export async function cutRuns(url: string, cuts: number, random: Random): Promise<CutResults> {
  const results = new CutResults();
  /** Planned cuts of each thread's streams, and its requests, which a failure report shows. */
  const threads = new Map<string, { planned: Damage[]; requests: string[] }>();
  const threadOf = (path = "") => threads.get(/threads\/([^/]+)/.exec(path)?.[1] ?? "");
  const { url: apiUrl, cuts: done } = await proxy(url, (incoming) => threadOf(incoming.url)?.planned.shift());
  const client = new LangGraphClient({
    apiUrl,
    apiKey: null,
    fetch: async (url, init) => {
      const lastEventId = new Headers(init.headers).get("last-event-id") ?? "";
      const response = await fetch(url, init);
      threadOf(url)?.requests.push(
        `  ${init.method} ${new URL(url).pathname} ${lastEventId}: ${response.status}`,
      );
      return response;
    },
  });
  const direct = new LangGraphClient({ apiUrl: url, apiKey: null });

  const damagesOf = ({ bytes }: Scenario): Damage[] =>
    Array.from({ length: random.between(1, 5) }, (_, index) => ({
      // A replay is shorter than the first connection.
      after: random.between(0, Math.ceil(bytes / (index + 1))),
      how: random.next() < 0.03 ? "stall" : random.pick(["reset", "truncate", "end"]),
      unmistakable: index > 0,
    }));

  const read = async (stream: AnyStream, delivered: string[], most = Infinity): Promise<void> => {
    for (let count = 0; count < most; count += 1) {
      const { done, value } = await stream.next();
      if (done || value === undefined) return;
      delivered.push(eventText(comparable(value)));
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
    const streamOptions = { raiseError: false, idleTimeoutMs: 2_000 };
    const damages = damagesOf(scenario);
    const requests: string[] = [];
    threads.set(thread_id, { planned: [...damages], requests });
    const delivered: string[] = [];
    let runId: string | undefined;
    let stream: AnyStream;
    if (random.next() < 0.3) {
      ({ run_id: runId } = await direct.runs.create(thread_id, graph, { ...payload, streamResumable: true }));
      stream = client.runs.joinStream(thread_id, runId, { ...streamOptions, lastEventId: "-1" });
    } else stream = client.runs.stream(thread_id, graph, { ...payload, ...streamOptions });
    const reading = (async () => {
      if (random.next() < 0.3) {
        // Another stream continues from the cursor, as a different process would.
        await read(stream, delivered, random.between(1, 20));
        const { cursor } = stream;
        // After an error event the stream has ended.
        if (/ error /.test(delivered.at(-1) ?? "")) return;
        ({ runId } = await stream.run);
        stream.close();
        stream = client.runs.joinStream(thread_id, runId, { ...streamOptions, cursor });
      }
      await read(stream, delivered);
      // oxlint-disable-next-line typescript/no-misused-promises -- `finally` waits for the promise
    })().finally(async () => void ({ runId } = await stream.run));
    const error = await reading.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    const stored: string[] = [];
    if (runId !== undefined) {
      await direct.runs.join(thread_id, runId, { raiseError: false });
      await read(direct.runs.joinStream(thread_id, runId, { raiseError: false, lastEventId: "-1" }), stored);
    }
    results.add(
      delivered,
      stored,
      error,
      [`  ${graph} ${JSON.stringify({ ...payload, damages })}`, ...requests].join("\n"),
    );
  };

  // Eight at a time, because runs mostly wait.
  const work = async (): Promise<void> => {
    while (done() < cuts) await run(random.pick(scenarios));
  };
  await Promise.all(Array.from({ length: 8 }, work));
  results.cuts = done();
  return results;
}
