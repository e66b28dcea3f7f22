/** The runs that begin on a thread, read from a server whose connections a test cuts. */
import { threadStream } from "langgraph-client/thread";
import { describe, expect, test } from "vitest";
import { withoutDelays } from "../helpers/skipped-delays.js";
import type { ServerKind } from "../helpers/thread-log.js";
import { ThreadServer } from "../helpers/thread-server.js";
import type { ServedConnection, ThreadServerOptions } from "../helpers/thread-server.js";

const kinds: ServerKind[] = ["js", "python"];

/** Starts a server with two runs that have ended, and reads the ids of those that begin. */
async function setUp(kind: ServerKind, options?: ThreadServerOptions) {
  const server = await ThreadServer.start(kind, options);
  run(server);
  run(server);
  const { client } = withoutDelays({ apiUrl: server.url, apiKey: null, maxRetries: 0 });
  const runs = threadStream(client, "t", { assistantId: "agent" }).runs();
  const next = async (): Promise<string | undefined> => {
    const { value: begun } = await runs.next();
    return (await begun?.run)?.runId;
  };
  return { server, runs, next };
}

/** Runs the thread once. Returns the run's id. */
function run(server: ThreadServer): string {
  const runId = server.begin();
  server.emit("tasks", { id: "1", metadata: { run_id: runId } });
  server.end();
  return runId;
}

describe.each(kinds)("runs() (%s)", (kind) => {
  test("yields each run that begins, and none of those before", async () => {
    const { server, runs, next } = await setUp(kind);
    const first = next();
    await server.opened(1);
    run(server);
    expect(await first).toBe("r3");
    const second = next();
    run(server);
    expect(await second).toBe("r4");
    await runs.return();
    for (const { closed } of server.connections) await closed;
  });

  test("yields each run once, although the connection breaks", async () => {
    const { server, runs, next } = await setUp(kind);
    const first = next();
    const connection: ServedConnection = await server.opened(1);
    run(server);
    expect(await first).toBe("r3");
    const second = next();
    await connection.cut("reset");
    run(server);
    expect(await second).toBe("r4");
    const third = next();
    await server.opened(2);
    run(server);
    expect(await third).toBe("r5");
    await runs.return();
  });
});

describe("runs() on the Python server", () => {
  test("yields a run that the first connection misses, and that nothing follows", async () => {
    const { server, runs, next } = await setUp("python", { listensLate: () => true });
    const first = next();
    await server.opened(1);
    run(server);
    expect(await first).toBe("r3");
    await runs.return();
  });

  test("yields a run that a later connection misses, and that nothing follows", async () => {
    const { server, runs, next } = await setUp("python", { listensLate: (index) => index > 0 });
    const first = next();
    const connection = await server.opened(1);
    run(server);
    expect(await first).toBe("r3");
    const second = next();
    await connection.cut("end");
    await server.opened(2);
    run(server);
    expect(await second).toBe("r4");
    await runs.return();
  });

  test("yields a run whose events were lost with the history", async () => {
    const { server, runs, next } = await setUp("python");
    const first = next();
    const connection = await server.opened(1);
    run(server);
    expect(await first).toBe("r3");
    const second = next();
    await connection.cut("end");
    run(server);
    server.dropHistory();
    expect(await second).toBe("r4");
    const third = next();
    run(server);
    expect(await third).toBe("r5");
    await runs.return();
  });
});
