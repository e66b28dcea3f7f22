/** The process of one contender in one case: runs on each message, and sends a report. */
import { cases } from "./cases/index.js";
import { contenders } from "./case.js";
import type { Report, Run } from "./case.js";
import { peakBytes, resetPeak } from "./peak.js";

const [, , name, as, serverUrl = ""] = process.argv;
const contest = cases.find((one) => one.name === name);
const contender = contenders.find((one) => one === as);
if (contest === undefined || contender === undefined)
  throw new Error(`Unknown case "${name}" or contender "${as}"`);

const MB = 1024 * 1024;

async function measure(run: Run): Promise<Report> {
  resetPeak();
  const memory = process.memoryUsage.rss();
  const cpu = process.cpuUsage();
  const start = performance.now();
  const outcome = await run();
  const ms = performance.now() - start;
  const { user, system } = process.cpuUsage(cpu);
  const peakMb = Math.max(0, peakBytes() - memory) / MB;
  return { outcome, ms, cpuMs: (user + system) / 1000, peakMb };
}

const run = await contest.prepare(contender, serverUrl);
// Start with as little memory as possible. Not before each run: a collection discards code that V8 has optimized.
globalThis.gc?.();
process.on("message", () => {
  measure(run).then(
    (report) => process.send?.(report),
    (error: unknown) => process.send?.({ failure: error instanceof Error ? error.stack : String(error) }),
  );
});
process.send?.("ready");
