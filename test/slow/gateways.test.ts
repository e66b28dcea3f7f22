/** Random runs behind gateways, with ids of every form: each event is delivered once, or the stream throws. */
import { LangGraphError } from "langgraph-client";
import { expect, test } from "vitest";
import { Random } from "../helpers/random.js";
import { event, scripted } from "../helpers/scripted-server.js";
import type { ScriptedConnection, StreamRequest } from "../helpers/scripted-server.js";

const random = new Random();
const chance = (probability: number) => random.next() < probability;

interface RunEvent {
  id: string;
  data: string;
}

/** The ids of a run's events, by their position. Some servers give several events one id. */
const forms: Record<string, () => (index: number) => string> = {
  "whole numbers": () => String,
  "shared milliseconds": () => {
    let ms = 1_795_512_510_480;
    return (index) => `${index > 0 && chance(0.5) ? (ms += random.between(1, 3)) : ms}-0`;
  },
  "above 2^53": () => (index) => String(2n ** 53n + BigInt(index)),
  "above 2^63 before a dash": () => (index) => `${2n ** 63n + BigInt(index >> 1)}-${index & 1}`,
  descending: () => (index) => String(1_000 - index),
  "descending above 2^53": () => (index) => String(2n ** 60n - BigInt(index)),
  "ascending, then descending": () => (index) => String(index < 3 ? index * 10 : 35 - 2 * index),
  "in no order": () => {
    const step = random.pick([3, 7, 11]);
    const first = random.between(0, 40);
    return (index) => String((first + index * step) % 41);
  },
  "equal as numbers": () => (index) => `${"0".repeat(index >> 1)}7${index % 2 === 1 ? "-0" : ""}`,
  "numbers and words": () => (index) => (index % 2 === 1 ? `x${index}` : String(index)),
  "those of another server": () => (index) => `run_event_${index}`,
};

/** The habits of a server, and of the gateway in front of it. */
interface Habits {
  /** Replays from the first event, whatever Last-Event-ID the request has. */
  ignoresLastEventId: boolean;
  /** Drops the header Last-Event-ID: replays of an ended run are then empty, and others only live. */
  dropsLastEventId: boolean;
  /** Repeats some replayed events as live ones. */
  repeats: boolean;
  /** Begins each connection with an event of its own. */
  greeting: "none" | "same" | "changing";
  /** Sends events of its own between those of the run. */
  pings: boolean;
  /** Begins each connection with the run's first event, without an id. */
  hasMetadata: boolean;
  /** Status of the run while it works. */
  working: string;
  /** The number of requests for which the status lags. */
  lag: number;
}

function randomHabits(dropsLastEventId: boolean): Habits {
  return {
    ignoresLastEventId: !dropsLastEventId && chance(0.1),
    dropsLastEventId,
    repeats: !dropsLastEventId && chance(0.4),
    greeting: random.pick(["none", "none", "same", "changing"]),
    pings: chance(0.3),
    hasMetadata: chance(0.2),
    working: random.pick(["running", "pending", "queued", "paused", ""]),
    lag: random.between(0, 2),
  };
}

const frameOf = ({ id, data }: RunEvent) => event("custom", JSON.stringify(data), id);

/** A run whose connections are cut at random, and whose end is somewhere between them. */
class RandomRun {
  readonly #events: readonly RunEvent[];
  readonly #habits: Habits;
  #cuts = random.between(0, 4);
  #happened = 0;
  #hasEnded = false;
  #lag: number;
  /** The number of the run's events that the client delivered. */
  delivered = 0;

  constructor(events: readonly RunEvent[], habits: Habits) {
    this.#events = events;
    this.#habits = habits;
    this.#lag = habits.lag;
  }

