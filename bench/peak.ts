import { readFileSync, writeFileSync } from "node:fs";

const LINUX = process.platform === "linux";

/** Forgets how much memory the process had at its peak. Only Linux can. */
export function resetPeak(): void {
  if (LINUX) writeFileSync("/proc/self/clear_refs", "5");
}

/** The most bytes of memory that the process had since then; elsewhere since it began. */
export function peakBytes(): number {
  if (!LINUX) return process.resourceUsage().maxRSS * 1024;
  // What getrusage says may be of the process that started this one.
  return Number(/VmHWM:\s+(\d+)/.exec(readFileSync("/proc/self/status", "utf8"))?.[1]) * 1024;
}
