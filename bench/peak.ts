import { readFileSync, writeFileSync } from "node:fs";

const LINUX = process.platform === "linux";

/** Resets the peak memory of the process. Works only on Linux. */
export function resetPeak(): void {
  if (LINUX) writeFileSync("/proc/self/clear_refs", "5");
}

/** Returns the peak memory in bytes since `resetPeak`; on other systems since the start of the process. */
export function peakBytes(): number {
  if (!LINUX) return process.resourceUsage().maxRSS * 1024;
  // Don't use getrusage on Linux: its value may come from the parent process.
  return Number(/VmHWM:\s+(\d+)/.exec(readFileSync("/proc/self/status", "utf8"))?.[1]) * 1024;
}
