const FIRST_MS = 1_000;
const MAX_MS = 30_000;

/** Waits until the browser says that it is online again, or for a while that grows with the failures so far. */
export function backOnline(failed: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      globalThis.removeEventListener?.("online", end);
      signal.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, Math.min(FIRST_MS * 2 ** failed, MAX_MS));
    globalThis.addEventListener?.("online", end);
    signal.addEventListener("abort", end);
  });
}
