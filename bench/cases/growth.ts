import type { Case, Measure } from "../case.js";
import { chatOpener, clientOf } from "../clients.js";
import type { Fetch } from "../clients.js";
import {
  breakingFetch,
  chatFetch,
  longArguments,
  longMessage,
  longThread,
  runFetch,
} from "../conversation-data.js";
import { tokens, values } from "../data.js";
import type { Dataset } from "../data.js";
import { STUB_URL } from "../stub.js";
import { reader } from "./decoding.js";
import type { Helpers } from "./decoding.js";
import { paced } from "./streams.js";

const memory: Measure = {
  metric: "peak memory, above the memory before",
  unit: "MB",
  first: true,
  read: ({ peakMb }) => peakMb,
};

function growth(name: string, metric: string, rest: Pick<Case, "unit" | "per" | "server" | "prepare">): Case {
  return { name, metric, table: "growth", contenders: ["ours"], also: [memory], ...rest };
}

function decoded(dataset: () => Dataset): Case["prepare"] {
  return (contender) => reader(contender, dataset(), { input: {}, streamMode: "values" });
}

/** Reads a run to its end. */
function read(serve: () => Fetch, use: (stream: Helpers) => AsyncIterable<unknown>): Case["prepare"] {
  return async (contender) => {
    const client = (await clientOf(contender))({ apiUrl: STUB_URL, fetch: serve() });
    return async () => {
      let items = 0;
      // Only this client runs the case.
      const stream = client.runs.stream("t", "agent", { input: {} }) as unknown as Helpers;
      for await (const _ of use(stream)) items += 1;
      return { proof: `${items} items` };
    };
  };
}

/** Opens a chat, and sends a message. */
function chatting(count: number): Case["prepare"] {
  return async () => {
    const open = await chatOpener({ apiUrl: STUB_URL, fetch: chatFetch(count) });
    return async () => {
      const chat = open();
      let calls = 0;
      const leave = chat.subscribe(() => (calls += 1));
      await chat.submit("Hello");
      leave();
      if (calls < 2) throw new Error("The chat did not change");
      return { proof: `${chat.getSnapshot().messages.length} messages` };
    };
  };
}

const english = new Intl.NumberFormat("en");

/** Growth of time and memory with the amount of work, which should be linear. */
export const growthCases: Case[] = [
  ...[1_000, 10_000, 100_000, 1_000_000].map((count) =>
    growth(`events-${count}`, `${english.format(count)} events of 281 B, per event`, {
      unit: "µs",
      per: count,
      prepare: decoded(() => tokens({ count })),
    }),
  ),
  ...[1, 10, 100, 1_000, 5_000, 20_000].map((kilobytes) =>
    growth(`size-${kilobytes}`, `20 events of ${english.format(kilobytes)} KB, per KB`, {
      unit: "µs",
      per: 20 * kilobytes,
      prepare: decoded(() => values({ count: 20, size: kilobytes * 1_000 })),
    }),
  ),
  ...[1_000, 10_000, 100_000].map((chunks) =>
    growth(
      `message-${chunks}`,
      `\`messages()\`: one message of ${english.format(chunks)} chunks, per chunk`,
      {
        unit: "µs",
        per: chunks,
        prepare: read(
          () => runFetch(longMessage(chunks)),
          (stream) => stream.messages(),
        ),
      },
    ),
  ),
  ...[10, 100, 1_000].map((kilobytes) =>
    growth(
      `arguments-${kilobytes}`,
      `\`parts()\`: arguments of a tool of ${english.format(kilobytes)} KB, per KB`,
      {
        unit: "µs",
        per: kilobytes,
        prepare: read(
          () => runFetch(longArguments(kilobytes)),
          (stream) => stream.parts(),
        ),
      },
    ),
  ),
  ...[100, 1_000, 10_000].map((count) =>
    growth(`thread-${count}`, `\`parts()\`: 20 states of ${english.format(count)} messages, per message`, {
      unit: "µs",
      per: 20 * count,
      prepare: read(
        () => runFetch(longThread(count)),
        (stream) => stream.parts(),
      ),
    }),
  ),
  ...[1_000, 10_000, 100_000].map((count) =>
    growth(
      `without-ids-${count}`,
      `a reconnect behind ${english.format(count)} events without ids, per event`,
      {
        unit: "µs",
        per: count,
        prepare: read(
          () => breakingFetch(count),
          (stream) => stream.parts(),
        ),
      },
    ),
  ),
  ...[10, 100, 1_000].map((count) =>
    growth(
      `chat-${count}`,
      `\`/chat\`: an answer of 200 chunks in a thread of ${english.format(count)} messages`,
      {
        unit: "ms",
        prepare: chatting(count),
      },
    ),
  ),
  ...[1, 10, 100, 1_000, 2_000].map((streams) =>
    growth(`open-${streams}`, `${english.format(streams)} streams at once, 20 events 50 ms apart`, {
      unit: "ms",
      server: "loopback",
      prepare: paced({ streams, count: 20, everyMs: 50 }),
    }),
  ),
];