  status(): unknown {
    if (this.#hasEnded && this.#lag-- <= 0) return { run_id: "r", status: "success" };
    return { run_id: "r", status: this.#habits.working };
  }

  stream(request: StreamRequest): ScriptedConnection {
    const frames = this.#choose(request).map(frameOf);
    if (this.#cuts === 0) {
      this.#end();
      return { text: this.#decorate(frames, request) };
    }
    this.#cuts -= 1;
    // A clean end after the last duplicate of an ended run would look like its proof.
    const then = !this.#hasEnded && chance(0.5) ? "end" : "reset";
    const after = random.between(0, frames.length);
    const rest = chance(0.5) ? (frames[after] ?? "").slice(0, random.between(0, 30)) : "";
    this.#happened = this.#groupEnd(Math.max(this.#happened, request.isNew ? after + 1 : this.#happened + 1));
    const mayEnd = !this.#habits.dropsLastEventId && !(this.#habits.hasMetadata && request.isNew);
    if (mayEnd && chance(0.3)) this.#end();
    return { text: this.#decorate(frames.slice(0, after), request) + rest, then };
  }

  #end(): void {
    this.#happened = this.#events.length;
    this.#hasEnded = true;
  }

  /** The position behind all events that share the id of the one before a position: servers store them together. */
  #groupEnd(position: number): number {
    const { id } = this.#events[position - 1] ?? {};
    return Math.min(
      this.#events.length,
      Math.max(position, this.#events.findLastIndex((each) => each.id === id) + 1),
    );
  }

  #choose({ isNew, lastEventId: sent }: StreamRequest): readonly RunEvent[] {
    const events = this.#events;
    if (isNew) return events;
    const { dropsLastEventId, ignoresLastEventId, repeats } = this.#habits;
    this.#happened = this.#groupEnd(random.between(this.#happened, events.length));
    if (this.#hasEnded) this.#happened = events.length;
    if (dropsLastEventId || sent === null) return events.slice(this.#happened);
    const from = sent === "-1" || ignoresLastEventId ? 0 : events.findLastIndex(({ id }) => id === sent) + 1;
    const first = Math.max(from, this.#groupEnd(this.delivered));
    const repeated = repeats && !this.#hasEnded ? random.between(0, Math.max(0, this.#happened - first)) : 0;
    return [...events.slice(from, this.#happened), ...events.slice(this.#happened - repeated)];
  }

  /** Adds the events that have no id. */
  #decorate(frames: readonly string[], { count }: StreamRequest): string {
    const { greeting, pings, hasMetadata } = this.#habits;
    const greet = greeting === "none" ? "" : event("ping", greeting === "same" ? {} : { count });
    const metadata = hasMetadata ? event("metadata", { run_id: "r" }) : "";
    return (
      metadata + greet + frames.map((each) => each + (pings && chance(0.3) ? event("ping", {}) : "")).join("")
    );
  }
}

interface Outcome {
  seen: string[];
  error: unknown;
  requests: readonly string[];
  /** Positions of events that were delivered out of order, or twice. */
  isPrefix: boolean;
}

/** Reads a random run through several streams, each from the cursor of the one before. */
async function follow(events: readonly RunEvent[], habits: Habits, streams: number): Promise<Outcome> {
  const run = new RandomRun(events, habits);
  const { client, requests } = scripted({
    stream: (request) => run.stream(request),
    status: () => run.status(),
  });
  const whole = events.map(({ id, data }) => `${id} ${data}`);
  const seen: string[] = [];
  let error: unknown;
  let stream = client.runs.stream("t", "agent") as ReturnType<typeof client.runs.joinStream>;
  try {
    for (let opened = 1; opened <= streams; opened += 1) {
      let left = opened === streams ? Infinity : random.between(0, 6);
      let isLeft = false;
      for await (const { id, event: name, data } of stream) {
        if (name === "custom") run.delivered = seen.push(`${id} ${String(data)}`);
        isLeft = --left < 0 && seen.length > 0 && stream.cursor !== undefined;
        if (isLeft) break;
      }
      if (!isLeft) break;
      stream = client.runs.joinStream("t", "r", { cursor: stream.cursor });
    }
  } catch (reason) {
    error = reason;
  }
  return { seen, error, requests, isPrefix: seen.every((each, index) => each === whole[index]) };
}

test.each([
  ["stores all events", false, 6_000],
  ["sits behind a proxy that drops Last-Event-ID", true, 3_000],
])("loses and repeats no event of a server that %s", { timeout: 180_000 }, async (_, drops, times) => {
  const counts = { runs: 0, events: 0, requests: 0, errors: 0 };
  for (let time = 0; time < times; time += 1) {
    const form = random.pick(Object.keys(forms));
    const idOf = (forms[form] ?? (() => String))();
    const events = Array.from({ length: random.between(1, 12) }, (_each, index) => ({
      id: idOf(index),
      data: random.pick(["a", "b"]),
    }));
    const habits = randomHabits(drops);
    const { seen, error, requests, isPrefix } = await follow(
      events,
      habits,
      drops ? 1 : random.pick([1, 1, 3]),
    );
    const story = JSON.stringify({ form, events, habits, seen, requests, error: String(error) }, null, 1);
    if (error !== undefined) expect(error, story).toBeInstanceOf(LangGraphError);
    else expect(seen.length, story).toBe(events.length);
    // Without a position, the first events of the run may be missing, which ends in an error.
    if (!drops || error === undefined) expect(isPrefix, story).toBe(true);
    expect(requests.length, story).toBeLessThan(8 * (events.length + 8));
    counts.runs += 1;
    counts.events += seen.length;
    counts.requests += requests.length;
    if (error !== undefined) counts.errors += 1;
  }
  console.log(counts);
});
