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

/** The reactions of a chat to its page. */
export interface PageWatcher {
  /** Called when the user comes back to the page, and after each interval while the page is visible. */
  look(): void;
  /** Called while the page is visible. The signal is aborted when it is hidden. */
  follow?: ((signal: AbortSignal) => Promise<void>) | undefined;
  /** Milliseconds between two looks. Default: no interval. */
  intervalMs?: number | undefined;
}

/** Watches the page until the signal is aborted. */
export function watchPage({ look, follow, intervalMs }: PageWatcher, signal: AbortSignal): void {
  let following: AbortController | undefined;
  const update = (): void => {
    if (isHidden()) {
      following?.abort();
      following = undefined;
    } else if (follow !== undefined && following === undefined) {
      const own = (following = new AbortController());
      // If it fails, the page is followed again when the user comes back.
      void follow(own.signal).finally(() => {
        if (following === own) following = undefined;
      });
    }
  };
  const onReturn = (): void => {
    update();
    if (!isHidden()) look();
  };
  const timer = intervalMs === undefined ? undefined : setInterval(onReturn, intervalMs);
  const { document } = globalThis;
  for (const event of ["focus", "online"]) globalThis.addEventListener?.(event, onReturn);
  document?.addEventListener("visibilitychange", onReturn);
  signal.addEventListener("abort", () => {
    clearInterval(timer);
    for (const event of ["focus", "online"]) globalThis.removeEventListener?.(event, onReturn);
    document?.removeEventListener("visibilitychange", onReturn);
    following?.abort();
  });
  update();
}

function isHidden(): boolean {
  return globalThis.document?.visibilityState === "hidden";
}
