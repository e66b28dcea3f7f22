import { fork } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { join } from "node:path";
import type { Case, Contender, Report } from "./case.js";
import { built } from "./files.js";

/** The runs of one case, by contender, in the order of the rounds. */
export type Results = Partial<Record<Contender, Report[]>>;

const CONTESTANT = join(built, "contestant.js");
/** A contender that has used this time skips the remaining rounds. */
const BUDGET_MS = 3_000;
const ROUNDS = 15;

class Contestant {
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess) {
    this.#child = child;
  }

  static async start(name: string, contender: Contender, serverUrl: string): Promise<Contestant> {
    const child = fork(CONTESTANT, [name, contender, serverUrl], { execArgv: ["--expose-gc"] });
    const contestant = new Contestant(child);
    await contestant.#nextMessage();
    return contestant;
  }

  #nextMessage(): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const onExit = (code: number | null): void => reject(new Error(`The process exited with ${code}`));
      this.#child.once("exit", onExit);
      this.#child.once("message", (message) => {
        this.#child.off("exit", onExit);
        resolve(message);
      });
    });
  }

  async run(): Promise<Report> {
    const reported = this.#nextMessage();
    this.#child.send("run");
    const message = (await reported) as Report | { failure: string };
    if ("failure" in message) throw new Error(message.failure);
    return message;
  }

  stop(): void {
    this.#child.kill();
  }
}

/** Runs a case. The contenders take turns, in reverse order every second round, so that disturbances affect all of them. */
export async function contest(one: Case, serverUrl: string): Promise<Results> {
  const results: Results = {};
  const spent = new Map<Contender, number>();
  const started = new Map<Contender, Contestant>();
  try {
    for (let round = 0; round < (one.rounds ?? ROUNDS); round += 1) {
      const order = round % 2 === 0 ? one.contenders : [...one.contenders].reverse();
      for (const contender of order) {
        if ((spent.get(contender) ?? 0) > BUDGET_MS) continue;
        const start = performance.now();
        const contestant = started.get(contender) ?? (await Contestant.start(one.name, contender, serverUrl));
        if (one.fresh !== true) started.set(contender, contestant);
        const begun = one.fresh === true ? start : performance.now();
        const report = await contestant.run();
        if (one.fresh === true) contestant.stop();
        spent.set(contender, (spent.get(contender) ?? 0) + performance.now() - begun);
        (results[contender] ??= []).push(report);
      }
    }
  } finally {
    for (const contestant of started.values()) contestant.stop();
  }
  checkProofs(one, results);
  return results;
}

function checkProofs({ name }: Case, results: Results): void {
  const proofs = Object.entries(results).flatMap(([contender, reports]) =>
    reports.map(({ outcome }) => ({ contender, proof: outcome.proof })),
  );
  const [first] = proofs;
  const other = proofs.find(({ proof }) => proof !== first?.proof);
  if (first === undefined || other === undefined) return;
  throw new Error(
    `${name}: ${first.contender} did "${first.proof}", but ${other.contender} did "${other.proof}".`,
  );
}
