/** The recorded streams over real sockets, through a proxy that cuts them around every event and at random. */
import { describe, expect, onTestFinished, test } from "vitest";
import { FakeRun, textOf } from "../helpers/fake-run.js";
import type { FakeEvent } from "../helpers/fake-run.js";
import { withoutDelays } from "../helpers/skipped-delays.js";
import { proxy } from "../helpers/proxy.js";
import type { Damage } from "../helpers/proxy.js";
import { Random } from "../helpers/random.js";
import { listen } from "../helpers/server.js";
import { CutResults, eventText } from "../helpers/cut-results.js";
import { bytesOf, eventsOf, recordings, textsOf } from "../fixtures/streams.js";

const random = new Random();

/** Serves a fake run over real sockets, behind a proxy. */
async function serve(events: readonly FakeEvent[], newline: string) {
  const status = events.at(-1)?.event === "error" ? "error" : "success";
  let run = new FakeRun(events, { newline, status });
  const server = await listen(async ({ method, url, headers }) => {
    if (method === "POST") run = new FakeRun(events, { newline, status });
    const id = headers["last-event-id"];
    const response = await run.fetch(`http://run${url}`, {
      method,
      headers: typeof id === "string" ? { "last-event-id": id } : {},
    });
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: new Uint8Array(await response.arrayBuffer()),
    };
  });
  const results = new CutResults();
  onTestFinished(() => results.print());
  let damages: Damage[] = [];
  const { url, cuts } = await proxy(server.url, () => damages.shift());
  const { client } = withoutDelays({ apiUrl: url, apiKey: null });
  const read = async (...planned: Damage[]): Promise<void> => {
    damages = planned;
    const before = cuts();
    const seen: string[] = [];
    const stream = client.runs.stream("t", "agent", { raiseError: false });
    const reading = (async () => {
      for await (const event of stream) seen.push(eventText(event));
    })();
    const error = await reading.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    results.add(seen, textsOf(events), error);
    results.cuts += cuts() - before;
  };
  return { read, results };
}

const names = ["several-modes", "subgraphs", "error-resumable", "toolcall-messages-tuple"];
const chosen = recordings.filter(({ name }) => names.includes(name));
const how = () => random.pick(["reset", "truncate", "end"] as const);

describe.each(chosen.map((recording) => [`${recording.server} ${recording.name}`, recording] as const))(
  "%s",
  (_, recording) => {
    const events = eventsOf(bytesOf(recording).toString()).map((event, index) => ({
      ...event,
      // If the recording has no ids, every three neighbors share one.
      id: event.id ?? `${1_795_512_510_480 + Math.floor(index / 3)}-0`,
    }));
    const newline = recording.server === "python" ? "\r\n" : "\n";
    const { length } = textOf(events, newline);

    test("delivers every event once after a cut at, before and after the edge of every event", async () => {
      const { read, results } = await serve(events, newline);
      for (let count = 0; count <= events.length; count += 1) {
        const edge = Buffer.byteLength(textOf(events.slice(0, count), newline));
        for (const after of [edge - 1, edge, edge + 1].filter((at) => at >= 0))
          await read({ after, how: how() });
      }
      expect(results.wrong).toEqual([]);
    });

    test("delivers every event once after one to four random cuts", async () => {
      const { read, results } = await serve(events, newline);
      for (let run = 0; run < 45; run += 1) {
        const cuts = Array.from({ length: random.between(1, 4) }, (_, index) => ({
          after: random.between(0, length),
          how: how(),
          // After a replay, a clean close between events looks like the end of the run.
          unmistakable: index > 0,
        }));
        await read(...cuts);
      }
      expect(results.wrong).toEqual([]);
    });
  },
);
