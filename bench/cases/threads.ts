import type { Case, Run } from "../case.js";
import { threadStarter } from "../clients.js";
import type { AnyThreadRun } from "../clients.js";
import { Tally } from "../data.js";
import { decodeL1 } from "../limit.js";
import { STUB_URL, bodyOf, threadFetch } from "../stub.js";
import { threadTokens, tokenOf } from "../thread-data.js";

/** Sums the tokens of a thread's stream. */
class TokenTally {
  readonly #tally = new Tally({ checksum: (text) => (text as string).charCodeAt(5) });

  add(text: string | undefined): void {
    if (text) this.#tally.add("token", text);
  }

  get proof(): string {
    return this.#tally.proof;
  }
}

function limitOf(chunks: Uint8Array[]): Run {
  return async () => {
    const tally = new TokenTally();
    const checksum = (event: unknown): number => {
      tally.add(tokenOf((event as { params: { data: unknown } }).params.data));
      return 0;
    };
    await decodeL1(bodyOf(chunks), { checksum });
    return { proof: tally.proof };
  };
}

interface Reading extends Pick<Case, "name" | "metric"> {
  count: number;
  /** Maximum ratio to the limit. */
  max: number;
  read(run: AnyThreadRun, tally: TokenTally): Promise<void>;
}

/** A run of a thread's stream. The official client reads it in other ways: see compare-threads.ts. */
function reading({ name, metric, count, max, read }: Reading): Case {
  const prepare: Case["prepare"] = async (contender) => {
    const chunks = threadTokens(count);
    if (contender === "limit") return limitOf(chunks);
    const start = await threadStarter({ apiUrl: STUB_URL, fetch: threadFetch(chunks) });
    return async () => {
      const tally = new TokenTally();
      await read(start(), tally);
      return { proof: tally.proof };
    };
  };
  return { name, metric, unit: "ms", contenders: ["ours", "limit"], goal: { of: "ratio", max }, prepare };
}

/** Throughput of reading the events of a thread. */
export const threadCases: Case[] = [
  reading({
    name: "thread-tokens",
    metric: "thread stream: 200k tokens",
    count: 200_000,
    max: 1.4,
    async read(run, tally) {
      for await (const { data } of run) tally.add(tokenOf(data));
    },
  }),
  reading({
    name: "thread-parts",
    metric: "thread stream: 50k tokens through `parts()`",
    count: 50_000,
    max: 2,
    async read(run, tally) {
      for await (const { text } of run.parts()) tally.add(text);
    },
  }),
];
