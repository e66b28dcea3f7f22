import { ConnectionError } from "../../errors.js";
import type { Channel } from "../../protocol.js";
import type { Heartbeats } from "../heartbeats.js";
import type { Source } from "../sse.js";
import { hasSharedId, isEnd, isExact, isSameEvent, isSameId, phaseOf } from "./frame.js";
import type { Frame } from "./frame.js";
import { SILENCE, ThreadConnection } from "./thread-connection.js";
import type { Match, ThreadPosition } from "./thread-position.js";

/** Milliseconds for a server to repeat an event that it stores. */
export const REPLAY_MS = 2_000;
/** Milliseconds until a new connection of the Python server listens for new events. */
export const SETTLE_MS = 250;
/** Milliseconds for further events of the same millisecond to arrive. */
const TOGETHER_MS = 50;

/** The body of a request for a thread's stream. */
export interface ThreadStreamRequest {
  channels: readonly Channel[];
  /** Only events with a higher number, as the connection counts. */
  since?: number | undefined;
}

/** Settings of a {@link ThreadFeed}. */
export interface ThreadFeedSettings {
  open(request: ThreadStreamRequest, signal: AbortSignal): Promise<Source>;
  channels: readonly Channel[];
  heartbeats: Heartbeats;
  trace(step: string): void;
}

/**
 * The reason why a connection may lack events on a server that is not exact. `early`: a run may begin before the server
 * notices it. `active`: a run may be active, and the connection does not listen yet. `listening`: it does by now, and its
 * next event may have others before it.
 */
export type Doubt = "early" | "active" | "listening";

/** Selects the events of a connection, which are passed in order. */
export interface Selection {
  find(frames: Frame[]): Frame[];
}

/** The anchor event is missing from the server's history: what followed it is unknown. */
export class AnchorMissing extends Error {}

/** Reads the events of a thread behind the anchor event, over one connection at a time. Opens others for short. */
export class ThreadFeed {
  readonly #settings: ThreadFeedSettings;
  /** The position of the anchor event. */
  position: ThreadPosition;
  /** The events to select on the next connections. */
  #select: () => Selection;
  #connection: ThreadConnection | undefined;
  #selection: Selection;
  /** The doubt about the events of the connection; `undefined` once a check has removed it. */
  doubt: Doubt | undefined;
  /** True if event ids are the numbers; `undefined` until an event has shown it. */
  isExact: boolean | undefined;

  constructor(settings: ThreadFeedSettings, position: ThreadPosition) {
    this.#settings = settings;
    this.position = position;
    this.#select = all;
    this.#selection = all();
  }

  /** The connection, while one is open. */
  get connection(): { readonly ageMs: number } | undefined {
    return this.#connection;
  }

  /** Opens a connection behind the position. */
  async connect(doubt: Doubt | undefined, signal: AbortSignal): Promise<void> {
    this.#connection = await this.#openBehind(signal, this.#settings.heartbeats);
    this.#selection = this.#select();
    this.doubt = doubt;
  }

  /** Selects the events to deliver, on this connection and on later ones. */
  select(select: () => Selection): void {
    this.#select = select;
    this.#selection = select();
  }

  /** Selects all events: the position is behind the first one to deliver. */
  selectAll(): void {
    if (this.#select !== all) this.select(all);
  }

  /** Ends the current wait for events. */
  wake(): void {
    this.#connection?.wake();
  }

  /** Waits for events. They count as delivered once the position has moved behind them. */
  async read(limitMs: number, signal: AbortSignal): Promise<Frame[] | typeof SILENCE> {
    for (;;) {
      const connection = this.#connection;
      if (connection === undefined) throw new Error("The feed is closed");
      const frames = await connection.read(limitMs);
      if (frames === SILENCE) return SILENCE;
      const [first] = frames;
      if (first !== undefined) this.isExact ??= isExact(first);
      const selected = this.#selection.find(frames);
      if (selected.length === 0) continue;
      if (this.doubt === undefined || this.isExact) return selected;
      return await this.#dispelDoubt(connection, selected, signal);
    }
  }

  /** Gives back events, which the next read returns. */
  unread(frames: readonly Frame[]): void {
    this.#connection?.unread(frames);
  }

  /** Finds the events that the connection has missed, by a sequence check or a second connection. Returns all, in order. */
  async #dispelDoubt(connection: ThreadConnection, first: Frame[], signal: AbortSignal): Promise<Frame[]> {
    const isEarly = this.doubt === "early";
    const held = isEarly ? await this.#withNext(connection, first) : await this.#settle(connection, first);
    const newest = held.at(-1);
    if (newest === undefined) return held;
    if (isEarly && (await this.isComplete(newest, signal, this.#settings.channels))) {
      this.doubt = undefined;
      return held;
    }
    if (isEarly) this.doubt = "listening";
    return this.#complete(connection, newest, signal);
  }

  /** Reads one event more: a sequence check of a run's first event alone shows nothing. */
  async #withNext(connection: ThreadConnection, frames: Frame[]): Promise<Frame[]> {
    const next = frames.length > 1 ? SILENCE : await connection.read(SETTLE_MS);
    return next === SILENCE ? frames : [...frames, ...next];
  }

  /**
   * The Python server sends the history first, and listens for new events only then. The events in between are missing from
   * the connection, but they are in the history of a second connection that is opened later.
   */
  async #complete(connection: ThreadConnection, newest: Frame, signal: AbortSignal): Promise<Frame[]> {
    const last = await this.#lastOfId(connection, newest);
    const second = await this.#openBehind(signal);
    try {
      const frames = await readUpTo(last, second, this.#select());
      const missed = (frames.at(-1)?.number ?? last.number) - last.number;
      connection.correct(missed);
      this.#settings.trace(`a second connection had ${missed} more events`);
      return frames;
    } finally {
      second.close();
    }
  }

  /** Reads on to the last of the events that share an id: two of them may be equal, and a second connection sends both. */
  async #lastOfId(connection: ThreadConnection, event: Frame): Promise<Frame> {
    let last = event;
    while (hasSharedId(last)) {
      const next = await connection.readOne(TOGETHER_MS);
      if (next === undefined) break;
      if (!isSameId(next, last)) {
        connection.unread([next]);
        break;
      }
      last = next;
    }
    return last;
  }

