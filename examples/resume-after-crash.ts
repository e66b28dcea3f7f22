import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { LangGraphClient } from "langgraph-client";

const file = `crash-${process.env["STREAM_OWNER"] ?? process.pid}.json`;
const client = new LangGraphClient({ apiUrl: "http://localhost:2024" });

/** The stream of an earlier process, or a new one. */
async function openStream() {
  if (existsSync(file)) {
    const { threadId, runId, cursor } = JSON.parse(readFileSync(file, "utf8"));
    return { threadId, stream: client.runs.joinStream(threadId, runId, { cursor }) };
  }
  const { thread_id: threadId } = await client.threads.create();
  const input = { messages: [{ role: "user", content: "Tell me a long story" }] };
  return { threadId, stream: client.runs.stream(threadId, "agent", { input }) };
}

/** Prints a stream, and saves its place behind each text. */
async function read(crashAfter: number): Promise<void> {
  const { threadId, stream } = await openStream();
  for await (const text of stream.text()) {
    console.log(text);
    const { runId } = await stream.run;
    // A file that is renamed is never half written.
    writeFileSync(`${file}.new`, JSON.stringify({ threadId, runId, cursor: stream.cursor }));
    renameSync(`${file}.new`, file);
    crashAfter -= 1;
    if (crashAfter === 0) process.kill(process.pid, "SIGKILL");
  }
}

if (process.env["STREAM_OWNER"] !== undefined) {
  await read(Number(process.env["CRASH_AFTER"]));
} else {
  for (const crashAfter of [2, 2, Infinity]) {
    const env = { ...process.env, STREAM_OWNER: String(process.pid), CRASH_AFTER: String(crashAfter) };
    const args = [...process.execArgv, ...process.argv.slice(1)];
    const { signal, status } = spawnSync(process.execPath, args, { env, stdio: "inherit" });
    console.log(signal === null ? `The process ended with ${status}.` : `The process was killed: ${signal}`);
    process.exitCode = status ?? 0;
    if (process.exitCode !== 0) break; // it has printed the reason
  }
  rmSync(file, { force: true });
}
