import { afterAll, beforeAll, inject } from "vitest";
import { startServer as startPython } from "../python/start.js";
import type { RunningServer } from "../server/child.js";

/**
 * Provides a server whose streams of threads are whole. A Python server that starts runs at once leaves out their first
 * events: one that polls for runs, as published, is started for the tests of the file. Returns its URL, inside of tests.
 */
export function threadServer(): () => string {
  let own: RunningServer | undefined;
  beforeAll(async () => {
    if (inject("server") === "python") own = await startPython({ polling: true });
  });
  afterAll(() => own?.stop());
  return () => own?.url ?? inject("serverUrl");
}