  /**
   * Collects events until one shows that the connection listens: it arrives late enough, or the run has ended. If none does,
   * events may still be missing behind those collected, and the next ones are compared again.
   */
  async #settle(connection: ThreadConnection, held: Frame[]): Promise<Frame[]> {
    if (this.doubt === "listening") {
      this.doubt = undefined;
      return held;
    }
    this.doubt = "listening";
    const until = performance.now() + SETTLE_MS;
    for (let isLate = false; !isLate;) {
      isLate = performance.now() >= until;
      const frames = await connection.read(isLate ? SETTLE_MS : until - performance.now());
      if (frames !== SILENCE) held.push(...frames);
      if (!(isLate && frames !== SILENCE) && !held.some(isEnd)) continue;
      this.doubt = undefined;
      break;
    }
    return held;
  }

  /** Opens a connection whose next event follows the anchor event. */
  async #openBehind(signal: AbortSignal, heartbeats?: Heartbeats): Promise<ThreadConnection> {
    const { anchor } = this.position;
    const { channels } = this.#settings;
    if (anchor !== undefined) {
      const { connection, first } = await this.#openAt(anchor, channels, signal, heartbeats);
      if (first !== undefined && isSameEvent(first, anchor)) return connection;
      connection.close();
      this.#settings.trace("the anchor event has another number: replaying the thread");
    }
    const whole = await this.#open({ channels }, signal, heartbeats);
    if (anchor !== undefined) await this.#skipTo(anchor, whole);
    return whole;
  }

  async #skipTo(anchor: Frame, connection: ThreadConnection): Promise<void> {
    const match = this.position.matcher();
    for (let found: Match = "other"; found !== "anchor";) {
      const frame = await connection.readOne(REPLAY_MS);
      found = frame === undefined ? "younger" : match(frame);
      if (frame === undefined || found === "younger") {
        connection.close();
        throw new AnchorMissing();
      }
      if (found === "anchor") connection.correct(anchor.number - frame.number);
    }
  }

  #open(
    request: ThreadStreamRequest,
    signal: AbortSignal,
    heartbeats?: Heartbeats,
  ): Promise<ThreadConnection> {
    return ThreadConnection.open((own) => this.#settings.open(request, own), heartbeats, signal);
  }

  /** The sequence check: true if no event before the last one is missing. */
  async isComplete(
    last: Frame,
    signal: AbortSignal,
    channels: readonly Channel[] = ["lifecycle"],
  ): Promise<boolean> {
    if (this.isExact) return true;
    const { connection, first } = await this.#openAt(last, channels, signal);
    connection.close();
    return isProven(last, first);
  }

  /** Looks for events of a run behind its last one, with the sequence check. */
  async tailOf(last: Frame, signal: AbortSignal): Promise<"none" | "some" | "missing"> {
    const { connection, first } = await this.#openAt(last, this.#settings.channels, signal);
    try {
      if (!this.isExact && !isProven(last, first)) return "missing";
      if (first === undefined || !isSameEvent(first, last)) return "none";
      const next = await connection.readOne(SETTLE_MS);
      // Another run may have begun.
      return next === undefined || phaseOf(next.event) === "running" ? "none" : "some";
    } finally {
      connection.close();
    }
  }

  /** Opens a connection that begins with an event, if its number is the same there. Returns its first event. */
  async #openAt(
    event: Frame,
    channels: readonly Channel[],
    signal: AbortSignal,
    heartbeats?: Heartbeats,
  ): Promise<{ connection: ThreadConnection; first: Frame | undefined }> {
    // The servers send the events with higher numbers.
    const since = Math.max(0, event.number - 1);
    const connection = await this.#open({ channels, since }, signal, heartbeats);
    return { connection, first: await connection.readOne(REPLAY_MS) };
  }

  close(): void {
    this.#connection?.close();
    this.#connection = undefined;
  }
}

/**
 * True if an event has the same number on a new connection. If the server has dropped its history, the number is lower or
 * the event missing, which proves nothing.
 *
 * @param first - The first event of a connection that begins with its number.
 */
function isProven(last: Frame, first: Frame | undefined): boolean {
  if (first === undefined || first.number < last.number) return true;
  return first.number === last.number && isSameEvent(first, last);
}

function all(): Selection {
  return { find: (frames) => frames };
}

/** Reads up to an event: of several equal ones with its id, up to the last one. */
async function readUpTo(last: Frame, connection: ThreadConnection, selection: Selection): Promise<Frame[]> {
  const frames: Frame[] = [];
  let end = 0;
  while (end === 0 || hasSharedId(last)) {
    const frame = await connection.readOne(end === 0 ? REPLAY_MS : TOGETHER_MS);
    if (frame === undefined || (end > 0 && !isSameId(frame, last))) break;
    frames.push(...selection.find([frame]));
    if (isSameEvent(frame, last)) end = frames.length;
  }
  if (end === 0)
    throw new ConnectionError("The second connection did not reach the first", { method: "", url: "" });
  return frames.slice(0, end);
}
